#include "tiendo/reader/pdf_boxes.hpp"

#include "pdf_page.hpp"

#include "tiendo/base/text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace tiendo::reader {

namespace {

namespace json = boost::json;

constexpr double farthest = 20'000;  // points; PDF allows pages of 14,400
constexpr std::size_t most_words_a_page = 50'000;
constexpr std::size_t most_rules_a_page = 2'000;

Error bad_line(std::size_t line, std::string_view what) {
    return Error{ErrorCode::malformed_input,
                 fmt::format("line {} of the page description {}", line, what),
                 "make it with the tiendo-pdf-boxes of the same release"};
}

std::optional<double> number(const json::object& row, std::string_view key) {
    const auto* value = row.if_contains(key);
    if (value == nullptr || !value->is_number()) {
        return std::nullopt;
    }
    const auto found = value->to_number<double>();
    return std::isfinite(found) && std::abs(found) <= farthest ? std::optional(found)
                                                               : std::nullopt;
}

bool flag(const json::object& row, std::string_view key) {
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::optional<Box> box_of(const json::object& row) {
    const auto x = number(row, "x");
    const auto y = number(row, "y");
    const auto w = number(row, "w");
    const auto h = number(row, "h");
    if (!x || !y || !w || !h || *w < 0 || *h < 0) {
        return std::nullopt;
    }
    return Box{*x, *y, *x + *w, *y + *h};
}

/// Signs of the Symbol and Wingdings fonts that list marks are set in, which Unicode keeps for
/// private use.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> private_signs{
    {{"\uF0B7", "•"}, {"\uF0A7", "▪"}, {"\uF02D", "-"}, {"\uF0D8", "•"}}};

std::string word_text(std::string_view raw) {
    std::string text(trim(raw));
    for (char& c : text) {
        constexpr unsigned char first_printable = 0x20;
        c = static_cast<unsigned char>(c) < first_printable ? ' ' : c;
    }
    for (const auto& [sign, mark] : private_signs) {
        if (text == sign) {
            text = mark;
        }
    }
    return text;
}

/// Takes the lines one by one.
class Taker {
public:
    explicit Taker(const ReadOptions& options) : options_(options) {}

    Result<void> take(const json::object& row, std::size_t line) {
        if (row.contains("word")) {
            return take_word(row, line);
        }
        if (row.contains("page")) {
            return take_page(row, line);
        }
        if (row.contains("rule")) {
            return take_rule(row, line);
        }
        ended_ = ended_ || flag(row, "end");
        return {};
    }
    [[nodiscard]] bool ended() const { return ended_; }
    std::vector<PdfPage> pages() && { return std::move(pages_); }

private:
    Result<void> take_page(const json::object& row, std::size_t line) {
        const auto width = number(row, "width");
        const auto height = number(row, "height");
        if (!width || !height || *width <= 0 || *height <= 0) {
            return bad_line(line, "holds no page with width and height");
        }
        if (pages_.size() >= options_.max_pages) {
            return Error{
                ErrorCode::malformed_input,
                fmt::format("the document has more pages than the limit of {}", options_.max_pages),
                "give one plan; or raise the limit"};
        }
        PdfPage page;
        page.number = static_cast<int>(pages_.size()) + 1;
        page.width = *width;
        page.height = *height;
        page.covered = number(row, "covered").value_or(0);
        page.recognised = flag(row, "recognised");
        pages_.push_back(std::move(page));
        return {};
    }
    Result<void> take_word(const json::object& row, std::size_t line) {
        const auto* text = row.at("word").if_string();
        const auto box = box_of(row);
        if (text == nullptr || !box || pages_.empty()) {
            return bad_line(line, "holds no word with its place on a page");
        }
        auto& words = pages_.back().words;
        bytes_ += text->size();
        if (words.size() >= most_words_a_page || bytes_ > options_.max_text) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("page {} has more text than the limit of {} words, or the "
                                     "document more than {} bytes",
                                     pages_.size(),
                                     most_words_a_page,
                                     options_.max_text),
                         "check that it is a plan and not a picture made of letters"};
        }
        PdfWord word;
        word.text = word_text(*text);
        word.box = *box;
        word.shown = *box;
        const auto size = number(row, "size").value_or(0);
        word.size = size > 0 ? size : std::max(1.0, box->bottom - box->top);
        word.space = flag(row, "space");
        constexpr int quarter = 90;
        const auto turn = static_cast<int>(number(row, "turn").value_or(0));
        word.turn = turn > 0 && turn < 4 * quarter ? turn / quarter * quarter : 0;
        word.recognised = pages_.back().recognised;
        word.unseen = flag(row, "unseen");
        word.confidence = number(row, "confidence").value_or(word.confidence);
        if (!word.text.empty()) {
            words.push_back(std::move(word));
        }
        return {};
    }
    Result<void> take_rule(const json::object& row, std::size_t line) {
        const auto* kind = row.at("rule").if_string();
        const auto box = box_of(row);
        if (kind == nullptr || !box || pages_.empty() || (*kind != "level" && *kind != "upright")) {
            return bad_line(line, "holds no rule with its place on a page");
        }
        auto& rules = pages_.back().rules;
        if (rules.size() < most_rules_a_page) {  // more are a drawing
            rules.push_back({*kind == "upright", *box});
        }
        return {};
    }

    const ReadOptions& options_;
    std::vector<PdfPage> pages_;
    std::size_t bytes_ = 0;
    bool ended_ = false;
};

}  // namespace

Result<std::vector<PdfPage>> parse_boxes(std::string_view lines, const ReadOptions& options) {
    Taker taker(options);
    std::size_t at = 0;
    for (std::size_t begin = 0; begin < lines.size() && !taker.ended(); ++at) {
        const auto end = std::min(lines.find('\n', begin), lines.size());
        const auto line = lines.substr(begin, end - begin);
        begin = end + 1;
        if (line.empty()) {
            continue;
        }
        boost::system::error_code failed;
        const auto value = json::parse({line.data(), line.size()}, failed);
        if (failed || !value.is_object()) {
            return bad_line(at + 1, "is no JSON object");
        }
        if (auto fine = taker.take(value.get_object(), at + 1); !fine) {
            return std::move(fine).error();
        }
    }
    if (!taker.ended()) {
        return Error{ErrorCode::malformed_input,
                     "the page description is cut short",
                     "make it with the tiendo-pdf-boxes of the same release"};
    }
    return std::move(taker).pages();
}

Result<Document> document_from_boxes(std::string_view lines, const ReadOptions& options) {
    auto pages = parse_boxes(lines, options);
    if (!pages) {
        return std::move(pages).error();
    }
    return lay_out(*std::move(pages), options);
}

}  // namespace tiendo::reader
