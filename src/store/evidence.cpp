#include "tiendo/store/evidence.hpp"

#include "row_set.hpp"
#include "sql.hpp"
#include "versions.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace tiendo::store {

namespace {

Error of_another(const std::string& what) {
    return Error{ErrorCode::malformed_input,
                 what + " is of another plan, cycle or rule than the one replaced",
                 "replace each rule's rows on their own"};
}

std::optional<std::string> text_of(const std::optional<UnitId>& unit) {
    return unit ? std::optional(unit->str()) : std::nullopt;
}

Result<std::vector<SetRow>> set_of(std::span<const Evidence> rows) {
    std::vector<SetRow> set;
    set.reserve(rows.size());
    std::unordered_set<std::string_view> ids;
    for (const auto& row : rows) {
        if (!ids.insert(row.id.str()).second) {
            return Error{ErrorCode::conflict,
                         "two pieces of evidence have the id '" + row.id.str() + "'",
                         "give each an id of its own"};
        }
        set.push_back({row.id.str(), 0, to_json(row)});
    }
    return set;
}

/// Measures have no id: a figure is known by its place in what the rule gave for the cycle.
SetRow set_row(const CycleId& cycle, std::string_view rule, std::int64_t place, std::string body) {
    return {cycle.str() + "/" + std::string(rule) + "/" + std::to_string(place),
            place,
            std::move(body)};
}

std::vector<SetRow> set_of(const CycleId& cycle,
                           std::string_view rule,
                           std::span<const Measure> rows) {
    std::vector<SetRow> set;
    set.reserve(rows.size());
    for (const auto& row : rows) {
        set.push_back(set_row(cycle, rule, std::ssize(set), to_json(row)));
    }
    return set;
}

std::vector<SetRow> stored_evidence(Session& session, const PlanId& plan, std::string_view rule) {
    Statement select(session,
                     "SELECT position, id, body FROM evidence WHERE plan = ?1 AND rule = ?2");
    select.bind_all(plan.str(), rule);
    std::vector<SetRow> set;
    while (select.step()) {
        set.push_back({select.text(1), 0, select.text(2), select.integer(0)});
    }
    return set;
}

std::vector<SetRow> stored_measures(Session& session,
                                    const PlanId& plan,
                                    const CycleId& cycle,
                                    std::string_view rule) {
    Statement select(session,
                     "SELECT position, body FROM measure WHERE plan = ?1 AND cycle = ?2 AND "
                     "rule = ?3 ORDER BY position");
    select.bind_all(plan.str(), cycle.str(), rule);
    std::vector<SetRow> set;
    while (select.step()) {
        set.push_back(set_row(cycle, rule, std::ssize(set), select.text(1)));
        set.back().stored_at = select.integer(0);
    }
    return set;
}

void remove_rows(Session& session, const std::string& table, const SetChange& change) {
    Statement remove(session, "DELETE FROM " + table + " WHERE position = ?1");
    for (const auto* row : change.gone) {
        remove.bind_all(row->stored_at);
        remove.run();
    }
}

/// Rows as they were known, read back; those that `wanted` does not want are left out.
template <typename T, typename Wanted>
Result<std::vector<std::pair<std::int64_t, T>>> read_back(const std::vector<KnownRow>& rows,
                                                          const Wanted& wanted) {
    std::vector<std::pair<std::int64_t, T>> values;
    for (const auto& row : rows) {
        auto value = from_json<T>(row.body);
        if (!value) {
            return std::move(value).error().at("stored version");
        }
        if (wanted(*value)) {
            values.emplace_back(row.position, *std::move(value));
        }
    }
    return values;
}

template <typename T>
std::vector<T> without_places(std::vector<std::pair<std::int64_t, T>> rows) {
    std::vector<T> values;
    values.reserve(rows.size());
    for (auto& [place, value] : rows) {
        values.push_back(std::move(value));
    }
    return values;
}

template <typename T>
bool agrees(const std::optional<T>& wanted, const T& value) {
    return !wanted || *wanted == value;
}
bool agrees(const std::optional<UnitId>& wanted, const std::optional<UnitId>& value) {
    return !wanted || wanted == value;
}

Result<std::vector<Evidence>> evidence_known(Session& session, const EvidenceFilter& filter) {
    auto rows = read_back<Evidence>(
        known_rows(session, VersionKind::evidence, filter.plan, {}, *filter.known_at),
        [&](const Evidence& each) {
            return agrees(filter.node, each.node) && agrees(filter.unit, each.unit) &&
                   agrees(filter.rule, each.rule);
        });
    return rows ? Result<std::vector<Evidence>>(without_places(*std::move(rows)))
                : std::move(rows).error();
}

Result<std::vector<Measure>> measures_known(Session& session, const MeasureFilter& filter) {
    auto rows = read_back<Measure>(
        known_rows(session,
                   VersionKind::measure,
                   filter.plan,
                   filter.cycle ? filter.cycle->str() + "/" : std::string(),
                   *filter.known_at),
        [&](const Measure& each) {
            return agrees(filter.cycle, each.cycle) && agrees(filter.unit, each.unit) &&
                   agrees(filter.code, each.code);
        });
    if (!rows) {
        return std::move(rows).error();
    }
    std::ranges::sort(*rows, {}, [](const auto& row) {
        return std::tuple<const PlanId&, const CycleId&, std::string_view, std::int64_t>(
            row.second.plan, row.second.cycle, row.second.rule, row.first);
    });
    return without_places(*std::move(rows));
}

/// The order does not hang on what was stored when, so that it is the same for what was known.
/// Sorted by one text each: rows are large, and differ behind a long beginning that they share.
std::vector<Evidence> in_order(std::vector<Evidence> rows) {
    std::vector<std::pair<std::string, std::size_t>> keys;
    keys.reserve(rows.size());
    for (const auto& each : rows) {
        const auto day = each.record.day.iso();
        std::string key;
        for (const std::string_view part : {std::string_view(each.plan.str()),
                                            std::string_view(each.rule),
                                            std::string_view(each.node.str()),
                                            std::string_view(day),
                                            std::string_view(each.record.connection.str()),
                                            std::string_view(each.record.id),
                                            std::string_view(each.id.str())}) {
            key.append(part).push_back('\0');
        }
        keys.emplace_back(std::move(key), keys.size());
    }
    std::ranges::sort(keys);
    std::vector<Evidence> sorted;
    sorted.reserve(rows.size());
    for (const auto& [key, place] : keys) {
        sorted.push_back(std::move(rows[place]));
    }
    return sorted;
}

}  // namespace

