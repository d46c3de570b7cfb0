#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/store/store.hpp"

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <utility>
#include <vector>

/// What the benchmarks of records are measured against.
namespace tiendo::bench {

/// The value; the end of the benchmark where there is none.
template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
    return *std::move(result);
}
inline void must(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
}

/// A new database at `path` with the connection "mot-cua".
store::Store a_store(const std::filesystem::path& path);

/// In the order of the primary key.
std::vector<Record> in_key_order(std::vector<Record> records);

/// The floor: the dossiers by one prepared INSERT, without a journal, into the same kind of file as
/// `a_store` makes.
/// @param sorted       dossiers in the order of their key
/// @param commit_every rows of one transaction
void insert_raw(const std::filesystem::path& path,
                const std::vector<Record>& sorted,
                std::size_t commit_every);

}  // namespace tiendo::bench
