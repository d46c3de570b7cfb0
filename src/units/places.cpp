#include "places.hpp"

#include "name_key.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace tiendo::units {

namespace {

/// Levels as typed without marks: longer ones first.
constexpr std::array<std::string_view, 9>
    levels{"thanh pho", "thi xa", "thi tran", "dac khu", "phuong", "xa", "quan", "huyen", "tinh"};

}  // namespace

bool acts_for_territory(UnitKind kind) noexcept {
    return kind == UnitKind::ward || kind == UnitKind::authority || kind == UnitKind::district ||
           kind == UnitKind::province;
}

std::string area_of_committee(std::string_view reading) {
    constexpr std::string_view head = "ubnd ";
    return reading.starts_with(head) ? std::string(reading.substr(head.size())) : std::string{};
}

std::string place_of_area(std::string_view area) {
    const auto words = words_of(area, ' ');
    const auto level = level_at(words, 0);
    if (level == 0 || level >= words.size() ||
        (words[level].front() >= '0' && words[level].front() <= '9')) {
        return {};
    }
    std::string place;
    for (auto i = level; i < words.size(); ++i) {
        place += (place.empty() ? "" : " ") + words[i];
    }
    return place;
}

std::size_t level_at(const std::vector<std::string>& words, std::size_t at) {
    if (at >= words.size()) {
        return 0;
    }
    const auto one = search_key(words[at]);
    const auto two = at + 1 < words.size() ? one + " " + search_key(words[at + 1]) : one;
    if (std::ranges::find(levels, two) != levels.end() && two != one) {
        return 2;
    }
    return std::ranges::find(levels, one) != levels.end() ? 1 : 0;
}

Marks compare_marks(const std::vector<std::string>& text, const std::vector<std::string>& name) {
    assert(text.size() == name.size());
    auto marks = Marks::same;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == name[i]) {
            continue;
        }
        if (text[i] != search_key(text[i])) {
            return Marks::other;
        }
        marks = Marks::left_out;
    }
    return marks;
}

}  // namespace tiendo::units