Result<void> replace_evidence(Transaction& tx,
                              const PlanId& plan,
                              std::string_view rule,
                              std::span<const Evidence> rows) {
    for (const auto& row : rows) {
        if (row.plan != plan || row.rule != rule) {
            return of_another("evidence '" + row.id.str() + "'");
        }
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_plan(session, plan); !there) {
            return there;
        }
        const auto after = set_of(rows);
        if (!after) {
            return after.error();
        }
        const auto before = stored_evidence(session, plan, rule);
        const auto change = change_between(before, *after);
        remove_rows(session, "evidence", change);
        const auto row_of = [&](const SetRow* row) -> const Evidence& {
            return rows[static_cast<std::size_t>(row - after->data())];
        };
        Statement update(session,
                         "UPDATE evidence SET node = ?2, unit = ?3, body = ?4 WHERE position = ?1");
        for (const auto& [was, is] : change.changed) {
            const auto& row = row_of(is);
            const auto unit = text_of(row.unit);
            update.bind_all(was->stored_at, row.node.str(), unit, is->body);
            update.run();
        }
        Statement insert(session,
                         "INSERT INTO evidence (id, plan, rule, node, unit, body) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        for (const auto* each : change.come) {
            const auto& row = row_of(each);
            const auto unit = text_of(row.unit);
            insert.bind_all(each->id, plan.str(), rule, row.node.str(), unit, each->body);
            insert.run();
        }
        note(session, VersionKind::evidence, plan, change);
        return {};
    });
}

Result<std::vector<Evidence>> list_evidence(Transaction& tx, const EvidenceFilter& filter) {
    return guarded(tx, [&](Session& session) {
        auto rows = filter.known_at ? evidence_known(session, filter)
                                    : list_bodies<Evidence>(session,
                                                            "evidence",
                                                            Conditions()
                                                                .equal("plan", filter.plan)
                                                                .equal("node", filter.node)
                                                                .equal("unit", filter.unit)
                                                                .equal("rule", filter.rule),
                                                            "position");
        return rows ? Result<std::vector<Evidence>>(in_order(*std::move(rows))) : std::move(rows);
    });
}

Result<Evidence> get_evidence(Transaction& tx, const EvidenceId& id) {
    return guarded(tx, [&](Session& session) {
        return get_body<Evidence>(session,
                                  "evidence",
                                  Conditions().equal("id", id.str()),
                                  "evidence '" + id.str() + "'",
                                  "see what a figure counts: tiendo explain");
    });
}

Result<void> replace_measures(Transaction& tx,
                              const PlanId& plan,
                              const CycleId& cycle,
                              std::string_view rule,
                              std::span<const Measure> rows) {
    for (const auto& row : rows) {
        if (row.plan != plan || row.cycle != cycle || row.rule != rule) {
            return of_another("measure '" + row.code + "'");
        }
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_cycle(session, plan, cycle); !there) {
            return there;
        }
        const auto after = set_of(cycle, rule, rows);
        const auto before = stored_measures(session, plan, cycle, rule);
        const auto change = change_between(before, after);
        remove_rows(session, "measure", change);
        Statement update(session,
                         "UPDATE measure SET unit = ?2, code = ?3, body = ?4 WHERE position = ?1");
        for (const auto& [was, is] : change.changed) {
            const auto& row = rows[static_cast<std::size_t>(is->position)];
            const auto unit = text_of(row.unit);
            update.bind_all(was->stored_at, unit, row.code, is->body);
            update.run();
        }
        Statement insert(session,
                         "INSERT INTO measure (plan, cycle, rule, unit, code, body) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        for (const auto* each : change.come) {
            const auto& row = rows[static_cast<std::size_t>(each->position)];
            const auto unit = text_of(row.unit);
            insert.bind_all(plan.str(), cycle.str(), rule, unit, row.code, each->body);
            insert.run();
        }
        note(session, VersionKind::measure, plan, change);
        return {};
    });
}

Result<std::vector<Measure>> list_measures(Transaction& tx, const MeasureFilter& filter) {
    return guarded(tx, [&](Session& session) {
        return filter.known_at ? measures_known(session, filter)
                               : list_bodies<Measure>(session,
                                                      "measure",
                                                      Conditions()
                                                          .equal("plan", filter.plan)
                                                          .equal("cycle", filter.cycle)
                                                          .equal("unit", filter.unit)
                                                          .equal("code", filter.code),
                                                      "plan, cycle, rule, position");
    });
}

}  // namespace tiendo::store
