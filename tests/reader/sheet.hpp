#pragma once

#include "tiendo/reader/pdf_boxes.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// Sets pages as JSON lines of boxes: every letter is half as wide as it is tall.
class Sheet {
public:
    static constexpr double width = 595;
    static constexpr double height = 842;
    static constexpr double left = 85;
    static constexpr double right = 545;
    static constexpr double size = 14;
    static constexpr double pitch = 17;

    explicit Sheet(double letters = size) : letters_(letters) { page(); }

    Sheet& page() {
        return row({{"page", ++pages_}, {"width", width}, {"height", height}, {"covered", 0.05}});
    }
    /// A line of words, its letters `letters()` tall.
    /// @param y of its top
    Sheet& line(double x, double y, std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find(' '), text.size());
            const auto word = text.substr(0, end);
            text.remove_prefix(std::min(text.size(), end + 1));
            box({{"word", word}, {"size", letters_}, {"space", !text.empty()}, {"turn", 0}},
                {x, y, wide(word), letters_});
            x += wide(word) + letters_ / 4;
        }
        return *this;
    }
    Sheet& centred(double y, std::string_view text) {
        return line((left + right - length(text)) / 2, y, text);
    }
    /// A paragraph set as a typewriter would, its first line further in.
    /// @return y behind it
    double paragraph(double x, double y, std::string_view text, double indent) {
        std::string set;
        double begin = x + indent;
        while (!text.empty()) {
            const auto end = std::min(text.find(' '), text.size());
            const auto word = text.substr(0, end);
            text.remove_prefix(std::min(text.size(), end + 1));
            if (!set.empty() && begin + length(set) + letters_ / 4 + wide(word) > right) {
                line(begin, y, set);
                set.clear();
                begin = x;
                y += pitch;
            }
            set += (set.empty() ? "" : " ") + std::string(word);
        }
        line(begin, y, set);
        return y + pitch;
    }
    Sheet& level(double x, double y, double w) { return box({{"rule", "level"}}, {x, y, w, 1}); }
    Sheet& upright(double x, double y, double h) {
        return box({{"rule", "upright"}}, {x, y, 1, h});
    }
    /// A grid of rules.
    Sheet& grid(const std::vector<double>& xs, const std::vector<double>& ys) {
        for (const double y : ys) {
            level(xs.front(), y, xs.back() - xs.front());
        }
        for (const double x : xs) {
            upright(x, ys.front(), ys.back() - ys.front());
        }
        return *this;
    }
    Sheet& letters(double tall) {
        letters_ = tall;
        return *this;
    }
    Sheet& row(const boost::json::object& object) {
        lines_ += boost::json::serialize(object) + "\n";
        return *this;
    }

    [[nodiscard]] std::string lines() const { return lines_ + "{\"end\":true}\n"; }
    [[nodiscard]] reader::Document document() const {
        auto document = reader::document_from_boxes(lines(), {});
        if (!document) {
            ADD_FAILURE() << document.error();
            return {};
        }
        return *std::move(document);
    }

private:
    struct Place {
        double x, y, w, h;
    };
    Sheet& box(boost::json::object object, Place place) {
        object["x"] = place.x;
        object["y"] = place.y;
        object["w"] = place.w;
        object["h"] = place.h;
        return row(object);
    }
    [[nodiscard]] double wide(std::string_view word) const {
        const auto letters = std::ranges::count_if(
            word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        return static_cast<double>(letters) * letters_ / 2;
    }
    /// Of words set with blanks between.
    [[nodiscard]] double length(std::string_view text) const {
        const auto blanks = static_cast<double>(std::ranges::count(text, ' '));
        return wide(text) - blanks * letters_ / 4;
    }

    double letters_;
    int pages_ = 0;
    std::string lines_;
};

inline std::string_view cut(const reader::Document& document, Span span) {
    return std::string_view(document.text).substr(span.begin, span.size());
}

}  // namespace tiendo::test
