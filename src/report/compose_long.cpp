// Long texts stand as their first sentence, with the whole in an annex.
#include "facts.hpp"
#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo::report {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

/// Whether a point behind `word` is part of it: "TP.", "Q.", "1.", "Th.S".
bool is_abbreviation(std::string_view word) {
    constexpr std::size_t longest = 3;
    const bool number = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    return number || (display_width(word) <= longest && to_upper(word) == word);
}

std::string_view last_word(std::string_view text) {
    const auto blank = text.find_last_of(" \t\n(");
    return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

/// The author's first sentence, as it stands: up to a full stop behind a word, or the end of the
/// paragraph.
std::string_view lead_sentence(std::string_view text) {
    const auto body = trim(text);
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] == '\n') {
            return trim(body.substr(0, i));
        }
        const bool stop = body[i] == '.' || body[i] == '!' || body[i] == '?';
        const bool ends = i + 1 == body.size() || is_blank(body[i + 1]);
        if (stop && ends && (body[i] != '.' || !is_abbreviation(last_word(body.substr(0, i))))) {
            return body.substr(0, i + 1);
        }
    }
    return body;
}

std::string about_text(const std::string& about) {
    return about == "general" ? std::string(phrases::about_general)
                              : fmt::format(phrases::about_dimension, about);
}

/// The annex, one row for each paragraph.
class FullTexts {
public:
    FullTexts(std::size_t longest, std::size_t annex) : longest_(longest), annex_(annex) {
        table_.caption = std::string(phrases::full_texts_caption);
        table_.columns = {{std::string(phrases::column_unit), Align::left},
                          {std::string(phrases::column_node), Align::left},
                          {std::string(phrases::column_full_text), Align::left}};
    }

    void shorten(const std::string& about, std::vector<Narrative>& narratives) {
        for (auto& narrative : narratives) {
            if (display_width(narrative.text) <= longest_) {
                continue;
            }
            const auto lead = std::string(lead_sentence(narrative.text));
            if (lead == trim(narrative.text)) {
                continue;  // one long sentence: cut short it would be ours
            }
            keep(about, narrative);
            narrative.text = lead;
            narrative.remark += (narrative.remark.empty() ? "" : "; ") +
                                fmt::format(phrases::remark_full_text, annex_);
        }
    }

    [[nodiscard]] Table take() && { return std::move(table_); }

private:
    void keep(const std::string& about, const Narrative& narrative) {
        auto unit = narrative.unit_name;
        auto where = about_text(about);
        std::string_view rest = narrative.text;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            const auto line = trim(rest.substr(0, end));
            if (!line.empty()) {
                table_.rows.push_back({RowKind::body,
                                       {{words(std::exchange(unit, {}))},
                                        {words(std::exchange(where, {}))},
                                        {words(std::string(line))}}});
            }
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        }
    }

    std::size_t longest_;
    std::size_t annex_;
    Table table_;
};

}  // namespace

void shorten_texts(std::size_t longest, Report& report) {
    if (longest == 0) {
        return;
    }
    FullTexts texts(longest, report.annexes.size() + 1);
    texts.shorten("general", report.general);
    for (auto& section : report.dimensions) {
        texts.shorten(std::to_string(section.number), section.narratives);
    }
    if (auto table = std::move(texts).take(); !table.rows.empty()) {
        report.annexes.push_back(std::move(table));
    }
}

}  // namespace tiendo::report
