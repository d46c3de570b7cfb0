#include "letterhead.hpp"

#include "language_tables.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr std::size_t longest_line = 400;  // no line of a letterhead comes near it

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// The cells of a line, cut once more at the name of the state and where the place and day begin.
std::vector<Span> head_cells(const Draft& draft, Span line) {
    const auto& shape = draft.language.shape;
    std::vector<Span> cells;
    for (auto cell : cells_of(draft.clean(), line)) {
        const auto tokens = draft.tokens(cell);
        const bool whole = shape.state_titles.at(tokens, 0).has_value();
        for (std::size_t i = 1; i < tokens.size() && !whole; ++i) {
            if (shape.state_titles.at(tokens, i) && tokens[i].capital) {
                const auto first = trimmed(draft.clean(), {cell.begin, tokens[i].span.begin});
                if (!first.empty()) {
                    cells.push_back(first);
                }
                cell.begin = tokens[i].span.begin;
                break;
            }
        }
        cells.push_back(cell);
    }
    return cells;
}

/// "Số: 118/KH-UBND", "Số:277 … /KH-UBND", "Số 57-NQ/TW": what is printed, without blanks; nothing
/// where the digits are left blank.
std::optional<std::string> number_in(const Draft& draft, Span cell, const Tokens& tokens) {
    if (tokens.empty() || !tokens[0].is("số")) {
        return std::nullopt;
    }
    auto text = draft.text.slice({tokens[0].span.end, cell.end});
    const auto skip = [&](std::string_view signs) {
        bool again = true;
        while (again && !text.empty()) {
            const auto blank = blank_length(text);
            const bool sign = signs.find(text.front()) != std::string_view::npos;
            const bool dots = text.starts_with("…");
            again = blank > 0 || sign || dots;
            text.remove_prefix(blank > 0 ? blank
                               : dots    ? std::string_view("…").size()
                               : sign    ? 1
                                         : 0);
        }
    };
    skip(":*_");
    std::string number;
    while (!text.empty() && is_digit(text.front())) {
        number += text.front();
        text.remove_prefix(1);
    }
    if (number.empty()) {
        return std::nullopt;
    }
    skip("._");
    if (text.empty() || (text.front() != '/' && text.front() != '-')) {
        return std::nullopt;
    }
    while (!text.empty()) {
        const bool joint = number.back() == '-' || number.back() == '/';
        const auto blank = blank_length(text);
        if (blank > 0 && (!joint || !starts_upper(text.substr(blank)))) {
            break;
        }
        text.remove_prefix(blank);
        if (text.empty() || text.front() == '*' || text.front() == ',') {
            break;
        }
        number += text.front();
        text.remove_prefix(1);
    }
    return number;
}

std::optional<Date> date_in(const Draft& draft, const Tokens& tokens) {
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (!tokens[i].is("ngày")) {
            continue;
        }
        const auto stated = day_at(tokens, i + 1, draft.clean());
        if (stated && stated->year) {
            const auto date = Date::make(*stated->year,
                                         static_cast<unsigned>(stated->month),
                                         static_cast<unsigned>(stated->day));
            if (date) {
                return *date;
            }
        }
    }
    return std::nullopt;
}

/// "BÌNH" → "Bình"
std::string capitalised(std::string_view word) {
    std::size_t first = word.empty() ? 0 : 1;
    while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0U) == 0x80U) {
        ++first;
    }
    return to_upper(word.substr(0, first)) + to_lower(word.substr(first));
}

/// The same words as the text writes them further down: "Sở Khoa học và Công nghệ".
std::string as_written(const Draft& draft, const Tokens& name) {
    const auto& all = draft.words.all();
    for (std::size_t i = 0; i + name.size() <= all.size(); ++i) {
        if (all[i].key() != name.front().key() || !all[i].capital ||
            (all[i].capitals && all[i].span.size() > 4)) {
            continue;
        }
        const auto same = [](const Token& a, const Token& b) { return a.key() == b.key(); };
        const auto at = all.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end = at + static_cast<std::ptrdiff_t>(name.size());
        const bool mixed = std::any_of(
            at, end, [](const Token& token) { return token.is_word() && !token.capitals; });
        if (mixed && std::equal(at, end, name.begin(), name.end(), same)) {
            return plain_text(draft.clean(), {at->span.begin, std::prev(end)->span.end}, {});
        }
    }
    return {};
}

