// Papers on their way: template, draft, sending, return, acceptance; and who may do it.
#include "impl.hpp"

#include <fmt/format.h>

#include <utility>

namespace tiendo {

Result<void> Workspace::Impl::may(store::Transaction& transaction,
                                  ledger::Right right,
                                  const PlanId& plan,
                                  const std::optional<UnitId>& owner) const {
    auto known = powers(transaction, plan);
    if (!known) {
        return std::move(known).error();
    }
    if (known->may(right, owner)) {
        return {};
    }
    return ledger::check_permit(
        transaction, options.permits, {right, *options.acts_for, plan, owner, options.clock()});
}

Result<ledger::Powers> Workspace::Impl::powers(store::Transaction& transaction,
                                               const PlanId& plan) const {
    if (!options.acts_for) {
        return ledger::Powers::unlimited();
    }
    auto head = store::journal_head(transaction);
    if (!head) {
        return std::move(head).error();
    }
    const auto now = options.clock();
    if (known_powers.journal_hash != head->hash || known_powers.day != now.date()) {
        known_powers = {std::move(head->hash), now.date(), {}};
    }
    const std::pair key(*options.acts_for, plan);
    if (const auto found = known_powers.powers.find(key); found != known_powers.powers.end()) {
        return found->second;
    }
    auto looked_up = ledger::Powers::of(transaction, options.permits, *options.acts_for, plan, now);
    if (looked_up) {
        known_powers.powers.emplace(key, *looked_up);
    }
    return looked_up;
}

Result<void> Workspace::Impl::acts_for_none(std::string_view what) const {
    if (!options.acts_for) {
        return {};
    }
    return Error{ErrorCode::rejected,
                 fmt::format("{} may not read {}, in which stands what all units sent",
                             options.acts_for->str(),
                             what),
                 "it may be read by whoever runs the database, naming no unit to act for"};
}

Result<void> Workspace::Impl::may_read_all(store::Transaction& transaction,
                                           std::vector<PlanId> plans) const {
    if (plans.empty()) {
        auto all = store::list_plans(transaction);
        if (!all) {
            return std::move(all).error();
        }
        for (auto& each : *all) {
            plans.push_back(std::move(each.id));
        }
    }
    for (const auto& plan : plans) {
        if (auto allowed = may(transaction, ledger::Right::read, plan, std::nullopt); !allowed) {
            return allowed;
        }
    }
    return {};
}

Result<ledger::Powers> Workspace::powers(const PlanId& id) {
    return impl_->read(
        [&](store::Transaction& transaction) { return impl_->powers(transaction, id); });
}

void Workspace::act_as(std::string actor, std::optional<UnitId> acts_for) {
    impl_->options.actor = std::move(actor);
    impl_->options.acts_for = std::move(acts_for);
}

Result<report::Template> Workspace::report_template(const ledger::Paper& paper) {
    return impl_->read_permitted(
        ledger::Right::read, paper.plan, paper.unit, [&](store::Transaction& transaction) {
            return report::template_of(
                transaction, paper.plan, paper.cycle, paper.unit, impl_->options.clock());
        });
}

Result<ledger::Draft> Workspace::draft(const ledger::Paper& paper) {
    return impl_->read_permitted(
        ledger::Right::draft, paper.plan, paper.unit, [&](store::Transaction& transaction) {
            return ledger::read_draft(transaction, paper);
        });
}

Result<std::vector<ledger::DraftPast>> Workspace::draft_past(const ledger::Paper& paper,
                                                             ledger::PartKind kind,
                                                             std::string_view about) {
    return impl_->read_permitted(
        ledger::Right::draft, paper.plan, paper.unit, [&](store::Transaction& transaction) {
            return ledger::draft_past(transaction, paper, kind, about);
        });
}

Result<std::vector<ledger::SavedPart>> Workspace::save_draft(
    const ledger::Paper& paper,
    const std::vector<ledger::NewDraftPart>& parts) {
    return impl_->write_paper(ledger::Right::draft, paper, [&](store::Transaction& transaction) {
        return ledger::save_draft(transaction, paper, parts, impl_->act({}));
    });
}

Result<Submission> Workspace::submit_draft(const ledger::Paper& paper,
                                           const ledger::Sending& sending) {
    // Who records a paper that arrived may not send what its unit still writes.
    return impl_->write_paper(
        ledger::Right::submit, paper, [&](store::Transaction& transaction) -> Result<Submission> {
            if (auto writes = impl_->may(transaction, ledger::Right::draft, paper.plan, paper.unit);
                !writes) {
                return std::move(writes).error();
            }
            return ledger::submit_draft(transaction, paper, sending, impl_->act({}));
        });
}

Result<Submission> Workspace::submit(const ledger::Paper& paper,
                                     const ledger::NewSubmission& submission) {
    return impl_->write_paper(ledger::Right::submit, paper, [&](store::Transaction& transaction) {
        return ledger::submit(transaction, paper, submission, impl_->act({}));
    });
}

Result<Submission> Workspace::return_paper(const ledger::Paper& paper,
                                           const ledger::NewReturn& returned) {
    return impl_->write_paper(
        ledger::Right::return_paper, paper, [&](store::Transaction& transaction) {
            return ledger::return_paper(transaction, paper, returned, impl_->act({}));
        });
}

Result<Submission> Workspace::accept(const ledger::Paper& paper,
                                     const ledger::NewAcceptance& acceptance) {
    return impl_->write_paper(ledger::Right::accept, paper, [&](store::Transaction& transaction) {
        return ledger::accept(transaction, paper, acceptance, impl_->act({}));
    });
}

Result<Submission> Workspace::accept(const ledger::Paper& paper) {
    return accept(paper, ledger::NewAcceptance{});
}

Result<Submission> Workspace::withdraw(const ledger::Paper& paper, const std::string& why) {
    return impl_->write_paper(ledger::Right::submit, paper, [&](store::Transaction& transaction) {
        return ledger::withdraw(transaction, paper, impl_->act(why));
    });
}

Result<Obligation> Workspace::excuse(const ledger::Paper& paper,
                                     const ledger::NewExcuse& excuse,
                                     const std::string& why) {
    return impl_->write_paper(ledger::Right::excuse, paper, [&](store::Transaction& transaction) {
        return ledger::excuse(transaction, paper, excuse, impl_->act(why));
    });
}

}  // namespace tiendo
