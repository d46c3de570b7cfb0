#include "tiendo/reader/language.hpp"

#include "language_tables.hpp"

#include "tiendo/base/file.hpp"

#include <cassert>
#include <utility>

namespace tiendo::reader {

namespace {

Result<std::shared_ptr<const Language::Tables>> compile(const Lexicon& lexicon) {
    LexiconCompiler compiler(lexicon);
    auto tables = std::make_shared<const Language::Tables>(compiler);
    if (compiler.fault()) {
        return *compiler.fault();
    }
    return tables;
}

}  // namespace

const Language& Language::shipped() {
    static const Language language = [] {
        auto lexicon = Lexicon::shipped();
        assert(lexicon);
        auto tables = compile(*lexicon);
        assert(tables);
        return Language(*std::move(tables));
    }();
    return language;
}

Result<Language> Language::with(const std::filesystem::path& file) {
    constexpr std::size_t limit_bytes = std::size_t{1} << 20U;
    const auto toml = read_file(file, limit_bytes);
    if (!toml) {
        return toml.error();
    }
    auto lexicon = Lexicon::shipped();
    if (!lexicon) {
        return std::move(lexicon).error();
    }
    if (auto added = lexicon->add(*toml, file.string()); !added) {
        return std::move(added).error();
    }
    auto tables = compile(*lexicon);
    if (!tables) {
        return std::move(tables).error();
    }
    return Language(*std::move(tables));
}

}  // namespace tiendo::reader
