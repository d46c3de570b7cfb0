#include "tiendo/ledger/attach.hpp"

#include "documents.hpp"
#include "journal_text.hpp"
#include "measures.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::ledger {

namespace {

/// More kinds of unknown units than this are told as one number.
constexpr std::size_t most_named = 30;

void tell_homeless(std::vector<Homeless> homeless,
                   std::string_view rule,
                   std::string_view noun,
                   const Cycle& cycle,
                   std::vector<Doubt>& doubts) {
    std::ranges::stable_sort(homeless, std::ranges::greater{}, &Homeless::count);
    std::int64_t rest = 0;
    for (std::size_t i = 0; i < homeless.size(); ++i) {
        if (i >= most_named) {
            rest += homeless[i].count;
            continue;
        }
        doubts.push_back(
            {"record-unit-unknown",
             fmt::format("{}/{}", rule, cycle.id.str()),
             fmt::format(
                 "{} {}{}: {}",
                 homeless[i].count,
                 noun,
                 homeless[i].written.empty() ? "" : fmt::format(" ghi “{}”", homeless[i].written),
                 homeless[i].why),
             "có trong số chung, không tính cho đơn vị nào",
             std::nullopt});
    }
    if (rest > 0) {
        doubts.push_back({"record-unit-unknown",
                          fmt::format("{}/{}", rule, cycle.id.str()),
                          fmt::format("{} {} khác ghi đơn vị không có trong danh mục", rest, noun),
                          "có trong số chung, không tính cho đơn vị nào",
                          std::nullopt});
    }
}

/// Everything stored for the plan as one digest, to see whether anything changed.
Result<std::string> stored_digest(store::Transaction& tx, const PlanId& plan) {
    auto evidence = store::list_evidence(tx, {.plan = plan});
    if (!evidence) {
        return std::move(evidence).error();
    }
    auto measures = store::list_measures(tx, {.plan = plan});
    if (!measures) {
        return std::move(measures).error();
    }
    auto doubts = store::list_doubts(tx, plan);
    if (!doubts) {
        return std::move(doubts).error();
    }
    Sha256 digest;
    for (const auto& each : *evidence) {
        digest.update(to_json(each) + "\n");
    }
    for (const auto& each : *measures) {
        digest.update(to_json(each) + "\n");
    }
    for (const auto& each : *doubts) {
        digest.update(to_json(each) + "\n");
    }
    return std::move(digest).hex();
}

class Attaching {
public:
    Attaching(store::Transaction& tx, const PlanId& plan, const Act& act)
        : tx_(tx), plan_(plan), act_(act) {}

    Result<Attached> run() {
        auto stored = store::get_plan(tx_, plan_);
        if (!stored) {
            return std::move(stored).error();
        }
        auto registry = registry_of(tx_);
        if (!registry) {
            return std::move(registry).error();
        }
        auto before = stored_digest(tx_, plan_);
        if (!before) {
            return std::move(before).error();
        }
        if (auto done = measure_all(*registry); !done) {
            return std::move(done).error();
        }
        if (auto done =
                keep(rule_cites_instrument, cite_instruments(tx_, *registry, plan_, stored->plan));
            !done) {
            return std::move(done).error();
        }
        if (auto done = keep(rule_cites_plan, cite_plan(tx_, *registry, plan_, stored->plan));
            !done) {
            return std::move(done).error();
        }
        if (auto done = store::replace_doubts(tx_, plan_, "ledger.attach", out_.doubts); !done) {
            return std::move(done).error();
        }
        auto after = stored_digest(tx_, plan_);
        if (!after) {
            return std::move(after).error();
        }
        if (auto done = say(*before, *after); !done) {
            return std::move(done).error();
        }
        return std::move(out_);
    }

private:
    Result<void> measure_all(const units::Registry& registry) {
        auto cycles = store::list_cycles(tx_, plan_);
        if (!cycles) {
            return std::move(cycles).error();
        }
        for (const auto& cycle : *cycles) {
            const auto window = covered(cycle, act_.at.date());
            if (cycle.type != ObligationType::report || !window) {
                continue;
            }
            if (auto done = keep(rule_dossier_timeliness,
                                 "hồ sơ",
                                 cycle,
                                 measure_dossiers(tx_, registry, cycle, *window));
                !done) {
                return done;
            }
            if (auto done = keep(rule_feedback_response,
                                 "phản ánh",
                                 cycle,
                                 measure_feedback(tx_, registry, cycle, *window));
                !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> keep(std::string_view rule,
                      std::string_view noun,
                      const Cycle& cycle,
                      Result<Measured> measured) {
        if (!measured) {
            return std::move(measured).error().at(cycle.id.str());
        }
        tell_homeless(std::move(measured->homeless), rule, noun, cycle, out_.doubts);
        out_.measures += static_cast<std::int64_t>(measured->measures.size());
        return store::replace_measures(tx_, plan_, cycle.id, rule, measured->measures);
    }

    Result<void> keep(std::string_view rule, Result<Documented> documented) {
        if (!documented) {
            return std::move(documented).error().at(std::string(rule));
        }
        out_.evidence += static_cast<std::int64_t>(documented->rows.size());
        out_.doubts.insert(out_.doubts.end(), documented->doubts.begin(), documented->doubts.end());
        return store::replace_evidence(tx_, plan_, rule, documented->rows);
    }

    /// Nothing changed, nothing to be said: attaching again leaves no trace.
    Result<void> say(const std::string& before, const std::string& after) {
        out_.changed = before != after;
        if (!out_.changed) {
            return {};
        }
        auto entry =
            store::append(tx_,
                          {act_.at,
                           act_.actor,
                           "evidence.attach",
                           plan_.str(),
                           act_.why,
                           JournalText().text("sha256", before).str(),
                           JournalText()
                               .number("measures", out_.measures)
                               .number("evidence", out_.evidence)
                               .number("doubts", static_cast<std::int64_t>(out_.doubts.size()))
                               .text("sha256", after)
                               .str()});
        return entry ? Result<void>{} : std::move(entry).error();
    }

    store::Transaction& tx_;
    const PlanId& plan_;
    const Act& act_;
    Attached out_;
};

}  // namespace

Result<Attached> attach(store::Transaction& tx, const PlanId& plan, const Act& act) {
    auto attached = Attaching(tx, plan, act).run();
    if (!attached) {
        return std::move(attached).error().at(fmt::format("plan '{}'", plan.str()));
    }
    return attached;
}

}  // namespace tiendo::ledger
