// adapter try: the first records of a profile, and what did not map
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/declarative/engine.hpp"
#include "tiendo/plugin/adapter.hpp"
#include "tiendo/workspace/secrets.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_file = std::size_t{64} << 20U;
constexpr std::size_t most_pages = 100;

struct TryWords {
    std::string profile;
    std::string against;
    std::string stream;
    std::vector<std::string> settings;
    std::vector<std::string> secrets;
    std::size_t limit = 10;
};

using Pairs = std::map<std::string, std::string, std::less<>>;

Result<Pairs> pairs_of(const std::vector<std::string>& words, std::string_view option) {
    Pairs pairs;
    for (const auto& word : words) {
        const auto equals = word.find('=');
        if (equals == std::string::npos || equals == 0) {
            return Error{ErrorCode::malformed_input,
                         std::string(option) + " '" + word + "' has no '='",
                         "write it as KEY=VALUE"};
        }
        pairs.insert_or_assign(word.substr(0, equals), word.substr(equals + 1));
    }
    return pairs;
}

/// The settings that were given, and the address where the profile wants it.
Result<plugin::Config> config_of(const plugin::Manifest& manifest, const TryWords& words) {
    auto given = pairs_of(words.settings, "--set");
    if (!given) {
        return std::move(given).error();
    }
    plugin::Config config;
    for (const auto& [key, value] : *given) {
        const auto* declared = manifest.key(key);
        const bool raw = declared != nullptr && (declared->type == plugin::ConfigType::number ||
                                                 declared->type == plugin::ConfigType::boolean);
        config[key] = raw ? value : plugin::json_text(value);
    }
    for (const auto& host : manifest.hosts) {
        if (host.starts_with("config:")) {
            config.try_emplace(host.substr(7), plugin::json_text(words.against));
        }
    }
    if (auto fits = plugin::check_config(manifest, config); !fits) {
        return std::move(fits).error();
    }
    return config;
}

/// A member of a record line as people read it.
Cell cell_of(const json::value& value) {
    if (const auto* text = value.if_string()) {
        return std::string(*text);
    }
    if (const auto* number = value.if_int64()) {
        return *number;
    }
    if (const auto* list = value.if_array()) {
        std::string all;
        for (const auto& each : *list) {
            all += all.empty() ? "" : "; ";
            all += each.is_string() ? std::string(each.get_string()) : json::serialize(each);
        }
        return all;
    }
    return value.is_null() ? Cell() : Cell(json::serialize(value));
}

/// The first records, one row each, a column for every member that one of them has.
Listing listing_of(const std::string& lines, std::size_t limit) {
    std::vector<json::object> records;
    Listing listing;
    for (std::size_t at = 0; at < lines.size() && records.size() < limit;) {
        const auto end = lines.find('\n', at);
        records.push_back(json::parse(lines.substr(at, end - at)).as_object());
        for (const auto& member : records.back()) {
            const std::string name(member.key());
            if (name != "type" && std::find(listing.columns.begin(), listing.columns.end(), name) ==
                                      listing.columns.end()) {
                listing.columns.push_back(name);
            }
        }
        at = end + 1;
    }
    for (const auto& record : records) {
        auto& row = listing.rows.emplace_back();
        for (const auto& column : listing.columns) {
            const auto* member = record.if_contains(column);
            row.push_back(member == nullptr ? Cell() : cell_of(*member));
        }
    }
    return listing;
}

Listing listing_of(const std::vector<declarative::Unmapped>& rows) {
    Listing listing{{"line", "what", "place", "example", "field", "count", "remedy"}, {}};
    for (const auto& row : rows) {
        listing.rows.push_back({static_cast<std::int64_t>(row.line),
                                row.what,
                                row.place,
                                row.example,
                                row.field,
                                static_cast<std::int64_t>(row.count),
                                row.remedy});
    }
    return listing;
}

