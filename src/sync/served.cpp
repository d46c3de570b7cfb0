#include "tiendo/sync/served.hpp"

#include "page.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/store/connections.hpp"
#include "tiendo/store/dead_letters.hpp"
#include "tiendo/store/journal.hpp"

#include <utility>

namespace tiendo::sync {

namespace {

bool changed(const store::PageOutcome& outcome) {
    return outcome.inserted + outcome.updated + outcome.deleted > 0;
}

/// Names of streams are plain ASCII, so nothing needs escaping.
std::string json_of(const Served& served, const ServedOutcome& outcome) {
    const auto number = [](const char* name, std::int64_t value) {
        return std::string(",\"") + name + "\":" + std::to_string(value);
    };
    return "{\"stream\":\"" + served.stream + "\"" +
           number("records", static_cast<std::int64_t>(served.record_count)) +
           number("inserted", outcome.records.inserted) +
           number("updated", outcome.records.updated) +
           number("unchanged", outcome.records.unchanged) +
           number("deleted", outcome.records.deleted) + number("dead", outcome.dead) +
           ",\"sha256\":\"" + sha256_hex(served.lines) + "\"}";
}

/// A sender that is not content sends again, so the same bad record is one letter.
Result<void> put_dead_letter(store::Transaction& transaction, const store::DeadLetter& letter) {
    store::DeadLetterFilter same{.connection = letter.connection, .stream = letter.stream};
    auto known = store::find_dead_letter(transaction, same, letter.payload);
    if (!known) {
        return std::move(known).error();
    }
    if (known->has_value()) {
        ++(*known)->attempts;
        (*known)->at = letter.at;
        return store::update_dead_letter(transaction, **known);
    }
    auto put = store::insert_dead_letter(transaction, letter);
    return put ? Result<void>() : std::move(put).error();
}

Result<ServedOutcome> put_all(store::Transaction& transaction,
                              const Served& served,
                              SortedPage& sorted,
                              const Facts& facts,
                              const ServedOptions& options) {
    ServedOutcome outcome;
    auto records = store::put_records(transaction, served.connection, served.type, sorted.records);
    if (!records) {
        return std::move(records).error();
    }
    outcome.records = *records;
    outcome.dead = static_cast<std::int64_t>(sorted.dead.size());
    const auto now = options.clock();
    for (auto& letter : sorted.dead) {
        letter.connection = served.connection;
        letter.stream = served.stream;
        letter.at = now;
        if (auto put = put_dead_letter(transaction, letter); !put) {
            return std::move(put).error();
        }
    }
    if (auto put = keep_facts(transaction, served.connection, facts); !put) {
        return std::move(put).error();
    }
    if (changed(outcome.records)) {
        auto entry = store::append(transaction,
                                   {now,
                                    options.actor,
                                    "records.served",
                                    served.connection.str(),
                                    {},
                                    {},
                                    json_of(served, outcome)});
        if (!entry) {
            return std::move(entry).error();
        }
    }
    return outcome;
}

}  // namespace

Result<ServedOutcome> keep_served(store::Store& store,
                                  const Served& served,
                                  const Facts& facts,
                                  const ServedOptions& options) {
    if (served.record_count == 0 && served.lines.empty() && facts.changes().empty()) {
        return ServedOutcome{};
    }
    auto sorted =
        sort_page({served.lines, served.record_count, {}, false}, served.type, options.most_bad);
    if (!sorted) {
        return std::move(sorted).error().at("stream '" + served.stream + "'");
    }
    auto transaction = store.begin(store::Mode::write);
    if (!transaction) {
        return std::move(transaction).error();
    }
    auto outcome = put_all(*transaction, served, *sorted, facts, options);
    if (!outcome) {
        return outcome;
    }
    if (auto done = transaction->commit(); !done) {
        return std::move(done).error();
    }
    return outcome;
}

}  // namespace tiendo::sync
