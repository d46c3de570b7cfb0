#include "generator.hpp"

#include "procedures.hpp"
#include "simulator_kit/dates.hpp"
#include "simulator_kit/random.hpp"
#include "simulator_kit/wards.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <map>
#include <utility>

namespace tiendo::simulator {
namespace {

using std::chrono::minutes;
using Position = std::int64_t;  // in the list of working days

constexpr Position never = -1;

/// The days of one dossier, in positions of working days.
struct Course {
    Position received = 0;
    Position due = never;
    Position finished = never;
};

// Busy and quiet wards.
constexpr std::array<unsigned, ward_numbers.size()> ward_weights =
    {70, 95, 60, 65, 55, 80, 75, 60, 85, 70, 90, 65, 75, 55};
// Per thousand dossiers of the ward; the late one stands out.
constexpr std::array<unsigned, ward_numbers.size()> late_weights =
    {28, 35, 22, 41, 30, 150, 26, 38, 33, 19, 44, 25, 31, 36};

std::array<unsigned, category_count> category_weights(std::size_t ward) {
    const unsigned late = late_weights.at(ward);
    // In the order of Category.
    return {500, 150, late, 25, 20, 60, 10, late / 3, 30, 20, late / 8 + 1, 20, 12, 40, 25};
}

class Generator {
public:
    explicit Generator(const Options& options)
        : random_(options.seed),
          days_(options.from.plus(std::chrono::days(-14)),
                options.clock.date().plus(std::chrono::days(90))),
          from_(days_.position_of(options.from)),
          end_(days_.position_of(options.cutoff.plus(std::chrono::days(1)))),
          now_(days_.position_of(options.clock.date())),
          count_(options.count) {}

    std::vector<Dossier> run() {
        std::vector<Dossier> dossiers;
        dossiers.reserve(count_);
        for (std::size_t i = 0; i < count_; ++i) {
            dossiers.push_back(draw());
        }
        std::stable_sort(
            dossiers.begin(), dossiers.end(), [](const Dossier& left, const Dossier& right) {
                return left.received < right.received;
            });
        number(dossiers);
        return dossiers;
    }

private:
    Dossier draw() {
        Dossier dossier;
        dossier.ward = static_cast<std::uint8_t>(random_.weighted(ward_weights));
        dossier.category = static_cast<Category>(random_.weighted(category_weights(dossier.ward)));
        dossier.carried_over = can_be_carried(dossier.category) && random_.chance(60);
        dossier.procedure = draw_procedure(dossier);
        dossier.channel =
            static_cast<std::uint8_t>(1 + random_.weighted(std::array<unsigned, 3>{640, 320, 40}));
        dossier.by_post = random_.chance(80) ? 1 : 0;
        const Course course = draw_course(dossier);
        set_times(dossier, course);
        return dossier;
    }

    static bool can_be_carried(Category category) {
        switch (category) {
            case Category::before_due:
            case Category::on_due_day:
            case Category::late:
            case Category::without_appointment:
            case Category::withdrawn:
            case Category::open_without_appointment:
            case Category::open_overdue:
            case Category::paused: return true;
            case Category::open_in_time:
            case Category::finished_later_in_time:
            case Category::finished_later_overdue:
            case Category::refused:
            case Category::not_accepted:
            case Category::finished_earlier:
            case Category::received_later: return false;
        }
        return false;
    }

    /// A procedure whose length lets the category come true.
    std::uint8_t draw_procedure(const Dossier& dossier) {
        const bool open_ended = dossier.category == Category::without_appointment ||
                                dossier.category == Category::open_without_appointment;
        int least = 0;
        switch (dossier.category) {
            case Category::before_due: least = dossier.carried_over ? 2 : 1; break;
            case Category::on_due_day:
            case Category::withdrawn: least = dossier.carried_over ? 1 : 0; break;
            case Category::open_in_time:
            case Category::finished_later_in_time: least = 1; break;
            case Category::late:
            case Category::without_appointment:
            case Category::open_without_appointment:
            case Category::open_overdue:
            case Category::paused:
            case Category::finished_later_overdue:
            case Category::refused:
            case Category::not_accepted:
            case Category::finished_earlier:
            case Category::received_later: break;
        }
        std::array<unsigned, procedure_count> weights{};
        for (std::size_t i = 0; i < procedure_count; ++i) {
            const int days = procedures.at(i).days;
            const bool fits = open_ended ? days == no_appointment : days >= least;
            weights.at(i) = fits ? procedures.at(i).weight : 0;
        }
        return static_cast<std::uint8_t>(random_.weighted(weights));
    }

