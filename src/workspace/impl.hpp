#pragma once

#include "tiendo/store/journal.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tiendo {

/// Powers that were looked up. Whatever changes plans or units leaves an entry in the journal, so
/// they hold while its head is the same, for that day.
struct KnownPowers {
    std::string journal_hash;
    Date day;
    std::map<std::pair<UnitId, PlanId>, ledger::Powers> powers;
};

struct Workspace::Impl {
    WorkspaceOptions options;
    store::Store store;
    mutable KnownPowers known_powers{};

    [[nodiscard]] Result<plugin::Adapter> load(const store::Connection& connection) const;

    /// @param ids empty: all
    Result<std::vector<store::Connection>> chosen(const std::vector<ConnectionId>& ids);

    /// @return conflict where the connection is paused, unsupported where its adapter cannot
    [[nodiscard]] Result<plugin::Adapter> load_to_serve(const store::Connection& connection) const;

    /// Whether the record may be put for this stream of the connection.
    Result<void> check_record(store::Transaction& transaction,
                              const ConnectionId& id,
                              const std::string& stream,
                              std::string_view record) const;

    [[nodiscard]] sync::Decision decision(std::string_view why) const;

    [[nodiscard]] ledger::Act act(std::string why) const;
    [[nodiscard]] ledger::Reckoning reckoning() const noexcept {
        return {options.calendar, options.hours, options.rules};
    }

    /// @return rejected where a unit is named for which is acted, and it may not do this
    Result<void> may(store::Transaction& transaction,
                     ledger::Right right,
                     const PlanId& plan,
                     const std::optional<UnitId>& owner) const;
    /// What the acting unit may do. Looked up once while plans and units stay as they are.
    [[nodiscard]] Result<ledger::Powers> powers(store::Transaction& transaction,
                                                const PlanId& plan) const;
    /// Whether the acting unit may read all papers of these plans; none named: of every plan.
    [[nodiscard]] Result<void> may_read_all(store::Transaction& transaction,
                                            std::vector<PlanId> plans) const;
    /// @param what  holds words of all units: "the journal"
    /// @return rejected where a unit is named for which is acted
    [[nodiscard]] Result<void> acts_for_none(std::string_view what) const;
    /// Composes the report of a cycle and keeps it as the next version.
    Result<IssuedReport> issue(const PlanId& id, const IssueOptions& wanted, ledger::Right right);
    /// Runs `work` in a transaction and commits it, if the acting unit may do this with the paper.
    template <typename Work>
    auto write_paper(ledger::Right right, const ledger::Paper& paper, const Work& work)
        -> std::invoke_result_t<Work, store::Transaction&> {
        return write([&](store::Transaction& transaction)
                         -> std::invoke_result_t<Work, store::Transaction&> {
            if (auto allowed = may(transaction, right, paper.plan, paper.unit); !allowed) {
                return std::move(allowed).error();
            }
            return work(transaction);
        });
    }

    /// Runs `work` in a transaction that changes nothing, if the acting unit may do this.
    /// @param owner  as Deed::owner
    template <typename Work>
    auto read_permitted(ledger::Right right,
                        const PlanId& plan,
                        const std::optional<UnitId>& owner,
                        const Work& work) -> std::invoke_result_t<Work, store::Transaction&> {
        return read([&](store::Transaction& transaction)
                        -> std::invoke_result_t<Work, store::Transaction&> {
            if (auto allowed = may(transaction, right, plan, owner); !allowed) {
                return std::move(allowed).error();
            }
            return work(transaction);
        });
    }
    /// Runs `work` and leaves out what the acting unit may not read.
    /// @param owner_of  whose paper one entry of the list is about
    template <typename Work, typename OwnerOf>
    auto read_list(const PlanId& plan, const Work& work, const OwnerOf& owner_of)
        -> std::invoke_result_t<Work, store::Transaction&> {
        return read([&](store::Transaction& transaction)
                        -> std::invoke_result_t<Work, store::Transaction&> {
            auto may_do = powers(transaction, plan);
            if (!may_do) {
                return std::move(may_do).error();
            }
            auto list = work(transaction);
            if (list) {
                std::erase_if(*list, [&](const auto& each) {
                    return !may_do->may(ledger::Right::read, owner_of(each));
                });
            }
            return list;
        });
    }

    /// Runs `work` in a transaction that sees one state and changes nothing.
    template <typename Work>
    auto read(const Work& work) -> std::invoke_result_t<Work, store::Transaction&> {
        auto transaction = store.begin(store::Mode::read);
        if (!transaction) {
            return std::move(transaction).error();
        }
        return work(*transaction);
    }

    /// Runs `work` in a transaction and commits what it did.
    template <typename Work>
    auto write(const Work& work) -> std::invoke_result_t<Work, store::Transaction&> {
        auto transaction = store.begin(store::Mode::write);
        if (!transaction) {
            return std::move(transaction).error();
        }
        auto result = work(*transaction);
        if (result) {
            if (auto done = transaction->commit(); !done) {
                return std::move(done).error();
            }
        }
        return result;
    }

    /// As `write`, with one journal entry for what was done.
    template <typename Work>
    Result<void> write(const std::string& action,
                       const std::string& subject,
                       const std::string& why,
                       const std::string& after,
                       const Work& work) {
        return write([&](store::Transaction& transaction) -> Result<void> {
            if (auto done = work(transaction); !done) {
                return std::move(done).error();
            }
            auto entry = store::append(
                transaction, {options.clock(), options.actor, action, subject, why, {}, after});
            return entry ? Result<void>() : std::move(entry).error();
        });
    }
};

/// How the workspace's options say that adapters are found and loaded.
inline plugin::SearchOptions search_options(const WorkspaceOptions& options) {
    plugin::SearchOptions search;
    search.folders = options.adapter_folders;
    search.isolation = plugin::Isolation::by_place;
    search.trusted = options.trusted_folders;
    search.guard = options.guard;
    search.allowed = options.allowed;
    search.engines = options.engines;
    return search;
}

}  // namespace tiendo
