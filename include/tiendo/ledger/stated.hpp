#pragma once

#include "tiendo/base/number.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How figures that units state in their papers come together (tổng hợp số liệu báo cáo), as data.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

enum class MergeRule : std::uint8_t {
    none = 0,           ///< shown unit by unit, without a total
    sum = 1,            ///< added up
    weighted_mean = 2,  ///< of rates, weighted by another figure of the same paper
    distinct = 3,       ///< several units state one thing: once, where all state the same
    last = 4,           ///< what was sent last holds for all
};
std::string_view to_string(MergeRule rule) noexcept;
Result<MergeRule> parse_merge_rule(std::string_view text);

struct FigureRule {
    std::string code;   ///< Measure::code, or a code of its own
    std::string name;   ///< Vietnamese
    std::string unit;   ///< in which it is counted: "hồ sơ", "%"
    int dimension = 0;  ///< 1..8; 0: of none
    MergeRule merge = MergeRule::none;
    std::string weight;  ///< of a weighted mean: the code that weighs
    std::string source;  ///< why it is so, Vietnamese
    bool operator==(const FigureRule&) const = default;
};

/// The rules that come with the library (share/tiendo/reporting/so-lieu.toml).
const std::vector<FigureRule>& shipped_figure_rules();
/// @return malformed_input with the line
Result<std::vector<FigureRule>> parse_figure_rules(std::string_view text, const std::string& name);
/// Borrowed from `rules`; nullptr where none is of that code.
const FigureRule* find_rule(std::span<const FigureRule> rules, std::string_view code) noexcept;

/// What one unit states.
struct StatedValue {
    UnitId unit;
    Instant sent_at;
    Decimal value;
    std::optional<Decimal> weight;  ///< stated in the same paper
};

struct MergedValue {
    std::optional<Decimal> value;  ///< absent: there is none
    std::string why_not;           ///< Vietnamese; empty where there is a value, or none is wanted
    bool operator==(const MergedValue&) const = default;
};

/// One value out of those of all units. A mean is rounded half up to two decimal places; where a
/// unit states no weight there is no mean.
/// @pre all values are at least 0 and below `number_limit`, at most 100,000 of them
/// Threads: pure.
MergedValue merge(const FigureRule& rule, std::span<const StatedValue> values);

}  // namespace ledger
}  // namespace tiendo
