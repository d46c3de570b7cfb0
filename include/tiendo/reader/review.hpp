#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/reader/reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

/// One doubt as an official sees and answers it.
struct ReviewItem {
    std::string key;       ///< made of what the doubt is about, never of where it stands
    Doubt doubt;           ///< its span is not written to the file
    std::string sentence;  ///< own text of the node; empty where the doubt is about the document
    std::string surface;   ///< the words in question; empty where there are none
    std::string answer;    ///< as typed; empty: not answered yet
    std::string answered_by;
    bool operator==(const ReviewItem&) const = default;
};

/// All doubts of one document (phiếu rà soát).
struct Review {
    std::string source_name;
    std::vector<ReviewItem> items;
    bool operator==(const Review&) const = default;
};

/// What may be typed as an answer to a doubt of this code, Vietnamese, one choice each; the first
/// is to agree with what was assumed.
std::vector<std::string> choices_for(std::string_view code);

Review review_of(const Reading& reading);

/// As TOML that an official can read and fill in; comments and labels in Vietnamese.
std::string to_toml(const Review& review);

/// @param name of the file, for errors
/// @return malformed_input naming the line: not TOML, not a review file, more than 10,000 items
Result<Review> parse_review(std::string_view toml, std::string_view name);

/// Copies the answers of an older review to the doubts they are about: to the same key, else to the
/// doubt of the same code and words whose sentence is most alike.
/// @return the answered items of `older` that belong to no doubt any more
std::vector<ReviewItem> carry_answers(Review& review, const Review& older);

/// A reading with the answers of a person worked in.
struct Answered {
    Reading reading;                 ///< without the doubts that were settled
    std::vector<ReviewItem> used;    ///< answers that settled a doubt
    std::vector<ReviewItem> unused;  ///< answers to doubts that this document does not raise
    bool operator==(const Answered&) const = default;
};

/// Works the answers of `review` into the reading, which may be of a corrected document.
/// @return malformed_input for an answer that means nothing: it names the item and the choices
Result<Answered> apply_answers(Reading reading, const Review& review);

}  // namespace reader
}  // namespace tiendo
