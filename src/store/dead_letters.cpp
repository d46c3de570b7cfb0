#include "tiendo/store/dead_letters.hpp"

#include "sql.hpp"

namespace tiendo::store {

namespace {

constexpr std::string_view columns =
    "id, connection, stream, at, code, text, remedy, payload, attempts";

DeadLetter letter_of(const Statement& row) {
    return {row.integer(0),
            ConnectionId::of(row.view(1)),
            row.text(2),
            Instant::from_unix_ms(row.integer(3)),
            row.text(4),
            row.text(5),
            row.text(6),
            row.text(7),
            static_cast<int>(row.integer(8))};
}

Result<void> check(const DeadLetter& letter) {
    constexpr std::size_t longest = std::size_t{1} << 20U;
    if (letter.payload.size() > longest) {
        return Error{ErrorCode::malformed_input,
                     "the payload of a dead letter is longer than 1 MiB",
                     "keep its beginning, and say in the text that it was cut"};
    }
    return {};
}

Error no_such_letter(std::int64_t id) {
    return Error{ErrorCode::not_found,
                 "there is no dead letter " + std::to_string(id),
                 "see which there are: tiendo sync dead"};
}

Conditions conditions_of(const DeadLetterFilter& filter) {
    return Conditions().equal("connection", filter.connection).equal("stream", filter.stream);
}

}  // namespace

Result<std::int64_t> insert_dead_letter(Transaction& tx, const DeadLetter& letter) {
    if (auto sound = check(letter); !sound) {
        return std::move(sound).error();
    }
    return guarded(tx, [&](Session& session) -> Result<std::int64_t> {
        if (auto there = connection_number(session, letter.connection); !there) {
            return std::move(there).error();
        }
        Statement insert(
            session,
            "INSERT INTO dead_letter (connection, stream, at, code, text, remedy, attempts, payload) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id");
        insert.bind_all(letter.connection.str(),
                        letter.stream,
                        letter.at.unix_ms(),
                        letter.code,
                        letter.text,
                        letter.remedy,
                        std::int64_t{letter.attempts});
        insert.bind_bytes(8, letter.payload);
        insert.step();
        const auto id = insert.integer(0);
        insert.step();
        return id;
    });
}

Result<void> update_dead_letter(Transaction& tx, const DeadLetter& letter) {
    if (auto sound = check(letter); !sound) {
        return sound;
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        Statement update(session,
                         "UPDATE dead_letter SET at = ?2, code = ?3, text = ?4, remedy = ?5, "
                         "attempts = ?6, payload = ?7 WHERE id = ?1");
        update.bind_all(letter.id,
                        letter.at.unix_ms(),
                        letter.code,
                        letter.text,
                        letter.remedy,
                        std::int64_t{letter.attempts});
        update.bind_bytes(7, letter.payload);
        return update.run() == 1 ? Result<void>() : no_such_letter(letter.id);
    });
}

Result<DeadLetter> get_dead_letter(Transaction& tx, std::int64_t id) {
    return guarded(tx, [&](Session& session) -> Result<DeadLetter> {
        Statement select(session,
                         "SELECT " + std::string(columns) + " FROM dead_letter WHERE id = ?1");
        select.bind(1, id);
        if (!select.step()) {
            return no_such_letter(id);
        }
        return letter_of(select);
    });
}

Result<void> remove_dead_letter(Transaction& tx, std::int64_t id) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        Statement remove(session, "DELETE FROM dead_letter WHERE id = ?1");
        remove.bind(1, id);
        return remove.run() == 1 ? Result<void>() : no_such_letter(id);
    });
}

Result<std::vector<DeadLetter>> list_dead_letters(Transaction& tx, const DeadLetterFilter& filter) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<DeadLetter>> {
        const auto conditions = conditions_of(filter);
        Statement select(session,
                         "SELECT " + std::string(columns) + " FROM dead_letter" +
                             conditions.where() + " ORDER BY id LIMIT :limit");
        int index = 0;
        for (const auto& value : conditions.values()) {
            select.bind(++index, value);
        }
        select.bind(++index, filter.limit);
        std::vector<DeadLetter> letters;
        while (select.step()) {
            letters.push_back(letter_of(select));
        }
        return letters;
    });
}

Result<std::optional<DeadLetter>> find_dead_letter(Transaction& tx,
                                                   const DeadLetterFilter& filter,
                                                   std::string_view payload) {
    return guarded(tx, [&](Session& session) -> Result<std::optional<DeadLetter>> {
        const auto conditions = conditions_of(filter);
        Statement select(session,
                         "SELECT " + std::string(columns) + " FROM dead_letter" +
                             conditions.where() + (conditions.where().empty() ? " WHERE" : " AND") +
                             " payload = :payload ORDER BY id LIMIT 1");
        int index = 0;
        for (const auto& value : conditions.values()) {
            select.bind(++index, value);
        }
        select.bind_bytes(++index, payload);
        return select.step() ? std::optional(letter_of(select)) : std::nullopt;
    });
}

Result<std::int64_t> count_dead_letters(Transaction& tx, const DeadLetterFilter& filter) {
    return guarded(tx, [&](Session& session) -> Result<std::int64_t> {
        const auto conditions = conditions_of(filter);
        return count_of(
            session, "SELECT count(*) FROM dead_letter" + conditions.where(), conditions.values());
    });
}

}  // namespace tiendo::store
