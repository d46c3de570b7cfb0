// calendar show, calendar explain, calendar check
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/calendar/check.hpp"
#include "tiendo/calendar/lunar.hpp"
#include "tiendo/calendar/office_clock.hpp"

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

using calendar::OfficeClock;
using calendar::OfficeWeek;
using calendar::OpenHours;
using std::chrono::days;

constexpr std::size_t longest_law = std::size_t{256} << 10U;
const Date a_sunday = Date::of(2023, 1, 1);

struct Words {
    std::string when;  ///< of explain: a day or an instant
    int year = 0;      ///< of show; 0: the year of the clock
    std::string kind = "office";
    std::string law_file;
};

std::string clock_text(std::chrono::minutes time) {
    char text[16];
    std::snprintf(text,
                  sizeof text,
                  "%02d:%02d",
                  static_cast<int>(time.count() / 60),
                  static_cast<int>(time.count() % 60));
    return text;
}

/// "07:30-11:30, 13:00-17:00"
std::string hours_text(const std::vector<OpenHours>& hours) {
    std::string text;
    for (const auto& stretch : hours) {
        text +=
            (text.empty() ? "" : ", ") + clock_text(stretch.open) + "-" + clock_text(stretch.close);
    }
    return text;
}

/// "10/3/2026", "1/6 nhuận/2025"; empty outside the years that are computed
std::string lunar_text(Date day) {
    const auto lunar = calendar::lunar_day_of(day);
    return lunar ? std::to_string(lunar->day) + "/" + std::to_string(lunar->month) +
                       (lunar->leap ? " nhuận/" : "/") + std::to_string(lunar->year)
                 : std::string{};
}

Cell cell(std::string text) {
    return text.empty() ? Cell() : Cell(std::move(text));
}

Result<OfficeClock> clock_of(const Session& session, const std::string& word) {
    auto kind = parse_unit_kind(word);
    auto days_off = kind ? session.calendar() : std::move(kind).error();
    auto hours = days_off ? session.office_hours() : std::move(days_off).error();
    return hours ? OfficeClock::build(*days_off, *hours, *kind) : std::move(hours).error();
}

void print_week(const OfficeWeek& week) {
    std::cout << "  giờ làm việc từ " << week.from.vietnamese();
    if (week.to) {
        std::cout << " đến hết " << week.to->vietnamese();
    }
    std::cout << (week.assumption ? " (giả định)" : "") << ", căn cứ: " << week.source << '\n';
    for (int i = 1; i <= 7; ++i) {  // Monday first
        const auto& day = week.days.at(static_cast<std::size_t>(i % 7));
        if (!day.hours.empty()) {
            std::cout << "    " << calendar::vietnamese_weekday(a_sunday.plus(days{i})) << ": "
                      << hours_text(day.hours)
                      << (day.counts ? "" : ", không tính là ngày làm việc") << '\n';
        }
    }
}

/// Hours in force, working days and hours of the year.
Result<void> print_year(const Session& session,
                        const OfficeClock& clock,
                        const Words& words,
                        int year) {
    const auto first = Date::of(year, 1, 1);
    const auto end = Date::of(year + 1, 1, 1);
    const auto time = clock.working_time_between(Instant::start_of(first), Instant::start_of(end));
    if (!time) {
        return time.error();
    }
    int working_days = 0;
    for (auto day = first; day < end; day = day.plus(days{1})) {
        working_days += clock.is_working_day(day).value_or(false) ? 1 : 0;
    }
    std::cout << "Lịch làm việc năm " << year << ", đơn vị loại " << words.kind << ": "
              << working_days << " ngày làm việc, "
              << std::chrono::duration_cast<std::chrono::hours>(*time).count() << " giờ làm việc\n";
    const auto hours = session.office_hours();
    for (const auto& week : hours->weeks_of(*parse_unit_kind(words.kind))) {
        if (week.from < end && (!week.to || first <= *week.to)) {
            print_week(week);
        }
    }
    std::cout << '\n';
    return {};
}