/// "ỦY BAN NHÂN DÂN", "QUẬN BÌNH AN" → "Ủy ban nhân dân Quận Bình An".
std::string in_title_case(const Draft& draft, const Tokens& tokens) {
    if (auto written = as_written(draft, tokens); !written.empty()) {
        return written;
    }
    const auto body = draft.language.shape.issuing_bodies.at(tokens, 0);
    std::string name;
    std::size_t place_end = 0;  // "Thành phố" has one capital
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto place = draft.language.shape.places.at(tokens, i); place && i > 0) {
            place_end = place->end;
            name += " " + capitalised(draft.text.slice(tokens[i].span));
            continue;
        }
        const auto word = draft.text.slice(tokens[i].span);
        const bool raised = i == 0 || ((!body || i >= body->end) && i >= place_end);
        const bool mark = tokens[i].is(",");
        const bool committee = i == 0 && tokens[i].is("ubnd");
        const bool small = tokens[i].is("và");
        name += name.empty() || mark ? "" : " ";
        name += committee          ? std::string("Ủy ban nhân dân")
                : raised && !small ? capitalised(word)
                                   : to_lower(word);
    }
    return name;
}

/// A line that goes on with the name of a body: its place, or the rest of a long name.
bool goes_on(const ShapeWords& shape, const Tokens& name, const Tokens& line) {
    const bool capitals = std::ranges::all_of(
        line, [](const Token& token) { return token.is_mark() || token.capitals; });
    if (line.empty() || !capitals || !line.front().is_word() || line.front().is("số") ||
        shape.state_titles.at(line, 0) || shape.document_kinds.phrases().at(line, 0)) {
        return false;
    }
    if (shape.letterhead.at(line, 0) && !shape.issuing_bodies.at(line, 0)) {
        return false;  // "KHÓA I, KỲ HỌP THỨ 4"
    }
    const auto body = shape.issuing_bodies.at(name, 0);
    const bool bare = body && body->end == name.size();
    const bool open = line.front().is("và") || name.back().is(",") || name.back().is("và");
    return (shape.places.at(line, 0) && bare) || open ||
           (!shape.issuing_bodies.at(line, 0) && !shape.places.at(line, 0));
}

/// The authority is the last body named in the head.
std::string authority_in(const Draft& draft, const std::vector<Span>& cells) {
    const auto& shape = draft.language.shape;
    std::string authority;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto tokens = draft.tokens(cells[i]);
        const auto body = shape.issuing_bodies.at(tokens, 0);
        if (!body || !tokens.front().capitals || shape.state_titles.at(tokens, 0)) {
            continue;
        }
        constexpr std::size_t farthest = 5;  // cells of the other column lie between
        const auto end = std::min(cells.size(), i + farthest);
        for (auto next = i + 1; next < end; ++next) {
            const auto line = draft.tokens(cells[next]);
            if (!line.empty() && (line.front().is("số") || line.front().is("v"))) {
                break;
            }
            if (shape.issuing_bodies.at(line, 0) && line.front().capitals) {
                break;
            }
            if (goes_on(shape, tokens, line)) {
                tokens = tokens.with(line);
            }
        }
        auto name = in_title_case(draft, tokens);
        // "ỦY BAN MTTQ … TỈNH X", "BAN THƯỜNG TRỰC": an organ of the body above it
        const auto whole = shape.issuing_bodies.at(tokens, 0);
        const bool organ = !authority.empty() && whole && whole->end == tokens.size();
        authority = organ ? name + " " + authority : std::move(name);
    }
    return authority;
}

