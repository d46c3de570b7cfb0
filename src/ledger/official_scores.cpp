#include "tiendo/ledger/official_scores.hpp"

#include "journal_text.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace tiendo::ledger {

namespace {

constexpr std::size_t limit_bytes = std::size_t{4} << 20U;
constexpr std::int64_t limit_lines = 50'000;
constexpr std::size_t limit_source = 500;
constexpr std::string_view heading = "year,province,dimension,score,source";
constexpr int first_survey = 2011;
constexpr int last_year = 2100;
constexpr int dimensions = 8;
constexpr std::int32_t one = 10'000;

Error wrong(std::string message, std::string remedy) {
    return {ErrorCode::malformed_input, std::move(message), std::move(remedy)};
}

std::optional<int> number_in(std::string_view text, int least, int most) {
    int value = 0;
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool good = failure == std::errc{} && stop == text.data() + text.size() &&
                      value >= least && value <= most;
    return good ? std::optional(value) : std::nullopt;
}

/// "5.1430" → 51430, exactly.
std::optional<std::int32_t> score_of(std::string_view text) {
    const auto dot = std::min(text.find('.'), text.size());
    auto digits = std::string(text.substr(dot == text.size() ? dot : dot + 1));
    const bool good = dot > 0 && digits.size() <= 4 && (dot == text.size() || !digits.empty());
    digits.append(4 - std::min<std::size_t>(digits.size(), 4), '0');
    const auto whole = number_in(text.substr(0, dot), 0, 10);
    const auto part = number_in(digits, 0, 9'999);
    if (!good || !whole || !part || digits.front() == '-') {
        return std::nullopt;
    }
    const auto score = *whole * one + *part;
    return score >= one && score <= 10 * one ? std::optional(score) : std::nullopt;
}

/// Whether PAPI had that dimension in that year, as far as the changes tell.
bool existed(int dimension, int year) {
    return std::ranges::none_of(known_method_changes(), [&](const MethodChange& change) {
        return change.added && year < change.year &&
               std::ranges::find(change.dimensions, dimension) != change.dimensions.end();
    });
}

/// What one line says, before it becomes a score.
struct Line {
    Province province;
    int year;
    int dimension;
    std::optional<std::int32_t> score;
    std::string source;
};

Result<std::array<std::string_view, 5>> fields_of(std::string_view line) {
    std::array<std::string_view, 5> fields;
    std::size_t from = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto comma = line.find(',', from);
        if ((comma == std::string_view::npos) != (i + 1 == fields.size()) ||
            line.find('"') != std::string_view::npos) {
            return wrong("the line has not five fields without quotes",
                         "write " + std::string(heading));
        }
        fields.at(i) = trim(line.substr(from, comma - from));
        from = comma + 1;
    }
    return fields;
}

Result<Line> line_of(std::string_view text) {
    auto fields = fields_of(text);
    if (!fields) {
        return std::move(fields).error();
    }
    const auto& [year_text, province_text, dimension_text, score, source] = *fields;
    auto province = Province::find(province_text);
    if (!province) {
        return wrong(province.error().message(), province.error().remedy());
    }
    const auto year = number_in(year_text, first_survey, last_year);
    if (!year) {
        return wrong("'" + std::string(year_text.substr(0, 20)) + "' is no year of a survey",
                     "surveys of all provinces began in 2011");
    }
    const auto dimension = number_in(dimension_text, 1, dimensions);
    if (!dimension || !existed(*dimension, *year)) {
        return wrong(
            fmt::format("PAPI {} has no dimension '{}'", *year, dimension_text.substr(0, 20)),
            "there are six until 2017, then eight, by their numbers");
    }
    if (source.empty() || source.size() > limit_source) {
        return wrong("the score has no source, or one of more than 500 bytes",
                     "say who published it where");
    }
    const auto value = score_of(score);
    if (!value && !score.empty()) {
        return wrong("'" + std::string(score.substr(0, 20)) + "' is no score",
                     "write it like 5.1430, from 1 to 10, or leave it empty where none is valid");
    }
    return Line{*province, *year, *dimension, value, to_nfc(source)};
}

/// Lines of a file, with their numbers, behind the heading.
Result<std::vector<std::pair<std::int64_t, std::string_view>>> lines_of(std::string_view csv) {
    if (csv.size() > limit_bytes || first_invalid_utf8(csv)) {
        return wrong(csv.size() > limit_bytes ? "it is longer than 4 MiB" : "it is not UTF-8",
                     "give CSV in UTF-8");
    }
    std::vector<std::pair<std::int64_t, std::string_view>> lines;
    std::int64_t number = 0;
    while (!csv.empty()) {
        const auto line = trim(csv.substr(0, csv.find('\n')));
        csv.remove_prefix(std::min(csv.find('\n'), csv.size() - 1) + 1);
        ++number;
        if (number == 1 && line != heading) {
            return wrong("the first line is not the heading", "write " + std::string(heading));
        }
        if (number > 1 && !line.empty()) {
            lines.emplace_back(number, line);
        }
    }
    if (lines.empty() || number > limit_lines) {
        return wrong("it holds no scores, or more than 50,000 lines", "check the file");
    }
    return lines;
}

using Key = std::tuple<Province, int, int>;
Key key_of(const OfficialScore& score) {
    return {score.province(), score.year(), score.dimension()};
}

Trend trend_of(const YearOnYear& row) {
    if (!row.before || !row.after) {
        return Trend::unknown;
    }
    return *row.after > *row.before   ? Trend::higher
           : *row.after < *row.before ? Trend::lower
                                      : Trend::equal;
}

}  // namespace

