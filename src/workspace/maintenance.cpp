// Opening, the journal and the doctor.
#include "impl.hpp"

#include <algorithm>
#include <utility>

namespace tiendo {

namespace {

store::StoreOptions store_options(const WorkspaceOptions& options) {
    return {.url = options.url, .busy_timeout = options.busy_timeout};
}

store::Finding adapters_finding(const WorkspaceOptions& options) {
    const auto listing = plugin::list(search_options(options));
    const auto refused = std::count_if(listing.adapters.begin(),
                                       listing.adapters.end(),
                                       [](const plugin::Found& each) { return each.refused; });
    store::Finding finding{"adapters",
                           store::Verdict::ok,
                           std::to_string(listing.adapters.size()) + " adapters can be read",
                           {}};
    if (refused != 0) {
        finding.text += ", " + std::to_string(refused) + " of them are not allowed";
    }
    if (!listing.failures.empty()) {
        finding.verdict = store::Verdict::failed;
        finding.text = listing.failures.front().what();
        finding.remedy = "remove the file from the folder, or build it again";
    } else if (listing.adapters.empty()) {
        finding.verdict = store::Verdict::warning;
        finding.text = "no adapter lies in the folders";
        finding.remedy = "name the folder with --adapters";
    }
    return finding;
}

/// Every connection's adapter can be found and its settings still fit.
template <typename Load>
store::Finding connections_finding(const std::vector<store::Connection>& connections,
                                   const WorkspaceOptions& options,
                                   const Load& load) {
    for (const auto& connection : connections) {
        auto adapter = load(connection);
        if (!adapter) {
            return {"connections",
                    store::Verdict::failed,
                    "connection '" + connection.id.str() + "': " + adapter.error().message(),
                    adapter.error().remedy()};
        }
        for (const auto& [key, reference] : connection.secrets) {
            if (auto secret = options.secrets(reference); !secret) {
                return {"connections",
                        store::Verdict::failed,
                        "connection '" + connection.id.str() + "': secret '" + key +
                            "': " + secret.error().message(),
                        secret.error().remedy()};
            }
        }
    }
    return {"connections",
            store::Verdict::ok,
            std::to_string(connections.size()) + " connections are in order",
            {}};
}

}  // namespace

Workspace::Workspace(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

Result<Workspace> Workspace::create(const WorkspaceOptions& options) {
    auto store = store::Store::create(store_options(options), options.log);
    if (!store) {
        return std::move(store).error();
    }
    return Workspace(std::make_unique<Impl>(Impl{options, *std::move(store)}));
}

Result<Workspace> Workspace::open(const WorkspaceOptions& options) {
    auto store = store::Store::open(store_options(options), options.log);
    if (!store) {
        return std::move(store).error();
    }
    return Workspace(std::make_unique<Impl>(Impl{options, *std::move(store)}));
}

const WorkspaceOptions& Workspace::options() const noexcept {
    return impl_->options;
}
store::Store& Workspace::store() noexcept {
    return impl_->store;
}

Result<std::vector<JournalEntry>> Workspace::journal(std::int64_t first, std::int64_t limit) {
    if (auto allowed = impl_->acts_for_none("the journal"); !allowed) {
        return std::move(allowed).error();
    }
    return impl_->read([&](store::Transaction& transaction) {
        return store::read_journal(transaction, {.from = first, .limit = limit});
    });
}

Result<store::JournalCheck> Workspace::verify_journal(
    const std::optional<store::JournalHead>& printed) {
    return impl_->read([&](store::Transaction& transaction) {
        return store::verify_journal(transaction, printed);
    });
}

Result<std::vector<store::Finding>> Workspace::doctor() {
    constexpr std::int64_t large_log = std::int64_t{256} << 20;
    std::vector<store::Finding> findings;
    auto& store = impl_->store;
    const auto add = [&](Result<store::Finding> finding, const char* check) {
        findings.push_back(finding ? *std::move(finding)
                                   : store::Finding{check,
                                                    store::Verdict::failed,
                                                    finding.error().what(),
                                                    finding.error().remedy()});
    };
    add(store::check_schema(store), "schema");
    add(store::check_integrity(store), "integrity");
    add(store::check_journal(store, {}), "journal");
    add(store::check_free_space(store, {}), "free space");
    add(store::check_log_size(store, large_log), "log size");
    findings.push_back(adapters_finding(impl_->options));
    auto known = connections();
    if (!known) {
        return std::move(known).error();
    }
    findings.push_back(
        connections_finding(*known, impl_->options, [this](const store::Connection& each) {
            return impl_->load(each);
        }));
    return findings;
}

}  // namespace tiendo
