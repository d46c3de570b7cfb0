#include "ledger/records.hpp"

#include "tiendo/ledger/explain.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/plans.hpp"

#include <gmock/gmock.h>

#include <random>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;

/// The figures of one unit (empty: all together) in the half-year cycle, by code.
std::map<std::string, std::int64_t> figures_of(Office& office, std::string_view unit) {
    auto tx = office.read();
    const auto rows = store::list_measures(tx, {.plan = plan_id, .cycle = half_year});
    EXPECT_TRUE(rows) << rows.error();
    std::map<std::string, std::int64_t> figures;
    for (const auto& row : *rows) {
        if (unit.empty() ? !row.unit : row.unit == UnitId::of(unit)) {
            figures[row.code] = row.count;
        }
    }
    return figures;
}

std::vector<std::string> texts(const std::vector<Doubt>& doubts, std::string_view code) {
    std::vector<std::string> out;
    for (const auto& doubt : doubts) {
        if (doubt.code == code) {
            out.push_back(doubt.text);
        }
    }
    return out;
}

/// The window is 15 December 2020 to 14 May 2021.
const std::vector<DossierOf> one_of_each_kind{
    {.received = "2020-12-10T09:00:00+07:00",
     .finished = "2021-03-05T09:00:00+07:00"},  // carried over
    {.finished = "2021-03-05T09:00:00+07:00"},  // before due
    {.finished = "2021-03-08T22:00:00+07:00"},  // on the due day, at night
    {.finished = "2021-03-09T00:00:00+07:00"},  // late by a minute of the night
    {.finished = "2021-03-20T09:00:00+07:00"},  // late
    {.finished = "2021-03-03T09:00:00+07:00", .state = DossierState::withdrawn},
    {.appointment = "2021-05-17T17:00:00+07:00", .state = DossierState::processing},
    {.appointment = "2021-05-14T17:00:00+07:00", .state = DossierState::processing},  // overdue
    {.state = DossierState::supplement},
    {.finished = {}, .state = DossierState::refused},    // never counts
    {.finished = {}, .state = DossierState::submitted},  // never counts
    {.received = "2021-05-15T09:00:00+07:00",
     .state = DossierState::processing},  // after the window
};

TEST(Dossiers, are_counted_by_hand_for_one_ward) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, records_of(one_of_each_kind));
    office.attach();
    auto figures = figures_of(office, "ubnd-phuong-7");
    std::erase_if(figures, [](const auto& each) { return each.first.starts_with("feedback"); });
    EXPECT_EQ(figures,
              (std::map<std::string, std::int64_t>{{"dossier-carried-over", 1},
                                                   {"dossier-received", 8},
                                                   {"dossier-solved", 5},
                                                   {"dossier-before-due", 2},
                                                   {"dossier-on-due-day", 1},
                                                   {"dossier-late", 2},
                                                   {"dossier-on-time", 3},
                                                   {"dossier-withdrawn", 1},
                                                   {"dossier-open-in-time", 1},
                                                   {"dossier-open-overdue", 1},
                                                   {"dossier-open-paused", 1}}));
}

TEST(Dossiers, of_a_ward_without_any_are_zero_and_not_missing) {
    Office office;
    office.attach();
    const auto figures = figures_of(office, "ubnd-phuong-9");
    EXPECT_EQ(figures.size(), 16U);
    EXPECT_EQ(figures.at("dossier-late"), 0);
}

TEST(Dossiers, of_the_merged_ward_count_for_its_heir) {
    Office office;
    office.keep("mot-cua",
                RecordType::dossier,
                records_of(std::vector<DossierOf>{
                    {.unit = "000.03.12.H99", .finished = "2021-03-20T09:00:00+07:00"},
                    {.unit = "000.02.12.H99", .finished = "2021-03-20T09:00:00+07:00"}}));
    EXPECT_THAT(office.attach().doubts,
                testing::Each(testing::Field(&Doubt::code, testing::Ne("record-unit-unknown"))));
    EXPECT_EQ(figures_of(office, "ubnd-phuong-2").at("dossier-late"), 2);
    EXPECT_TRUE(figures_of(office, "ubnd-phuong-3").empty());
}

