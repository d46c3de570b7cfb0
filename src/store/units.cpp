#include "tiendo/store/units.hpp"

#include "sql.hpp"

#include <set>
#include <string_view>

namespace tiendo::store {

Result<void> replace_units(Transaction& tx, std::span<const Unit> units) {
    std::set<std::string_view> ids;
    for (const auto& unit : units) {
        if (!ids.insert(unit.id.str()).second) {
            return Error{ErrorCode::conflict,
                         "two units have the id '" + unit.id.str() + "'",
                         "give each unit an id of its own"};
        }
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        session.soci() << "DELETE FROM unit";
        Statement insert(session, "INSERT INTO unit VALUES (?1, ?2, ?3)");
        std::int64_t position = 0;
        for (const auto& unit : units) {
            const auto body = to_json(unit);
            insert.bind_all(++position, unit.id.str(), body);
            insert.run();
        }
        return {};
    });
}

Result<std::vector<Unit>> list_units(Transaction& tx) {
    return guarded(
        tx, [](Session& session) { return list_bodies<Unit>(session, "unit", {}, "position"); });
}

Result<Unit> get_unit(Transaction& tx, const UnitId& id) {
    return guarded(tx, [&](Session& session) {
        return get_body<Unit>(
            session, "unit", Conditions().equal("id", id.str()), "unit '" + id.str() + "'");
    });
}

}  // namespace tiendo::store
