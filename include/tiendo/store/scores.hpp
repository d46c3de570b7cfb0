#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Files with official scores, byte for byte as they were imported. What they say is read anew each
/// time (`tiendo/ledger/official_scores.hpp`): a score has no other way into being.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

struct ScoreFile {
    std::int64_t number = 0;  ///< in the order of import, from 1
    std::string name;         ///< of the file
    std::string sha256;
    Instant at;
    std::string body;
    bool operator==(const ScoreFile&) const = default;
};

/// Append-only; what was imported stays. @return conflict where the same bytes were imported before
Result<ScoreFile> append_score_file(Transaction& tx,
                                    std::string_view name,
                                    std::string_view body,
                                    Instant at);
/// In the order of import.
Result<std::vector<ScoreFile>> list_score_files(Transaction& tx);

}  // namespace store
}  // namespace tiendo