TEST(Dossiers, of_a_code_that_was_given_out_again_are_those_of_its_holder_on_their_day) {
    Office office;
    {
        // From 1 March on ward 9 has the code that ward 3 had when it ended; ward 2 is its heir.
        auto units = shipped("units.toml").all();
        auto& ward = *std::ranges::find(units, UnitId::of("ubnd-phuong-9"), &Unit::id);
        auto state = ward.states.back();
        state.from = Date::of(2021, 3, 1);
        state.codes["one-stop"] = "000.03.12.H99";
        ward.states.push_back(state);
        auto registry = units::Registry::make(std::move(units));
        ASSERT_TRUE(registry) << registry.error();
        auto tx = office.write();
        Office::must(ledger::load_units(tx, *registry, by_home_affairs()));
        Office::must(tx.commit());
    }
    office.keep("mot-cua",
                RecordType::dossier,
                records_of(std::vector<DossierOf>{
                    {.unit = "000.03.12.H99", .received = "2020-12-20T09:00:00+07:00"},
                    {.unit = "000.03.12.H99", .received = "2021-02-28T23:59:00+07:00"},
                    {.unit = "000.03.12.H99", .received = "2021-03-01T00:00:00+07:00"}}));
    office.attach();
    EXPECT_EQ(figures_of(office, "ubnd-phuong-2").at("dossier-received"), 2);
    EXPECT_EQ(figures_of(office, "ubnd-phuong-9").at("dossier-received"), 1);
    EXPECT_EQ(figures_of(office, "").at("dossier-received"), 3);
    auto tx = office.read();
    const auto why = ledger::explain_measure(
        tx, {plan_id, half_year, "dossier-received", UnitId::of("ubnd-phuong-2")}, {0, 20});
    ASSERT_TRUE(why) << why.error();
    EXPECT_EQ(why->rows.size(), 2U);
}

TEST(Dossiers, of_an_unknown_code_are_in_the_total_and_told_as_a_doubt) {
    Office office;
    office.keep("mot-cua",
                RecordType::dossier,
                records_of(std::vector<DossierOf>{
                    {.finished = "2021-03-20T09:00:00+07:00"},
                    {.unit = "000.77.12.H99", .finished = "2021-03-20T09:00:00+07:00"},
                    {.unit = "000.77.12.H99", .finished = "2021-03-05T09:00:00+07:00"}}));
    const auto attached = office.attach();
    EXPECT_THAT(
        texts(attached.doubts, "record-unit-unknown"),
        ElementsAre("2 hồ sơ ghi “000.77.12.H99”: mã đơn vị không có trong danh mục đơn vị"));
    EXPECT_EQ(figures_of(office, "").at("dossier-late"), 2);
    EXPECT_EQ(figures_of(office, "ubnd-phuong-7").at("dossier-late"), 1);
}

TEST(Dossiers, on_time_are_out_of_those_solved) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, records_of(one_of_each_kind));
    office.attach();
    auto tx = office.read();
    const auto rows = store::list_measures(tx,
                                           {.plan = plan_id,
                                            .cycle = half_year,
                                            .unit = UnitId::of("ubnd-phuong-7"),
                                            .code = "dossier-on-time"});
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().count, 3);
    EXPECT_EQ(rows->front().out_of, 5);
    EXPECT_EQ(rows->front().dimension, 5);
    EXPECT_EQ(rows->front().rule, "dossier-timeliness/1");
    EXPECT_EQ(rows->front().window, half_year_window().choice.window);
}

TEST(Dossiers, are_counted_up_to_today_where_the_window_goes_on) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, records_of(one_of_each_kind));
    office.attach(at("2021-03-07T12:00:00+07:00"));
    auto tx = office.read();
    const auto rows =
        store::list_measures(tx, {.plan = plan_id, .cycle = half_year, .code = "dossier-solved"});
    ASSERT_FALSE(rows->empty());
    EXPECT_EQ(rows->back().window.last, Date::of(2021, 3, 7));
    EXPECT_EQ(rows->back().count, 2);
}

TEST(Dossiers, of_14_wards_agree_with_a_slow_count_over_3000_random_ones) {
    std::mt19937 random(5);
    const auto one_of = [&](int most) {
        return std::uniform_int_distribution<int>(0, most)(random);
    };
    const auto hour = [](int days, int hours) {
        return at("2020-12-01T00:00:00+07:00").plus(std::chrono::hours{days * 24 + hours});
    };
    std::vector<Record> records;
    std::map<std::string, std::array<std::int64_t, 4>> expected;  // solved, late, withdrawn, open
    const Window window = half_year_window().choice.window;
    for (int i = 0; i < 3000; ++i) {
        const auto ward = 4 + one_of(11);
        const auto unit = (ward < 10 ? "000.0" : "000.") + std::to_string(ward) + ".12.H99";
        auto record = record_of({.unit = unit, .state = DossierState::processing}, i);
        auto& dossier = std::get<Dossier>(record.body);
        const auto begin = one_of(170);
        dossier.received_at = hour(begin, one_of(23));
        dossier.appointment_at = hour(begin + one_of(10), 17);
        record.day = dossier.received_at.date();
        if (one_of(3) > 0) {
            dossier.finished_at = hour(begin + one_of(14), 23);
            dossier.state = one_of(9) == 0 ? DossierState::withdrawn : DossierState::returned;
        }
        records.push_back(record);
        auto& sums = expected["ubnd-phuong-" + std::to_string(ward)];
        const bool seen = *record.day <= window.last &&
                          !(dossier.finished_at && dossier.finished_at->date() < window.first);
        const bool ended = dossier.finished_at && dossier.finished_at->date() <= window.last;
        if (seen && ended && dossier.state == DossierState::withdrawn) {
            ++sums[2];
        } else if (seen && ended) {
            ++sums[0];
            sums[1] += dossier.finished_at->date() > dossier.appointment_at->date() ? 1 : 0;
        } else if (seen) {
            ++sums[3];
        }
    }
    Office office;
    office.keep("mot-cua", RecordType::dossier, records);
    office.attach();
    for (const auto& [unit, sums] : expected) {
        const auto figures = figures_of(office, unit);
        EXPECT_EQ(figures.at("dossier-solved"), sums[0]) << unit;
        EXPECT_EQ(figures.at("dossier-late"), sums[1]) << unit;
        EXPECT_EQ(figures.at("dossier-withdrawn"), sums[2]) << unit;
        EXPECT_EQ(figures.at("dossier-open-in-time") + figures.at("dossier-open-overdue"), sums[3]);
        EXPECT_EQ(figures.at("dossier-carried-over") + figures.at("dossier-received"),
                  sums[0] + sums[2] + sums[3]);
    }
}

