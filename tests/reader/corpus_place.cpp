#include "corpus_place.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>

namespace tiendo::test {

namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";

bool blank(char character) {
    return blanks.find(character) != std::string_view::npos;
}

std::size_t line_start(std::string_view document, std::size_t at) {
    const auto end = at == 0 ? std::string_view::npos : document.rfind('\n', at - 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

/// Whether a line holds nothing but what counts the next one: "-", "**1.", "Phần thứ hai".
bool only_a_mark(std::string_view line) {
    constexpr std::size_t longest_mark = 8;
    constexpr std::size_t longest_name = 40;
    constexpr std::array names{"phần", "chương", "mục"};
    const auto lower = to_lower(line);
    return !line.empty() &&
           (line.size() <= longest_mark ||
            (line.size() <= longest_name && std::ranges::any_of(names, [&](std::string_view name) {
                 return lower.starts_with(name);
             })));
}

/// Where the mark or ordinal before `begin` may begin: the line, a line above that holds only a
/// mark, or in the middle of a paragraph the one word before ("… sau: a) …").
std::size_t marker_start(std::string_view document, std::size_t begin) {
    constexpr std::size_t longest = 40;
    const auto line = line_start(document, begin);
    if (begin - line > longest) {
        auto at = begin;
        while (at > line && blank(document[at - 1])) {
            --at;
        }
        while (at > line && !blank(document[at - 1])) {
            --at;
        }
        return at;
    }
    if (line > 0 && trim(document.substr(line, begin - line)).empty()) {
        const auto above = line_start(document, line - 1);
        if (only_a_mark(trim(document.substr(above, line - above)))) {
            return above;
        }
    }
    return line;
}

Error unfit(const WantedNode& node, const std::string& message) {
    return Error{ErrorCode::malformed_input, message, "correct the sheet"}.at("node " + node.id);
}

}  // namespace

Wording::Wording(std::string_view document) {
    for (std::size_t at = 0; at < document.size(); ++at) {
        if (!blank(document[at])) {
            text_ += document[at];
        } else if (!text_.empty() && text_.back() == ' ') {
            continue;
        } else {
            text_ += ' ';
        }
        origin_.push_back(at);
    }
    origin_.push_back(document.size());
}

std::vector<Span> Wording::all(std::string_view words, Span range) const {
    std::vector<Span> found;
    for (auto at = text_.find(words); !words.empty() && at != std::string::npos;
         at = text_.find(words, at + 1)) {
        const Span span{.begin = origin_[at], .end = origin_[at + words.size() - 1] + 1};
        if (span.begin >= range.begin && span.end <= range.end) {
            found.push_back(span);
        }
    }
    return found;
}

Result<std::vector<Placed>> places_of(const Sheet& sheet, std::string_view document) {
    const Wording wording(document);
    std::vector<Placed> places;
    std::size_t last = 0;
    for (const auto& node : sheet.nodes) {
        const auto begins = wording.all(node.begins, wording.whole());
        if (begins.size() != 1) {
            return unfit(
                node, "'" + node.begins + "' occurs " + std::to_string(begins.size()) + " times");
        }
        const auto begin = begins.front().begin;
        const auto ends = wording.all(node.ends, {.begin = begin, .end = document.size()});
        if (ends.empty()) {
            return unfit(node, "'" + node.ends + "' does not follow its beginning");
        }
        if (begin < last) {
            return unfit(node, "it stands before the end of the node above it");
        }
        last = ends.front().end;
        places.push_back(
            {.span = {.begin = begin, .end = last}, .marker_start = marker_start(document, begin)});
    }
    return places;
}

}  // namespace tiendo::test
