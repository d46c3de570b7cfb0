// units: the list, its check, names by hand, the map of a day, reorganisations
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/units/carry.hpp"
#include "tiendo/units/figures.hpp"
#include "tiendo/units/parse_events.hpp"
#include "tiendo/units/registry.hpp"
#include "tiendo/units/report.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::cli {

namespace {

constexpr std::size_t longest_file = std::size_t{32} << 20U;

Result<Date> day_in(const std::string& word, std::string_view option) {
    auto day = Date::parse(word);
    return day ? day : Result<Date>(std::move(day).error().at(std::string(option)));
}

std::string name_of(const std::string& file) {
    return std::filesystem::path(file).filename().string();
}

Result<void> load_units(Session& session, const std::string& file) {
    auto workspace = session.workspace();
    auto count = workspace ? (*workspace)->load_units(file) : std::move(workspace).error();
    if (!count) {
        return std::move(count).error();
    }
    std::cout << "loaded " << *count << " units\n";
    return {};
}

Result<void> show_units(Session& session, const std::string& day) {
    auto workspace = session.workspace();
    auto registry = workspace ? (*workspace)->units() : std::move(workspace).error();
    if (!registry) {
        return std::move(registry).error();
    }
    auto clock = session.clock();
    if (!clock) {
        return std::move(clock).error();
    }
    std::optional<Date> as_of;
    if (!day.empty()) {
        auto parsed = day_in(day, "--as-of");
        if (!parsed) {
            return std::move(parsed).error();
        }
        as_of = *parsed;
    }
    Listing listing{{"id", "name", "kind", "valid_from", "valid_to", "codes"}, {}};
    const auto date = [](const std::optional<Date>& each) {
        return each ? Cell(each->iso()) : Cell();
    };
    for (const auto& unit : registry->all()) {
        if (as_of && !unit.exists_on(*as_of)) {
            continue;
        }
        const auto& state = unit.on(as_of.value_or((*clock)().date()));
        std::string codes;
        for (const auto& [system, code] : state.codes) {
            codes += (codes.empty() ? "" : " ") + system + "=" + code;
        }
        listing.rows.push_back({unit.id.str(),
                                state.name,
                                std::string(to_string(state.kind)),
                                date(unit.valid_from),
                                date(unit.valid_to),
                                codes});
    }
    session.show(listing);
    return {};
}

Result<void> check_units_in(Session& session, const std::string& file) {
    const auto text = read_file(file, longest_file);
    if (!text) {
        return text.error();
    }
    const auto report = units::check_list(*text, name_of(file));
    Listing listing{{"line", "unit", "severity", "text", "remedy"}, {}};
    for (const auto& each : report.findings) {
        listing.rows.push_back({static_cast<std::int64_t>(each.line),
                                each.unit,
                                std::string(units::to_string(each.severity)),
                                each.text,
                                each.remedy});
    }
    session.show(listing);
    session.outcome = report.history ? exit_ok : exit_findings;
    return {};
}

/// What `match` and `map` ask: a file of units, or the list in the database.
struct UnitWords {
    std::string units;
    std::string as_of;
    std::string from_file;
    std::vector<std::string> texts;
    std::string from;
    std::string to;
    std::string figures;
    std::string file;
    bool preview = false;
};

Result<units::History> history_of(const std::string& file) {
    const auto text = read_file(file, longest_file);
    return text ? units::parse_history(*text, name_of(file)) : Result<units::History>(text.error());
}

Result<units::Registry> registry_of(Session& session, const UnitWords& words) {
    if (words.units.empty()) {
        auto workspace = session.workspace();
        return workspace ? (*workspace)->units() : std::move(workspace).error();
    }
    auto history = history_of(words.units);
    return history ? units::Registry::make(history->units()) : std::move(history).error();
}

/// The day of the option, else that of the clock.
Result<Date> day_of(Session& session, const std::string& word, std::string_view option) {
    if (!word.empty()) {
        return day_in(word, option);
    }
    auto clock = session.clock();
    return clock ? Result<Date>((*clock)().date()) : std::move(clock).error();
}

std::string_view word_of(units::MatchKind kind) {
    switch (kind) {
        case units::MatchKind::exact: return "exact";
        case units::MatchKind::ambiguous: return "ambiguous";
        case units::MatchKind::another_day: return "another-day";
        case units::MatchKind::none: return "none";
    }
    return "none";
}

Result<std::vector<std::string>> texts_of(const UnitWords& words) {
    auto texts = words.texts;
    if (!words.from_file.empty()) {
        const auto list = read_file(words.from_file, longest_file);
        if (!list) {
            return list.error();
        }
        for (std::size_t at = 0; at < list->size();) {
            const auto end = std::min(list->find('\n', at), list->size());
            if (const auto line = trim(std::string_view(*list).substr(at, end - at));
                !line.empty()) {
                texts.emplace_back(line);
            }
            at = end + 1;
        }
    }
    return texts;
}

Result<void> match_names(Session& session, const UnitWords& words) {
    auto texts = texts_of(words);
    auto day = texts ? day_of(session, words.as_of, "--as-of") : std::move(texts).error();
    auto registry = day ? registry_of(session, words) : std::move(day).error();
    if (!registry) {
        return std::move(registry).error();
    }
    Listing listing{{"text", "match", "score", "unit", "name", "reason"}, {}};
    for (const auto& text : *texts) {
        const auto match = registry->match_name(text, *day);
        const std::string kind(word_of(match.kind));
        for (const auto& each : match.candidates) {
            listing.rows.push_back({text,
                                    kind,
                                    fmt::format("{:.2f}", each.score),
                                    each.unit.str(),
                                    registry->name_of(each.unit, *day),
                                    each.reason});
        }
        if (match.candidates.empty()) {
            listing.rows.push_back({text, kind, Cell(), Cell(), Cell(), match.reason});
        }
        if (match.kind != units::MatchKind::exact) {
            session.outcome = exit_findings;
        }
    }
    session.show(listing);
    return {};
}

Result<void> carry_figures(Session& session, const UnitWords& words) {
    auto from = day_in(words.from, "--from");
    auto to = from ? day_in(words.to, "--to") : std::move(from).error();
    auto history = to ? history_of(words.units) : std::move(to).error();
    auto text = history ? read_file(words.figures, longest_file) : std::move(history).error();
    auto figures =
        text ? units::parse_figures(*text, name_of(words.figures)) : std::move(text).error();
    auto carried =
        figures ? units::carry(*history, *figures, *from, *to) : std::move(figures).error();
    auto registry = carried ? units::Registry::make(history->units()) : std::move(carried).error();
    if (!registry) {
        return std::move(registry).error();
    }
    Listing listing{{"unit", "name", "amount", "estimate", "not_carried"}, {}};
    for (const auto& each : carried->figures) {
        listing.rows.push_back({each.unit.str(),
                                registry->name_of(each.unit, *to),
                                each.amount,
                                each.estimate ? "estimate" : "",
                                ""});
    }
    for (const auto& each : carried->uncarried) {
        listing.rows.push_back({each.unit.str(),
                                registry->name_of(each.unit, *from),
                                each.amount,
                                each.estimate ? "estimate" : "",
                                each.reason});
        session.outcome = exit_findings;
    }
    session.show(listing);
    return {};
}

Result<void> show_map(Session& session, const UnitWords& words) {
    auto day = day_of(session, words.as_of, "--on");
    auto registry = day ? registry_of(session, words) : std::move(day).error();
    if (!registry) {
        return std::move(registry).error();
    }
    Listing listing{{"id", "name", "kind", "parent", "territory"}, {}};
    for (const auto& id : registry->units_on(*day)) {
        const auto& state = registry->find(id)->on(*day);
        const auto shown = [](const std::optional<UnitId>& each) {
            return each ? Cell(each->str()) : Cell();
        };
        listing.rows.push_back({id.str(),
                                state.name,
                                std::string(to_string(state.kind)),
                                shown(state.parent()),
                                shown(state.territory)});
    }
    session.show(listing);
    return {};
}

std::string_view word_of(units::Unknown::What what) {
    switch (what) {
        case units::Unknown::What::shares: return "shares unknown";
        case units::Unknown::What::heir: return "heir unknown";
        case units::Unknown::What::duties: return "duties unknown";
    }
    return "unknown";
}

/// Tries the entries on a file of units; that file stays as it is.
Result<void> try_events(Session& session, const UnitWords& words) {
    auto history = history_of(words.units);
    auto text = history ? read_file(words.file, longest_file) : std::move(history).error();
    auto entries = text ? units::parse_events(*text, name_of(words.file)) : std::move(text).error();
    if (!entries) {
        return std::move(entries).error();
    }
    Listing listing{{"event", "unit", "what", "before", "after"}, {}};
    for (auto& entry : *entries) {
        const auto id = units::id_of(entry).str();
        const auto preview = history->preview(entry);
        if (!preview) {
            return preview.error();
        }
        for (const auto& each : preview->differences) {
            listing.rows.push_back({id, each.unit.str(), each.what, each.before, each.after});
        }
        if (auto done = history->apply(std::move(entry)); !done) {
            return done;
        }
    }
    for (const auto& each : history->unknown()) {
        listing.rows.push_back(
            {each.event.str(), each.unit.str(), std::string(word_of(each.what)), "", ""});
    }
    session.show(listing);
    return {};
}

/// One row for each thing that hangs on a unit and is changed by an entry.
void put_effect(const ledger::UnitsEffect& effect, Listing& into) {
    const auto row = [&](std::string_view unit,
                         std::string_view what,
                         std::string before,
                         const std::vector<UnitId>& after) {
        std::string heirs;
        for (const auto& heir : after) {
            heirs += (heirs.empty() ? "" : " ") + heir.str();
        }
        into.rows.push_back({effect.entry.str(),
                             std::string(unit),
                             std::string(what),
                             std::move(before),
                             std::move(heirs)});
    };
    for (const auto& each : effect.map.differences) {
        into.rows.push_back(
            {effect.entry.str(), each.unit.str(), each.what, each.before, each.after});
    }
    for (const auto& each : effect.duties) {
        row(each.duty.unit.str(),
            fmt::format("duty {}", ledger::to_string(each.fate)),
            each.duty.id.str(),
            each.heirs);
    }
    for (const auto& each : effect.obligations) {
        row(each.obligation.unit.str(),
            fmt::format("paper {}", ledger::to_string(each.fate)),
            each.obligation.id.str(),
            each.heirs);
    }
    for (const auto& each : effect.connections) {
        row(each.unit.str(),
            "connection",
            fmt::format("{}: {}={}", each.connection.str(), each.setting, each.word),
            {});
    }
    for (const auto& each : effect.papers) {
        row(each.unit.str(), "open submission", each.submission.id.str(), {});
    }
}

/// Puts the entries into the database, all or none, or shows what they would change there.
Result<void> keep_events(Session& session, const UnitWords& words) {
    auto workspace = session.workspace();
    const std::filesystem::path file(words.file);
    auto effects = !workspace      ? std::move(workspace).error()
                   : words.preview ? (*workspace)->preview_units(file)
                                   : (*workspace)->apply_units(file);
    if (!effects) {
        return std::move(effects).error();
    }
    Listing listing{{"event", "unit", "what", "before", "after"}, {}};
    for (const auto& effect : *effects) {
        put_effect(effect, listing);
    }
    session.show(listing);
    if (!effects->empty()) {
        for (const auto& doubt : effects->back().doubts) {
            std::cerr << "tiendo: " << doubt.where << ": " << doubt.text << '\n';
        }
    }
    return {};
}

void add_pure_commands(CLI::App& units, Session& session) {
    constexpr const char* units_help = "a list of units, TOML or CSV, instead of the database's";
    auto words = std::make_shared<UnitWords>();
    auto* check = units.add_subcommand("check", "all that is wrong with a file of units");
    check->add_option("file", words->file, "TOML, or CSV by its ending")->required();
    on_call(*check, session, [&session, words] { return check_units_in(session, words->file); });

    auto* match = units.add_subcommand("match", "which units names written by hand mean");
    match->add_option("text", words->texts, "a name; each word of the line is one");
    match->add_option("--from-file", words->from_file, "a file with a name on each line");
    match->add_option("--as-of", words->as_of, "day on which the names were written");
    match->add_option("--units", words->units, units_help);
    on_call(*match, session, [&session, words] { return match_names(session, *words); });

    auto* map = units.add_subcommand("map", "who exists on a day, or figures on another map");
    auto* list = map->add_option("--units", words->units, units_help);
    auto* on = map->add_option("--on", words->as_of, "the day; that of the clock if left out");
    auto* from = map->add_option("--from", words->from, "day on whose map the figures stand")
                     ->excludes(on)
                     ->needs(list);
    auto* to = map->add_option("--to", words->to, "day on whose map to read them")->needs(from);
    auto* figures =
        map->add_option("--figures", words->figures, "CSV with columns unit and amount")->needs(to);
    from->needs(figures);
    on_call(*map, session, [&session, words] {
        return words->figures.empty() ? show_map(session, *words) : carry_figures(session, *words);
    });

    auto* event = units.add_subcommand(
        "event", "reorganisations: takes them into the database, or shows what they would change");
    event->add_option("file", words->file, "TOML with [[event]] tables")->required();
    event->add_option(
        "--units", words->units, "a list, TOML or CSV, to try them on instead; it stays as it is");
    event->add_flag("--preview", words->preview, "shows only; always so with --units");
    on_call(*event, session, [&session, words] {
        return words->units.empty() ? keep_events(session, *words) : try_events(session, *words);
    });
}

}  // namespace

void add_unit_commands(CLI::App& app, Session& session) {
    auto* units = app.add_subcommand("units", "bodies through time")->require_subcommand(1);
    auto word = std::make_shared<std::string>();
    auto* load =
        units->add_subcommand("load", "put a list of units in the place of the one before");
    load->add_option("file", *word, "TOML or CSV, see docs/units.md")->required();
    on_call(*load, session, [&session, word] { return load_units(session, *word); });
    auto* show = units->add_subcommand("show", "the list");
    show->add_option("--as-of", *word, "only those that exist on this day");
    on_call(*show, session, [&session, word] { return show_units(session, *word); });
    add_pure_commands(*units, session);
}

}  // namespace tiendo::cli
