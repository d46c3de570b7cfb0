#include "outline.hpp"

#include "lines.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

/// What closes a quotation, a bracket or an emphasis behind the end of a sentence.
std::string_view without_closers(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 8> closers{"*", "_", "\"", "”", "’", ")", "»", "'"};
    for (bool again = true; again;) {
        again = false;
        for (const auto closer : closers) {
            if (text.ends_with(closer)) {
                text.remove_suffix(closer.size());
                again = true;
            }
        }
        while (const auto blank = blank_length_at_end(text)) {
            text.remove_suffix(blank);
            again = true;
        }
    }
    return text;
}

std::string_view without_openers(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 6> openers{"*", "_", "\"", "“", "‘", "("};
    for (bool again = true; again;) {
        again = false;
        for (const auto opener : openers) {
            if (text.starts_with(opener)) {
                text.remove_prefix(opener.size());
                again = true;
            }
        }
    }
    return text;
}

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// A page number alone on its line: "2", "- 2 -", "Trang 2/5".
bool is_page_number(std::string_view line) noexcept {
    constexpr std::string_view word = "Trang ";
    const bool named = line.starts_with(word);
    line.remove_prefix(named ? word.size() : 0);
    constexpr std::size_t longest = 7;
    const auto digits = std::ranges::count_if(line, is_digit);
    return line.size() <= longest && digits >= 1 && digits <= (named ? 6 : 3) &&
           std::ranges::all_of(line, [&](char c) {
               return is_digit(c) || c == '-' || c == ' ' || (named && c == '/');
           });
}

/// Whether any letter of a text is such a one; stops at the first.
bool any_letter(std::string_view text, bool (*is_such)(std::string_view) noexcept) noexcept {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool inside = (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        if (!inside && is_such(text.substr(at))) {
            return true;
        }
    }
    return false;
}

class Joiner {
public:
    Joiner(const OutlineSource& source, const Markers& markers, const std::vector<Line>& lines)
        : source_(source) {
        constexpr std::size_t widest_wrapped = 120;
        constexpr std::size_t fewest_signs = 3;
        std::size_t signs = 0;
        std::vector<std::size_t> widths;
        bool in_item = false;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].table || lines[i].aside) {
                continue;
            }
            widths.push_back(display_width(slice(lines[i].span)));
            const auto marker = markers.at(lines[i].span);
            const bool plain = marker.kind == MarkerKind::none;
            const bool goes = i > 0 && goes_on(lines[i - 1].span, lines[i].span);
            signs += goes && lines[i].blanks == 0 && plain ? 1 : 0;
            // How the items of this text end: the last line before each next mark tells.
            const bool ended = i > 0 && ends_sentence(slice(lines[i - 1].span));
            items_ += in_item && !plain ? 1 : 0;
            ended_items_ += in_item && !plain && ended ? 1 : 0;
            in_item = plain ? in_item : marker.is_bullet();
            const bool low =
                marker.kind == MarkerKind::bullet &&
                starts_lower(clean().substr(std::min(marker.text_begin, clean().size())));
            const bool fresh = i == 0 || ends_sentence(slice(lines[i - 1].span));
            low_bullets_ += low && fresh ? 1 : 0;
        }
        if (!widths.empty()) {  // a few lines may be longer: a letterhead, a table
            constexpr std::size_t percent = 95;
            const auto nth =
                widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) * percent / 100);
            std::ranges::nth_element(widths, nth);
            width_ = std::max<std::size_t>(*nth, 1);
        }
        wrapped_ = width_ <= widest_wrapped && signs >= fewest_signs && signs * 10 >= lines.size();
    }

    /// Whether the line `next` belongs to `block`, which ends on the line before.
    /// @param page whether the number of a page or an aside stands between
    [[nodiscard]] bool joins(const Block& block,
                             const Line& next,
                             std::size_t blanks,
                             bool page) const {
        const auto last = block.lines.back();
        if (has_letters(next.span) && all_capitals(next.span) && !all_capitals(last) &&
            !next.joined && next.span.size() > 4) {
            return false;  // "QUYẾT ĐỊNH:" behind "Theo đề nghị của …,"
        }
        if (blanks > 0) {
            return goes_on(last, next.span) ||
                   (!ends_sentence(slice(last)) && ends_dangling(last, source_.shape.gap_words)) ||
                   (blanks == 1 && title_goes_on(block, next.span)) ||
                   (page && is_full(last, next.span));
        }
        if (next.joined || goes_on(last, next.span) || title_goes_on(block, next.span)) {
            return true;
        }
        // Where all items end in a stop, one that has none goes on.
        constexpr std::size_t fewest_items = 5;
        const bool stops = wrapped_ && items_ >= fewest_items && ended_items_ * 10 >= items_ * 9;
        if (stops && block.marker.is_bullet() && block.lines.size() > 1 &&
            !ends_sentence(slice(last))) {
            return true;
        }
        return !all_capitals(last) &&
               (is_full(last, next.span) ||
                (!ends_sentence(slice(last)) && ends_dangling(last, source_.shape.open_words)));
    }

    /// Whether the mark of `next` is none: a dash of apposition at the begin of a line, or the
    /// number of something that the line before refers to.
    [[nodiscard]] bool is_false_mark(const Block& block,
                                     const Line& next,
                                     const Marker& marker,
                                     std::size_t blanks) const {
        const auto last = block.lines.back();
        if (marker.kind == MarkerKind::none || ends_sentence(slice(last)) || block.table) {
            return false;
        }
        if (marker.kind == MarkerKind::bullet) {
            constexpr std::size_t lists_in_small_letters = 2;
            const auto text =
                clean().substr(std::min(marker.text_begin, next.span.end),
                               next.span.end - std::min(marker.text_begin, next.span.end));
            const bool small_list =
                block.marker.is_bullet() &&
                starts_lower(clean().substr(std::min(block.marker.text_begin, clean().size())));
            if (!text.empty() && is_digit(text.front()) && is_digit(slice(last).back())) {
                return true;  // "2020 - 2025"
            }
            return marker.label != "+" && starts_lower(text) && !small_list && blanks <= 1 &&
                   low_bullets_ < lists_in_small_letters && !all_capitals(last);
        }
        return marker.is_ordinal() && blanks == 0 && refers(last) &&
               !opens_list(block.marker, marker);
    }

    [[nodiscard]] std::string_view slice(Span span) const {
        return clean().substr(span.begin, span.size());
    }

