#include "proxy.hpp"

#include "people.hpp"
#include "secret.hpp"

#include <tiendo/base/file.hpp>
#include <tiendo/base/text.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;
using tiendo::http::Request;

constexpr std::string_view secret_header = "X-Proxy-Secret";
constexpr std::size_t shortest_secret = 32, longest_secret = 1'000;

Result<std::string> read_secret(const std::filesystem::path& file) {
    using std::filesystem::perms;
    std::error_code failure;
    const auto mode = std::filesystem::status(file, failure).permissions();
    if (!failure && (mode & (perms::group_all | perms::others_all)) != perms::none) {
        return Error{ErrorCode::config, "others may read it", "chmod 600"}.at(file.string());
    }
    const auto content = tiendo::read_file(file, longest_secret);
    if (!content) {
        return Error(content.error());
    }
    const std::string secret(tiendo::trim(*content));
    if (secret.size() < shortest_secret) {
        return Error{ErrorCode::config,
                     "the secret is shorter than 32 characters",
                     "make one: openssl rand -hex 32"}
            .at(file.string());
    }
    return secret;
}

/// A header that stands there once. Twice is the proxy's beside one that the browser sent: nobody
/// can tell which is whose.
std::optional<std::string_view> only(const Request& request, std::string_view name) {
    std::optional<std::string_view> found;
    for (const auto& [each, value] : request.headers) {
        if (tiendo::to_lower(each) == tiendo::to_lower(name)) {
            if (found) {
                return std::nullopt;
            }
            found = value;
        }
    }
    return found;
}

std::optional<Identity> who_is(const ProxyOptions& options, const Request& request) {
    const auto secret = read_secret(options.secret);
    const auto people = read_people(options.people);
    const auto proof = only(request, secret_header);
    const auto user = only(request, options.user_header);
    if (!secret || !people || !proof || !user || !same_secret(*proof, *secret)) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(*people, *user, &Person::key);
    return found == people->end() ? std::nullopt : std::optional(found->identity);
}

}  // namespace

Result<SignIn> proxy_sign_in(const ProxyOptions& options) {
    if (const auto secret = read_secret(options.secret); !secret) {
        return secret.error();
    }
    if (const auto people = read_people(options.people); !people) {
        return people.error();
    }
    return SignIn{[options](const Request& request) { return who_is(options, request); },
                  [options](const Request& request, const Identity& identity) {
                      return who_is(options, request) == identity;
                  }};
}

}  // namespace desk
