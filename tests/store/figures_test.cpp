#include "tiendo/store/figures.hpp"

#include "store/fixture.hpp"

#include <gmock/gmock.h>

#include <array>
#include <map>
#include <random>

namespace tiendo::test {
namespace {

using store::DossierCell;
using store::DossierFigures;
using store::FeedbackCell;
using store::FeedbackFigures;

const Window half_year{Date::of(2020, 12, 15), Date::of(2021, 5, 14)};

/// Invented dossiers and feedback whose instants crowd around the ends of the window and of days.
class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    Record dossier(int number) {
        auto record = a_dossier("H99-" + std::to_string(number), "2021-01-01T00:00:00+07:00");
        auto& dossier = std::get<Dossier>(record.body);
        dossier.unit = pick({"ward-1", "ward-2", "ward-3", ""});
        dossier.state = static_cast<DossierState>(1 + below(10));
        dossier.received_at = instant();
        if (below(5) != 0) {
            dossier.appointment_at = some_days_after(dossier.received_at);
        }
        if (below(3) != 0) {
            dossier.finished_at = below(4) == 0 && dossier.appointment_at
                                      ? on_that_day(*dossier.appointment_at)
                                      : some_days_after(dossier.received_at);
        }
        record.day = dossier.received_at.date();
        return record;
    }
    Record feedback(int number) {
        auto record = a_feedback("F-" + std::to_string(number), "2021-01-01T00:00:00+07:00");
        auto& feedback = std::get<Feedback>(record.body);
        feedback.unit = pick({"UBND Phường 1", "UBND Phường 2", ""});
        feedback.requested_at = instant();
        feedback.closed = below(3) != 0;
        if (below(4) != 0) {
            feedback.updated_at = some_days_after(feedback.requested_at);
        }
        if (below(4) != 0) {
            feedback.expected_at = below(4) == 0 && feedback.updated_at
                                       ? feedback.updated_at
                                       : std::optional(some_days_after(feedback.requested_at));
        }
        record.day = feedback.requested_at.date();
        return record;
    }

private:
    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(random_); }
    std::string pick(std::vector<std::string> from) {
        return from.at(static_cast<std::size_t>(below(static_cast<int>(from.size()))));
    }
    Instant on_that_day(Instant day) {
        const std::array offsets{0, 1, 43'200'000, 86'399'999};
        return Instant::start_of(day.date())
            .plus(std::chrono::milliseconds(offsets.at(static_cast<std::size_t>(below(4)))));
    }
    Instant instant() {
        const std::array days{Date::of(2020, 12, 14),
                              Date::of(2020, 12, 15),
                              Date::of(2021, 5, 14),
                              Date::of(2021, 5, 15),
                              Date::of(2020, 11, 1).plus(std::chrono::days(below(220)))};
        return on_that_day(Instant::start_of(days.at(static_cast<std::size_t>(below(5)))));
    }
    Instant some_days_after(Instant start) {
        return on_that_day(start.plus(std::chrono::days(below(120))));
    }
    std::mt19937 random_;
};

/// The definition read aloud, dossier by dossier: in which cells it stands.
std::vector<DossierCell> cells_of(const Dossier& dossier, const Window& window) {
    const auto start = Instant::start_of(window.first);
    const auto end = Instant::start_of(window.last.plus(std::chrono::days(1)));
    const bool accepted =
        dossier.state != DossierState::submitted && dossier.state != DossierState::refused;
    if (!accepted || dossier.received_at >= end ||
        (dossier.finished_at && *dossier.finished_at < start)) {
        return {};
    }
    std::vector<DossierCell> cells{DossierCell::counted};
    cells.push_back(dossier.received_at < start ? DossierCell::carried_over
                                                : DossierCell::received);
    if (dossier.finished_at && *dossier.finished_at < end) {
        if (dossier.state == DossierState::withdrawn) {
            cells.push_back(DossierCell::withdrawn);
            return cells;
        }
        cells.push_back(DossierCell::solved);
        if (!dossier.appointment_at ||
            dossier.finished_at->date() < dossier.appointment_at->date()) {
            cells.push_back(DossierCell::before_due);
        } else {
            cells.push_back(dossier.finished_at->date() == dossier.appointment_at->date()
                                ? DossierCell::on_due_day
                                : DossierCell::late);
        }
        return cells;
    }
    cells.push_back(DossierCell::open);
    if (dossier.state == DossierState::supplement || dossier.state == DossierState::payment ||
        dossier.state == DossierState::stopped) {
        cells.push_back(DossierCell::paused);
    } else {
        cells.push_back(dossier.appointment_at && dossier.appointment_at->date() <= window.last
                            ? DossierCell::overdue
                            : DossierCell::in_time);
    }
    return cells;
}