Result<void> show(Session& session, const Words& words) {
    auto now = session.clock();
    auto clock = now ? clock_of(session, words.kind) : std::move(now).error();
    if (!clock) {
        return std::move(clock).error();
    }
    const int year = words.year != 0 ? words.year : (*now)().date().year();
    if (auto covered = clock->explain(Date::of(year, 1, 1)); !covered) {
        return std::move(covered).error();
    }
    if (session.format == "table") {
        if (auto printed = print_year(session, *clock, words, year); !printed) {
            return printed;
        }
    }
    Listing listing{{"day", "weekday", "lunar", "kind", "name", "stands_for", "source"}, {}};
    const auto days_off = session.calendar();
    for (const auto& [day, entry] : days_off->entries()) {
        if (day.year() == year) {
            listing.rows.push_back({day.iso(),
                                    std::string(calendar::vietnamese_weekday(day)),
                                    cell(lunar_text(day)),
                                    std::string(to_string(entry.kind)),
                                    entry.name,
                                    entry.stands_for ? Cell(entry.stands_for->iso()) : Cell(),
                                    entry.source});
        }
    }
    session.show(listing);
    return {};
}

/// A day, or an instant on it.
struct When {
    Date day;
    std::optional<Instant> at;
};

Result<When> parse_when(const std::string& text) {
    if (text.size() <= 10) {
        return Date::parse(text).transform([](Date day) { return When{day, {}}; });
    }
    return Instant::parse(text).transform([](Instant at) { return When{at.date(), at}; });
}

/// Nothing where the answer lies outside the covered years.
template <typename T>
std::string iso_or_nothing(const Result<T>& result) {
    return result ? result->iso() : std::string{};
}

void print_explanation(const OfficeClock& clock,
                       const When& when,
                       const calendar::OfficeDayStatus& status) {
    const auto lunar = lunar_text(when.day);
    std::cout << calendar::vietnamese_weekday(when.day) << ' ' << when.day.vietnamese();
    if (!lunar.empty()) {
        std::cout << " (âm lịch " << lunar << ')';
    }
    std::cout << ": " << (status.day.off ? "ngày nghỉ" : "ngày làm việc");
    if (!status.day.reason.empty()) {
        std::cout << ", " << status.day.reason << "\n  căn cứ: " << status.day.source;
    }
    std::cout << "\n  " << (status.hours.empty() ? "đóng cửa cả ngày" : "mở cửa ")
              << hours_text(status.hours)
              << (status.counts || status.hours.empty() ? "" : ", không tính là ngày làm việc")
              << "\n  giờ làm việc theo: " << (status.hours_assumed ? "giả định, " : "")
              << status.hours_source << '\n';
    if (when.at) {
        const auto next = clock.next_open(*when.at);
        const bool open = next && *next == *when.at;
        std::cout << "  lúc " << when.at->iso() << ": "
                  << (open   ? "đang mở cửa"
                      : next ? "đóng cửa, mở lại lúc " + next->iso()
                             : "đóng cửa, không mở lại trong các năm có lịch")
                  << '\n';
    }
    const auto before = clock.add_working_days(when.day, -1);
    const auto after = clock.add_working_days(when.day, 1);
    std::cout << "  ngày làm việc trước: "
              << (before ? before->vietnamese() : "ngoài các năm có lịch")
              << ", sau: " << (after ? after->vietnamese() : "ngoài các năm có lịch") << '\n';
}

