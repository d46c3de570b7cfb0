// Plans, what is owed under them, and the papers that come in.
#include "impl.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/ledger/attach.hpp"
#include "tiendo/reader/reader.hpp"

#include <utility>

namespace tiendo {

ledger::Act Workspace::Impl::act(std::string why) const {
    return {options.clock(), options.actor, std::move(why)};
}

Result<Adopted> Workspace::adopt(const std::filesystem::path& document,
                                 const ledger::AdoptOptions& options) {
    const auto opened = reader::open_document(document, {});
    auto reading =
        opened ? reader::read_document(*opened, {}) : Result<reader::Reading>(opened.error());
    if (!reading) {
        return std::move(reading).error();
    }
    return adopt(*opened, *std::move(reading), options);
}

Result<Adopted> Workspace::adopt(const reader::Document& document,
                                 reader::Reading reading,
                                 const ledger::AdoptOptions& options) {
    auto adoption = impl_->write([&](store::Transaction& transaction) {
        return ledger::adopt(transaction,
                             {reading.plan, document.text, reading.doubts},
                             impl_->reckoning(),
                             options,
                             impl_->act("adopted from " + document.name));
    });
    if (!adoption) {
        return std::move(adoption).error();
    }
    auto rest = ledger::not_raised_anew(reading.doubts, *adoption);
    return Adopted{std::move(reading.plan), *std::move(adoption), std::move(rest)};
}

Result<ledger::Renewal> Workspace::extend(const PlanId& id, const ledger::Extension& extension) {
    return impl_->write([&](store::Transaction& transaction) {
        return ledger::extend(transaction, id, extension, impl_->reckoning(), impl_->act({}));
    });
}

Result<ledger::Renewal> Workspace::refresh(const PlanId& id) {
    return impl_->write([&](store::Transaction& transaction) {
        return ledger::refresh(transaction, id, impl_->reckoning(), impl_->act({}));
    });
}

Result<ledger::Renewal> Workspace::preview_refresh(const PlanId& id) {
    auto transaction = impl_->store.begin(store::Mode::write);  // never committed
    return transaction ? ledger::refresh(*transaction, id, impl_->reckoning(), impl_->act({}))
                       : std::move(transaction).error();
}

Result<ledger::Renewal> Workspace::order(const PlanId& id, const ledger::RuleOrder& order) {
    return impl_->write([&](store::Transaction& transaction) {
        return ledger::order(transaction, id, order, impl_->reckoning(), impl_->act(order.reason));
    });
}

Result<ledger::Renewal> Workspace::preview_order(const PlanId& id, const ledger::RuleOrder& order) {
    auto transaction = impl_->store.begin(store::Mode::write);  // never committed
    return transaction ? ledger::order(
                             *transaction, id, order, impl_->reckoning(), impl_->act(order.reason))
                       : std::move(transaction).error();
}

Result<std::vector<store::PlanSummary>> Workspace::plans() {
    return impl_->read(
        [](store::Transaction& transaction) { return store::list_plans(transaction); });
}

Result<store::StoredPlan> Workspace::plan(const PlanId& id) {
    return impl_->read(
        [&](store::Transaction& transaction) { return store::get_plan(transaction, id); });
}

Result<std::vector<Doubt>> Workspace::doubts(const PlanId& id) {
    return impl_->read(
        [&](store::Transaction& transaction) { return store::list_doubts(transaction, id); });
}

Result<std::vector<Duty>> Workspace::duties(const store::DutyFilter& filter) {
    return impl_->read(
        [&](store::Transaction& transaction) { return store::list_duties(transaction, filter); });
}

Result<std::vector<Cycle>> Workspace::cycles(const PlanId& id) {
    return impl_->read(
        [&](store::Transaction& transaction) { return store::list_cycles(transaction, id); });
}

Result<std::vector<ledger::Owed>> Workspace::owed(const PlanId& id) {
    return owed(id, {impl_->options.clock(), {}});
}

Result<std::vector<ledger::Owed>> Workspace::owed(const PlanId& id,
                                                  const ledger::StandingQuestion& question) {
    return impl_->read_list(
        id,
        [&](store::Transaction& transaction) { return ledger::owed(transaction, id, question); },
        [](const ledger::Owed& row) { return row.obligation.unit; });
}

Result<ledger::MapTable> Workspace::owed_on_map(const PlanId& id,
                                                const ledger::StandingQuestion& question,
                                                Date map) {
    return impl_->read_permitted(ledger::Right::read,
                                 id,
                                 std::nullopt,
                                 [&](store::Transaction& transaction) -> Result<ledger::MapTable> {
                                     auto rows = ledger::owed(transaction, id, question);
                                     return rows ? ledger::owed_on_map(transaction, *rows, map)
                                                 : std::move(rows).error();
                                 });
}

Result<ledger::Timeliness> Workspace::timeliness(const ledger::TimelinessQuestion& question) {
    return impl_->read([&](store::Transaction& transaction) -> Result<ledger::Timeliness> {
        if (auto allowed = impl_->may_read_all(transaction, question.plans); !allowed) {
            return std::move(allowed).error();
        }
        return ledger::timeliness(transaction, question);
    });
}

namespace {

/// What is owed, or was as it was known then.
Result<std::vector<Obligation>> obligations_of(store::Transaction& transaction,
                                               const ledger::Paper& paper,
                                               const ledger::StandingQuestion& question) {
    if (!question.known_at) {
        return store::list_obligations(
            transaction, {.plan = paper.plan, .cycle = paper.cycle, .unit = paper.unit});
    }
    auto known = store::ledger_known_at(transaction, paper.plan, *question.known_at);
    if (!known) {
        return std::move(known).error();
    }
    std::erase_if(known->obligations, [&](const Obligation& each) {
        return each.cycle != paper.cycle || each.unit != paper.unit;
    });
    return std::move(known->obligations);
}

}  // namespace

Result<ledger::Explanation> Workspace::explain_paper(const ledger::Paper& paper,
                                                     const ledger::StandingQuestion& question) {
    const auto explained = [&](store::Transaction& transaction) -> Result<ledger::Explanation> {
        auto found = obligations_of(transaction, paper, question);
        if (!found) {
            return std::move(found).error();
        }
        if (found->empty()) {
            return Error{
                ErrorCode::not_found,
                "unit '" + paper.unit.str() + "' owes nothing in cycle '" + paper.cycle.str() + "'",
                "see who owes what: tiendo owed"};
        }
        return ledger::explain_obligation(transaction, found->front().id, question);
    };
    return impl_->read_permitted(ledger::Right::read, paper.plan, paper.unit, explained);
}

Result<void> Workspace::attach() {
    auto known = plans();
    if (!known) {
        return std::move(known).error();
    }
    for (const auto& plan : *known) {
        auto attached = impl_->write([&](store::Transaction& transaction) -> Result<void> {
            auto done = ledger::attach(transaction, plan.id, impl_->act("records were pulled"));
            return done ? Result<void>() : std::move(done).error();
        });
        if (!attached) {
            return std::move(attached).error().at("plan '" + plan.id.str() + "'");
        }
    }
    return {};
}

}  // namespace tiendo