std::vector<FeedbackCell> cells_of(const Feedback& feedback, const Window& window) {
    const auto end = Instant::start_of(window.last.plus(std::chrono::days(1)));
    if (feedback.requested_at < Instant::start_of(window.first) || feedback.requested_at >= end) {
        return {};
    }
    if (!feedback.closed || (feedback.updated_at && *feedback.updated_at >= end)) {
        return {FeedbackCell::total, FeedbackCell::open};
    }
    const bool on_time = !feedback.expected_at ||
                         (feedback.updated_at && *feedback.updated_at <= *feedback.expected_at);
    return {FeedbackCell::total,
            FeedbackCell::closed,
            on_time ? FeedbackCell::closed_on_time : FeedbackCell::closed_late};
}

class Figures : public StoreTest {
protected:
    ConnectionId id_ = ConnectionId::of("mot-cua");
    std::vector<Record> dossiers_;
    std::vector<Record> feedback_;
    void fill(unsigned seed, int count) {
        Generator generator(seed);
        for (int i = 0; i < count; ++i) {
            dossiers_.push_back(generator.dossier(i));
            feedback_.push_back(generator.feedback(i));
        }
        change([&](auto& tx) {
            if (must(list_connections(tx)).empty()) {
                must(insert_connection(tx, a_connection("mot-cua")));
            }
            must(put_records(tx, id_, RecordType::dossier, dossiers_));
            must(put_records(tx, id_, RecordType::feedback, feedback_));
        });
    }
    using Counts = std::map<std::string, std::map<int, std::int64_t>>;
    template <typename Body>
    static Counts counted(const std::vector<Record>& records, const Window& window) {
        Counts counts;
        for (const auto& record : records) {
            const auto& body = std::get<Body>(record.body);
            for (const auto cell : cells_of(body, window)) {
                ++counts[body.unit][static_cast<int>(cell)];
            }
        }
        return counts;
    }
};

std::map<int, std::int64_t> in_cells(const DossierFigures& f) {
    std::map<int, std::int64_t> cells;
    const auto put = [&](DossierCell cell, std::int64_t count) {
        if (count != 0) {
            cells[static_cast<int>(cell)] = count;
        }
    };
    put(DossierCell::counted, f.carried_over + f.received);
    put(DossierCell::carried_over, f.carried_over);
    put(DossierCell::received, f.received);
    put(DossierCell::solved, f.solved());
    put(DossierCell::before_due, f.before_due);
    put(DossierCell::on_due_day, f.on_due_day);
    put(DossierCell::late, f.late);
    put(DossierCell::withdrawn, f.withdrawn);
    put(DossierCell::open, f.open());
    put(DossierCell::in_time, f.in_time);
    put(DossierCell::overdue, f.overdue);
    put(DossierCell::paused, f.paused);
    return cells;
}

TEST_F(Figures, dossier_figures_equal_a_count_by_hand_and_always_add_up) {
    const Window windows[] = {half_year,
                              {Date::of(2021, 1, 1), Date::of(2021, 1, 1)},
                              {Date::of(2021, 4, 1), Date::of(2021, 9, 30)}};
    for (unsigned seed = 1; seed <= 5; ++seed) {
        dossiers_.clear();
        feedback_.clear();
        change([&](auto& tx) {
            if (!must(list_connections(tx)).empty()) {
                must(remove_records(tx, id_));
            }
        });
        fill(seed, 1500);
        for (const auto& window : windows) {
            auto tx = read();
            Counts counts;
            for (const auto& figures : must(dossier_figures(tx, {}, window))) {
                EXPECT_EQ(figures.carried_over + figures.received,
                          figures.solved() + figures.withdrawn + figures.open());
                counts[figures.unit] = in_cells(figures);
            }
            EXPECT_EQ(counts, counted<Dossier>(dossiers_, window)) << seed;
        }
    }
}

