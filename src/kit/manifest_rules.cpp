// What the manifest promises, before anything is called.
#include "bench.hpp"
#include "rules.hpp"

#include <algorithm>
#include <array>

namespace tiendo::kit {

namespace {

Finding loads(Bench& bench) {
    const auto loaded = bench.load();
    return loaded ? passed() : failed(loaded.error().explain());
}

/// Whether a setting of this name holds what nobody else may know.
bool names_a_secret(std::string_view key) {
    constexpr std::array<std::string_view, 9> words = {"password",
                                                       "passwd",
                                                       "token",
                                                       "secret",
                                                       "credential",
                                                       "private-key",
                                                       "api-key",
                                                       "mat-khau",
                                                       "khoa"};
    std::string plain(key);
    std::replace(plain.begin(), plain.end(), '_', '-');
    return plain == "key" || plain.ends_with("-key") ||
           std::any_of(words.begin(), words.end(), [&](std::string_view word) {
               return plain.find(word) != std::string::npos;
           });
}

Finding secrets_marked(Bench& bench) {
    std::vector<std::string> open;
    for (const auto& key : bench.manifest().config) {
        if (!key.secret && key.type == plugin::ConfigType::text && names_a_secret(key.key)) {
            open.push_back("'" + key.key + "'");
        }
    }
    return open.empty() ? passed() : failed("not marked as secret: " + some_of(open));
}

constexpr std::array<Rule, 2> table = {{
    {{"manifest",
      "the object loads, and its manifest is good and the one that 'describe' gives",
      "the adapter cannot be installed, or is listed as something else than it is",
      "build it by tiendo_add_adapter and TIENDO_EXPORT_ADAPTER, or correct what the evidence "
      "names"},
     loads},
    {{"config-secrets",
      "settings that hold a secret are marked as secret",
      "the password lies in plain text in the database, in listings and in backups",
      "declare the key with .secrecy = Secrecy::secret, and read it by context.secret"},
     secrets_marked},
}};

}  // namespace

std::span<const Rule> manifest_rules() {
    return table;
}

}  // namespace tiendo::kit