    Course draw_course(const Dossier& dossier) {
        const int length = procedures.at(dossier.procedure).days;
        Course course;
        switch (dossier.category) {
            case Category::before_due:
                course =
                    finished_in_window(dossier.carried_over,
                                       random_.between(dossier.carried_over ? 1 : 0, length - 1));
                break;
            case Category::on_due_day:
                course = finished_in_window(dossier.carried_over, length);
                break;
            case Category::late:
                course = finished_in_window(dossier.carried_over, length + late_by());
                break;
            case Category::without_appointment:
                course = finished_in_window(dossier.carried_over, random_.between(1, 12));
                break;
            case Category::withdrawn:
                course = finished_in_window(
                    dossier.carried_over,
                    random_.between(dossier.carried_over ? 1 : 0, std::max(length, 1)));
                break;
            case Category::open_in_time:
                course.received = random_.between(std::max(from_, end_ - length), end_ - 1);
                break;
            case Category::open_without_appointment:
            case Category::paused:
                course.received =
                    dossier.carried_over ? before_window() : random_.between(end_ - 30, end_ - 2);
                break;
            case Category::open_overdue:
                course.received =
                    dossier.carried_over ? before_window() : end_ - 1 - length - random_.below(15);
                break;
            case Category::finished_later_in_time:
                course.received = random_.between(std::max(from_, end_ - length), end_ - 1);
                course.finished = random_.between(end_, now_ - 1);
                break;
            case Category::finished_later_overdue:
                course.received = end_ - 1 - length - random_.below(8);
                course.finished = random_.between(end_, now_ - 1);
                break;
            case Category::refused: course.received = random_.below(now_); break;
            case Category::not_accepted: course.received = now_ - 1 - random_.below(10); break;
            case Category::finished_earlier:
                course.received = random_.below(from_);
                course.finished = random_.between(course.received, from_ - 1);
                break;
            case Category::received_later: course.received = random_.between(end_, now_ - 1); break;
        }
        course.due = length == no_appointment ? never : course.received + length;
        return course;
    }

    Position before_window() { return random_.below(from_); }

    Position late_by() {
        // Most are a day or two late, few very late.
        const Position most = random_.between(1, 12);
        return std::min(most, random_.between(1, 12));
    }

    /// Finished `after` working days, inside the window.
    Course finished_in_window(bool carried_over, Position after) {
        Course course;
        if (carried_over) {
            assert(after > 0);
            course.received = from_ - 1 - random_.below(std::min(after, from_));
        } else {
            course.received = random_.between(from_, end_ - 1 - after);
        }
        course.finished = course.received + after;
        return course;
    }

    Instant moment(Position day, std::int64_t first_minute, std::int64_t last_minute) {
        // One draw after the other: within one expression their order would be the compiler's.
        const std::int64_t minute = random_.between(first_minute, last_minute);
        const std::int64_t second = random_.below(60);
        return at_time(days_.at(day), std::chrono::seconds(60 * minute + second));
    }

    void set_times(Dossier& dossier, const Course& course) {
        dossier.received = moment(course.received, 7 * 60 + 30, 16 * 60 + 29);
        // An online one waits up to a night before the desk takes it.
        dossier.submitted = dossier.received.plus(
            -minutes(dossier.channel == 2 ? random_.between(5, 900) : random_.between(1, 12)));
        if (course.due != never) {
            dossier.due = at_time(days_.at(course.due), std::chrono::hours(17));
        }
        dossier.changed = dossier.received;
        switch (dossier.category) {
            case Category::before_due:
            case Category::on_due_day:
            case Category::late:
            case Category::without_appointment:
            case Category::finished_later_in_time:
            case Category::finished_later_overdue:
            case Category::finished_earlier:
                finish(dossier, course);
                supplement(dossier, course);
                break;
            case Category::withdrawn:
                dossier.state = State::withdrawn;
                dossier.finished = finishing_time(dossier, course);
                dossier.changed = dossier.finished;
                break;
            case Category::open_in_time:
            case Category::open_without_appointment:
            case Category::open_overdue:
            case Category::received_later: begin(dossier); break;
            case Category::paused: pause(dossier, course); break;
            case Category::refused:
                dossier.state = State::refused;
                dossier.received = dossier.submitted;
                dossier.refused = dossier.submitted.plus(minutes(random_.between(5, 25)));
                dossier.changed = dossier.refused;
                break;
            case Category::not_accepted:
                dossier.state = State::registered;
                dossier.received = dossier.submitted;
                dossier.changed = dossier.submitted;
                break;
        }
    }