TEST_F(Figures, the_rows_of_each_dossier_cell_are_those_that_were_counted) {
    fill(7, 1500);
    for (int number = 0; number < 12; ++number) {
        const auto cell = static_cast<DossierCell>(number);
        std::vector<std::string> expected;
        for (const auto& record : dossiers_) {
            const auto cells = cells_of(std::get<Dossier>(record.body), half_year);
            if (std::find(cells.begin(), cells.end(), cell) != cells.end()) {
                expected.push_back(record.id);
            }
        }
        auto tx = read();
        std::vector<std::string> seen;
        for (const auto& row : must(dossier_rows(tx, {}, half_year, cell, {0, 100'000}))) {
            seen.push_back(row.ref.id);
        }
        EXPECT_FALSE(expected.empty()) << to_string(cell);
        EXPECT_THAT(seen, ::testing::UnorderedElementsAreArray(expected)) << to_string(cell);
    }
}

TEST_F(Figures, feedback_figures_and_rows_equal_a_count_by_hand_and_add_up) {
    fill(11, 2000);
    auto tx = read();
    Counts counts;
    for (const auto& f : must(feedback_figures(tx, {}, half_year))) {
        EXPECT_EQ(f.total, f.closed + f.open);
        counts[f.unit] = {{0, f.total},
                          {1, f.closed},
                          {2, f.closed_on_time},
                          {3, f.closed - f.closed_on_time},
                          {4, f.open}};
    }
    const auto expected = counted<Feedback>(feedback_, half_year);
    EXPECT_EQ(counts, expected);
    for (int number = 0; number < 5; ++number) {
        const auto rows =
            must(feedback_rows(tx, {}, half_year, static_cast<FeedbackCell>(number), {0, 100'000}));
        std::int64_t sum = 0;
        for (const auto& [unit, cells] : expected) {
            sum += cells.at(number);
        }
        EXPECT_EQ(static_cast<std::int64_t>(rows.size()), sum) << number;
    }
}

TEST_F(Figures, rows_come_in_slices_without_gap_or_repetition) {
    fill(3, 300);
    auto tx = read();
    const auto all = must(dossier_rows(tx, {}, half_year, DossierCell::counted, {0, 1000}));
    std::vector<store::StoredDossier> pieces;
    for (std::int64_t offset = 0; offset < 1000; offset += 7) {
        for (auto& row : must(dossier_rows(tx, {}, half_year, DossierCell::counted, {offset, 7}))) {
            pieces.push_back(std::move(row));
        }
    }
    EXPECT_EQ(pieces, all);
}

TEST_F(Figures, a_filter_leaves_the_units_and_connections_that_it_names) {
    fill(5, 300);
    change([&](auto& tx) {
        must(insert_connection(tx, a_connection("khac")));
        must(put_records(tx, ConnectionId::of("khac"), RecordType::dossier, dossiers_));
    });
    auto tx = read();
    const auto one = must(dossier_figures(tx, {.connections = {id_}}, half_year));
    const auto both = must(dossier_figures(tx, {}, half_year));
    ASSERT_EQ(one.size(), both.size());
    EXPECT_EQ(both[1].received, 2 * one[1].received);
    const auto wards =
        must(dossier_figures(tx, {.connections = {id_}, .units = {"ward-1", "ward-3"}}, half_year));
    EXPECT_EQ(wards, (std::vector{one[1], one[3]}));
}

TEST_F(Figures, a_window_that_ends_before_it_begins_is_refused) {
    auto tx = read();
    const Window backwards{Date::of(2021, 5, 2), Date::of(2021, 5, 1)};
    EXPECT_EQ(code_of(dossier_figures(tx, {}, backwards)), ErrorCode::malformed_input);
    EXPECT_EQ(code_of(dossier_rows(tx, {}, backwards, DossierCell::late, {})),
              ErrorCode::malformed_input);
    EXPECT_EQ(code_of(feedback_figures(tx, {}, backwards)), ErrorCode::malformed_input);
}

TEST(FigureWords, each_cell_has_a_word_that_is_read_back) {
    for (int number = 0; number < 12; ++number) {
        const auto cell = static_cast<DossierCell>(number);
        EXPECT_EQ(must(store::parse_dossier_cell(to_string(cell))), cell);
    }
    for (int number = 0; number < 5; ++number) {
        const auto cell = static_cast<FeedbackCell>(number);
        EXPECT_EQ(must(store::parse_feedback_cell(to_string(cell))), cell);
    }
    EXPECT_EQ(code_of(store::parse_dossier_cell("early")), ErrorCode::malformed_input);
}

}  // namespace
}  // namespace tiendo::test