/// Reads pages until there are enough records.
Result<std::string> pull_some(Session& session,
                              const TryWords& words,
                              const std::shared_ptr<declarative::Tally>& tally) {
    std::error_code fault;
    const auto path = std::filesystem::absolute(words.profile, fault);
    auto adapter = plugin::load(path.string(),
                                {.folders = {}, .engines = {declarative::engine({.tally = tally})}},
                                session.logger());
    auto config = adapter ? config_of(adapter->manifest(), words) : std::move(adapter).error();
    auto secrets = config ? pairs_of(words.secrets, "--secret") : std::move(config).error();
    auto clock = secrets ? session.clock() : std::move(secrets).error();
    if (!clock) {
        return std::move(clock).error();
    }
    plugin::HostServices services;
    services.clock = *clock;
    services.logger = session.verbose ? session.logger() : Logger();
    services.secret = [&](std::string_view key) -> Result<std::string> {
        const auto found = secrets->find(key);
        return found == secrets->end() ? Error{ErrorCode::not_found, "the secret is not set"}
                                       : read_secret(found->second);
    };
    const plugin::Connection connection{ConnectionId::of("try"), *config};
    const auto& streams = adapter->manifest().streams;
    plugin::ReadRequest request{.stream =
                                    words.stream.empty() ? streams.front().name : words.stream};
    std::string lines;
    std::size_t records = 0;
    for (std::size_t i = 0; i < most_pages && records < words.limit; ++i) {
        auto page = adapter->read(connection, request, services);
        if (!page) {
            return std::move(page).error();
        }
        lines += page->lines;
        records += page->record_count;
        for (const auto& notice : page->notices) {
            std::cerr << "tiendo: " << notice.what << "; " << notice.remedy << '\n';
        }
        if (!page->more) {
            break;
        }
        request.cursor = page->next;
    }
    return lines;
}

Result<std::string> map_file(const TryWords& words, declarative::Tally& tally) {
    auto profile = read_file(words.profile, plugin::engine_file_bytes_max);
    auto bytes = profile ? read_file(words.against, longest_file) : std::move(profile).error();
    if (!bytes) {
        return std::move(bytes).error();
    }
    auto saved = declarative::map_saved(*profile, words.stream, *bytes, tally);
    return saved ? Result<std::string>(std::move(saved->lines)) : std::move(saved).error();
}

Result<void> try_profile(Session& session, const TryWords& words) {
    const bool address =
        words.against.starts_with("http://") || words.against.starts_with("https://");
    auto tally = std::make_shared<declarative::Tally>();
    auto lines = address ? pull_some(session, words, tally) : map_file(words, *tally);
    if (!lines) {
        return std::move(lines).error();
    }
    session.show(listing_of(*lines, words.limit));
    const auto rows = tally->rows();
    if (std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !row.field.empty(); })) {
        session.outcome = exit_findings;
    }
    // A program that reads JSON or CSV gets the records alone.
    const bool for_people = session.format == "table";
    auto& out = for_people ? std::cout : std::cerr;
    if (rows.empty()) {
        out << (for_people ? "\nEverything mapped.\n" : "");
        return {};
    }
    out << "\nWhat did not map, by the line of the profile to change:\n";
    print(out, listing_of(rows), ListingFormat::table);
    return {};
}

}  // namespace

void add_try_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<TryWords>();
    auto* command = app.get_subcommand("adapter")->add_subcommand(
        "try", "the first records of a profile, and what did not map");
    command->add_option("profile", words->profile, "NAME.profile.toml")->required();
    command
        ->add_option("--against",
                     words->against,
                     "address of the system, or a saved answer (JSON, CSV, XLSX)")
        ->required();
    command->add_option("--stream", words->stream, "of the profile; its first one if not given");
    command->add_option("--limit", words->limit, "records that are shown")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    command->add_option("--set", words->settings, "setting as key=value; may be repeated")
        ->allow_extra_args(false);
    command
        ->add_option(
            "--secret", words->secrets, "secret as key=file:PATH or key=env:NAME; may be repeated")
        ->allow_extra_args(false);
    on_call(*command, session, [&session, words] { return try_profile(session, *words); });
}

}  // namespace tiendo::cli