Result<std::vector<OfficialScore>> parse_scores(std::string_view csv, std::string_view name) {
    auto lines = lines_of(csv);
    if (!lines) {
        return std::move(lines).error().at(std::string(name));
    }
    std::vector<OfficialScore> scores;
    std::set<Key> seen;
    for (const auto& [number, text] : *lines) {
        auto line = line_of(text);
        if (line && !seen.emplace(line->province, line->year, line->dimension).second) {
            line = wrong("this province, year and dimension stood in an earlier line",
                         "keep one of them");
        }
        if (!line) {
            return std::move(line).error().at(fmt::format("line {}", number)).at(std::string(name));
        }
        scores.push_back(OfficialScore(
            line->province, line->year, line->dimension, line->score, std::move(line->source)));
    }
    return scores;
}

std::string score_text(std::optional<std::int32_t> ten_thousandths) {
    if (!ten_thousandths) {
        return "–";
    }
    const auto size = std::abs(*ten_thousandths);
    const auto hundredths = (size + 50) / 100;
    return fmt::format(
        "{}{},{:02}", *ten_thousandths < 0 ? "-" : "", hundredths / 100, hundredths % 100);
}

Result<std::vector<OfficialScore>> import_scores(store::Transaction& tx,
                                                 std::string_view csv,
                                                 std::string_view name,
                                                 const Act& act) {
    auto scores = parse_scores(csv, name);
    auto file = scores ? store::append_score_file(tx, name, csv, act.at)
                       : Result<store::ScoreFile>(std::move(scores).error());
    if (!file) {
        return std::move(file).error();
    }
    auto entry = store::append(
        tx,
        {act.at,
         act.actor,
         "scores.import",
         file->name,
         act.why,
         "",
         JournalText().text("sha256", file->sha256).number("scores", std::ssize(*scores)).str()});
    return entry ? std::move(scores) : Result<std::vector<OfficialScore>>(std::move(entry).error());
}

namespace {

Result<std::vector<OfficialScore>> scores_until(store::Transaction& tx,
                                                std::optional<Instant> known_at) {
    auto files = store::list_score_files(tx);
    if (!files) {
        return std::move(files).error();
    }
    std::map<Key, OfficialScore> newest;
    for (const auto& file : *files) {
        // What follows was imported no earlier, whatever the clock said.
        if (known_at && *known_at < file.at) {
            break;
        }
        auto scores = parse_scores(file.body, file.name);
        if (!scores) {
            return std::move(scores).error();
        }
        for (auto& score : *scores) {
            newest.insert_or_assign(key_of(score), std::move(score));
        }
    }
    std::vector<OfficialScore> all;
    for (auto& [key, score] : newest) {
        all.push_back(std::move(score));
    }
    return all;
}

}  // namespace

Result<std::vector<OfficialScore>> official_scores(store::Transaction& tx) {
    return scores_until(tx, std::nullopt);
}

Result<std::vector<OfficialScore>> official_scores_known_at(store::Transaction& tx,
                                                            Instant known_at) {
    return scores_until(tx, known_at);
}

std::string_view vietnamese(Trend trend) noexcept {
    switch (trend) {
        case Trend::higher: return "cao hơn";
        case Trend::equal: return "bằng";
        case Trend::lower: return "thấp hơn";
        case Trend::unknown: return "không có số liệu để so sánh";
    }
    return "";
}

std::vector<YearOnYear> year_on_year(std::span<const OfficialScore> scores,
                                     Province province,
                                     int year) {
    std::map<int, YearOnYear> rows;
    for (const auto& score : scores) {
        if (score.province() != province || (score.year() != year && score.year() != year - 1)) {
            continue;
        }
        auto& row = rows[score.dimension()];
        row.dimension = score.dimension();
        (score.year() == year ? row.after : row.before) = score.ten_thousandths();
    }
    std::vector<YearOnYear> all;
    for (auto& [dimension, row] : rows) {
        row.trend = trend_of(row);
        for (const auto& change : known_method_changes()) {
            if (change.year == year &&
                std::ranges::find(change.dimensions, dimension) != change.dimensions.end()) {
                row.changes.push_back(change);
            }
        }
        all.push_back(std::move(row));
    }
    return all;
}

Result<std::vector<LocalProxy>> local_proxies(store::Transaction& tx,
                                              const PlanId& plan,
                                              const CycleId& cycle) {
    auto measures = store::list_measures(tx, {.plan = plan, .cycle = cycle});
    if (!measures) {
        return std::move(measures).error();
    }
    std::vector<LocalProxy> proxies;
    for (auto& measure : *measures) {
        if (!measure.unit) {
            proxies.push_back({std::move(measure)});
        }
    }
    std::ranges::stable_sort(proxies, {}, [](const auto& each) { return each.measure.dimension; });
    return proxies;
}

}  // namespace tiendo::ledger
