#include "tiendo/store/units.hpp"

#include "sql.hpp"

#include <set>
#include <string_view>

namespace tiendo::store {

namespace {

Result<void> replace(Transaction& tx, std::string_view table, std::span<const Unit> units) {
    std::set<std::string_view> ids;
    for (const auto& unit : units) {
        if (!ids.insert(unit.id.str()).second) {
            return Error{ErrorCode::conflict,
                         "two units have the id '" + unit.id.str() + "'",
                         "give each unit an id of its own"};
        }
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        const std::string name(table);
        session.soci() << "DELETE FROM " + name;
        Statement insert(session, "INSERT INTO " + name + " VALUES (?1, ?2, ?3)");
        std::int64_t position = 0;
        for (const auto& unit : units) {
            const auto body = to_json(unit);
            insert.bind_all(++position, unit.id.str(), body);
            insert.run();
        }
        return {};
    });
}

}  // namespace

Result<void> replace_units(Transaction& tx, std::span<const Unit> units) {
    return replace(tx, "unit", units);
}

Result<std::vector<Unit>> list_units(Transaction& tx) {
    return guarded(
        tx, [](Session& session) { return list_bodies<Unit>(session, "unit", {}, "position"); });
}

Result<Unit> get_unit(Transaction& tx, const UnitId& id) {
    return guarded(tx, [&](Session& session) {
        return get_body<Unit>(session,
                              "unit",
                              Conditions().equal("id", id.str()),
                              "unit '" + id.str() + "'",
                              "see which there are: tiendo units show");
    });
}

Result<void> replace_first_units(Transaction& tx, std::span<const Unit> units) {
    auto cleared = guarded(tx, [](Session& session) -> Result<void> {
        if (count_of(session, "SELECT count(*) FROM unit_entry WHERE with_list = 0", {}) != 0) {
            return Error{ErrorCode::conflict,
                         "the list of units was changed by reorganisations since it was loaded",
                         "enter what is new as an event, an amendment or a reversal"};
        }
        session.soci() << "DELETE FROM unit_entry";
        return {};
    });
    return cleared ? replace(tx, "first_unit", units) : cleared;
}

Result<std::vector<Unit>> list_first_units(Transaction& tx) {
    return guarded(tx, [](Session& session) {
        return list_bodies<Unit>(session, "first_unit", {}, "position");
    });
}

Result<void> append_unit_entry(Transaction& tx, const UnitEntry& entry) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (count_of(session, "SELECT count(*) FROM unit_entry WHERE id = :i", {entry.id}) != 0) {
            return Error{ErrorCode::conflict,
                         "an entry has the id '" + entry.id + "' already",
                         "give each event, amendment and reversal an id of its own"};
        }
        Statement insert(session,
                         "INSERT INTO unit_entry (id, at_ms, with_list, body) "
                         "VALUES (?1, ?2, ?3, ?4)");
        insert.bind_all(
            entry.id, entry.at.unix_ms(), std::int64_t{entry.with_list ? 1 : 0}, entry.body);
        insert.run();
        return {};
    });
}

Result<std::vector<UnitEntry>> list_unit_entries(Transaction& tx) {
    return guarded(tx, [](Session& session) -> Result<std::vector<UnitEntry>> {
        Statement select(session,
                         "SELECT id, at_ms, with_list, body FROM unit_entry ORDER BY position");
        std::vector<UnitEntry> entries;
        while (select.step()) {
            entries.push_back({select.text(0),
                               Instant::from_unix_ms(select.integer(1)),
                               select.integer(2) != 0,
                               select.text(3)});
        }
        return entries;
    });
}

}  // namespace tiendo::store
