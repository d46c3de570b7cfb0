#include "opened.hpp"

#include "tiendo/base/file.hpp"

#include <iostream>
#include <utility>

namespace tiendo::cli {

Result<Opened> open_plan(const std::string& file, const std::string& lexicon) {
    Opened opened;
    if (!lexicon.empty()) {
        auto language = reader::Language::with(lexicon);
        if (!language) {
            return std::move(language).error();
        }
        opened.language = std::make_shared<const reader::Language>(*std::move(language));
    }
    reader::ReadOptions options;
    options.language = opened.language.get();
    auto document = reader::open_document(file, options);
    auto reading = document ? reader::read_document(*document, options) : document.error();
    if (!reading) {
        return std::move(reading).error();
    }
    opened.document = *std::move(document);
    opened.reading = *std::move(reading);
    return opened;
}

Result<reader::Review> review_in(const std::string& file) {
    constexpr std::size_t longest_review = std::size_t{16} << 20U;
    auto toml = read_file(file, longest_review);
    return toml ? reader::parse_review(*toml, file) : std::move(toml).error();
}

void report_unused(const std::vector<reader::ReviewItem>& unused) {
    for (const auto& item : unused) {
        std::cerr << "answer not used: " << item.doubt.code << " (" << item.answer
                  << "): this document does not raise that doubt\n";
    }
}

Result<void> take_answers(Opened& opened, const std::string& file) {
    const auto review = review_in(file);
    auto answered = review ? reader::apply_answers(std::move(opened.reading), *review)
                           : Result<reader::Answered>(review.error());
    if (!answered) {
        return std::move(answered).error().at(file);
    }
    report_unused(answered->unused);
    opened.reading = std::move(answered->reading);
    return {};
}

}  // namespace tiendo::cli