private:
    [[nodiscard]] std::string_view clean() const noexcept { return source_.clean; }

    /// "6. UBND các xã, phường" above "a) Niêm yết …": the first of its kind below another.
    [[nodiscard]] static bool opens_list(const Marker& above, const Marker& marker) {
        return above.is_ordinal() && above.kind != marker.kind &&
               (marker.label == "1" || marker.label == "a");
    }

    /// Whether a line is so long that the next goes on with it. Only in a text that is wrapped
    /// throughout does the length of a line tell anything.
    [[nodiscard]] bool is_full(Span last, Span next) const {
        if (!wrapped_ || all_capitals(last)) {
            return false;
        }
        const auto tokens = tail(next, true);
        if (source_.shape.recipients_labels.at(tokens, 0) || source_.shape.closings.at(tokens, 0)) {
            return false;
        }
        const auto width = display_width(slice(last));
        const auto word = display_width(slice(next).substr(0, slice(next).find(' ')));
        constexpr std::size_t rather_full = 70;
        constexpr std::size_t part_of_width = 12;  // lines of printed letters vary
        if (!ends_sentence(slice(last))) {
            return width * 100 / width_ >= rather_full &&
                   width + 1 + word + width_ / part_of_width > width_;
        }
        return width + 1 + word > width_;  // the first word of the next line did not fit any more
    }

    [[nodiscard]] bool goes_on(Span last, Span next) const {
        return !ends_sentence(slice(last)) && starts_lower(without_openers(slice(next)));
    }
    /// A heading in capitals that fills more than one line.
    [[nodiscard]] bool title_goes_on(const Block& block, Span next) const {
        const bool titled = block.marker.is_ordinal() && block.marker.kind != MarkerKind::letter;
        return titled && !ends_sentence(slice(block.lines.back())) && all_capitals(block.words()) &&
               all_capitals(next) && has_letters(block.words()) && has_letters(next) &&
               !source_.shape.signature_openers.at(tail({next.begin, next.end}, true), 0);
    }
    [[nodiscard]] bool all_capitals(Span line) const {
        return !any_letter(slice(line), starts_lower);
    }
    [[nodiscard]] bool has_letters(Span line) const { return to_lower(slice(line)) != slice(line); }

    /// The last or first few tokens of a line.
    [[nodiscard]] Tokens tail(Span line, bool front) const {
        constexpr std::size_t most_bytes = 48;
        auto part = line;
        if (line.size() > most_bytes) {
            part = front ? Span{line.begin, line.begin + most_bytes}
                         : Span{line.end - most_bytes, line.end};
        }
        return source_.words.within(part, {});
    }
    /// Ends in words behind which no sentence ends.
    [[nodiscard]] bool ends_dangling(Span last, const Phrases& phrases) const {
        const auto tokens = tail(last, false);
        return !tokens.empty() &&
               (tokens.back().is(",") ||
                (phrases.before(tokens, tokens.size(), 0) && !tokens.back().capital));
    }
    [[nodiscard]] bool refers(Span last) const {
        const auto tokens = tail(last, false);
        return !tokens.empty() &&
               source_.shape.reference_words.before(tokens, tokens.size(), 0).has_value();
    }

    const OutlineSource& source_;
    std::size_t width_ = 1;
    std::size_t items_ = 0;
    std::size_t ended_items_ = 0;
    std::size_t low_bullets_ = 0;  // items that begin with a small letter behind a full stop
    bool wrapped_ = false;
};

