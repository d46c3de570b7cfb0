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

bool blank_between(const PdfWord& left, const PdfWord& right) {
    constexpr double narrowest = 0.15;  // of the size of the letters
    return left.space || right.box.left - left.box.right > narrowest * left.size;
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

}  // namespace

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
    struct Open {
        Box tallest;
        std::vector<PdfWord> words;
    };
    std::ranges::stable_sort(
        words, {}, [](const PdfWord& word) { return (word.box.top + word.box.bottom) / 2; });
    constexpr std::size_t looked_back = 4;
    std::vector<Open> open;
    for (auto& word : words) {
        const auto first = open.size() - std::min(open.size(), looked_back);
        const auto line = std::find_if(
            open.begin() + static_cast<std::ptrdiff_t>(first), open.end(), [&](const Open& each) {
                return beside(each.tallest, word.box);
            });
        if (line == open.end()) {
            open.push_back({word.box, {}});
            open.back().words.push_back(std::move(word));
            continue;
        }
        if (height_of(word.box) > height_of(line->tallest)) {
            line->tallest = word.box;
        }
        line->words.push_back(std::move(word));
    }
    std::vector<PdfLine> lines;
    lines.reserve(open.size());
    for (auto& each : open) {
        lines.push_back(make_line(std::move(each.words), page));
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
