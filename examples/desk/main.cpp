// The desk: pages for the office that follows a plan, and for the units that report to it.
#include "desk.hpp"
#include "options.hpp"
#include "proxy.hpp"
#include "secret.hpp"
#include "tokens.hpp"
#include "visit.hpp"

#include <tiendo/base/file.hpp>
#include <tiendo/http/server.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;

constexpr std::size_t longest_clock = 100, longest_tokens = std::size_t{1} << 20U,
                      longest_permits = std::size_t{1} << 20U;

/// The instant that stands in a file; that of the last reading where it cannot be read.
tiendo::Clock file_clock(const std::filesystem::path& file, tiendo::Instant first) {
    return [file, first] {
        const auto content = tiendo::read_file(file, longest_clock);
        const auto instant = content ? tiendo::Instant::parse(tiendo::trim(*content))
                                     : Result<tiendo::Instant>(content.error());
        return instant ? *instant : first;
    };
}

Result<tiendo::Clock> clock_of(const Options& options) {
    if (options.clock.empty()) {
        return tiendo::system_clock();
    }
    const auto content = tiendo::read_file(options.clock, longest_clock);
    const auto first = content ? tiendo::Instant::parse(tiendo::trim(*content))
                               : Result<tiendo::Instant>(content.error());
    if (!first) {
        return first.error();
    }
    return file_clock(options.clock, *first);
}

Result<tiendo::store::PlanSummary> plan_of(tiendo::Workspace& workspace, const std::string& id) {
    auto plans = workspace.plans();
    if (!plans) {
        return std::move(plans).error();
    }
    std::erase_if(*plans, [&](const auto& each) { return !id.empty() && each.id.str() != id; });
    if (plans->size() != 1) {
        return Error{ErrorCode::config,
                     plans->empty() ? "there is no such plan" : "there are several plans",
                     "name one with --plan; tiendo plan list shows them"};
    }
    return std::move(plans->front());
}

/// Signs in by one token that is known to this program alone: another function at the same seam.
Authenticate visitor(const std::string& token) {
    return [token](const tiendo::http::Request& request) -> std::optional<Identity> {
        for (const auto& [name, value] : tiendo::http::parse_form(request.body)) {
            if (name == token_field && same_secret(value, token)) {
                return Identity{"khách xem thử", std::nullopt};
            }
        }
        return std::nullopt;
    };
}

/// Who says who is there: the program itself, a proxy, or tokens.
Result<SignIn> sign_in_of(const Options& options, const std::string& visit_token) {
    if (options.visit) {
        return SignIn{visitor(visit_token), {}};
    }
    if (!options.people.empty()) {
        ProxyOptions proxy{options.people, options.proxy_secret};
        if (!options.user_header.empty()) {
            proxy.user_header = options.user_header;
        }
        return proxy_sign_in(proxy);
    }
    auto authenticate = token_sign_in(options.tokens);
    return authenticate ? Result<SignIn>(SignIn{*std::move(authenticate), {}})
                        : std::move(authenticate).error();
}

Result<tiendo::ledger::Permits> permits_of(const Options& options) {
    if (options.permits.empty()) {
        return tiendo::ledger::Permits::shipped();
    }
    const auto text = tiendo::read_file(options.permits, longest_permits);
    return text ? tiendo::ledger::parse_permits(*text, options.permits.string())
                : Result<tiendo::ledger::Permits>(text.error());
}

/// SIGINT and SIGTERM wait until they are asked for, in all threads that start later.
sigset_t hold_signals() {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    return ends;
}

Result<void> serve(const Options& options) {
    auto clock = clock_of(options);
    const auto visit_token = options.visit ? new_secret() : std::string();
    auto sign_in = !clock ? Result<SignIn>(clock.error()) : sign_in_of(options, visit_token);
    auto permits = sign_in ? permits_of(options) : std::move(sign_in).error();
    if (!permits) {
        return std::move(permits).error();
    }
    const auto log =
        tiendo::stderr_logger(options.visit ? tiendo::LogLevel::error : tiendo::LogLevel::info);
    auto workspace = tiendo::Workspace::open(
        {.url = options.db, .permits = *std::move(permits), .clock = *clock, .log = log});
    auto plan = workspace ? plan_of(*workspace, options.plan) : std::move(workspace).error();
    if (!plan) {
        return std::move(plan).error();
    }
    Book book(*std::move(workspace), *std::move(plan));
    const bool tls = options.behind_tls || !options.certificate.empty();
    const bool by_proxy = !options.people.empty();
    // All who come through a proxy come from one address, and there is nothing that they could
    // guess.
    const Rate sign_ins{by_proxy ? 1'000 : 10, std::chrono::minutes(10)};
    Desk desk(book,
              {.clock = *clock,
               .authenticate = sign_in->authenticate,
               .still_there = sign_in->still_there,
               .asks_for_token = !by_proxy,
               .sign_ins = sign_ins,
               .tls = tls,
               .hosts = options.hosts,
               .log = log});
    const auto ends = hold_signals();
    auto server =
        tiendo::http::Server::start({.address = options.address,
                                     .port = options.port,
                                     .threads = 2,
                                     .max_connections = 256,
                                     .certificate_file = options.certificate,
                                     .key_file = options.key},
                                    [&](const auto& request) { return desk.answer(request); });
    if (!server) {
        return std::move(server).error();
    }
    std::cout << (options.certificate.empty() ? "http://" : "https://") << options.address << ':'
              << server->port() << "/" << std::endl;
    if (options.visit) {
        auto seen = visit_the_board(server->port(), visit_token);
        if (!seen) {
            return std::move(seen).error();
        }
        std::cout << *seen << '\n';
        return {};
    }
    int signal = 0;
    sigwait(&ends, &signal);
    return {};
}

/// Adds a token to the file. What it signs in as is checked by reading the line back.
Result<void> add_token(const std::filesystem::path& file, std::span<char* const> words) {
    const auto token = new_secret();
    auto unit = tiendo::UnitId::parse(words[0]);
    if (token.empty() || !unit) {
        return unit ? Error{ErrorCode::transient, "the system has no chance to give"}
                    : Error(unit.error());
    }
    const Identity identity{words[1], *std::move(unit)};
    std::string lines;
    if (std::filesystem::exists(file)) {
        auto old = tiendo::read_file(file, longest_tokens);
        if (!old) {
            return std::move(old).error();
        }
        lines = *std::move(old);
    }
    if (auto written = tiendo::write_file(file, lines + token_line(token, identity)); !written) {
        return written;
    }
    using std::filesystem::perms;
    std::error_code failure;
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write, failure);
    if (auto readable = token_sign_in(file); !readable) {
        return std::move(readable).error();
    }
    std::cout << token << '\n';
    return {};
}

int run(std::span<char* const> words) {
    if (!words.empty() && std::string_view(words[0]) == "--help") {
        std::cout << usage;
        return 0;
    }
    Result<void> done;
    if (words.size() == 4 && std::string_view(words[0]) == "token") {
        done = add_token(words[1], words.subspan(2));
    } else if (const auto options = parse_options(words); options) {
        done = serve(*options);
    } else {
        done = options.error();
    }
    if (!done) {
        std::cerr << "desk: " << done.error().explain() << '\n';
    }
    return done ? 0 : 1;
}

}  // namespace

}  // namespace desk

int main(int argc, char** argv) {
    return desk::run(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
}
