#pragma once

#include "session.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/model/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::store {

/// Conditions joined by AND, with their values; an absent value asks for nothing.
class Conditions {
public:
    template <typename Kind>
    Conditions& equal(std::string_view column, const std::optional<Id<Kind>>& id) {
        return id ? equal(column, id->str()) : *this;
    }
    Conditions& equal(std::string_view column, const std::optional<std::string>& text) {
        return text ? equal(column, *text) : *this;
    }
    Conditions& equal(std::string_view column, const std::string& text) {
        const auto name = "v" + std::to_string(values_.size());
        where_.append(where_.empty() ? " WHERE " : " AND ")
            .append(column)
            .append(" = :")
            .append(name);
        values_.push_back(text);
        return *this;
    }

    /// " WHERE a = :v0 AND b = :v1", or nothing.
    [[nodiscard]] const std::string& where() const noexcept { return where_; }
    [[nodiscard]] const std::vector<std::string>& values() const noexcept { return values_; }

private:
    std::string where_;
    std::vector<std::string> values_;
};

/// The first column of each row, as text. Throws what the database throws.
std::vector<std::string> texts_of(Session& session,
                                  const std::string& query,
                                  const std::vector<std::string>& values);

/// How many rows a "SELECT count(*) …" tells.
std::int64_t count_of(Session& session,
                      const std::string& query,
                      const std::vector<std::string>& values);

/// Bodies that `to_json` wrote, read back.
template <typename T>
Result<std::vector<T>> values_of(const std::vector<std::string>& bodies) {
    std::vector<T> values;
    values.reserve(bodies.size());
    for (const auto& body : bodies) {
        auto value = from_json<T>(body);
        if (!value) {
            return std::move(value).error().at("stored value");
        }
        values.push_back(*std::move(value));
    }
    return values;
}

/// "SELECT body FROM <from> WHERE <conditions> ORDER BY <order>", read back.
template <typename T>
Result<std::vector<T>> list_bodies(Session& session,
                                   const std::string& from,
                                   const Conditions& conditions,
                                   const std::string& order) {
    return values_of<T>(
        texts_of(session,
                 "SELECT body FROM " + from + conditions.where() + " ORDER BY " + order,
                 conditions.values()));
}

/// The one body that the conditions name.
/// @param what    for the error: "cycle '2021-half-year'"
/// @param remedy  where there is none: how to see what there is
template <typename T>
Result<T> get_body(Session& session,
                   const std::string& from,
                   const Conditions& conditions,
                   const std::string& what,
                   const char* remedy) {
    const auto bodies =
        texts_of(session, "SELECT body FROM " + from + conditions.where(), conditions.values());
    if (bodies.empty()) {
        return Error{ErrorCode::not_found, "there is no " + what, remedy};
    }
    auto value = from_json<T>(bodies.front());
    if (!value) {
        return std::move(value).error().at("stored " + what);
    }
    return value;
}

/// @return not_found unless the plan is stored
Result<void> require_plan(Session& session, const PlanId& plan);
/// @return not_found unless the plan has that cycle
Result<void> require_cycle(Session& session, const PlanId& plan, const CycleId& cycle);
/// The number under which records of a connection are kept.
/// @return not_found, naming the connections that exist
Result<std::int64_t> connection_number(Session& session, const ConnectionId& id);

inline std::optional<std::int64_t> ms_of(const std::optional<Instant>& at) {
    return at ? std::optional(at->unix_ms()) : std::nullopt;
}
inline std::optional<Instant> instant_of(const std::optional<std::int64_t>& ms) {
    return ms ? std::optional(Instant::from_unix_ms(*ms)) : std::nullopt;
}
inline std::int64_t day_number(Date day) {
    return day.days().time_since_epoch().count();
}
inline Date date_of(std::int64_t number) {
    return Date::from_days(std::chrono::sys_days(std::chrono::days(number)));
}

/// A text as a JSON string, with its quotation marks.
std::string json_text(std::string_view text);

}  // namespace tiendo::store
