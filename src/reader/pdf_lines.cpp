#include "pdf_page.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr int quarter = 90;

Box turned(const Box& box, int turn, double width, double height) {
    switch (turn / quarter) {
        case 1: return {box.top, width - box.right, box.bottom, width - box.left};
        case 2: return {width - box.right, height - box.bottom, width - box.left, height - box.top};
        case 3: return {height - box.bottom, box.left, height - box.top, box.right};
        default: return box;
    }
}

int usual_turn(const std::vector<PdfWord>& words) {
    std::array<std::size_t, 4> bytes{};
    for (const auto& word : words) {
        bytes.at(static_cast<std::size_t>(word.turn / quarter)) += word.text.size();
    }
    return static_cast<int>(std::ranges::max_element(bytes) - bytes.begin()) * quarter;
}

double height_of(const Box& box) {
    return box.bottom - box.top;
}

/// Whether a word stands on the line whose tallest word is `line`: raised and lowered signs do.
bool beside(const Box& line, const Box& word) {
    constexpr double enough = 0.4;
    const double common = std::min(line.bottom, word.bottom) - std::max(line.top, word.top);
    const double smaller = std::min(height_of(line), height_of(word));
    return common >= enough * smaller && (common > 0 || smaller <= 0);
}

/// What the page says of blanks is not to be trusted where a word is set in pieces of several
/// fonts.
bool blank_between(const PdfWord& left, const PdfWord& right) {
    constexpr double said = 0.1;  // of the size of the letters
    constexpr double unsaid = 0.15;
    const double gap = right.box.left - left.box.right;
    return left.recognised ? left.space : gap > (left.space ? said : unsaid) * left.size;
}

double usual_size(const std::vector<PdfWord>& words) {
    std::vector<std::pair<double, std::size_t>> sizes;
    std::size_t all = 0;
    for (const auto& word : words) {
        sizes.emplace_back(word.size, word.text.size());
        all += word.text.size();
    }
    std::ranges::sort(sizes);
    std::size_t seen = 0;
    for (const auto& [size, bytes] : sizes) {
        seen += bytes;
        if (seen * 2 >= all) {
            return size;
        }
    }
    return 1;
}

Box around(const Box& one, const Box& other) {
    return {std::min(one.left, other.left),
            std::min(one.top, other.top),
            std::max(one.right, other.right),
            std::max(one.bottom, other.bottom)};
}

/// Words that follow each other closely, in the order in which the page gives them.
struct String {
    std::vector<PdfWord> words;
    Box tallest;  ///< of its words
    Box box;

    void add(PdfWord word) {
        const bool taller = words.empty() || height_of(word.box) > height_of(tallest);
        tallest = taller ? word.box : tallest;
        box = words.empty() ? word.box : around(box, word.box);
        words.push_back(std::move(word));
    }
};

std::vector<String> strings_of(std::vector<PdfWord> words) {
    constexpr double widest = 1.5;   // of the size of the letters, between words
    constexpr double overlap = 0.3;  // that letters of one word may have with the next
    std::vector<String> strings;
    for (auto& word : words) {
        const auto follows = [&](const String& string) {
            const auto& last = string.words.back();
            const double gap = word.box.left - last.box.right;
            return gap <= widest * last.size && gap >= -overlap * last.size &&
                   beside(string.tallest, word.box);
        };
        if (strings.empty() || !follows(strings.back())) {
            strings.emplace_back();
        }
        strings.back().add(std::move(word));
    }
    return strings;
}

/// Strings beside each other.
struct Row {
    std::vector<PdfWord> words;
    std::vector<Box> boxes;  ///< of the strings
    Box tallest;

    void add(String string) {
        const bool taller = boxes.empty() || height_of(string.tallest) > height_of(tallest);
        tallest = taller ? string.tallest : tallest;
        boxes.push_back(string.box);
        std::ranges::move(string.words, std::back_inserter(words));
    }
    [[nodiscard]] bool has_room(const Box& box) const {
        constexpr double overlap = 2;      // points
        constexpr std::size_t most = 200;  // or a line of many strings takes long
        return boxes.size() < most && std::ranges::none_of(boxes, [&](const Box& each) {
                   return std::min(each.right, box.right) - std::max(each.left, box.left) > overlap;
               });
    }
};

/// The row that a string stands on, the one that it shares most height with.
Row* row_for(std::vector<Row>& rows, const String& string) {
    constexpr std::size_t looked_back = 6;
    Row* best = nullptr;
    double most = 0;
    for (auto i = rows.size() - std::min(rows.size(), looked_back); i < rows.size(); ++i) {
        auto& row = rows[i];
        const double common = std::min(row.tallest.bottom, string.tallest.bottom) -
                              std::max(row.tallest.top, string.tallest.top);
        if (common >= most && beside(row.tallest, string.tallest) && row.has_room(string.box)) {
            best = &row;
            most = common;
        }
    }
    return best;
}

}  // namespace

std::vector<PdfWord> take_unseen(PdfPage& page) {
    const auto from =
        std::ranges::stable_partition(page.words, [](const PdfWord& word) { return !word.unseen; });
    std::vector<PdfWord> unseen(std::make_move_iterator(from.begin()),
                                std::make_move_iterator(from.end()));
    page.words.erase(from.begin(), from.end());
    return unseen;
}

std::vector<PdfWord> turn_upright(PdfPage& page) {
    const int turn = usual_turn(page.words);
    std::vector<PdfWord> others;
    std::vector<PdfWord> words;
    for (auto& word : page.words) {
        word.box = turned(word.box, turn, page.width, page.height);
        (word.turn == turn ? words : others).push_back(std::move(word));
    }
    for (auto& rule : page.rules) {
        rule.box = turned(rule.box, turn, page.width, page.height);
        rule.upright = rule.upright != (turn % (2 * quarter) != 0);
    }
    if (turn % (2 * quarter) != 0) {
        std::swap(page.width, page.height);
    }
    page.words = std::move(words);
    return others;
}

PdfLine make_line(std::vector<PdfWord> words, int page) {
    std::ranges::stable_sort(words, {}, [](const PdfWord& word) { return word.box.left; });
    PdfLine line;
    line.page = page;
    line.box = words.front().box;
    line.size = usual_size(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
        line.box = around(line.box, words[i].box);
        line.text += i > 0 && blank_between(words[i - 1], words[i]) ? " " : "";
        line.text += words[i].text;
    }
    line.words = std::move(words);
    return line;
}

std::vector<PdfLine> lines_of(std::vector<PdfWord> words, int page) {
    auto strings = strings_of(std::move(words));
    std::ranges::stable_sort(strings, {}, [](const String& each) {
        return (each.tallest.top + each.tallest.bottom) / 2;
    });
    std::vector<Row> rows;
    for (auto& string : strings) {
        if (auto* row = row_for(rows, string)) {
            row->add(std::move(string));
        } else {
            rows.emplace_back();
            rows.back().add(std::move(string));
        }
    }
    std::vector<PdfLine> lines;
    lines.reserve(rows.size());
    for (auto& row : rows) {
        lines.push_back(make_line(std::move(row.words), page));
    }
    std::ranges::stable_sort(lines, {}, [](const PdfLine& line) { return line.box.bottom; });
    return lines;
}

Box shown_box(const PdfLine& line) {
    auto box = line.words.front().shown;
    for (const auto& word : line.words) {
        box = around(box, word.shown);
    }
    return box;
}

}  // namespace tiendo::reader
