// What `check` says, when all is well and when it is not.
#include "bench.hpp"
#include "rules.hpp"

#include <algorithm>
#include <array>

namespace tiendo::kit {

namespace {

using Findings = Result<std::vector<plugin::Finding>>;

const plugin::Finding* first_error(const std::vector<plugin::Finding>& findings) {
    const auto found = std::find_if(findings.begin(), findings.end(), [](const auto& each) {
        return each.level == plugin::FindingLevel::error;
    });
    return found == findings.end() ? nullptr : &*found;
}

Findings checked(Bench& bench,
                 const plugin::Connection& connection,
                 const plugin::HostServices& services) {
    auto adapter = bench.adapter();
    return adapter.check(connection, services);
}

/// Services that give another text for every secret. Of three bytes, which no host masks.
plugin::HostServices with_wrong_secrets(Bench& bench) {
    auto services = bench.services();
    services.secret = [](std::string_view) { return Result<std::string>("q7Z"); };
    return services;
}

bool wants_a_secret(const plugin::Manifest& manifest) {
    return std::any_of(manifest.config.begin(), manifest.config.end(), [](const auto& key) {
        return key.secret && key.required;
    });
}

/// Nothing where the trouble was told, otherwise what was told instead.
std::optional<std::string> untold(const Findings& findings, std::vector<ErrorCode> codes) {
    if (!findings) {
        const auto code = findings.error().code();
        return std::find(codes.begin(), codes.end(), code) != codes.end()
                   ? std::nullopt
                   : std::optional("it failed as " + told(findings.error()));
    }
    if (first_error(*findings) != nullptr) {
        return std::nullopt;
    }
    return findings->empty() ? "it found nothing"
                             : "it said: " + std::string(to_string(findings->front().level)) +
                                   ", " + findings->front().what;
}

Finding passes(Bench& bench) {
    if (!bench.manifest().can("check")) {
        return skipped("it has no check");
    }
    const auto findings = checked(bench, bench.connection(), bench.services());
    if (!findings) {
        return failed("check failed as " + told(findings.error()));
    }
    if (const auto* error = first_error(*findings)) {
        return failed("check found: " + error->what);
    }
    return findings->empty() ? failed("check said nothing at all") : passed();
}

Finding sees_wrong_secret(Bench& bench) {
    if (!bench.manifest().can("check") || !wants_a_secret(bench.manifest())) {
        return skipped("it has no check, or wants no secret");
    }
    const auto findings = checked(bench, bench.connection(), with_wrong_secrets(bench));
    const auto instead =
        untold(findings, {ErrorCode::auth, ErrorCode::config, ErrorCode::rejected});
    return instead ? failed("with a wrong secret " + *instead) : passed();
}

Finding sees_dead_host(Bench& bench) {
    if (!bench.manifest().can("check")) {
        return skipped("it has no check");
    }
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    const auto findings = checked(bench, bench.nowhere(), bench.services());
    const auto instead = untold(findings, {ErrorCode::transient, ErrorCode::config});
    return instead ? failed("where nobody listens " + *instead) : passed();
}

Finding gives_remedies(Bench& bench) {
    if (!bench.manifest().can("check")) {
        return skipped("it has no check");
    }
    for (const bool reachable : {true, false}) {
        const auto& connection = reachable ? bench.connection() : bench.nowhere();
        const auto findings = checked(bench, connection, with_wrong_secrets(bench));
        if (!findings) {
            if (findings.error().remedy().empty()) {
                return failed("no remedy for: " + told(findings.error()));
            }
            continue;
        }
        for (const auto& each : *findings) {
            if (each.level != plugin::FindingLevel::ok && each.remedy.empty()) {
                return failed("no remedy for the finding: " + each.what);
            }
        }
    }
    return passed();
}

constexpr std::array<Rule, 4> table = {{
    {{"check-passes",
      "check finds nothing wrong with a connection that works",
      "a connection that works is shown as broken, and nobody believes the check any more",
      "report as error only what keeps the adapter from working, and one ok for each step that "
      "went well"},
     passes},
    {{"check-wrong-secret",
      "check tells a wrong password or key",
      "the connection is set up as good, and fails at night when it is first used",
      "let check make a request that the other side only answers to those who are logged in"},
     sees_wrong_secret},
    {{"check-unreachable",
      "check tells a host that does not answer",
      "a wrong address is found by the first pull instead of by the person who typed it",
      "turn a failed request into Findings().error(failure)"},
     sees_dead_host},
    {{"remedies",
      "each finding that is not ok says what to do",
      "the person at the desk reads what is wrong and has to call somebody",
      "give every Failure and every warning a remedy: one sentence that begins with a verb"},
     gives_remedies},
}};

}  // namespace

std::span<const Rule> check_rules() {
    return table;
}

}  // namespace tiendo::kit
