#include "tiendo/store/journal.hpp"

#include "sql.hpp"
#include "versions.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace tiendo::store {

namespace {

constexpr EnumNames<JournalFaultKind, 4> fault_kinds{"journal fault",
                                                     {{{JournalFaultKind::changed, "changed"},
                                                       {JournalFaultKind::missing, "missing"},
                                                       {JournalFaultKind::reordered, "reordered"},
                                                       {JournalFaultKind::cut, "cut"}}}};

constexpr std::string_view columns =
    "sequence, at_ms, actor, action, subject, why, before, after, previous_hash, hash";

JournalEntry entry_of(const Statement& row) {
    return {row.integer(0),
            Instant::from_unix_ms(row.integer(1)),
            row.text(2),
            row.text(3),
            row.text(4),
            row.text(5),
            row.text(6),
            row.text(7),
            row.text(8),
            row.text(9)};
}

Result<void> check(const NewEntry& entry) {
    constexpr std::size_t longest = std::size_t{16} << 20U;
    using Field = std::pair<std::string_view, std::string_view>;
    for (const auto& [name, text] : std::array<Field, 6>{{{"actor", entry.actor},
                                                          {"action", entry.action},
                                                          {"subject", entry.subject},
                                                          {"why", entry.why},
                                                          {"before", entry.before},
                                                          {"after", entry.after}}}) {
        if (text.size() > longest || first_invalid_utf8(text)) {
            return Error{ErrorCode::malformed_input,
                         "the field '" + std::string(name) + "' is " +
                             (text.size() > longest ? "longer than 16 MiB" : "not UTF-8"),
                         "correct it and try again"}
                .at("journal entry '" + entry.action.substr(0, 60) + "'");
        }
    }
    return {};
}

JournalHead head_of(Session& session) {
    JournalHead head;
    long long count = 0;
    session.soci() << "SELECT count, hash FROM journal_head", soci::into(count),
        soci::into(head.hash);
    head.count = count;
    return head;
}

/// The sequence with which `entry` hashes to what is recorded, where there is one.
std::optional<std::int64_t> written_as(JournalEntry entry, std::int64_t greatest) {
    for (entry.sequence = 1; entry.sequence <= greatest; ++entry.sequence) {
        if (journal_hash(entry) == entry.hash) {
            return entry.sequence;
        }
    }
    return std::nullopt;
}

/// True where some entry, wherever it stands now, was written with this sequence.
bool stands_elsewhere(Session& session, std::int64_t sequence) {
    Statement select(session, "SELECT " + std::string(columns) + " FROM journal ORDER BY sequence");
    while (select.step()) {
        auto entry = entry_of(select);
        entry.sequence = sequence;
        if (journal_hash(entry) == entry.hash) {
            return true;
        }
    }
    return false;
}

JournalFault fault(JournalFaultKind kind, std::int64_t sequence, const std::string& text) {
    return {kind, sequence, "journal entry " + std::to_string(sequence) + " " + text};
}

/// Why an entry that stands at `sequence` does not hash to what is recorded.
JournalFault explain(Session& session, const JournalEntry& entry, std::int64_t greatest) {
    const auto original = written_as(entry, greatest);
    if (!original) {
        return fault(JournalFaultKind::changed,
                     entry.sequence,
                     "does not hash to what was recorded: it was changed");
    }
    if (stands_elsewhere(session, entry.sequence)) {
        return fault(JournalFaultKind::reordered,
                     entry.sequence,
                     "was written as entry " + std::to_string(*original) +
                         ": entries were put in another order");
    }
    return fault(JournalFaultKind::missing,
                 entry.sequence,
                 "is gone: entry " + std::to_string(*original) + " was put in its place");
}

/// Walks the chain up to the first fault; `head` is how far it was sound.
std::optional<JournalFault> walk(Session& session,
                                 const std::optional<JournalHead>& printed,
                                 JournalHead& head) {
    const auto greatest = head_of(session).count;
    Statement select(session, "SELECT " + std::string(columns) + " FROM journal ORDER BY sequence");
    while (select.step()) {
        const auto entry = entry_of(select);
        const auto expected = head.count + 1;
        if (entry.sequence != expected) {
            return fault(JournalFaultKind::missing, expected, "is gone");
        }
        if (journal_hash(entry) != entry.hash) {
            return explain(session, entry, greatest + 1000);
        }
        if (entry.previous_hash != head.hash) {
            // The entry itself is sound, so what stood before it when it was written is not there.
            return fault(JournalFaultKind::changed,
                         std::max<std::int64_t>(head.count, 1),
                         "is not the one that the next entry was written after: it was replaced");
        }
        head = {entry.sequence, entry.hash};
        if (printed && printed->count == head.count && printed->hash != head.hash) {
            return fault(JournalFaultKind::changed,
                         head.count,
                         "is not the one whose hash was printed: the journal was rewritten");
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(JournalFaultKind kind) noexcept {
    return fault_kinds.name(kind);
}

std::string journal_hash(const JournalEntry& entry) {
    std::string bytes = "tiendo-journal-1\n";
    const auto put = [&](std::string_view text) {
        bytes.append(std::to_string(text.size())).append(":").append(text).append("\n");
    };
    put(std::to_string(entry.sequence));
    put(std::to_string(entry.at.unix_ms()));
    put(entry.actor);
    put(entry.action);
    put(entry.subject);
    put(entry.why);
    put(entry.before);
    put(entry.after);
    put(entry.previous_hash);
    return sha256_hex(bytes);
}

Result<JournalEntry> append(Transaction& tx, const NewEntry& entry) {
    if (auto sound = check(entry); !sound) {
        return std::move(sound).error();
    }
    return guarded(tx, [&](Session& session) -> Result<JournalEntry> {
        const auto head = head_of(session);
        JournalEntry made{head.count + 1,
                          entry.at,
                          entry.actor,
                          entry.action,
                          entry.subject,
                          entry.why,
                          entry.before,
                          entry.after,
                          head.hash,
                          {}};
        made.hash = journal_hash(made);
        Statement insert(session,
                         "INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        insert.bind_all(made.sequence,
                        made.at.unix_ms(),
                        made.actor,
                        made.action,
                        made.subject,
                        made.why,
                        made.before,
                        made.after,
                        made.previous_hash,
                        made.hash);
        insert.run();
        Statement move(session, "UPDATE journal_head SET count = ?1, hash = ?2");
        move.bind_all(made.sequence, made.hash);
        move.run();
        write_versions(session, made);
        return made;
    });
}

Result<JournalHead> journal_head(Transaction& tx) {
    return guarded(tx, [](Session& session) -> Result<JournalHead> { return head_of(session); });
}

Result<JournalHead> journal_head_known_at(Transaction& tx, Instant known_at) {
    return guarded(tx, [&](Session& session) -> Result<JournalHead> {
        const auto first_row = [&](std::string_view query, std::int64_t first, std::int64_t none) {
            Statement select(session, query);
            select.bind_all(first, known_at.unix_ms());
            return select.step() ? select.integer(0) : none;
        };
        // Versions are numbered in the order in which they were recorded.
        const auto version = first_row(
            "SELECT number FROM ledger_version WHERE number > ?1 AND recorded_at <= ?2 "
            "ORDER BY number DESC LIMIT 1",
            0,
            0);
        const auto known = first_row(
            "SELECT sequence FROM ledger_version WHERE number = ?1 AND ?2 = ?2", version, 0);
        const auto end = std::numeric_limits<std::int64_t>::max();
        const auto later = std::min(
            first_row("SELECT sequence FROM ledger_version WHERE number = ?1 + 1 AND ?2 = ?2",
                      version,
                      end),
            first_row("SELECT sequence FROM journal WHERE sequence > ?1 AND at_ms > ?2 "
                      "ORDER BY sequence LIMIT 1",
                      known,
                      end));
        Statement select(session,
                         "SELECT sequence, hash FROM journal WHERE sequence < ?1 "
                         "ORDER BY sequence DESC LIMIT 1");
        select.bind(1, later);
        return select.step() ? JournalHead{select.integer(0), select.text(1)} : JournalHead{};
    });
}

Result<std::vector<JournalEntry>> read_journal(Transaction& tx, const JournalFilter& filter) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<JournalEntry>> {
        Statement select(session,
                         "SELECT " + std::string(columns) +
                             " FROM journal WHERE sequence >= ?1 "
                             "AND (?2 = '' OR substr(action, 1, length(?2)) = ?2) "
                             "AND (?3 = '' OR subject = ?3) ORDER BY sequence LIMIT ?4");
        select.bind_all(filter.from, filter.action_prefix, filter.subject, filter.limit);
        std::vector<JournalEntry> entries;
        while (select.step()) {
            entries.push_back(entry_of(select));
        }
        return entries;
    });
}

Result<void> for_each_entry(Transaction& tx,
                            const std::function<Result<void>(const JournalEntry&)>& each) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        Statement select(session,
                         "SELECT " + std::string(columns) + " FROM journal ORDER BY sequence");
        while (select.step()) {
            if (auto done = each(entry_of(select)); !done) {
                return done;
            }
        }
        return {};
    });
}

Result<JournalCheck> verify_journal(Transaction& tx, const std::optional<JournalHead>& printed) {
    return guarded(tx, [&](Session& session) -> Result<JournalCheck> {
        JournalCheck check;
        check.fault = walk(session, printed, check.head);
        if (check.fault) {
            return check;
        }
        const auto recorded = head_of(session);
        const auto longest = std::max(recorded.count, printed ? printed->count : 0);
        if (longest > check.head.count) {
            check.fault = fault(
                JournalFaultKind::cut,
                check.head.count + 1,
                "and what came after it, up to " + std::to_string(longest) + ", were cut off");
        } else if (recorded != check.head) {
            check.fault = fault(JournalFaultKind::changed,
                                check.head.count,
                                "is not the last one that was recorded: it was replaced");
        }
        return check;
    });
}

}  // namespace tiendo::store
