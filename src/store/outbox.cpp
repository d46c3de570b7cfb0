#include "tiendo/store/outbox.hpp"

#include "outbox_rows.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/enum_names.hpp"
#include "tiendo/model/record.hpp"

#include <algorithm>
#include <limits>

namespace tiendo::store {

namespace {

constexpr EnumNames<OutboxState, 6> states{"state of a delivery",
                                           {{{OutboxState::waiting, "waiting"},
                                             {OutboxState::sending, "sending"},
                                             {OutboxState::unknown, "unknown"},
                                             {OutboxState::dead, "dead"},
                                             {OutboxState::delivered, "delivered"},
                                             {OutboxState::discarded, "discarded"}}}};

std::int64_t number_of(OutboxState state) {
    return static_cast<std::int64_t>(state);
}

Error refused(std::string sentence, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(sentence), std::move(remedy)};
}

bool is_key(std::string_view key) {
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

Result<void> check(const NewDelivery& delivery) {
    if (!is_key(delivery.key)) {
        return refused("a key of " + std::to_string(delivery.key.size()) +
                           " bytes, or with signs "
                           "that a key cannot have",
                       "use 1 to 64 of A-Z, a-z, 0-9, '-' and '_'");
    }
    if (delivery.stream.empty() || delivery.stream.size() > 200 || delivery.group.size() > 200) {
        return refused(
            "its stream and its group take at most 200 bytes, and there is no delivery "
            "without a stream",
            "shorten them");
    }
    return check_outbox_record(delivery.record);
}

/// What an equal key means: the same thing again, or another one under its name.
Result<PutOutcome> compare(Session& session, const NewDelivery& delivery, std::int64_t connection) {
    Statement select(session,
                     "SELECT o.connection, o.stream, o.group_key, coalesce(r.original, r.record), "
                     "p.sha256 FROM outbox o LEFT JOIN outbox_record r ON r.number = o.number "
                     "LEFT JOIN outbox_purged p ON p.number = o.number WHERE o.key = ?1");
    select.bind(1, delivery.key);
    if (select.step() && select.integer(0) == connection && select.view(1) == delivery.stream &&
        select.view(2) == delivery.group) {
        const auto digest = select.maybe_text(4);
        if (digest ? *digest == sha256_hex(delivery.record) : select.view(3) == delivery.record) {
            return PutOutcome::known;
        }
    }
    return Error{ErrorCode::conflict,
                 "another delivery was put under its key before",
                 "give each delivery a key of its own; it is what the other side knows it by"};
}

/// Whether a delivery waits behind another one: an open one of its group with a smaller number.
bool stands_behind(Session& session,
                   std::int64_t connection,
                   std::string_view group,
                   std::int64_t number) {
    Statement select(session,
                     "SELECT 1 FROM outbox WHERE connection = ?1 AND group_key = ?2 AND state < 4 "
                     "AND group_key <> '' AND number < ?3 LIMIT 1");
    select.bind_all(connection, group, number);
    return select.step();
}

Result<PutOutcome> put(Session& session, const NewDelivery& delivery) {
    auto connection = connection_number(session, delivery.connection);
    if (!connection) {
        return std::move(connection).error();
    }
    constexpr auto last_number = std::numeric_limits<std::int64_t>::max();
    const bool behind =
        !delivery.group.empty() && stands_behind(session, *connection, delivery.group, last_number);
    const auto at = delivery.at.unix_ms();
    Statement insert(session,
                     "INSERT INTO outbox (connection, stream, group_key, key, state, attempts, "
                     "tries, probes, together, next_at, lease_owner, foreign_id, cause, message, "
                     "remedy, conflict, created_at, changed_at) "
                     "VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, 0, ?5, '', '', '', '', '', '', ?6, ?6) "
                     "ON CONFLICT (key) DO NOTHING");
    insert.bind_all(*connection,
                    delivery.stream,
                    delivery.group,
                    delivery.key,
                    behind ? std::nullopt : std::optional(at),
                    at);
    if (insert.run() == 1) {
        // Not RETURNING, which makes a table for its rows each time and takes twice as long.
        const std::int64_t number = sqlite3_last_insert_rowid(session.native());
        Statement record(session, "INSERT INTO outbox_record (number, record) VALUES (?1, ?2)");
        record.bind_all(number, delivery.record);
        record.run();
        return PutOutcome::added;
    }
    return compare(session, delivery, *connection);
}

/// The conditions of a filter; each open state is one that an index knows (schema.cpp).
class Selection {
public:
    static Result<Selection> of(Session& session, const OutboxFilter& filter) {
        Selection made;
        if (filter.connection) {
            auto number = connection_number(session, *filter.connection);
            if (!number) {
                return std::move(number).error();
            }
            made.connection_ = *number;
            made.where_ += " AND o.connection = :connection";
        }
        if (filter.cause) {
            made.cause_ = *filter.cause;
            made.where_ += " AND o.cause = :cause";
        }
        if (filter.state) {
            made.where_ += state_condition(*filter.state);
        }
        return made;
    }

    [[nodiscard]] const std::string& where() const noexcept { return where_; }
    void bind(Statement& statement) const {
        int index = 0;
        if (connection_) {
            statement.bind(++index, *connection_);
        }
        if (cause_) {
            statement.bind(++index, *cause_);
        }
    }
    [[nodiscard]] int bound() const noexcept { return (connection_ ? 1 : 0) + (cause_ ? 1 : 0); }

private:
    static std::string state_condition(OutboxState state) {
        switch (state) {
            case OutboxState::waiting:
                return " AND o.state = 0 AND (o.next_at IS NOT NULL OR (o.state < 4 AND "
                       "o.group_key <> ''))";
            case OutboxState::sending: return " AND o.state = 1 AND o.next_at IS NOT NULL";
            case OutboxState::unknown: return " AND o.state = 2 AND o.state IN (2, 3)";
            case OutboxState::dead: return " AND o.state = 3 AND o.state IN (2, 3)";
            case OutboxState::delivered: return " AND o.state = 4";
            case OutboxState::discarded: return " AND o.state = 5";
        }
        return {};
    }

    std::string where_;
    std::optional<std::int64_t> connection_;
    std::optional<std::string> cause_;
};

/// Lets the first open one of a group go, where it waits behind nobody any more.
void let_the_next_go(Session& session, const OutboxItem& ended) {
    Statement update(session,
                     "UPDATE outbox SET next_at = ?3 WHERE state = 0 AND next_at IS NULL AND "
                     "number = (SELECT number FROM outbox WHERE connection = "
                     "(SELECT number FROM connection WHERE id = ?1) AND group_key = ?2 AND "
                     "state < 4 AND group_key <> '' ORDER BY number LIMIT 1)");
    update.bind_all(ended.connection.str(), ended.group, ended.changed_at.unix_ms());
    update.run();
}

bool change(Session& session, const OutboxItem& before, const OutboxItem& after) {
    auto next_at = ms_of(after.next_at);
    if (after.state == OutboxState::waiting && !after.group.empty()) {
        const auto connection = connection_number(session, after.connection);
        if (connection && stands_behind(session, *connection, after.group, after.number)) {
            next_at.reset();
        }
    }
    Statement update(session,
                     "UPDATE outbox SET state = ?6, attempts = ?7, tries = ?8, probes = ?9, "
                     "together = ?10, next_at = ?11, lease_owner = ?12, foreign_id = ?13, "
                     "cause = ?14, message = ?15, remedy = ?16, conflict = ?17, changed_at = ?18 "
                     "WHERE number = ?1 AND state = ?2 AND attempts = ?3 AND probes = ?4 AND "
                     "lease_owner = ?5");
    update.bind_all(before.number,
                    number_of(before.state),
                    before.attempts,
                    before.probes,
                    before.lease_owner,
                    number_of(after.state),
                    after.attempts,
                    after.tries,
                    after.probes,
                    after.together,
                    next_at,
                    after.lease_owner,
                    after.foreign_id,
                    after.cause,
                    after.message,
                    after.remedy,
                    after.conflict,
                    after.changed_at.unix_ms());
    if (update.run() == 0) {
        return false;
    }
    if (before.record != after.record || before.original != after.original) {
        Statement edit(session,
                       "UPDATE outbox_record SET record = ?2, original = ?3 WHERE number = ?1");
        edit.bind_all(before.number, after.record, after.original);
        edit.run();
    }
    if (!after.group.empty() && has_ended(after.state) && !has_ended(before.state)) {
        let_the_next_go(session, after);
    }
    return true;
}

}  // namespace

std::string_view to_string(OutboxState state) noexcept {
    return states.name(state);
}

Result<OutboxState> parse_outbox_state(std::string_view text) {
    return states.parse(text);
}

bool has_ended(OutboxState state) noexcept {
    return state == OutboxState::delivered || state == OutboxState::discarded;
}

OutboxItem outbox_item_of(const Statement& row) {
    OutboxItem item;
    item.number = row.integer(0);
    item.connection = ConnectionId::of(row.view(1));
    item.stream = row.text(2);
    item.group = row.text(3);
    item.key = row.text(4);
    item.state = static_cast<OutboxState>(row.integer(5));
    item.attempts = row.integer(6);
    item.tries = row.integer(7);
    item.probes = row.integer(8);
    item.together = row.integer(9);
    item.next_at = instant_of(row.maybe_integer(10));
    item.lease_owner = row.text(11);
    item.foreign_id = row.text(12);
    item.cause = row.text(13);
    item.message = row.text(14);
    item.remedy = row.text(15);
    item.conflict = row.text(16);
    item.created_at = Instant::from_unix_ms(row.integer(17));
    item.changed_at = Instant::from_unix_ms(row.integer(18));
    item.record = row.text(19);
    item.original = row.maybe_text(20);
    item.purged = row.text(21);
    return item;
}

Result<void> check_outbox_record(std::string_view record) {
    constexpr std::size_t longest = std::size_t{8} << 20U;
    if (record.size() > longest) {
        return refused("its record has " + std::to_string(record.size()) + " bytes",
                       "send at most 8 MiB in one record");
    }
    if (record.find('\n') != std::string_view::npos) {
        return refused("its record is not on one line", "write the JSON without line feeds");
    }
    auto parsed = parse_record_lines(record, 1);
    if (!parsed) {
        return std::move(parsed).error().at("record");
    }
    return parsed->size() == 1 ? Result<void>() : refused("it has no record", "give it one");
}

Result<PutOutcome> put_outbox(Transaction& tx, const NewDelivery& delivery) {
    const auto place = "delivery '" + delivery.key.substr(0, 64) + "'";
    if (auto sound = check(delivery); !sound) {
        return std::move(sound).error().at(place);
    }
    auto put_in = guarded(tx, [&](Session& session) { return put(session, delivery); });
    return put_in ? std::move(put_in) : std::move(put_in).error().at(place);
}

Result<OutboxItem> get_outbox(Transaction& tx, std::string_view key) {
    return guarded(tx, [&](Session& session) -> Result<OutboxItem> {
        Statement select(session, std::string(select_outbox) + " WHERE o.key = ?1");
        select.bind(1, key);
        if (!select.step()) {
            return Error{ErrorCode::not_found,
                         "there is no delivery '" + std::string(key.substr(0, 64)) + "'",
                         "see which there are: tiendo outbox list"};
        }
        return outbox_item_of(select);
    });
}

Result<std::vector<OutboxItem>> list_outbox(Transaction& tx, const OutboxFilter& filter) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<OutboxItem>> {
        auto selection = Selection::of(session, filter);
        if (!selection) {
            return std::move(selection).error();
        }
        Statement select(session,
                         std::string(select_outbox) + " WHERE TRUE" + selection->where() +
                             " AND o.number > :after ORDER BY o.number LIMIT :limit");
        selection->bind(select);
        select.bind(selection->bound() + 1, filter.after);
        select.bind(selection->bound() + 2, filter.limit);
        std::vector<OutboxItem> items;
        while (select.step()) {
            items.push_back(outbox_item_of(select));
        }
        return items;
    });
}

Result<std::int64_t> count_outbox(Transaction& tx, const OutboxFilter& filter) {
    return guarded(tx, [&](Session& session) -> Result<std::int64_t> {
        auto selection = Selection::of(session, filter);
        if (!selection) {
            return std::move(selection).error();
        }
        Statement select(session, "SELECT count(*) FROM outbox o WHERE TRUE" + selection->where());
        selection->bind(select);
        return select.step() ? select.integer(0) : 0;
    });
}

Result<bool> change_outbox(Transaction& tx, const OutboxItem& before, const OutboxItem& after) {
    return guarded(
        tx, [&](Session& session) -> Result<bool> { return change(session, before, after); });
}

}  // namespace tiendo::store
