#pragma once

#include "tiendo/base/result.hpp"

#include <filesystem>
#include <memory>

namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

/// The language of administration as the reader knows it: unit names, verbs, time expressions,
/// kinds of documents. A value that is made once and shared; reading from it is safe in any thread.
class Language {
public:
    /// What is compiled in. Installed as TOML in `share/tiendo/lexicon`, to read and to copy from.
    static const Language& shipped();

    /// The shipped tables and a file of one's own on top: a row replaces the shipped one with the
    /// same `say`, or is added.
    /// @return not_found, storage, malformed_input (naming the line)
    static Result<Language> with(const std::filesystem::path& file);

    struct Tables;
    [[nodiscard]] const Tables& tables() const noexcept { return *tables_; }

private:
    explicit Language(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
    std::shared_ptr<const Tables> tables_;
};

}  // namespace reader
}  // namespace tiendo
