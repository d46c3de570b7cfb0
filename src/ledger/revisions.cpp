#include "tiendo/ledger/revisions.hpp"

#include "tiendo/store/journal.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::ledger {

namespace {

/// When which subjects changed.
using Changes = std::multimap<std::string, Instant>;

/// Hands each entry whose action begins with `prefix` to `take`, page by page.
template <typename Take>
Result<void> walk(store::Transaction& tx, const std::string& prefix, Instant at, const Take& take) {
    store::JournalFilter filter;
    filter.action_prefix = prefix;
    for (bool more = true; more;) {
        auto page = store::read_journal(tx, filter);
        if (!page) {
            return std::move(page).error();
        }
        for (const auto& entry : *page) {
            if (entry.at <= at) {
                take(entry);
            }
        }
        more = std::ssize(*page) == filter.limit;
        if (more) {
            filter.from = page->back().sequence + 1;
        }
    }
    return {};
}

/// Whether a reorganisation changed any paper. An entry that does not say it counts as one that
/// did: a change too many is told again, a change too few is never told.
bool changed_papers(const JournalEntry& entry) {
    boost::system::error_code failure;
    const auto value = boost::json::parse(entry.after, failure);
    const auto* object = failure ? nullptr : value.if_object();
    if (object == nullptr) {
        return true;
    }
    constexpr std::string_view counts[] = {"obligations_superseded",
                                           "obligations_restored",
                                           "obligations_made",
                                           "obligations_removed"};
    return std::ranges::any_of(counts, [&](std::string_view name) {
        const auto* count = object->if_contains(name);
        return count == nullptr || !count->is_int64() || count->as_int64() != 0;
    });
}

/// "<obligation>/<round>" → "<obligation>".
std::string paper_of(const std::string& submission) {
    return submission.substr(0, submission.rfind('/'));
}

struct Read {
    Changes fixed;    ///< by "plan/cycle"
    Changes changed;  ///< by "plan/cycle" or obligation
    std::vector<Instant> reorganised;
};

Result<Read> read(store::Transaction& tx, Instant at) {
    Read found;
    auto done = walk(tx, "cycle.", at, [&](const JournalEntry& entry) {
        (entry.action == "cycle.fix" ? found.fixed : found.changed)
            .emplace(entry.subject, entry.at);
    });
    done = done ? walk(tx,
                       "obligation.",
                       at,
                       [&](const auto& entry) { found.changed.emplace(entry.subject, entry.at); })
                : std::move(done);
    done = done ? walk(tx,
                       "report.",
                       at,
                       [&](const auto& entry) {
                           found.changed.emplace(paper_of(entry.subject), entry.at);
                       })
                : std::move(done);
    done = done ? walk(tx,
                       "units.",
                       at,
                       [&](const auto& entry) {
                           if (entry.action != "units.load" && changed_papers(entry)) {
                               found.reorganised.push_back(entry.at);
                           }
                       })
                : std::move(done);
    return done ? Result<Read>(std::move(found)) : std::move(done).error();
}

Revision revision_of(const Owed& row, const Read& read, Instant at) {
    Revision revision;
    const auto cycle = row.obligation.plan.str() + "/" + row.cycle.id.str();
    if (const auto fixed = read.fixed.find(cycle); fixed != read.fixed.end()) {
        revision.fixed_at = fixed->second;
    }
    revision.changed_at = revision.fixed_at;
    const auto count = [&](Instant when) {
        ++revision.count;
        revision.changed_at = std::max(revision.changed_at, when);
    };
    for (const auto& subject : {cycle, row.obligation.id.str()}) {
        const auto [first, last] = read.changed.equal_range(subject);
        std::for_each(first, last, [&](const auto& change) { count(change.second); });
    }
    for (const auto when : read.reorganised) {
        if (revision.fixed_at <= when) {
            count(when);
        }
    }
    const auto& due = row.cycle.due.at;
    const bool in_time = due && row.deciding && row.deciding->sent_at < *due;
    if (due && *due <= at && !in_time) {
        count(*due);
    }
    return revision;
}

}  // namespace

Result<std::map<ObligationId, Revision>> revisions_of(store::Transaction& tx,
                                                      std::span<const Owed> rows,
                                                      Instant at) {
    auto found = read(tx, at);
    if (!found) {
        return std::move(found).error();
    }
    std::map<ObligationId, Revision> revisions;
    for (const auto& row : rows) {
        revisions.emplace(row.obligation.id, revision_of(row, *found, at));
    }
    return revisions;
}

}  // namespace tiendo::ledger
