#include "tokens.hpp"

#include "secret.hpp"

#include <tiendo/base/digest.hpp>
#include <tiendo/base/file.hpp>
#include <tiendo/base/text.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;
using tiendo::UnitId;

constexpr std::size_t longest_file = std::size_t{1} << 20U;

struct Entry {
    std::string digest;
    Identity identity;
};

std::string_view next_word(std::string_view& line) {
    line = tiendo::trim(line);
    const auto word = line.substr(0, line.find_first_of(" \t"));
    line = tiendo::trim(line.substr(word.size()));
    return word;
}

Result<Entry> read_line(std::string_view line) {
    const auto digest = next_word(line);
    const auto role = next_word(line);
    const auto unit = next_word(line);
    auto id = unit == "-" ? Result<UnitId>(UnitId()) : UnitId::parse(unit);
    const bool known = role == "office" || role == "unit";
    if (!looks_like_a_secret(digest) || !known || !id || line.empty() ||
        (role == "unit" && unit == "-")) {
        return Error{ErrorCode::config,
                     "this is no entry of a token",
                     "write: SHA-256-OF-TOKEN office|unit UNIT-ID|- who it is"};
    }
    return Entry{std::string(digest),
                 {tiendo::to_nfc(line),
                  role == "office" ? Role::office : Role::unit,
                  unit == "-" ? std::nullopt : std::optional(*std::move(id))}};
}

Result<std::vector<Entry>> read_entries(const std::filesystem::path& file) {
    std::error_code failure;
    const auto mode = std::filesystem::status(file, failure).permissions();
    using std::filesystem::perms;
    if (!failure && (mode & (perms::group_write | perms::others_write)) != perms::none) {
        return Error{ErrorCode::config, "others may write to it", "chmod 600"}.at(file.string());
    }
    const auto content = tiendo::read_file(file, longest_file);
    if (!content) {
        return Error(content.error());
    }
    std::vector<Entry> entries;
    std::string_view rest = *content;
    for (int number = 1; !rest.empty(); ++number) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (tiendo::trim(line).empty() || line.front() == '#') {
            continue;
        }
        auto entry = read_line(line);
        if (!entry) {
            return std::move(entry).error().at("line " + std::to_string(number)).at(file.string());
        }
        entries.push_back(*std::move(entry));
    }
    return entries;
}

/// All entries are compared, so that the time tells nothing about which one it was.
std::optional<Identity> owner_of(std::string_view token, const std::vector<Entry>& entries) {
    const auto digest = tiendo::sha256_hex(token);
    std::optional<Identity> found;
    for (const auto& entry : entries) {
        if (same_secret(entry.digest, digest)) {
            found = entry.identity;
        }
    }
    return looks_like_a_secret(token) ? found : std::nullopt;
}

}  // namespace

Result<Authenticate> token_sign_in(const std::filesystem::path& file) {
    if (const auto entries = read_entries(file); !entries) {
        return entries.error();
    }
    return Authenticate([file](const tiendo::http::Request& request) -> std::optional<Identity> {
        const auto entries = read_entries(file);
        for (const auto& [name, value] : tiendo::http::parse_form(request.body)) {
            if (name == token_field && entries) {
                return owner_of(tiendo::trim(value), *entries);
            }
        }
        return std::nullopt;
    });
}

std::string token_line(std::string_view token, const Identity& identity) {
    return tiendo::sha256_hex(token) + (identity.role == Role::office ? " office " : " unit ") +
           (identity.unit ? identity.unit->str() : "-") + " " + identity.who + "\n";
}

}  // namespace desk