    void begin(Dossier& dossier) {
        if (random_.chance(850)) {
            dossier.state = State::processing;
            dossier.changed = dossier.received.plus(minutes(random_.between(5, 120)));
        }
    }

    Instant finishing_time(const Dossier& dossier, const Course& course) {
        if (course.finished == course.received) {
            return dossier.received.plus(minutes(random_.between(10, 30)));
        }
        // Some finish after the hour of the appointment, yet on its day: only the day counts.
        return random_.chance(30) ? moment(course.finished, 17 * 60 + 5, 17 * 60 + 40)
                                  : moment(course.finished, 8 * 60, 16 * 60 + 55);
    }

    void finish(Dossier& dossier, const Course& course) {
        dossier.state = State::finished;
        dossier.finished = finishing_time(dossier, course);
        dossier.changed = dossier.finished;
        if (!random_.chance(900)) {
            return;
        }
        const Position day = course.finished + (random_.chance(700) ? 0 : random_.between(1, 4));
        if (day >= now_) {
            return;
        }
        dossier.state = State::returned;
        dossier.handed_over = day == course.finished
                                  ? dossier.finished.plus(minutes(random_.between(2, 40)))
                                  : moment(day, 7 * 60 + 30, 16 * 60 + 30);
        dossier.changed = dossier.handed_over;
    }

    /// Papers were missing, came a working day later, and moved the appointment to where it is now.
    void supplement(Dossier& dossier, const Course& course) {
        const int length = procedures.at(dossier.procedure).days;
        if (length < 3 || course.finished < course.received + 3 || !random_.chance(350)) {
            return;
        }
        const Position due_before = course.due - random_.between(1, std::min(5, length - 2));
        const Position last = std::min(course.finished - 2, due_before);
        const Position asked = random_.between(course.received + 1, last);
        Supplement round;
        round.asked = moment(asked, 8 * 60, 16 * 60 + 30);
        round.received = moment(asked + 1, 8 * 60, 16 * 60 + 30);
        round.due_before = at_time(days_.at(due_before), std::chrono::hours(17));
        round.due_after = dossier.due;
        dossier.supplements.push_back(round);
    }

    void pause(Dossier& dossier, const Course& course) {
        dossier.state = random_.pick(std::array{
            State::asks_papers, State::asks_papers, State::asks_payment, State::stopped});
        const Position day =
            random_.between(course.received + 1, std::min(course.received + 8, now_ - 1));
        dossier.changed = moment(day, 8 * 60, 16 * 60 + 30);
        if (dossier.state == State::asks_papers) {
            dossier.supplements.push_back({.asked = dossier.changed,
                                           .received = {},
                                           .due_before = dossier.due,
                                           .due_after = {}});
        }
    }

    /// Codes by ward and day, in the order of reception.
    static void number(std::vector<Dossier>& dossiers) {
        std::map<std::pair<std::uint8_t, Date>, unsigned> of_day;
        std::array<std::uint32_t, ward_numbers.size()> receipts{};
        for (Dossier& dossier : dossiers) {
            const Date day = dossier.received.date();
            const unsigned order = ++of_day[{dossier.ward, day}];
            assert(order <= 9'999);
            std::string digits = std::to_string(order);
            digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
            dossier.code = ward_code(dossier.ward) + "-" + short_date(day) + "-" + digits;
            dossier.receipt = ++receipts.at(dossier.ward);
        }
    }

    Random random_;
    WorkingDays days_;
    Position from_;
    Position end_;
    Position now_;
    std::size_t count_;
};

/// A migration touched the dossiers that were at rest by then, all at one moment: more than fit on
/// a page.
void migrate(std::vector<Dossier>& dossiers, Date from) {
    const Instant at = at_time(from.plus(std::chrono::days(89)), std::chrono::hours(2));
    std::size_t left = 700;
    for (Dossier& dossier : dossiers) {
        if (left > 0 && dossier.changed < at) {
            dossier.changed = at;
            --left;
        }
    }
}

}  // namespace

std::vector<Dossier> generate_dossiers(const Options& options) {
    auto dossiers = Generator(options).run();
    // The window may be shorter than three months.
    migrate(dossiers, std::min(options.from, options.cutoff.plus(-std::chrono::days(89))));
    return dossiers;
}

}  // namespace tiendo::simulator
