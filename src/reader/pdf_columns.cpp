#include "pdf_columns.hpp"

#include "line_marker.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tiendo::reader {

namespace {

/// Paper between the words of two columns.
struct Gutter {
    double left = 0;
    double right = 0;
    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double middle() const { return (left + right) / 2; }
};

bool only_a_mark(const PdfLine& line, std::size_t words) {
    constexpr std::size_t most = 2;
    if (words > most) {
        return false;
    }
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        text += (i > 0 ? " " : "") + line.words[i].text;
    }
    const auto marker = marker_of_line(text);
    return marker.kind != MarkerKind::none && marker.text_begin >= text.size();
}

/// The one wide gap of a line that is set in two columns.
std::optional<Gutter> gutter_of(const PdfLine& line) {
    constexpr double wide = 1.5;        // times the size of the letters
    constexpr double stands_out = 0.7;  // a stretched line has many gaps alike
    std::optional<Gutter> widest;
    double second = 0;
    std::size_t at = 0;
    double reached = line.words.front().box.right;
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        const Gutter gap{reached, line.words[i].box.left};
        reached = std::max(reached, line.words[i].box.right);
        if (!widest || gap.width() > widest->width()) {
            second = widest ? widest->width() : 0;
            widest = gap;
            at = i;
        } else {
            second = std::max(second, gap.width());
        }
    }
    if (!widest || widest->width() < wide * line.size || second > stands_out * widest->width() ||
        only_a_mark(line, at)) {
        return std::nullopt;
    }
    return widest;
}

/// The gutter that is left when `line` stands beside it, if it is still one.
std::optional<Gutter> narrowed(Gutter gutter, const PdfLine& line) {
    constexpr double narrowest = 8;  // points, and twice a blank
    const double middle = gutter.middle();
    for (const auto& word : line.words) {
        if ((word.box.left + word.box.right) / 2 < middle) {
            gutter.left = std::max(gutter.left, word.box.right);
        } else {
            gutter.right = std::min(gutter.right, word.box.left);
        }
    }
    return gutter.width() >= std::max(narrowest, line.size / 2) ? std::optional(gutter)
                                                                : std::nullopt;
}

bool near(const PdfLine& upper, const PdfLine& lower) {
    constexpr double farthest = 7;  // lines: the room for a signature
    return lower.box.top - upper.box.bottom <= farthest * std::max(upper.size, lower.size);
}

struct Band {
    std::size_t begin = 0;
    std::size_t end = 0;
    Gutter gutter;
};

bool all_left(const PdfLine& line, const Gutter& gutter) {
    return line.box.right <= gutter.middle();
}
bool all_right(const PdfLine& line, const Gutter& gutter) {
    return line.box.left >= gutter.middle();
}

/// The lines above and below `seed` that leave its gutter free.
Band band_around(const std::vector<PdfLine>& lines,
                 std::size_t from,
                 std::size_t seed,
                 Gutter gutter) {
    Band band{seed, seed + 1, gutter};
    const auto take = [&](const PdfLine& line) {
        const auto left = narrowed(band.gutter, line);
        band.gutter = left.value_or(band.gutter);
        return left.has_value();
    };
    while (band.begin > from && near(lines[band.begin - 1], lines[band.begin]) &&
           take(lines[band.begin - 1])) {
        --band.begin;
    }
    while (band.end < lines.size() && near(lines[band.end - 1], lines[band.end]) &&
           take(lines[band.end])) {
        ++band.end;
    }
    // At the ends, the order is the same without a band: leave those lines to the text around it.
    while (all_left(lines[band.begin], band.gutter)) {
        ++band.begin;
    }
    while (all_right(lines[band.end - 1], band.gutter)) {
        --band.end;
    }
    return band;
}

void split(const PdfLine& line,
           const Gutter& gutter,
           std::vector<PdfLine>& left,
           std::vector<PdfLine>& right) {
    std::vector<PdfWord> before;
    std::vector<PdfWord> behind;
    for (const auto& word : line.words) {
        const bool first = (word.box.left + word.box.right) / 2 < gutter.middle();
        (first ? before : behind).push_back(word);
    }
    if (!before.empty()) {
        left.push_back(make_line(std::move(before), line.page));
    }
    if (!behind.empty()) {
        right.push_back(make_line(std::move(behind), line.page));
    }
}

}  // namespace

std::vector<PdfRun> runs_of(std::vector<PdfLine> lines) {
    std::vector<PdfRun> runs;
    std::size_t done = 0;
    const auto whole_width = [&](std::size_t end) {
        if (done < end) {
            PdfRun run;
            run.lines.assign(
                std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(done)),
                std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(end)));
            runs.push_back(std::move(run));
        }
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto gutter = gutter_of(lines[i]);
        if (!gutter) {
            continue;
        }
        const auto band = band_around(lines, done, i, *gutter);
        whole_width(band.begin);
        PdfRun left{.lines = {}, .narrow = true};
        PdfRun right{.lines = {}, .narrow = true};
        for (auto at = band.begin; at < band.end; ++at) {
            split(lines[at], band.gutter, left.lines, right.lines);
        }
        runs.push_back(std::move(left));
        runs.push_back(std::move(right));
        done = band.end;
        i = band.end - 1;
    }
    whole_width(lines.size());
    return runs;
}

}  // namespace tiendo::reader
