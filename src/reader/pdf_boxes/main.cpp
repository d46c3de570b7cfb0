// tiendo-pdf-boxes: what stands where on the pages of a PDF, as JSON lines.
//
// A program of its own, because poppler is GPL and tiendo is not: nothing of tiendo is linked in,
// and nothing of it links this. It reads untrusted files, so whoever runs it sets the limits.
//
//   tiendo-pdf-boxes [--max-pages N] [--max-words N] [FILE]      standard input where no FILE is
//   named
//
//   {"pages":2}
//   {"page":1,"width":595.3,"height":841.9,"covered":0.04}
//   {"word":"Ủy","x":85.0,"y":56.7,"w":13.1,"h":15.5,"size":14.0,"space":true,"turn":0}
//   {"rule":"level","x":85.0,"y":120.0,"w":425.2,"h":0.8}         or "upright"
//   {"end":true}
//
// Points from the top left corner of the page as it is shown; `turn`: degrees clockwise, 0, 90, 180
// or 270; `covered`: the share of the paper that something is drawn on, 0..1. Exit: 0 well, 2 wrong
// use or unreadable file, 3 encrypted, 4 broken, 5 too many pages, 6 too many words.

#include "page_picture.hpp"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using tiendo::pdf_boxes::look_at;

enum Exit : int {
    well = 0,
    wrong_use = 2,
    encrypted = 3,
    broken = 4,
    many_pages = 5,
    many_words = 6
};

struct Options {
    long max_pages = 2000;
    long max_words = 1'000'000;
    std::string file;
};

void ignore(const std::string& /*message*/, void* /*closure*/) {}

std::optional<long> number(std::string_view text) {
    long value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() && value > 0
               ? std::optional(value)
               : std::nullopt;
}

std::optional<Options> options_of(int count, char** words) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--max-pages" || word == "--max-words") {
            const auto value = i + 1 < count ? number(words[++i]) : std::nullopt;
            if (!value) {
                return std::nullopt;
            }
            (word == "--max-pages" ? options.max_pages : options.max_words) = *value;
        } else if (!word.starts_with("--") && options.file.empty()) {
            options.file = word;
        } else {
            return std::nullopt;
        }
    }
    return options;
}

std::optional<poppler::byte_array> content_of(const std::string& path) {
    std::FILE* file = path.empty() ? stdin : std::fopen(path.c_str(), "rbe");
    if (file == nullptr) {
        return std::nullopt;
    }
    poppler::byte_array content;
    std::array<char, 65536> buffer{};
    for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), file)) > 0;) {
        content.insert(content.end(), buffer.begin(), buffer.begin() + static_cast<long>(count));
    }
    const bool failed = std::ferror(file) != 0;
    if (!path.empty()) {
        std::fclose(file);
    }
    return failed ? std::nullopt : std::optional(std::move(content));
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        constexpr unsigned char first_printable = 0x20;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < first_printable) {
            out += ' ';
        } else {
            out += c;
        }
    }
    return out + '"';
}

/// Broken files hold numbers that are none, or places far off any page.
double finite(double value) {
    constexpr double farthest = 14'400;  // points, the largest page there may be
    return std::isfinite(value) ? std::clamp(value, -farthest, farthest) : 0;
}

/// Full stops may be too small to be drawn at all; letters are not.
bool can_be_looked_for(const std::string& text, const poppler::text_box& box) {
    constexpr double smallest = 5;  // points
    return box.bbox().height() >= smallest && std::any_of(text.begin(), text.end(), [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & '\x80') != 0;
           });
}

/// The middle of the line that a word stands on: every letter reaches into it, and the top of an
/// accent that shows below the edge of a page does not.
tiendo::pdf_boxes::Area heart_of(const poppler::text_box& word) {
    constexpr double edge = 0.3;
    const auto box = word.bbox();
    const bool level = word.rotation() % 2 == 0;
    const double x = finite(box.x());
    const double y = finite(box.y());
    const double width = finite(box.width());
    const double height = finite(box.height());
    return {level ? x : x + edge * width,
            level ? y + edge * height : y,
            level ? x + width : x + (1 - edge) * width,
            level ? y + (1 - edge) * height : y + height};
}

