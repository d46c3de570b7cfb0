#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/reader/language.hpp"
#include "tiendo/reader/reader.hpp"
#include "tiendo/reader/review.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tiendo::cli {

/// A document with what was read from it, and the language it was read with.
struct Opened {
    std::shared_ptr<const reader::Language> language;  ///< null: the shipped one
    reader::Document document;
    reader::Reading reading;
};

/// @param lexicon a file with rules of language on top of the shipped ones; may be empty
Result<Opened> open_plan(const std::string& file, const std::string& lexicon);

Result<reader::Review> review_in(const std::string& file);

/// Tells on standard error which answers found no doubt.
void report_unused(const std::vector<reader::ReviewItem>& unused);

/// Works the answers of a review file into what was read; those not used are told.
Result<void> take_answers(Opened& opened, const std::string& file);

}  // namespace tiendo::cli
