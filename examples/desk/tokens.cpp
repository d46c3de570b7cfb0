#include "tokens.hpp"

#include "people.hpp"
#include "secret.hpp"

#include <tiendo/base/digest.hpp>
#include <tiendo/base/text.hpp>

#include <utility>
#include <vector>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;

Result<std::vector<Person>> read_entries(const std::filesystem::path& file) {
    auto people = read_people(file);
    if (people) {
        for (const auto& each : *people) {
            if (!looks_like_a_secret(each.key)) {
                return Error{ErrorCode::config,
                             "'" + each.identity.who + "' has no digest of a token",
                             "make one: desk token FILE UNIT-ID WHO"}
                    .at(file.string());
            }
        }
    }
    return people;
}

/// All entries are compared, so that the time tells nothing about which one it was.
std::optional<Identity> owner_of(std::string_view token, const std::vector<Person>& entries) {
    const auto digest = tiendo::sha256_hex(token);
    std::optional<Identity> found;
    for (const auto& entry : entries) {
        if (same_secret(entry.key, digest)) {
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
    return person_line(tiendo::sha256_hex(token), identity);
}

}  // namespace desk
