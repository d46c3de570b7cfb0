// Where secrets must not turn up.
#include "walks.hpp"

#include <array>
#include <set>
#include <string>
#include <vector>

namespace tiendo::kit {

namespace {

constexpr std::string_view mask = "***";      // what the host writes over a secret
constexpr std::size_t shortest_searched = 6;  // shorter ones are found in ordinary words

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += digits[(held >> static_cast<unsigned>(bits)) & 0x3FU];
        }
    }
    return out;  // the last, incomplete digit is left out, since what follows decides it
}

/// The forms in which a secret is looked for.
std::vector<std::string> forms_of(const Subject& subject) {
    std::vector<std::string> forms;
    for (const auto& [key, secret] : subject.secrets) {
        if (secret.size() >= shortest_searched) {
            forms.push_back(secret);
            forms.push_back(base64(secret));
            if (auto encoded = http::encode_query(secret); encoded != secret) {
                forms.push_back(std::move(encoded));
            }
        }
    }
    return forms;
}

/// The text with the secret blanked out, where it holds one.
std::optional<std::string> leak_in(std::string_view text, const std::vector<std::string>& forms) {
    for (const auto& form : forms) {
        const auto at = text.find(form);
        if (at != std::string_view::npos) {
            const auto from = at > 60 ? at - 60 : 0;
            return std::string(text.substr(from, at - from)) + "<the secret>";
        }
    }
    return std::nullopt;
}

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
    const auto forms = forms_of(bench.subject());
    if (forms.empty()) {
        return skipped("no secret of at least 6 bytes is set");
    }
    for (const auto& text : all_said(bench)) {
        if (auto leak = leak_in(text, forms)) {
            return failed("it said: " + *leak);
        }
        if (text.find(mask) != std::string::npos) {
            return failed("the host had to mask a secret in: " + text.substr(0, 300));
        }
    }
    return passed();
}

Finding not_kept(Bench& bench) {
    const auto forms = forms_of(bench.subject());
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
        if (auto leak = leak_in(text, forms)) {
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
