#include "pdf_margins.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr double margin = 0.12;        // of the height of a page
constexpr std::size_t most_lines = 3;  // of a running head

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// "2", "- 2 -", "2/5", "Trang 2".
bool is_page_number(std::string_view text) {
    constexpr std::array<std::string_view, 2> openers{"Trang ", "trang "};
    constexpr std::size_t longest = 11;
    for (const auto opener : openers) {
        text.remove_prefix(text.starts_with(opener) ? opener.size() : 0);
    }
    return text.size() <= longest && std::ranges::any_of(text, is_digit) &&
           std::ranges::all_of(text, [](char c) {
               return is_digit(c) || std::string_view("-/ ").find(c) != std::string_view::npos;
           });
}

/// The text with every number as one sign, so that "Trang 2" is "Trang 3".
std::string pattern_of(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!is_digit(c)) {
            out += c;
        } else if (!out.ends_with('#')) {
            out += '#';
        }
    }
    return out;
}

/// The lines at the top or the bottom of a page that stand in its margin, from the edge inwards.
std::vector<std::size_t> edge_lines(const PdfParts& page, bool top) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < std::min(page.lines.size(), most_lines); ++i) {
        const auto at = top ? i : page.lines.size() - 1 - i;
        const auto& box = page.lines[at].box;
        const bool inside =
            top ? box.bottom <= margin * page.height : box.top >= (1 - margin) * page.height;
        if (!inside) {
            break;
        }
        found.push_back(at);
    }
    return found;
}

/// What stands at the same place of many pages.
class Repeated {
public:
    explicit Repeated(const std::vector<PdfParts>& pages) : pages_(pages.size()) {
        for (const auto& page : pages) {
            for (const bool top : {true, false}) {
                for (const auto at : edge_lines(page, top)) {
                    places_[pattern_of(page.lines[at].text)].push_back(page.lines[at].box.top);
                }
            }
        }
        for (auto& [pattern, places] : places_) {
            std::ranges::sort(places);
        }
    }
    [[nodiscard]] bool holds(const PdfLine& line) const {
        constexpr double same_place = 6;  // points
        constexpr std::size_t fewest = 2;
        constexpr std::size_t share = 3;  // one page in three: left and right pages may differ
        const auto found = places_.find(pattern_of(line.text));
        if (found == places_.end()) {
            return false;
        }
        const auto from = std::ranges::lower_bound(found->second, line.box.top - same_place);
        const auto to = std::ranges::upper_bound(found->second, line.box.top + same_place);
        const auto count = static_cast<std::size_t>(to - from);
        return count >= fewest && count * share >= pages_;
    }

private:
    std::size_t pages_;
    std::map<std::string, std::vector<double>> places_;
};

std::optional<std::string_view> reason_of(const PdfLine& line, const Repeated& repeated) {
    if (is_page_number(line.text)) {
        return "page number";
    }
    return repeated.holds(line) ? std::optional<std::string_view>("running head") : std::nullopt;
}

void take_edge(PdfParts& page, bool top, const Repeated& repeated) {
    std::vector<std::size_t> taken;
    for (const auto at : edge_lines(page, top)) {
        const auto reason = reason_of(page.lines[at], repeated);
        if (!reason) {
            break;
        }
        taken.push_back(at);
    }
    std::ranges::sort(taken);
    for (const auto at : taken) {
        const auto reason = *reason_of(page.lines[at], repeated);
        (top ? page.head : page.foot).push_back({reason, {std::move(page.lines[at])}});
    }
    if (!taken.empty()) {
        const auto begin = page.lines.begin() + static_cast<std::ptrdiff_t>(taken.front());
        page.lines.erase(begin, begin + static_cast<std::ptrdiff_t>(taken.size()));
    }
}

bool is_small(const PdfLine& line, double body_size) {
    constexpr double small = 0.88;
    return line.size <= small * body_size;
}

/// The label of a note that begins with `line`: "1" raised, or "1" under the short rule that parts
/// notes from the text, or one more than the label `before`. Empty where none does.
std::string label_of(const PdfParts& page, const PdfLine& line, std::string_view before) {
    constexpr std::size_t longest = 3;
    constexpr double raised = 0.8;
    constexpr double nearest = 16;  // points
    constexpr double longest_rule = 0.4;
    const auto& first = line.words.front();
    auto label = first.text.substr(0, first.text.find_first_not_of("0123456789*()"));
    if (label.empty() || label.size() > longest) {
        return {};
    }
    const bool raised_mark = label == first.text && first.size <= raised * line.size;
    const bool under_rule = std::ranges::any_of(page.rules, [&](const PdfRule& rule) {
        return !rule.upright && rule.box.right - rule.box.left < longest_rule * page.width &&
               rule.box.bottom <= line.box.top + 3 && rule.box.bottom >= line.box.top - nearest;
    });
    const bool next = !before.empty() && std::ranges::all_of(label, is_digit) &&
                      std::ranges::all_of(before, is_digit) &&
                      std::stoi(label) == std::stoi(std::string(before)) + 1;
    return raised_mark || under_rule || next ? label : std::string();
}

/// Takes the raised sign of a note out of the line that it stands in.
void drop_mark(PdfLine& line, const std::vector<std::string>& labels) {
    constexpr double raised = 0.75;
    const auto is_mark = [&](const PdfWord& word) {
        return word.size <= raised * line.size && word.box.bottom < line.box.bottom - 1 &&
               std::ranges::find(labels, word.text) != labels.end();
    };
    if (std::ranges::none_of(line.words, is_mark) || std::ranges::all_of(line.words, is_mark)) {
        return;
    }
    auto words = std::move(line.words);
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (is_mark(words[i])) {  // or a blank would be seen where it stood
            words[i - 1].box.right = words[i].box.right;
            words[i - 1].space = words[i].space;
        }
    }
    std::erase_if(words, is_mark);
    line = make_line(std::move(words), line.page);
}

void take_notes(PdfParts& page, double body_size) {
    auto begin = page.lines.size();
    while (begin > 0 && is_small(page.lines[begin - 1], body_size)) {
        --begin;
    }
    while (begin < page.lines.size() && label_of(page, page.lines[begin], {}).empty()) {
        ++begin;
    }
    std::vector<std::string> labels;
    std::vector<PdfAside> notes;
    for (auto i = begin; i < page.lines.size(); ++i) {
        auto label = label_of(page, page.lines[i], labels.empty() ? "" : labels.back());
        if (!label.empty()) {
            labels.push_back(std::move(label));
            notes.push_back({"footnote", {}});
        }
        notes.back().lines.push_back(std::move(page.lines[i]));
    }
    page.lines.erase(page.lines.begin() + static_cast<std::ptrdiff_t>(begin), page.lines.end());
    page.foot.insert(page.foot.begin(), notes.begin(), notes.end());
    for (auto& line : page.lines) {
        drop_mark(line, labels);
    }
}

}  // namespace

void take_margins(std::vector<PdfParts>& pages, double body_size) {
    const Repeated repeated(pages);
    for (auto& page : pages) {
        take_edge(page, true, repeated);
        take_edge(page, false, repeated);
        take_notes(page, body_size);
    }
}

}  // namespace tiendo::reader