class OutlineBuilder {
public:
    explicit OutlineBuilder(const OutlineSource& source)
        : markers_(source.clean, source.words, source.shape),
          lines_(lines_of(source)),
          joiner_(source, markers_, lines_) {}

    std::vector<Block> build() {
        for (const auto& line : lines_) {
            blanks_ += line.blanks;
            if (line.table) {
                blocks_.emplace_back(line.span, Marker{}).table = line.table;
                open_ = 0;
                blanks_ = 0;
            } else if (line.aside || is_page_number(joiner_.slice(line.span))) {
                auto& block = blocks_.emplace_back(line.span, Marker{});
                block.page_number = true;
                block.aside = line.aside;
                ++blanks_;
            } else if (is_rule(joiner_.slice(line.span))) {
                blocks_.emplace_back(line.span, Marker{}).marker.text_begin = line.span.begin;
                open_ = 0;
                blanks_ = 0;
            } else {
                take(line);
            }
        }
        return std::move(blocks_);
    }

private:
    void take(const Line& line) {
        auto marker = markers_.at(line.span);
        if (open_ > 0) {
            auto& block = blocks_[open_ - 1];
            const bool only_mark = block.marker.kind != MarkerKind::none &&
                                   block.marker.text_begin >= block.lines.back().end &&
                                   block.lines.size() == 1;
            const bool unmarked = marker.kind == MarkerKind::none || line.joined;
            const bool title = block.marker.kind == MarkerKind::title || block.span.empty();
            if ((unmarked && !title &&
                 (only_mark || joiner_.joins(block, line, blanks_, blocks_.size() > open_))) ||
                (!unmarked && !only_mark && joiner_.is_false_mark(block, line, marker, blanks_))) {
                append(block, line, only_mark);
                return;
            }
        }
        if (marker.kind == MarkerKind::none && marker.text_begin == 0) {
            marker.text_begin = line.span.begin;
        }
        blocks_.emplace_back(line.span, std::move(marker));
        open_ = blocks_.size();
        blanks_ = 0;
    }

    void append(Block& block, const Line& line, bool only_mark) {
        const auto last = block.lines.back();
        const bool aside = std::any_of(blocks_.begin() + static_cast<std::ptrdiff_t>(open_),
                                       blocks_.end(),
                                       [](const Block& between) { return between.aside; });
        if (only_mark && !aside) {
            block.marker.text_begin = line.span.begin;
        } else if (blanks_ > 0 || aside) {
            block.split_gaps.push_back({last.end, line.span.begin});
        }
        block.lines.push_back(line.span);
        block.span.end = line.span.end;
        blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(open_),
                      blocks_.end());  // page numbers inside the gap are part of it
        blanks_ = 0;
    }

    Markers markers_;
    std::vector<Line> lines_;
    Joiner joiner_;
    std::vector<Block> blocks_;
    std::size_t open_ = 0;  // the block that a line may go on with, behind page numbers; + 1
    std::size_t blanks_ = 0;
};

}  // namespace

bool ends_sentence(std::string_view text) noexcept {
    constexpr std::string_view ends = ".;:!?/";
    const auto bare = without_closers(text);
    return (!bare.empty() && ends.find(bare.back()) != std::string_view::npos) ||
           bare.ends_with("…");
}

bool ends_in_colon(std::string_view text) noexcept {
    return without_closers(text).ends_with(':');
}

bool is_rule(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 16> signs{
        "-", "–", "—", "_", "*", "=", ".", "…", "~", "|", ":", " ", "\t", "+", "─", "⁎"};
    constexpr std::size_t shortest = 3;
    if (text == "*") {
        return true;  // the star under the name of a body of the Party
    }
    std::size_t count = 0;
    while (!text.empty()) {
        const auto* sign = std::ranges::find_if(
            signs, [&](std::string_view each) { return text.starts_with(each); });
        if (sign == signs.end()) {
            return false;
        }
        text.remove_prefix(sign->size());
        ++count;
    }
    return count >= shortest;
}

std::vector<Block> outline_of(const OutlineSource& source) {
    return split_run_in_lists(OutlineBuilder(source).build(), source);
}

}  // namespace tiendo::reader
