#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tiendo::simulator {

/// Who writes about a subject.
enum class Writer { ward, office, district, city };

/// A subject (trích yếu). "{ky}" becomes a period, "{nam}" the year of issue.
struct Subject {
    Writer writer;
    std::string_view kind;    ///< loại văn bản
    std::string_view symbol;  ///< of the kind within a number: "BC"; empty for Công văn
    std::string_view text;
    int instrument;  ///< which of `instruments` it is about, -1: none of them
};

inline constexpr std::size_t subject_count = 48;
extern const std::array<Subject, subject_count> subjects;

}  // namespace tiendo::simulator
