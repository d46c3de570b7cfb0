#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Official PAPI scores beside local figures, never mixed up.
///
/// PAPI (Chỉ số Hiệu quả quản trị và hành chính công cấp tỉnh) is a survey of citizens whose
/// results stand for provinces. So there is no score of a district or a ward, and nothing here
/// makes one: an `OfficialScore` comes out of `parse_scores` alone, and belongs to a `Province`,
/// which is one of a closed list. What offices count for themselves is a `LocalProxy`, another type
/// that nothing turns into a score.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// A province or a city of that rank (tỉnh, thành phố trực thuộc Trung ương): one of the 63 that
/// PAPI surveyed up to 2024, by the codes of Quyết định 124/2004/QĐ-TTg.
class Province {
public:
    /// @param text  "79", or the name with or without its rank: "TP. Hồ Chí Minh", "tỉnh Cà Mau"
    /// @return not_found for all else: districts, wards, offices
    static Result<Province> find(std::string_view text);

    [[nodiscard]] std::string_view code() const noexcept;  ///< "79"
    [[nodiscard]] std::string_view name() const noexcept;  ///< "Thành phố Hồ Chí Minh"
    auto operator<=>(const Province&) const = default;

private:
    explicit Province(std::size_t row) : row_(row) {}
    std::size_t row_;
};

/// The score of one province in one dimension and year, as an imported file states it.
class OfficialScore {
public:
    [[nodiscard]] Province province() const noexcept { return province_; }
    [[nodiscard]] int year() const noexcept { return year_; }            ///< of the survey
    [[nodiscard]] int dimension() const noexcept { return dimension_; }  ///< 1..8
    /// 10,000 to 100,000, for 1 to 10; absent: the publisher gave no valid score.
    [[nodiscard]] std::optional<std::int32_t> ten_thousandths() const noexcept { return score_; }
    [[nodiscard]] const std::string& source() const noexcept { return source_; }
    bool operator==(const OfficialScore&) const = default;

private:
    friend Result<std::vector<OfficialScore>> parse_scores(std::string_view csv,
                                                           std::string_view name);
    OfficialScore(Province province,
                  int year,
                  int dimension,
                  std::optional<std::int32_t> score,
                  std::string source)
        : province_(province),
          year_(year),
          dimension_(dimension),
          score_(score),
          source_(std::move(source)) {}

    Province province_;
    int year_;
    int dimension_;
    std::optional<std::int32_t> score_;
    std::string source_;
};

/// Reads a file of scores: the heading `year,province,dimension,score,source`, then one score a
/// line; province by code or name, score as 5.1430 or empty. Fields hold no comma and no quotes. At
/// most 4 MiB and 50,000 lines.
///
/// Refused whole, at the line: what is no province; a line without source; a dimension that PAPI
/// did not have that year; a score outside 1 to 10 or with more than four decimals; the same
/// province, year and dimension twice.
/// @param name  of the file, for errors
Result<std::vector<OfficialScore>> parse_scores(std::string_view csv, std::string_view name);

/// "5,14": two decimals, half away from zero, Vietnamese comma; "–" where there is no score.
std::string score_text(std::optional<std::int32_t> ten_thousandths);

/// Keeps a file of scores, with journal entry "scores.import".
/// @return as `parse_scores`; conflict where the same file was imported before
Result<std::vector<OfficialScore>> import_scores(store::Transaction& tx,
                                                 std::string_view csv,
                                                 std::string_view name,
                                                 const Act& act);
/// All scores imported, by province, year and dimension. Where files differ the later import holds:
/// publishers restate older years.
Result<std::vector<OfficialScore>> official_scores(store::Transaction& tx);
/// The same without what was imported after `known_at`.
Result<std::vector<OfficialScore>> official_scores_known_at(store::Transaction& tx,
                                                            Instant known_at);

/// That the method changed between two surveys.
struct MethodChange {
    int year = 0;                 ///< the first survey after it
    std::vector<int> dimensions;  ///< that it touches
    bool added = false;           ///< they did not exist before
    bool certain = false;         ///< read in a publication of PAPI; else told by others
    std::string text;             ///< Vietnamese
    std::string source;
    bool operator==(const MethodChange&) const = default;
};
/// Those that the library knows (also installed as share/tiendo/scores/papi-phuong-phap.toml). The
/// list is not complete: that a change is not there does not say that there was none.
const std::vector<MethodChange>& known_method_changes();

/// Whether the later score is higher (chỉ số năm sau cao hơn năm trước).
enum class Trend : std::uint8_t { higher = 0, equal = 1, lower = 2, unknown = 3 };
/// "cao hơn", "bằng", "thấp hơn", "không có số liệu để so sánh"
std::string_view vietnamese(Trend trend) noexcept;

/// One dimension of one province in a year beside the year before.
struct YearOnYear {
    int dimension = 0;
    std::optional<std::int32_t> before;
    std::optional<std::int32_t> after;
    Trend trend = Trend::unknown;
    /// Changes of the method in between; with one of them the trend may come from the method.
    std::vector<MethodChange> changes;
    bool operator==(const YearOnYear&) const = default;
};

/// Dimensions 1 to 8 that have a score in `year` or in the year before. There is no comparison of
/// totals: their number of dimensions changed.
/// @param scores  borrowed for the call
std::vector<YearOnYear> year_on_year(std::span<const OfficialScore> scores,
                                     Province province,
                                     int year);

/// A figure that an office counts in its own systems. It stands beside official scores and is none.
struct LocalProxy {
    /// To be printed wherever the figure is.
    static constexpr std::string_view label = "chỉ báo nội bộ, không phải điểm PAPI";
    Measure measure;
    bool operator==(const LocalProxy&) const = default;
};
/// The figures of all units together in one cycle, by dimension.
Result<std::vector<LocalProxy>> local_proxies(store::Transaction& tx,
                                              const PlanId& plan,
                                              const CycleId& cycle);

}  // namespace ledger
}  // namespace tiendo