Result<void> explain(Session& session, const Words& words) {
    const auto when = parse_when(words.when);
    const auto clock = when ? clock_of(session, words.kind) : when.error();
    const auto status = clock ? clock->explain(when->day) : clock.error();
    if (!status) {
        return status.error();
    }
    if (session.format == "table") {
        print_explanation(*clock, *when, *status);
        return {};
    }
    Listing listing{{"day",
                     "weekday",
                     "lunar",
                     "off",
                     "kind",
                     "reason",
                     "source",
                     "hours",
                     "counts",
                     "hours_source",
                     "hours_assumed",
                     "next_open",
                     "working_day_before",
                     "working_day_after"},
                    {}};
    const auto yes = [](bool flag) { return std::string(flag ? "yes" : "no"); };
    listing.rows.push_back({when->day.iso(),
                            std::string(calendar::vietnamese_weekday(when->day)),
                            cell(lunar_text(when->day)),
                            yes(status->day.off),
                            std::string(to_string(status->day.kind)),
                            cell(status->day.reason),
                            cell(status->day.source),
                            cell(hours_text(status->hours)),
                            yes(status->counts),
                            status->hours_source,
                            yes(status->hours_assumed),
                            when->at ? cell(iso_or_nothing(clock->next_open(*when->at))) : Cell(),
                            cell(iso_or_nothing(clock->add_working_days(when->day, -1))),
                            cell(iso_or_nothing(clock->add_working_days(when->day, 1)))});
    session.show(listing);
    return {};
}

Result<std::vector<calendar::LegalHoliday>> law_of(const Words& words) {
    if (words.law_file.empty()) {
        return calendar::shipped_holiday_law();
    }
    auto text = read_file(words.law_file, longest_law);
    return text ? calendar::parse_holiday_law(
                      *text, std::filesystem::path(words.law_file).filename().string())
                : std::move(text).error();
}

Result<void> check(Session& session, const Words& words) {
    auto days_off = session.calendar();
    auto law = days_off ? law_of(words) : std::move(days_off).error();
    auto hours = law ? session.office_hours() : std::move(law).error();
    if (!hours) {
        return std::move(hours).error();
    }
    const auto findings = calendar::check_calendar(*days_off, *law);
    if (session.format == "table") {
        for (const int year : days_off->estimated_years()) {
            std::cout << "chú ý: năm " << year
                      << " chỉ là ước tính, coi như chưa có lịch cho đến khi nạp thông báo\n";
        }
        for (const auto& week : hours->weeks_of(UnitKind::office)) {
            if (week.assumption) {
                std::cout << "chú ý: giờ làm việc từ " << week.from.vietnamese() << " là giả định, "
                          << week.source << '\n';
            }
        }
        if (findings.empty()) {
            std::cout << "lịch khớp với luật và âm lịch trong "
                      << days_off->years().size() + days_off->estimated_years().size() << " năm\n";
            return {};
        }
    }
    Listing listing{{"rule", "day", "text", "source"}, {}};
    for (const auto& each : findings) {
        listing.rows.push_back({each.rule, each.day.iso(), each.text, each.source});
    }
    session.show(listing);
    session.outcome = findings.empty() ? session.outcome : exit_findings;
    return {};
}

}  // namespace

void add_calendar_commands(CLI::App& app, Session& session) {
    auto* calendar =
        app.add_subcommand("calendar", "days off and office hours")->require_subcommand(1);
    auto words = std::make_shared<Words>();
    constexpr auto kind_help = "ward, office, …: whose hours";
    auto* shown = calendar->add_subcommand("show", "the days of a year that are not as usual");
    shown->add_option("--year", words->year, "default: the year of the clock")
        ->check(CLI::Range(1900, 2200));
    shown->add_option("--unit-kind", words->kind, kind_help)->capture_default_str();
    on_call(*shown, session, [&session, words] { return show(session, *words); });
    auto* explained = calendar->add_subcommand(
        "explain", "why a day is off or an office open, and by which source");
    explained->add_option("when", words->when, "2026-11-24, or 2026-11-24T09:00:00+07:00")
        ->required();
    explained->add_option("--unit-kind", words->kind, kind_help)->capture_default_str();
    on_call(*explained, session, [&session, words] { return explain(session, *words); });
    auto* checked = calendar->add_subcommand(
        "check", "where the announced days part from the law and the lunar calendar");
    checked->add_option("--law", words->law_file, "TOML of public holidays, for the shipped ones");
    on_call(*checked, session, [&session, words] { return check(session, *words); });
}

}  // namespace tiendo::cli
