// Where secrets must not turn up.
#include "secret_forms.hpp"
#include "walks.hpp"

#include <array>
#include <set>
#include <string>
#include <vector>

namespace tiendo::kit {

namespace {

constexpr std::string_view mask = "***";  // what the host writes over a secret

/// What the adapter says in the log, in findings and in errors, when all is well and when not.
std::vector<std::string> all_said(Bench& bench) {
    std::vector<std::string> said;
    const auto hear = [&] {
        auto adapter = bench.adapter();
        if (bench.manifest().can("check")) {
            if (const auto findings = adapter.check(bench.connection(), bench.services())) {
                for (const auto& each : *findings) {
                    said.push_back(each.what + " " + each.remedy);
                }
            } else {
                said.push_back(findings.error().explain());
            }
        }
        for (const auto& stream : bench.read_streams()) {
            const auto page = bench.page(adapter, stream, {});
            said.push_back(page ? std::string() : page.error().explain());
            for (const auto& notice : page ? page->notices : std::vector<plugin::Finding>{}) {
                said.push_back(notice.what);
            }
        }
    };
    hear();
    for (const unsigned status : {401U, 404U, 429U, 503U, 200U}) {
        bench.between().play(always({.status = status, .body = "not now"}));
        hear();
    }
    bench.between().play({});
    said.insert(said.end(), bench.log().begin(), bench.log().end());
    return said;
}

Finding not_spoken(Bench& bench) {
    const auto forms = forms_of_secrets(bench.subject());
    if (forms.empty()) {
        return skipped("no secret of at least 6 bytes is set");
    }
    for (const auto& text : all_said(bench)) {
        if (auto leak = secret_in(text, forms)) {
            return failed("it said: " + *leak);
        }
        if (text.find(mask) != std::string::npos) {
            return failed("the host had to mask a secret in: " + text.substr(0, 300));
        }
    }
    return passed();
}

Finding not_kept(Bench& bench) {
    const auto forms = forms_of_secrets(bench.subject());
    if (forms.empty()) {
        return skipped("no secret of at least 6 bytes is set");
    }
    std::vector<std::pair<std::string, std::string>> kept;
    auto services = bench.services();
    services.state_get = [](std::string_view) -> Result<std::optional<std::string>> {
        return std::optional<std::string>();
    };
    services.state_put = [&](std::string_view key, std::string_view value) -> Result<void> {
        kept.emplace_back("the state", std::string(key) + "=" + std::string(value));
        return {};
    };
    for (const auto& stream : bench.read_streams()) {
        auto adapter = bench.adapter();
        const Walk walk = bench.walk(adapter, stream, {}, services);
        for (const auto& turn : walk.turns) {
            kept.emplace_back("a cursor", turn.page.next.text);
            kept.emplace_back("a record", turn.page.lines);
        }
    }
    for (const auto& [where, text] : kept) {
        if (auto leak = secret_in(text, forms)) {
            return failed(where + " holds: " + *leak);
        }
    }
    return passed();
}

constexpr std::array<Rule, 2> table = {{
    {{"secret-spoken",
      "no log line, finding or error holds a secret, or would without the host's mask",
      "passwords lie in log files, and hosts do not know every form to mask",
      "name the setting in messages, never its value; log the path of a request, not its query"},
     not_spoken},
    {{"secret-kept",
      "no record, cursor or state holds a secret",
      "the password is stored in plain text with the records, and shown with them",
      "keep what the other side gives for it, a session, or ask context.secret each time"},
     not_kept},
}};

}  // namespace

std::span<const Rule> secret_rules() {
    return table;
}

}  // namespace tiendo::kit
