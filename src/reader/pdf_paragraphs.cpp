#include "line_marker.hpp"
#include "outline.hpp"
#include "pdf_page.hpp"
#include "words.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <cmath>

namespace tiendo::reader {

namespace {

constexpr double blank_width = 0.25;  // of the size of the letters

double base(const PdfLine& line) {
    return line.box.bottom;
}

bool is_marked(const PdfLine& line) {
    return marker_of_line(line.text).kind != MarkerKind::none;
}

bool all_capitals(std::string_view text) {
    return to_upper(text) == text;
}

/// "34/2007/": the slash of a number ends no sentence.
bool has_ended(const PdfLine& line) {
    const auto& text = line.text;
    const bool number = text.size() > 1 && text.back() == '/' && text[text.size() - 2] >= '0' &&
                        text[text.size() - 2] <= '9';
    return ends_sentence(text) && !number;
}

/// A sentence that has not ended and goes on in small letters, or in the middle of a number.
bool goes_on(const PdfLine& last, const PdfLine& next) {
    return !has_ended(last) && (starts_lower(next.text) || is_joined_closely(last));
}

/// Whether the first word of `next` would not have fitted behind `last`: then the line was ended
/// because it was full, and not because the paragraph was.
bool is_full(double room, const PdfLine& next) {
    const auto& word = next.words.front();
    return room < word.box.right - word.box.left + blank_width * next.size;
}

/// Where the text behind the mark of a list begins.
double text_begin(const PdfLine& line) {
    return is_marked(line) && line.words.size() > 1 ? line.words[1].box.left : line.box.left;
}

bool is_centred(const PdfColumn& column, const PdfLine& line) {
    constexpr double off = 6;  // points
    const double inside = 1.5 * line.size;
    const double middle = (line.box.left + line.box.right) / 2;
    const bool indented = std::abs(line.box.left - column.indent) <= 2;  // and nearly full
    return !indented && std::abs(middle - (column.left + column.right) / 2) <= off &&
           line.box.left >= column.left + inside && line.box.right <= column.right - inside;
}

double tolerance(const PdfLine& line) {
    constexpr double share = 0.5;
    return share * line.size;
}

/// Whether `next` begins where the paragraph goes on.
bool at_wrap(const PdfColumn& column,
             const PdfLine& first,
             const PdfLine& last,
             const PdfLine& next) {
    const double near = tolerance(next);
    if (&first != &last) {
        return std::abs(next.box.left - last.box.left) <= near;
    }
    return std::abs(next.box.left - column.left) <= near ||
           std::abs(next.box.left - text_begin(first)) <= near || next.box.left < first.box.left;
}

/// "… giai đoạn 2016" / "- 2020 …": a dash between numbers, and no mark of a list.
bool is_range(const PdfLine& last, const PdfLine& next) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool dash = next.text.starts_with("- ") || next.text.starts_with("– ");
    const auto behind = dash ? next.text.find(' ') + 1 : next.text.size();
    return behind < next.text.size() && is_digit(next.text[behind]) && is_digit(last.text.back());
}

/// A mark that only the line break put in front.
bool wrapped_mark(const PdfColumn& column,
                  const PdfLine& first,
                  const PdfLine& last,
                  const PdfLine& next) {
    if (is_range(last, next)) {
        return true;
    }
    const double near = tolerance(next);
    const bool shifted = std::abs(first.box.left - next.box.left) > near;
    return shifted && at_wrap(column, first, last, next) && !has_ended(last) &&
           is_full(column.right - last.box.right, next);
}

Joint narrow_joint(const PdfColumn& column,
                   const PdfLine& first,
                   const PdfLine& last,
                   const PdfLine& next) {
    const bool level = std::abs(next.box.left - last.box.left) <= tolerance(next) ||
                       std::abs(next.box.left - text_begin(first)) <= tolerance(next);
    const bool full = is_full(column.right - last.box.right, next);
    if (level && !all_capitals(last.text) && !has_ended(last) && (full || goes_on(last, next))) {
        return Joint::same_line;
    }
    return Joint::line_break;
}

/// Lines of a page on which nothing but their place tells how they belong together.
Joint joint_by_place(const PdfColumn& column,
                     const PdfLine& first,
                     const PdfLine& last,
                     const PdfLine& next) {
    const bool full = is_full(column.right - last.box.right, next);
    const bool mid_sentence = goes_on(last, next);
    if (!full) {
        return mid_sentence && at_wrap(column, first, last, next) ? Joint::same_line
                                                                  : Joint::paragraph;
    }
    if (!has_ended(last)) {
        const bool indented = (column.indent > 0) && &first != &last &&
                              next.box.left > last.box.left + tolerance(next);
        return indented && !mid_sentence ? Joint::paragraph : Joint::same_line;
    }
    const bool at_margin = next.box.left <= column.left + tolerance(next);
    const bool hanging = first.box.left < next.box.left && at_wrap(column, first, last, next);
    return (column.indent > 0 ? at_margin || (hanging && is_marked(first))
                              : at_wrap(column, first, last, next))
               ? Joint::same_line
               : Joint::paragraph;
}

/// Where one line in ten and more begins, further in than the margin.
/// @param lefts in order
double usual_indent(const std::vector<double>& lefts, double margin) {
    constexpr double least = 12;  // points
    constexpr double most = 72;
    constexpr double same = 2;
    double found = 0;
    std::size_t best = std::max<std::size_t>(2, lefts.size() / 10);
    for (auto from = std::ranges::lower_bound(lefts, margin + least);
         from != lefts.end() && *from <= margin + most;
         ++from) {
        const auto to = std::upper_bound(from, lefts.end(), *from + same);
        if (static_cast<std::size_t>(to - from) >= best) {
            best = static_cast<std::size_t>(to - from) + 1;
            found = *from;
        }
    }
    return found;
}

}  // namespace

