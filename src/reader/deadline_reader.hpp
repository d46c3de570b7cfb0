#pragma once

#include "meaning.hpp"
#include "stated_time.hpp"
#include "time_words.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// What a plan says of its own year.
struct PlanYear {
    std::optional<Date> issued;
    std::optional<int> of_title = {};  ///< the one year that the title names
    bool several = false;              ///< the title names years of which none is the only one
};
PlanYear plan_year_of(const Draft& draft);

/// Reads what one stretch of text says about time, for one node: its own words, or a cell or label
/// line that belongs to it. Left to right; what is understood is never read twice.
class DeadlineReader {
public:
    DeadlineReader(Draft& draft,
                   DraftNode& made,
                   Tokens tokens,
                   TimePlace place,
                   const PlanYear& year);
    DeadlineReader(const DeadlineReader&) = delete;
    DeadlineReader& operator=(const DeadlineReader&) = delete;
    DeadlineReader(DeadlineReader&&) = delete;  // the view looks into the tokens
    DeadlineReader& operator=(DeadlineReader&&) = delete;
    ~DeadlineReader() = default;

    void read();
    /// A heading orders nothing: only "trước ngày …" and "(từ … đến …)" are taken from it.
    void read_heading();
    /// An aim has a day by which it is reached, but is not done time and again.
    void read_aim();

private:
    /// How often, as words before or behind a day say it.
    struct Rate {
        DeadlineType type = DeadlineType::periodic;
        std::optional<Period> cycle = {};
        std::optional<int> every = {};
        std::size_t begin = 0;
        std::size_t end = 0;
        bool cell_only = false;
    };
    /// A time on its way to a deadline.
    struct Bounded {
        std::size_t begin = 0;
        std::size_t end = 0;
        StatedTime time;
        Limit limit;
        std::optional<int> minute_of_day = {};
        bool period = false;  ///< neither a last day nor the whole of what was promised
    };

    // deadlines.cpp
    [[nodiscard]] bool may_begin(std::size_t i) const;
    std::size_t read_at(std::size_t i);
    Deadline& add(std::size_t begin, std::size_t end);
    void doubt(std::string code, std::string text, std::string choice, const Deadline& deadline);
    void take_receivers(Deadline& deadline) const;
    [[nodiscard]] bool skipped(std::size_t i) const;
    [[nodiscard]] TimePlace place_at(std::size_t i) const;
    [[nodiscard]] const Clause& clause_at(std::size_t i) const;
    [[nodiscard]] std::size_t segment_begin(std::size_t i) const;
    [[nodiscard]] bool ends(std::size_t i) const;
    [[nodiscard]] bool is_told(std::size_t i) const;
    [[nodiscard]] bool is_past(std::size_t i) const;
    [[nodiscard]] bool after_done(std::size_t i) const;
    [[nodiscard]] std::string words(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t end_of_phrase(std::size_t begin) const;

    // deadline_dates.cpp
    std::size_t read_range(std::size_t i);
    std::size_t read_start(std::size_t begin, StatedTime first);
    std::size_t read_limit(std::size_t i);
    std::size_t read_limited(std::size_t begin, std::size_t i, const Limit& limit);
    std::size_t add_limited(Bounded bounded);
    [[nodiscard]] std::optional<StatedTime> limited_time(std::size_t begin,
                                                         std::size_t i,
                                                         bool clocked) const;
    [[nodiscard]] bool is_over(const Bounded& bounded) const;
    std::size_t read_within(std::size_t i);
    std::size_t add_times(Bounded bounded);
    [[nodiscard]] std::optional<StatedTime> lone_day(std::size_t begin, std::size_t i) const;
    [[nodiscard]] std::optional<StatedTime> range_begin(std::size_t i) const;
    std::size_t read_bare(std::size_t i);
    [[nodiscard]] bool until_is_meant(std::size_t begin, const StatedTime& time) const;
    [[nodiscard]] bool tells_of(std::size_t begin) const;
    [[nodiscard]] bool within_is_meant(std::size_t begin, const StatedTime& time) const;
    [[nodiscard]] bool bare_is_meant(std::size_t begin, const StatedTime& time) const;

    // deadline_weekdays.cpp
    /// One day of the week with the words about it: "vào chiều thứ Sáu".
    struct Weekday {
        int day = 1;  ///< 1 is Monday
        std::size_t end = 0;
    };
    std::size_t read_clock(std::size_t begin, StatedClock clock, const Limit& limit);
    std::size_t read_weekday(std::size_t i);
    std::size_t read_hours(std::size_t begin, const StatedClock& from);
    [[nodiscard]] std::optional<Weekday> stated_weekday(std::size_t i) const;
    [[nodiscard]] std::optional<Rate> rate_of_weekday(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::optional<Rate> rate_behind_weekday(std::size_t i) const;
    [[nodiscard]] std::size_t behind_limit(std::size_t i) const;
    [[nodiscard]] std::size_t behind_scope(std::size_t i) const;
    [[nodiscard]] std::size_t behind_part_of_day(std::size_t i) const;
    [[nodiscard]] std::size_t day_behind_weekday(std::size_t i) const;
    [[nodiscard]] bool is_daily() const;

    // deadline_lunar.cpp
    [[nodiscard]] std::size_t lunar_day_end(std::size_t i) const;
    std::size_t add_lunar(std::size_t begin, std::size_t end);

    // deadline_values.cpp
    std::size_t add_time(const Bounded& bounded);
    void set_dates(Deadline& deadline, const Bounded& bounded);
    void set_yearly(Deadline& deadline, const Bounded& bounded);
    void doubt_dates(const Deadline& deadline, const Bounded& bounded);
    [[nodiscard]] std::optional<Rate> rate_of(std::size_t begin, std::size_t end) const;
    struct BoundYear {
        int year = 0;
        std::string_view why;  ///< Vietnamese
    };
    [[nodiscard]] std::optional<BoundYear> bound_year(std::size_t begin,
                                                      const StatedTime& time) const;

    // deadline_terms.cpp
    [[nodiscard]] std::optional<Rate> stated_rate(std::size_t i) const;
    [[nodiscard]] std::optional<Rate> rate_by_count(std::size_t i) const;
    [[nodiscard]] bool rate_is_term(const Rate& rate) const;
    std::size_t read_rate(std::size_t i);
    std::size_t read_more_rates(std::size_t i);
    [[nodiscard]] bool stated_clock_and_day(std::size_t i) const;
    [[nodiscard]] std::optional<Match> issue_day_at(std::size_t i) const;
    std::size_t read_event_length(std::size_t i);
    std::size_t read_length(std::size_t i);
    std::size_t read_dependence(std::size_t i);
    std::size_t read_haste(std::size_t i);
    std::size_t read_years(std::size_t i);
    std::size_t read_school_year(std::size_t i);
    [[nodiscard]] bool haste_is_meant(const Match& match) const;

    Draft& draft_;
    DraftNode& made_;
    Tokens tokens_;
    TokenView view_;
    const TimeWords& words_;
    TimePlace place_;
    const PlanYear& plan_year_;
    std::vector<Clause> clauses_;
    std::vector<Clause> labelled_;  ///< clauses behind "Thời gian:"
    std::vector<Clause> quoted_;    ///< between two quotation marks
    std::optional<Rate> pending_;   ///< the rate that stands before the day being read
    std::size_t previous_end_ = 0;  ///< token behind the deadline read before the last
    std::size_t last_end_ = 0;      ///< token behind the last
};

}  // namespace tiendo::reader
