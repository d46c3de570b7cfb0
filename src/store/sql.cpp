#include "sql.hpp"

#include <fmt/format.h>

namespace tiendo::store {

namespace {

/// Runs a query whose rows go one by one into `row`; `fetched` is called after each.
template <typename Row, typename Fetched>
void run_query(Session& session,
               const std::string& query,
               const std::vector<std::string>& values,
               Row& row,
               const Fetched& fetched) {
    soci::statement statement(session.soci());
    for (const auto& value : values) {
        statement.exchange(soci::use(value));
    }
    statement.exchange(soci::into(row));
    statement.alloc();
    statement.prepare(query);
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
        fetched();
    }
}

}  // namespace

std::vector<std::string> texts_of(Session& session,
                                  const std::string& query,
                                  const std::vector<std::string>& values) {
    std::vector<std::string> texts;
    std::string text;
    run_query(session, query, values, text, [&] { texts.push_back(text); });
    return texts;
}

std::int64_t count_of(Session& session,
                      const std::string& query,
                      const std::vector<std::string>& values) {
    long long count = 0;
    run_query(session, query, values, count, [] {});
    return count;
}

Result<void> require_plan(Session& session, const PlanId& plan) {
    if (count_of(session, "SELECT count(*) FROM plan WHERE id = :p", {plan.str()}) == 0) {
        return Error{ErrorCode::not_found,
                     "there is no plan '" + plan.str() + "'",
                     "see which there are: tiendo plan list; or adopt it: tiendo plan adopt"};
    }
    return {};
}

Result<void> require_cycle(Session& session, const PlanId& plan, const CycleId& cycle) {
    if (count_of(session,
                 "SELECT count(*) FROM cycle WHERE plan = :p AND id = :c",
                 {plan.str(), cycle.str()}) == 0) {
        return Error{ErrorCode::not_found,
                     "plan '" + plan.str() + "' has no cycle '" + cycle.str() + "'",
                     "see its cycles: tiendo owed"};
    }
    return {};
}

Result<std::int64_t> connection_number(Session& session, const ConnectionId& id) {
    Statement select(session, "SELECT number FROM connection WHERE id = ?1");
    select.bind(1, id.str());
    if (select.step()) {
        return select.integer(0);
    }
    std::string known;
    for (const auto& each : texts_of(session, "SELECT id FROM connection ORDER BY id", {})) {
        known += (known.empty() ? "" : ", ") + each;
    }
    return Error{ErrorCode::not_found,
                 "there is no connection '" + id.str() + "'",
                 known.empty() ? "add one first: tiendo connection add" : "name one of: " + known};
}

std::string json_text(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json.append(1, '\\').append(1, c);
        } else if (byte < 0x20) {
            json += fmt::format("\\u{:04x}", byte);
        } else {
            json += c;
        }
    }
    return json + "\"";
}

}  // namespace tiendo::store