bool is_joined_closely(const PdfLine& last) {
    const auto& text = last.text;
    const bool mark = text.ends_with('-') || text.ends_with('/');
    return mark && text.size() > 1 && text[text.size() - 2] != ' ';
}

PdfColumn measure_column(const std::vector<const PdfLine*>& lines) {
    constexpr double half = 2;  // lefts are counted in steps of two points
    constexpr double farthest_pitch = 2.5;
    PdfColumn column;
    if (lines.empty()) {
        return column;
    }
    std::vector<double> lefts;
    std::vector<double> rights;
    std::vector<double> pitches;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lefts.push_back(lines[i]->box.left);
        rights.push_back(lines[i]->box.right);
        const double step = i > 0 ? base(*lines[i]) - base(*lines[i - 1]) : 0;
        if (step > 0 && lines[i]->page == lines[i - 1]->page &&
            step < farthest_pitch * lines[i]->size) {
            pitches.push_back(step);
        }
    }
    std::ranges::sort(lefts);
    std::ranges::sort(rights);
    std::ranges::sort(pitches);
    // The margin is the leftmost place at which many lines begin.
    const auto many = std::max<std::size_t>(1, lefts.size() / 8);
    column.left = lefts.front();
    for (const double left : lefts) {
        const auto to = std::ranges::upper_bound(lefts, left + half);
        const auto from = std::ranges::lower_bound(lefts, left);
        if (static_cast<std::size_t>(to - from) >= many) {
            column.left = left;
            break;
        }
    }
    constexpr std::size_t percent = 100;
    constexpr std::size_t nearly_all = 97;
    constexpr std::size_t a_quarter = 25;
    column.right = rights[((rights.size() - 1) * nearly_all + percent - 1) / percent];
    column.pitch = pitches.empty() ? 0 : pitches[(pitches.size() - 1) * a_quarter / percent];
    column.indent = usual_indent(lefts, column.left);
    return column;
}

Joint joint_of(const PdfColumn& column,
               const PdfLine& first,
               const PdfLine& last,
               const PdfLine& next) {
    constexpr double wide = 1.25;
    constexpr double too_wide = 2.2;
    const double step = base(next) - base(last);
    const bool same_page = next.page == last.page;
    const bool measured = same_page && column.pitch > 0;
    if (measured && step > too_wide * column.pitch) {
        return Joint::paragraph;
    }
    const bool apart = measured && step > wide * column.pitch;
    if (is_marked(next) && !wrapped_mark(column, first, last, next)) {
        return column.narrow && !apart ? Joint::line_break : Joint::paragraph;
    }
    const bool full = is_full(column.right - last.box.right, next);
    if (apart && !(full && goes_on(last, next))) {
        return Joint::paragraph;
    }
    if (column.narrow) {
        return narrow_joint(column, first, last, next);
    }
    const bool last_centred = is_centred(column, last);
    const bool next_centred = is_centred(column, next);
    if (last_centred && next_centred) {
        return all_capitals(last.text) == all_capitals(next.text) && same_page ? Joint::line_break
                                                                               : Joint::paragraph;
    }
    if ((last_centred && !goes_on(last, next)) || (next_centred && !full)) {
        return Joint::paragraph;
    }
    return joint_by_place(column, first, last, next);
}

Joint joint_in_cell(const PdfCell& cell, double padding, const PdfLine& last, const PdfLine& next) {
    constexpr double too_wide = 2.2;
    const bool far = next.page == last.page && base(next) - base(last) > too_wide * next.size;
    // Lines in cells are set to the left, to the middle or to the right: only their width counts.
    const double room = cell.box.right - cell.box.left - 2 * padding - last.width();
    const bool full = is_full(room, next);
    if (far || (is_marked(next) && !is_range(last, next))) {
        return Joint::paragraph;
    }
    return full || goes_on(last, next) ? Joint::same_line : Joint::paragraph;
}

}  // namespace tiendo::reader
