#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The append-only record of every change (nhật ký), chained by SHA-256.
///
/// The hash of an entry is the SHA-256, in 64 lower-case hexadecimal digits, of these bytes:
///
///     tiendo-journal-1\n
///     <n>:<sequence>\n <n>:<at>\n <n>:<actor>\n <n>:<action>\n <n>:<subject>\n <n>:<why>\n
///     <n>:<before>\n <n>:<after>\n <n>:<previous hash>\n
///
/// without the blanks and line breaks shown here between the fields: `<n>` is the length of the
/// field in bytes as a decimal number, `sequence` the decimal number of the entry, `at` the
/// decimal count of milliseconds since 1970-01-01T00:00:00Z, the others UTF-8 as stored, and the
/// previous hash 64 digits (all zero for the first entry). In the database the entries are the
/// table `journal` with columns of these names (`at` is `at_ms`) and `hash`.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// What an entry says; its number and hashes are made by `append`.
struct NewEntry {
    Instant at;
    std::string actor;    ///< office, function, rule or program; never a citizen
    std::string action;   ///< "plan.adopt"
    std::string subject;  ///< what was changed
    std::string why;
    std::string before;  ///< JSON, or empty
    std::string after;   ///< JSON, or empty
};

/// How long the journal is and what its last entry hashes to. Reports print it, so that a tail cut
/// off later shows.
struct JournalHead {
    std::int64_t count = 0;
    std::string hash = std::string(64, '0');
    bool operator==(const JournalHead&) const = default;
};

/// @return malformed_input for a text that is not UTF-8 or longer than 16 MiB
Result<JournalEntry> append(Transaction& tx, const NewEntry& entry);

Result<JournalHead> journal_head(Transaction& tx);
/// The head that the journal had when what was known at `known_at` was all (store/versions.hpp): up
/// to the last entry with a version recorded by then, and on to the first that is dated later.
Result<JournalHead> journal_head_known_at(Transaction& tx, Instant known_at);

struct JournalFilter {
    std::int64_t from = 1;           ///< first sequence
    std::int64_t limit = 1000;       ///< entries at most
    std::string action_prefix = {};  ///< "plan." ; empty: all
    std::string subject = {};        ///< exactly; empty: all
};
/// Entries in order.
Result<std::vector<JournalEntry>> read_journal(Transaction& tx, const JournalFilter& filter);

/// Gives all entries to `each` in order, one at a time, until one of them fails.
/// @return what `each` failed with
Result<void> for_each_entry(Transaction& tx,
                            const std::function<Result<void>(const JournalEntry&)>& each);

/// An entry as a line of an auditor's export: a JSON object with the fields of the hash rule under
/// the names of the columns, `at` in milliseconds, and `hash`; ends with a line feed.
std::string export_line(const JournalEntry& entry);
/// The last line of an export: {"count":N,"head":"HASH"}.
std::string export_last_line(const JournalHead& head);

enum class JournalFaultKind : std::uint8_t {
    changed = 0,    ///< the entry no longer hashes to what was recorded
    missing = 1,    ///< the entry is gone
    reordered = 2,  ///< the entry stands at a number it was not written with
    cut = 3,        ///< entries at the end are gone
};
std::string_view to_string(JournalFaultKind kind) noexcept;

struct JournalFault {
    JournalFaultKind kind = JournalFaultKind::changed;
    std::int64_t sequence = 0;  ///< the first entry that is wrong or gone
    std::string text;           ///< one sentence
    bool operator==(const JournalFault&) const = default;
};

struct JournalCheck {
    JournalHead head;                   ///< as recomputed over the entries that are there
    std::optional<JournalFault> fault;  ///< the first one; absent: sound
};

/// Recomputes the whole chain.
/// @param printed  the head that an earlier report shows, where there is one: the entry of that
///                 number must still hash to it
Result<JournalCheck> verify_journal(Transaction& tx, const std::optional<JournalHead>& printed);

/// The hash of an entry by the rule above; `entry.hash` is not looked at.
std::string journal_hash(const JournalEntry& entry);

}  // namespace store
}  // namespace tiendo
