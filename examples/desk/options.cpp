#include "options.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

namespace desk {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;

const std::string_view usage =
    R"(usage: desk --db URL --tokens FILE [options]
       desk --db URL --people FILE --proxy-secret FILE [options]
       desk token FILE UNIT-ID WHO

Serves the pages of the office that follows a plan. The last form makes a token for WHO, who acts for
UNIT-ID, adds its digest to FILE and prints the token, once.

  --db URL            the database (sqlite:tiendo.db)
  --plan ID           the plan, where the database holds several
  --tokens FILE       who may sign in by a token
  --people FILE       whom a proxy that signs people in may name: lines of USER UNIT-ID WHO
  --proxy-secret FILE what the proxy sends in X-Proxy-Secret, 32 characters or more
  --user-header NAME  in which it says who is there (X-Remote-User)
  --permits FILE      who may do what, in the place of the rules of the library
  --address A         where to listen (127.0.0.1); another one wants --certificate and --key
  --port N            0: any free one
  --certificate FILE, --key FILE   PEM: serves https
  --behind-tls        a proxy on this machine serves https; cookies are marked for it
  --host NAME         a name by which browsers call (127.0.0.1, localhost, [::1]); repeat it
  --clock FILE        the instant stands in FILE and is read anew each time, to try a day
  --visit             look at the board once, over HTTP, print its heading and end
)";

namespace {

Result<void> take_port(Options& options, std::string_view value) {
    const auto [end, failure] =
        std::from_chars(value.data(), value.data() + value.size(), options.port);
    if (failure != std::errc() || end != value.data() + value.size()) {
        return Error{ErrorCode::malformed_input,
                     "'" + std::string(value) + "' is no port",
                     "use a number from 0 to 65535"};
    }
    return {};
}

Result<void> take(Options& options, std::string_view name, std::string_view value) {
    const std::map<std::string_view, std::string*> texts = {
        {"--db", &options.db},
        {"--plan", &options.plan},
        {"--address", &options.address},
        {"--certificate", &options.certificate},
        {"--key", &options.key},
        {"--user-header", &options.user_header}};
    const std::map<std::string_view, std::filesystem::path*> files = {
        {"--tokens", &options.tokens},
        {"--people", &options.people},
        {"--proxy-secret", &options.proxy_secret},
        {"--permits", &options.permits},
        {"--clock", &options.clock}};
    if (const auto found = texts.find(name); found != texts.end()) {
        *found->second = value;
    } else if (const auto file = files.find(name); file != files.end()) {
        *file->second = value;
    } else if (name == "--host") {
        options.hosts.emplace_back(value);
    } else if (name == "--port") {
        return take_port(options, value);
    } else {
        return Error{
            ErrorCode::malformed_input, "unknown option '" + std::string(name) + "'", "see --help"};
    }
    return {};
}

/// Nothing goes over a network that others could read.
Result<Options> checked(Options options) {
    const bool loopback = options.address == "127.0.0.1" || options.address == "::1";
    if (options.certificate.empty() != options.key.empty()) {
        return Error{ErrorCode::config, "--certificate and --key belong together", "give both"};
    }
    if (!loopback && options.certificate.empty()) {
        return Error{ErrorCode::config,
                     "at " + options.address + " others would read what is sent",
                     "give --certificate and --key, or listen on 127.0.0.1 behind a proxy"};
    }
    if (!loopback && options.hosts.empty()) {
        return Error{
            ErrorCode::config, "nobody says by which name browsers call", "give --host NAME"};
    }
    if (options.people.empty() != options.proxy_secret.empty()) {
        return Error{ErrorCode::config,
                     "any program on this machine could say that it is anybody",
                     "give --people and --proxy-secret together"};
    }
    if (options.tokens.empty() == options.people.empty() && !options.visit) {
        return Error{ErrorCode::config,
                     options.tokens.empty() ? "nobody could sign in"
                                            : "one signs in by a token or by a proxy",
                     "give --tokens FILE, or --people and --proxy-secret"};
    }
    if (options.hosts.empty()) {
        options.hosts = {"127.0.0.1", "localhost", "[::1]"};
    }
    return options;
}

}  // namespace

Result<Options> parse_options(std::span<char* const> words) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view name = words[i];
        if (name == "--visit" || name == "--behind-tls") {
            (name == "--visit" ? options.visit : options.behind_tls) = true;
            continue;
        }
        if (i + 1 == words.size()) {
            return Error{ErrorCode::malformed_input,
                         "'" + std::string(name) + "' needs a value",
                         "see --help"};
        }
        if (auto taken = take(options, name, words[++i]); !taken) {
            return std::move(taken).error();
        }
    }
    return checked(std::move(options));
}

}  // namespace desk
