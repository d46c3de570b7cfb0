// Reminders: what the rules ask for now → the outbox, each once.
#include "impl.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/enum_names.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/report/reminder_text.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <utility>

namespace tiendo {

namespace {

constexpr EnumNames<ReminderFate, 4> fates{"fate of a reminder",
                                           {{{ReminderFate::put, "put"},
                                             {ReminderFate::known, "known"},
                                             {ReminderFate::skipped, "skipped"},
                                             {ReminderFate::no_recipient, "no-recipient"}}}};

/// What stands around all reminders of one plan.
struct Setting {
    const units::Registry& units;
    Result<UnitId> sender;  ///< the authority: who writes; an old plan may have outlived it
    std::optional<std::string> plan_number;
    Instant at;
};

/// A reminder, and the record that it becomes where it is put.
struct Letter {
    Reminder reminder;
    std::string record;
};

/// Whom the chain is for: who has the unit's work now, or the unit above that one.
Result<UnitId> recipient_of(const ledger::Owed& row,
                            ledger::ReminderAudience to,
                            const Setting& setting) {
    const auto today = setting.at.date();
    auto unit = setting.units.successor_on(row.obligation.unit, today);
    if (!unit || to == ledger::ReminderAudience::unit) {
        return unit;
    }
    auto parent = setting.units.find(*unit)->on(today).parent_in(Hierarchy::administrative);
    if (!parent) {
        return Error{ErrorCode::not_found,
                     "no unit stands above '" + unit->str() + "' in the administrative tree",
                     "state its parent in the list of units"};
    }
    return *parent;
}

std::string subject_of(const ledger::Owed& row,
                       const ledger::ReminderChain& chain,
                       const UnitId& recipient,
                       const Setting& setting) {
    const auto today = setting.at.date();
    report::ReminderLetter letter;
    letter.recipient = setting.units.name_of(recipient, today);
    letter.debtor = setting.units.name_of(row.obligation.unit, today);
    letter.paper = row.cycle.name;
    letter.plan_number = setting.plan_number;
    letter.again = chain.answer.has_value();
    letter.due = letter.again ? *chain.answer->again_before : *row.cycle.due.at;
    letter.days_late = letter.again ? chain.answer->days_late : row.days_late;
    letter.to_parent = chain.to == ledger::ReminderAudience::parent;
    return report::reminder_subject(letter);
}

/// An outgoing document without a number: a clerk numbers it, and whoever may signs it.
std::string record_of(const Reminder& reminder, const Setting& setting) {
    const auto today = setting.at.date();
    const auto& sender = setting.units.find(*setting.sender)->on(today);
    Document document;
    document.id = reminder.key;
    document.kind = report::reminder_kind();
    document.issuer = sender.name;
    if (const auto code = sender.codes.find("documents"); code != sender.codes.end()) {
        document.issuer_code = code->second;
    }
    document.direction = Direction::outgoing;
    document.subject = reminder.subject;
    if (setting.plan_number) {
        document.references = {*setting.plan_number};
    }
    document.issued_on = today;
    document.arrived_on = today;
    return to_json(Record{RecordType::document, document.id, today, false, document});
}

Result<bool> is_known(store::Transaction& tx, const std::string& key) {
    const auto item = store::get_outbox(tx, key);
    return item || item.error().code() == ErrorCode::not_found ? Result<bool>(item.has_value())
                                                               : Result<bool>(item.error());
}

/// The last moment of a chain, and those before it that nobody was told of.
Result<void> read_chain(store::Transaction& tx,
                        const ledger::Owed& row,
                        const ledger::ReminderChain& chain,
                        const Setting& setting,
                        std::vector<Letter>& letters) {
    std::vector<Letter> found;
    for (auto moment = chain.moments.rbegin(); moment != chain.moments.rend(); ++moment) {
        Reminder reminder;
        reminder.paper = row.obligation.id;
        reminder.moment = *moment;
        reminder.to = chain.to;
        reminder.key = ledger::reminder_key(row.obligation.id, *moment, chain.to);
        auto known = is_known(tx, reminder.key);
        if (!known) {
            return std::move(known).error();
        }
        if (*known) {
            reminder.fate = ReminderFate::known;
            if (found.empty()) {
                found.push_back({std::move(reminder), {}});
            }
            break;  // what lies before it was told of in its time
        }
        reminder.fate = found.empty() ? ReminderFate::put : ReminderFate::skipped;
        found.push_back({std::move(reminder), {}});
    }
    auto& last = found.front();
    if (last.reminder.fate == ReminderFate::put) {
        auto recipient = setting.sender ? recipient_of(row, chain.to, setting) : setting.sender;
        if (recipient) {
            last.reminder.recipient = *recipient;
            last.reminder.subject = subject_of(row, chain, *recipient, setting);
            last.record = record_of(last.reminder, setting);
        } else {
            found.resize(1);
            found.front().reminder.fate = ReminderFate::no_recipient;
            found.front().reminder.why = recipient.error().what();
        }
    }
    std::ranges::move(std::ranges::reverse_view(found), std::back_inserter(letters));
    return {};
}

Result<void> read_plan(store::Transaction& tx,
                       const PlanId& plan,
                       const RemindOptions& options,
                       const WorkspaceOptions& workspace,
                       const units::Registry& registry,
                       std::vector<Letter>& letters) {
    const auto at = workspace.clock();
    auto stored = store::get_plan(tx, plan);
    auto rows = stored ? ledger::owed(tx, plan, at) : std::move(stored).error();
    auto chains = rows ? ledger::reminders_due(*rows, options.rules, workspace.calendar, at)
                       : Result<std::vector<ledger::ReminderChain>>(std::move(rows).error());
    if (!chains || chains->empty()) {
        return chains ? Result<void>() : std::move(chains).error();
    }
    const Setting setting{registry, registry.authority_on(at.date()), stored->plan.number, at};
    for (const auto& chain : *chains) {
        if (auto done = read_chain(tx, (*rows)[chain.row], chain, setting, letters); !done) {
            return done;
        }
    }
    return {};
}

Result<std::vector<Letter>> read_letters(store::Transaction& tx,
                                         const RemindOptions& options,
                                         const WorkspaceOptions& workspace) {
    auto registry = ledger::registry_of(tx);
    auto plans = registry ? store::list_plans(tx) : std::move(registry).error();
    if (!plans) {
        return std::move(plans).error();
    }
    std::vector<PlanId> ids;
    for (const auto& plan : *plans) {
        ids.push_back(plan.id);
    }
    if (options.plan) {
        ids = {*options.plan};
    }
    std::vector<Letter> letters;
    for (const auto& id : ids) {
        if (auto done = read_plan(tx, id, options, workspace, *registry, letters); !done) {
            return std::move(done).error().at("plan '" + id.str() + "'");
        }
    }
    return letters;
}

/// The one that is named; none: all.
std::vector<PlanId> plans_of(const RemindOptions& options) {
    return options.plan ? std::vector{*options.plan} : std::vector<PlanId>();
}

std::vector<Reminder> reminders_of(std::vector<Letter> letters) {
    std::vector<Reminder> reminders;
    for (auto& letter : letters) {
        reminders.push_back(std::move(letter.reminder));
    }
    return reminders;
}

/// For the journal: how many, and which.
std::string summary_of(const std::vector<Letter>& letters) {
    std::int64_t put = 0;
    std::int64_t skipped = 0;
    Sha256 keys;
    for (const auto& [reminder, record] : letters) {
        put += reminder.fate == ReminderFate::put ? 1 : 0;
        skipped += reminder.fate == ReminderFate::skipped ? 1 : 0;
        if (reminder.fate == ReminderFate::put) {
            keys.update(reminder.key + "\n");
        }
    }
    return put == 0
               ? std::string()
               : "{\"put\":" + std::to_string(put) + ",\"skipped\":" + std::to_string(skipped) +
                     ",\"keys_sha256\":\"" + std::move(keys).hex() + "\"}";
}

}  // namespace

std::string_view to_string(ReminderFate fate) noexcept {
    return fates.name(fate);
}

Result<std::vector<Reminder>> Workspace::preview_reminders(const RemindOptions& options) {
    auto letters = impl_->read([&](store::Transaction& tx) -> Result<std::vector<Letter>> {
        if (auto allowed = impl_->may_read_all(tx, plans_of(options)); !allowed) {
            return std::move(allowed).error();
        }
        return read_letters(tx, options, impl_->options);
    });
    return letters ? Result<std::vector<Reminder>>(reminders_of(*std::move(letters)))
                   : std::move(letters).error();
}

Result<std::vector<Reminder>> Workspace::remind(const RemindOptions& options,
                                                const ReminderTarget& target) {
    return impl_->write([&](store::Transaction& tx) -> Result<std::vector<Reminder>> {
        if (auto allowed = impl_->may_read_all(tx, plans_of(options)); !allowed) {
            return std::move(allowed).error();
        }
        auto letters = read_letters(tx, options, impl_->options);
        if (!letters) {
            return std::move(letters).error();
        }
        for (const auto& [reminder, record] : *letters) {
            if (reminder.fate != ReminderFate::put) {
                continue;
            }
            // Without a group: a letter that is refused must not hold up the next one to its unit.
            auto put = put_delivery(tx,
                                    {.connection = target.connection,
                                     .stream = target.stream,
                                     .key = reminder.key,
                                     .record = record});
            if (!put) {
                return std::move(put).error();
            }
        }
        if (const auto summary = summary_of(*letters); !summary.empty()) {
            auto entry = store::append(tx,
                                       {impl_->options.clock(),
                                        impl_->options.actor,
                                        "remind.put",
                                        target.connection.str(),
                                        "",
                                        "",
                                        summary});
            if (!entry) {
                return std::move(entry).error();
            }
        }
        return reminders_of(*std::move(letters));
    });
}

}  // namespace tiendo