TEST(FeedbackAnswers, are_counted_for_the_unit_that_is_named_in_any_writing) {
    Office office;
    office.keep("phan-anh",
                RecordType::feedback,
                records_of(std::vector<FeedbackOf>{
                    {.closed = "2021-03-05T09:00:00+07:00"},
                    {.agency = "UBND P.7", .closed = "2021-03-07T09:00:00+07:00"},  // late
                    {.agency = "Ủy ban nhân dân phường 7"},                         // open
                    {.expected = {}, .closed = "2021-04-30T09:00:00+07:00"},        // none promised
                    {.closed = "2021-05-16T09:00:00+07:00"},        // closed after the window: open
                    {.requested = "2020-12-14T09:00:00+07:00"}}));  // before the window
    office.attach();
    auto figures = figures_of(office, "ubnd-phuong-7");
    EXPECT_EQ(figures["feedback-received"], 5);
    EXPECT_EQ(figures["feedback-answered"], 3);
    EXPECT_EQ(figures["feedback-answered-on-time"], 2);
    EXPECT_EQ(figures["feedback-answered-late"], 1);
    EXPECT_EQ(figures["feedback-open"], 2);
}

TEST(FeedbackAnswers, of_nobody_and_of_unknown_bodies_are_in_the_total_and_told) {
    Office office;
    office.keep("phan-anh",
                RecordType::feedback,
                records_of(std::vector<FeedbackOf>{{},
                                                   {.agency = ""},
                                                   {.agency = "Đội quản lý lạ"},
                                                   {.agency = "Phòng Tư pháp"},
                                                   {.agency = "UBND Phường 3"}}));
    const auto attached = office.attach();
    EXPECT_THAT(texts(attached.doubts, "record-unit-unknown"),
                testing::UnorderedElementsAre("1 phản ánh: không ghi tên đơn vị",
                                              HasSubstr("1 phản ánh ghi “Đội quản lý lạ”")));
    EXPECT_EQ(figures_of(office, "").at("feedback-received"), 5);
    EXPECT_EQ(figures_of(office, "phong-tu-phap").at("feedback-received"), 1);
    EXPECT_EQ(figures_of(office, "ubnd-phuong-2").at("feedback-received"), 1);
}

TEST(Attach, done_twice_changes_nothing_and_leaves_no_trace) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, records_of(one_of_each_kind));
    EXPECT_TRUE(office.attach().changed);
    const auto entries = [&] {
        auto tx = office.read();
        return store::journal_head(tx)->count;
    };
    const auto before = figures_of(office, "ubnd-phuong-7");
    const auto count = entries();
    EXPECT_FALSE(office.attach().changed);
    EXPECT_EQ(figures_of(office, "ubnd-phuong-7"), before);
    EXPECT_EQ(entries(), count);
}

TEST(Attach, follows_a_record_that_was_corrected) {
    Office office;
    auto records = records_of(one_of_each_kind);
    office.keep("mot-cua", RecordType::dossier, records);
    office.attach();
    auto& dossier = std::get<Dossier>(records[4].body);
    dossier.finished_at = at("2021-03-08T09:00:00+07:00");
    office.keep("mot-cua", RecordType::dossier, records);
    EXPECT_TRUE(office.attach().changed);
    const auto figures = figures_of(office, "ubnd-phuong-7");
    EXPECT_EQ(figures.at("dossier-late"), 1);
    EXPECT_EQ(figures.at("dossier-on-due-day"), 2);
}

TEST(Attach, refuses_a_plan_that_is_not_there) {
    Office office;
    auto tx = office.write();
    EXPECT_FALSE(ledger::attach(tx, PlanId::of("x"), by_home_affairs()));
}

}  // namespace