/// A line of few words and no number: "Sở Nội vụ tỉnh Bình An".
bool is_bare_line(const Tokens& line) {
    constexpr std::size_t most_words = 14;
    return !line.empty() && line.size() <= most_words &&
           std::ranges::all_of(line, [](const Token& token) {
               return token.is_word() || token.is(",") || token.is("-");
           });
}

/// As `authority_in`, for a letterhead in small letters; it ends where the number stands.
std::string authority_in_small(const Draft& draft, const std::vector<Span>& cells) {
    const auto& shape = draft.language.shape;
    std::string authority;
    bool bare = false;  // its place may stand on the next line
    for (const auto cell : cells) {
        const auto line = draft.tokens(cell);
        if (!line.empty() && (line.front().is("số") || line.front().is("ngày"))) {
            break;
        }
        if (!is_bare_line(line)) {
            continue;
        }
        const auto body = shape.issuing_bodies.at(line, 0);
        const bool wraps = !authority.empty() && !line.front().capital;
        if (body && line.front().capital) {
            authority = plain_text(draft.clean(), cell, {});
            bare = body->end == line.size();
        } else if (wraps || (bare && shape.places.at(line, 0))) {
            authority += " " + plain_text(draft.clean(), cell, {});
            bare = false;
        }
    }
    return authority;
}

}  // namespace

Letterhead read_letterhead(const Draft& draft,
                           const std::vector<Block>& blocks,
                           std::size_t begin,
                           std::size_t end) {
    const auto& shape = draft.language.shape;
    Letterhead head;
    std::vector<Span> cells;
    bool subject_goes_on = false;
    for (auto i = begin; i < end; ++i) {
        for (const auto line : blocks[i].lines) {
            if (line.size() > longest_line) {
                continue;
            }
            bool first = true;
            for (const auto cell : head_cells(draft, line)) {
                const auto tokens = draft.tokens(cell);
                if (!head.number) {
                    head.number = number_in(draft, cell, tokens);
                }
                if (!head.date) {
                    head.date = date_in(draft, tokens);
                }
                const auto label = shape.subject_labels.at(tokens, 0);
                const bool day = std::ranges::any_of(
                    tokens, [](const Token& token) { return token.is("ngày"); });
                if (label && head.subject.empty() && label->end < tokens.size()) {
                    head.subject =
                        plain_text(draft.clean(), {tokens[label->end].span.begin, cell.end}, {});
                    subject_goes_on = true;
                } else if (subject_goes_on && first && !day && !names_state(draft, cell) &&
                           !tokens.empty() && tokens.front().is_word() &&
                           !tokens.front().is("số")) {
                    head.subject += " " + plain_text(draft.clean(), cell, {});
                } else if (first) {
                    subject_goes_on = false;
                }
                cells.push_back(cell);
                first = false;
            }
        }
        if (!head.date && blocks[i].span.size() <= longest_line) {
            head.date = date_in(draft, draft.tokens(blocks[i].span));
        }
    }
    head.authority = authority_in(draft, cells);
    if (head.authority.empty()) {
        head.authority = authority_in_small(draft, cells);
    }
    return head;
}

bool names_state(const Draft& draft, Span line) {
    if (line.size() > longest_line) {
        return false;
    }
    const auto tokens = draft.tokens(line);
    const auto found = draft.language.shape.state_titles.find(tokens, 0, tokens.size());
    return found && tokens[found->begin].capital;
}

bool is_letterhead(const Draft& draft, const Block& block) {
    if (block.marker.kind != MarkerKind::none || block.table || block.span.size() > longest_line ||
        ends_sentence(draft.text.slice(block.span))) {
        return false;
    }
    const auto tokens = draft.tokens(block.words());
    if (!tokens.empty() && tokens.front().is("(")) {
        return false;  // "(Từ ngày 01/9/2026 đến ngày 31/10/2026)" under a title
    }
    const auto opener = draft.language.shape.letterhead.at(tokens, 0);
    constexpr std::size_t most_words = 16;
    const bool day = date_in(draft, tokens).has_value() && tokens.size() <= most_words;
    return names_state(draft, block.span) || day || (opener && tokens.front().capital);
}

}  // namespace tiendo::reader