void print_word(const poppler::text_box& box, bool seen) {
    const auto bytes = box.text().to_utf8();
    const std::string text(bytes.data(), bytes.size());
    const auto place = box.bbox();
    constexpr int quarter = 90;
    std::printf(
        R"({"word":%s,"x":%.2f,"y":%.2f,"w":%.2f,"h":%.2f,"size":%.2f,"space":%s,"turn":%d%s})"
        "\n",
        quoted(text).c_str(),
        finite(place.x()),
        finite(place.y()),
        std::max(0.0, finite(place.width())),
        std::max(0.0, finite(place.height())),
        box.has_font_info() ? finite(box.get_font_size()) : 0.0,
        box.has_space_after() ? "true" : "false",
        box.rotation() % 4 * quarter,
        seen || !can_be_looked_for(text, box) ? "" : R"(,"unseen":true)");
}

/// @return the words that may still come, or less than 0
long print_page(const poppler::page& page, int at, long words_left) {
    const auto shown = page.page_rect(poppler::crop_box);
    const auto turn = page.orientation();
    const bool lies = turn == poppler::page::landscape || turn == poppler::page::seascape;
    const double width = finite(std::abs(lies ? shown.height() : shown.width()));
    const double height = finite(std::abs(lies ? shown.width() : shown.height()));
    const auto words = page.text_list(poppler::page::text_list_include_font);
    if (static_cast<long>(words.size()) > words_left) {
        return -1;
    }
    std::vector<tiendo::pdf_boxes::Area> areas;
    for (const auto& word : words) {
        areas.push_back(heart_of(word));
    }
    const auto picture = look_at(page, width, height, areas);
    std::printf(R"({"page":%d,"width":%.2f,"height":%.2f,"covered":%.4f})"
                "\n",
                at,
                width,
                height,
                picture.covered);
    for (std::size_t i = 0; i < words.size(); ++i) {
        print_word(words[i], picture.seen[i]);
    }
    for (const auto& rule : picture.rules) {
        std::printf(R"({"rule":"%s","x":%.2f,"y":%.2f,"w":%.2f,"h":%.2f})"
                    "\n",
                    rule.upright ? "upright" : "level",
                    rule.area.left,
                    rule.area.top,
                    rule.area.right - rule.area.left,
                    rule.area.bottom - rule.area.top);
    }
    return words_left - static_cast<long>(words.size());
}

int print_document(const poppler::document& document, const Options& options) {
    const int pages = document.pages();
    if (pages <= 0) {
        return broken;
    }
    std::printf("{\"pages\":%d}\n", pages);
    if (pages > options.max_pages) {
        return many_pages;
    }
    long words_left = options.max_words;
    for (int i = 0; i < pages; ++i) {
        const std::unique_ptr<poppler::page> page(document.create_page(i));
        if (!page) {
            return broken;
        }
        words_left = print_page(*page, i + 1, words_left);
        if (words_left < 0) {
            return many_words;
        }
    }
    std::printf("{\"end\":true}\n");
    return std::fflush(stdout) == 0 ? well : wrong_use;
}

}  // namespace

int main(int count, char** words) {
    const auto options = options_of(count, words);
    if (!options) {
        std::fputs("usage: tiendo-pdf-boxes [--max-pages N] [--max-words N] [FILE]\n", stderr);
        return wrong_use;
    }
    auto content = content_of(options->file);
    if (!content) {
        std::fputs("tiendo-pdf-boxes: the file cannot be read\n", stderr);
        return wrong_use;
    }
    poppler::set_debug_error_function(ignore, nullptr);
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_data(&*content));
    if (!document) {
        return broken;
    }
    return document->is_locked() ? encrypted : print_document(*document, *options);
}
