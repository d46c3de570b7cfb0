#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The checks of `tiendo doctor` on a database that could be opened; why one could not be opened is
/// the error of `Store::open`.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

enum class Verdict : std::uint8_t { ok = 0, warning = 1, failed = 2 };
std::string_view to_string(Verdict verdict) noexcept;

struct Finding {
    std::string check;  ///< "integrity"
    Verdict verdict = Verdict::ok;
    std::string text;    ///< one sentence
    std::string remedy;  ///< empty where all is well
    bool operator==(const Finding&) const = default;
};

/// Pages, indexes and references between tables are sound. Reads the whole file.
Result<Finding> check_integrity(Store& store);
/// The schema is the newest one, and every migration is the one that this program knows.
Result<Finding> check_schema(Store& store);
/// The chain of the journal is whole. @param printed  as for `verify_journal`
Result<Finding> check_journal(Store& store, const std::optional<JournalHead>& printed);

struct SpaceLimits {
    std::int64_t warn_below_bytes = std::int64_t{1} << 30;   ///< 1 GiB
    std::int64_t fail_below_bytes = std::int64_t{64} << 20;  ///< 64 MiB
};
/// There is room left where the database lies.
Result<Finding> check_free_space(Store& store, const SpaceLimits& limits);
/// The write-ahead log is not growing without end: a reader that never finishes holds it.
/// @param warn_above_bytes  a usual value is 256 MiB
Result<Finding> check_log_size(Store& store, std::int64_t warn_above_bytes);

/// Moves what the write-ahead log holds into the database file and empties the log.
/// @return busy while another transaction is under way
Result<void> checkpoint(Store& store);

}  // namespace store
}  // namespace tiendo
