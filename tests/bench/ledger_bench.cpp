// How long the standing of a plan as of a past instant takes (200 units, two cycles, up to three
// rounds each), by what was known then and by what is known now, against a floor: SQLite alone
// handing out the same bodies. Aim: under 5 ms. And the timeliness of 168 units over ten years, a
// plan a year, against a plain GROUP BY over the same papers as columns. Aim: under 20 ms, warm.
#include "tiendo/store/ledger.hpp"

#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/folder.hpp"

#include "tiendo/ledger/standing.hpp"
#include "tiendo/ledger/timeliness.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/plans.hpp"

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::bench {
namespace {

constexpr int years = 10;
constexpr int first_year = 2016;

Instant day_of(int year, int day) {
    return Instant::start_of(Date::of(year, 1, 1).plus(std::chrono::days{day}));
}
PlanId plan_of(int year) {
    return PlanId::of("ke-hoach-" + std::to_string(year));
}

/// A plan of one year with two reports of each unit, returned now and then, some late.
class PlanMaker {
public:
    PlanMaker(store::Transaction& tx, int year, int units) : tx_(tx), year_(year), units_(units) {}

    void make() {
        store::StoredPlan stored;
        stored.id = plan_of(year_);
        stored.plan.title = "Kế hoạch nâng cao chỉ số PAPI";
        stored.plan.source_name = "ke-hoach.txt";
        stored.plan.source_sha256 = std::string(64, 'a');
        stored.adopted_at = day_of(year_, 0);
        must(store::put_plan(tx_, stored, "văn bản"));
        std::vector<Cycle> cycles{cycle("half-year", 134), cycle("year", 287)};
        must(store::insert_cycles(tx_, cycles));
        for (const auto& each : cycles) {
            owe(each);
        }
        say(stored.adopted_at);
        for (const auto& each : cycles) {
            send(each);
        }
    }

private:
    Cycle cycle(const std::string& id, int due) const {
        Cycle cycle;
        cycle.id = CycleId::of(id);
        cycle.plan = plan_of(year_);
        cycle.name = "Báo cáo định kỳ";
        cycle.year = year_;
        cycle.due.at = day_of(year_, due);
        cycle.due.steps = {
            {"stated-day", "", "văn bản nêu ngày", "mục III.2", cycle.due.at},
            {"exclusive", "", "trước ngày: hết ngày hôm trước", "mục III.2", cycle.due.at}};
        return cycle;
    }
    static std::string unit_of(int number) { return "ubnd-xa-" + std::to_string(number); }
    ObligationId paper(const Cycle& cycle, int unit) const {
        return ObligationId::of(plan_of(year_).str() + "/" + cycle.id.str() + "/" + unit_of(unit));
    }
    void owe(const Cycle& cycle) {
        std::vector<Obligation> owed;
        for (int i = 0; i < units_; ++i) {
            owed.push_back({paper(cycle, i),
                            cycle.plan,
                            cycle.id,
                            UnitId::of(unit_of(i)),
                            "các xã, phường báo cáo kết quả thực hiện trước ngày 15 tháng 5"});
        }
        must(store::insert_obligations(tx_, owed));
    }
    void send(const Cycle& cycle) {
        for (int i = 0; i < units_; ++i) {
            const auto days = std::uniform_int_distribution(-20, 8)(random_);
            const int rounds = std::uniform_int_distribution(0, 3)(random_);
            for (int round = 1; round <= rounds; ++round) {
                Submission sent;
                sent.id = SubmissionId::of(paper(cycle, i).str() + "/" + std::to_string(round));
                sent.obligation = paper(cycle, i);
                sent.round = round;
                sent.sent_at = cycle.due.at->plus(std::chrono::days{days + 3 * round});
                sent.sender = "Văn phòng - Thống kê";
                sent.sections = {{"5", "Đơn vị đã niêm yết, giải quyết và trả kết quả đúng hẹn."}};
                must(store::insert_submission(tx_, sent));
                say(sent.sent_at);
                if (round < rounds) {
                    sent.state = ReportState::returned;
                    sent.returned_at = sent.sent_at.plus(std::chrono::days{1});
                    sent.return_message = "bổ sung số liệu";
                    must(store::update_submission(tx_, sent));
                    say(*sent.returned_at);
                }
            }
        }
    }
    void say(Instant at) {
        must(store::append(tx_, {at, "Phòng Nội vụ", "report.submit", "x", "", "", ""}));
    }

    store::Transaction& tx_;
    int year_;
    int units_;
    std::mt19937 random_{1};
};

/// One database for each number of plans and units, kept for the run.
struct Ledger {
    Ledger(int plans, int units) : store(a_store(folder / "a.db")) {
        auto tx = must(store.begin(store::Mode::write));
        for (int i = 0; i < plans; ++i) {
            PlanMaker(tx, first_year + i, units).make();
        }
        must(tx.commit());
    }
    test::Folder folder;
    store::Store store;
};
Ledger& ledger_of(int plans, int units) {
    static std::map<std::pair<int, int>, Ledger> made;
    const std::pair key(plans, units);
    const auto found = made.find(key);
    return found != made.end() ? found->second : made.try_emplace(key, plans, units).first->second;
}

constexpr int one_plan_units = 200;

void standing(benchmark::State& state, const ledger::StandingQuestion& question) {
    auto& ledger = ledger_of(1, one_plan_units);
    auto tx = must(ledger.store.begin(store::Mode::read));
    for (auto _ : state) {
        const auto rows = must(ledger::owed(tx, plan_of(first_year), question));
        if (rows.size() != std::size_t{2} * one_plan_units) {
            state.SkipWithError("not all papers are there");
        }
    }
}
void standing_known_then(benchmark::State& state) {
    const auto then = day_of(first_year, 290);
    standing(state, {then, then});
}
void standing_known_now(benchmark::State& state) {
    standing(state, {day_of(first_year, 290), std::nullopt});
}

class Raw {
public:
    explicit Raw(const Ledger& ledger) { sqlite3_open((ledger.folder / "a.db").c_str(), &handle_); }
    ~Raw() { sqlite3_close(handle_); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    void execute(const std::string& sql) {
        sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    }
    /// Steps through all rows. @return bytes of their first columns
    std::int64_t read(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr);
        std::int64_t bytes = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            benchmark::DoNotOptimize(sqlite3_column_blob(statement, 0));
            bytes += sqlite3_column_bytes(statement, 0);
        }
        sqlite3_finalize(statement);
        return bytes;
    }

private:
    sqlite3* handle_ = nullptr;
};

void bodies_alone(benchmark::State& state) {
    Raw raw(ledger_of(1, one_plan_units));
    for (auto _ : state) {
        benchmark::DoNotOptimize(raw.read("SELECT body FROM cycle") +
                                 raw.read("SELECT body FROM obligation") +
                                 raw.read("SELECT body FROM submission"));
    }
}

constexpr int commune_count = 168;

void timeliness_of_ten_years(benchmark::State& state) {
    auto& ledger = ledger_of(years, commune_count);
    auto tx = must(ledger.store.begin(store::Mode::read));
    const auto now = day_of(first_year + years, 0);
    for (auto _ : state) {
        const auto table = must(ledger::timeliness(tx, {.when = {now}}));
        if (table.rows.size() != std::size_t{years} * commune_count) {
            state.SkipWithError("not every unit and year is there");
        }
    }
}

/// The least that a database does for such a table: the same papers as plain columns.
void group_by(benchmark::State& state) {
    Raw raw(ledger_of(years, commune_count));
    raw.execute(
        "CREATE TEMP TABLE paper AS SELECT o.unit, json_extract(c.body, '$.year') AS year, c.due_at, "
        "(SELECT min(unixepoch(json_extract(s.body, '$.sent_at')) * 1000) FROM submission s "
        "WHERE s.obligation = o.id) AS sent FROM obligation o JOIN cycle c ON c.plan = o.plan AND "
        "c.id = o.cycle");
    for (auto _ : state) {
        benchmark::DoNotOptimize(raw.read(
            "SELECT unit, year, sum(sent < due_at), sum(sent >= due_at), sum(sent IS NULL) "
            "FROM paper GROUP BY unit, year"));
    }
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(standing_known_then)->Unit(ms);
BENCHMARK(standing_known_now)->Unit(ms);
BENCHMARK(bodies_alone)->Unit(ms);
BENCHMARK(timeliness_of_ten_years)->Unit(ms);
BENCHMARK(group_by)->Unit(ms);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("standing_known_then", "bodies_alone", "", "ms");
    ratios.print("standing_known_now", "bodies_alone", "", "ms");
    ratios.print("timeliness_of_ten_years", "group_by", "", "ms");
    return sound ? 0 : 1;
}
