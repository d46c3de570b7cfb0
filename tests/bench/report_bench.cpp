// Putting together the papers of 200 units: the consolidated report and its HTML, against reading
// the same papers from the database.
#include "bench/ratios.hpp"
#include "support/folder.hpp"

#include "tiendo/ledger/adopt.hpp"
#include "tiendo/report/compose.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/template.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/units/registry.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::bench {
namespace {

constexpr int unit_count = 200;
constexpr int dimensions = 8;
constexpr int tasks = 10;  // of each dimension
const auto plan_id = PlanId::of("ke-hoach");
const auto cycle_id = CycleId::of("2021-half-year");
const auto now = Instant::parse("2021-05-20T09:00:00+07:00").value();
constexpr const char* codes[] = {"dossier-received",
                                 "dossier-solved",
                                 "dossier-late",
                                 "dossier-on-time",
                                 "feedback-received",
                                 "feedback-answered"};

template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
    return *std::move(result);
}
void must(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
}

UnitId unit_id(int number) {
    return UnitId::of("ubnd-phuong-" + std::to_string(number));
}

Plan plan() {
    Plan plan;
    plan.authority = "Ủy ban nhân dân Quận Bình An";
    plan.title = "Kế hoạch nâng cao Chỉ số PAPI";
    for (int dimension = 1; dimension <= dimensions; ++dimension) {
        plan.dimensions.push_back({dimension, "Nội dung " + std::to_string(dimension)});
        for (int task = 1; task <= tasks; ++task) {
            Node node;
            node.id = NodeId::of("II." + std::to_string(dimension) + "-" + std::to_string(task));
            node.kind = NodeKind::task;
            node.dimension = dimension;
            node.text = "Nhiệm vụ của các phường.";
            plan.nodes.push_back(std::move(node));
        }
    }
    return plan;
}

Submission paper_of(int number, const ObligationId& obligation) {
    Submission paper;
    paper.id = SubmissionId::of(obligation.str() + "/1");
    paper.obligation = obligation;
    paper.sent_at = now.plus(std::chrono::hours(-number));
    paper.state = ReportState::accepted;
    paper.accepted_at = now;
    paper.sender = "Văn phòng";
    for (int dimension = 1; dimension <= dimensions; ++dimension) {
        std::string text = "Phường đã triển khai nội dung " + std::to_string(dimension) + ".";
        for (int sentence = 0; sentence < 10 * (number % 3 + 1); ++sentence) {
            text += " Đã giải quyết hồ sơ của người dân theo đúng quy định của pháp luật.";
        }
        paper.sections.push_back({std::to_string(dimension), std::move(text)});
    }
    for (const auto* code : codes) {
        paper.figures.push_back({code, Decimal::of(1000 + number)});
    }
    return paper;
}

/// A database in which 200 wards have sent their papers.
class District {
public:
    District() : store_(make()) {
        auto tx = must(store_.begin(store::Mode::write));
        std::vector<Unit> all;
        std::vector<Obligation> owed;
        std::vector<Measure> measures;
        std::vector<Duty> duties;
        for (int number = 1; number <= unit_count; ++number) {
            Unit unit;
            unit.id = unit_id(number);
            unit.states[0].name = "Ủy ban nhân dân Phường " + std::to_string(number);
            unit.states[0].short_name = "UBND Phường " + std::to_string(number);
            unit.states[0].kind = UnitKind::ward;
            all.push_back(unit);
            owed.push_back({ObligationId::of("o/" + unit.id.str()),
                            plan_id,
                            cycle_id,
                            unit.id,
                            "vì",
                            {},
                            {},
                            {}});
            for (const auto* code : codes) {
                measures.push_back({code,
                                    code,
                                    plan_id,
                                    cycle_id,
                                    unit.id,
                                    5,
                                    1000 + number % 7,
                                    {},
                                    window_,
                                    "dossier-timeliness/1"});
            }
            for (const auto& node : plan().nodes) {
                Duty duty;
                duty.id = DutyId::of(node.id.str() + "/" + unit.id.str());
                duty.plan = plan_id;
                duty.node = node.id;
                duty.unit = unit.id;
                duties.push_back(std::move(duty));
            }
        }
        must(ledger::load_units(tx, must(units::Registry::make(all)), {now, "bench", ""}));
        must(store::put_plan(tx, {plan_id, plan(), now}, "nguồn"));
        must(store::replace_duties(tx, plan_id, duties));
        Cycle cycle;
        cycle.id = cycle_id;
        cycle.plan = plan_id;
        cycle.name = "Báo cáo 06 tháng năm 2021";
        cycle.year = 2021;
        cycle.window = window_;
        cycle.due.at = now;
        must(store::insert_cycles(tx, std::vector{cycle}));
        must(store::insert_obligations(tx, owed));
        must(store::replace_measures(tx, plan_id, cycle_id, "dossier-timeliness/1", measures));
        for (int number = 1; number <= unit_count; ++number) {
            must(store::insert_submission(
                tx, paper_of(number, owed[static_cast<std::size_t>(number - 1)].id)));
        }
        (void)must(store::append(tx, {now, "bench", "evidence.attach", plan_id.str(), "", "", ""}));
        must(tx.commit());
    }

    store::Transaction read() { return must(store_.begin(store::Mode::read)); }

private:
    store::Store make() {
        store::StoreOptions options;
        options.url = "sqlite:" + (folder_ / "quan.db").string();
        return must(store::Store::create(options, Logger{}));
    }

    Window window_{Date::of(2020, 12, 15), Date::of(2021, 5, 14)};
    test::Folder folder_;
    store::Store store_;
};
District& district() {
    static District all;
    return all;
}

/// The floor: nothing is done with the papers but reading them.
void read_papers(benchmark::State& state) {
    for (auto _ : state) {
        auto tx = district().read();
        const auto papers = must(store::list_submissions(tx, {.plan = plan_id}));
        if (papers.size() != unit_count) {
            state.SkipWithError("papers are missing");
            return;
        }
    }
}

void consolidate(benchmark::State& state) {
    for (auto _ : state) {
        auto tx = district().read();
        const auto report =
            must(report::compose(tx, {.plan = plan_id, .cycle = cycle_id, .at = now}));
        benchmark::DoNotOptimize(report::render_html(report).size());
    }
}

void make_template(benchmark::State& state) {
    for (auto _ : state) {
        auto tx = district().read();
        benchmark::DoNotOptimize(
            must(report::template_of(tx, plan_id, cycle_id, unit_id(7), now)).sections.size());
    }
}

BENCHMARK(read_papers)->Unit(benchmark::kMillisecond);
BENCHMARK(consolidate)->Unit(benchmark::kMillisecond);
BENCHMARK(make_template)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    if (!tiendo::bench::run(argc, argv, ratios)) {
        return 1;
    }
    ratios.print("consolidate", "read_papers", "", "ms");
    ratios.print("make_template", "read_papers", "", "ms");
    return ratios.failures() == 0 ? 0 : 1;
}
