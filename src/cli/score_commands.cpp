// scores import|show
#include "session.hpp"

#include "tiendo/report/score_texts.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct ScoreWords {
    std::string file;
    std::string province;
    std::string plan;
    std::string cycle;
    int year = 0;
};

Result<void> import(Session& session, const ScoreWords& words) {
    auto workspace = session.workspace();
    auto scores =
        workspace ? (*workspace)->import_scores(words.file) : std::move(workspace).error();
    if (!scores) {
        return std::move(scores).error();
    }
    std::cout << "imported " << scores->size() << " scores\n";
    return {};
}

/// One listing for both kinds, so that a figure never stands without what it is.
Listing empty_listing() {
    return {{"kind", "province", "year", "dimension", "value", "before", "trend", "note"}, {}};
}

void add_scores(Listing& listing,
                const std::vector<ledger::OfficialScore>& scores,
                const std::optional<ledger::Province>& province) {
    for (const auto& score : scores) {
        if (!province || score.province() == *province) {
            listing.rows.push_back({std::string(report::official_score_label()),
                                    std::string(score.province().name()),
                                    std::int64_t{score.year()},
                                    std::int64_t{score.dimension()},
                                    ledger::score_text(score.ten_thousandths()),
                                    Cell(),
                                    Cell(),
                                    score.source()});
        }
    }
}

void add_comparison(Listing& listing,
                    const std::vector<ledger::OfficialScore>& scores,
                    ledger::Province province,
                    int year) {
    for (const auto& row : ledger::year_on_year(scores, province, year)) {
        listing.rows.push_back({std::string(report::official_score_label()),
                                std::string(province.name()),
                                std::int64_t{year},
                                std::int64_t{row.dimension},
                                ledger::score_text(row.after),
                                ledger::score_text(row.before),
                                std::string(vietnamese(row.trend)),
                                report::method_remark(row.changes)});
    }
}

void add_proxies(Listing& listing, const std::vector<ledger::LocalProxy>& proxies) {
    for (const auto& proxy : proxies) {
        const auto& measure = proxy.measure;
        const auto value = measure.out_of ? std::to_string(measure.count) + "/" +
                                                std::to_string(*measure.out_of) + " (" +
                                                percent(measure.count, measure.out_of) + ")"
                                          : std::to_string(measure.count);
        listing.rows.push_back({std::string(ledger::LocalProxy::label),
                                Cell(),
                                Cell(),
                                std::int64_t{measure.dimension},
                                value,
                                Cell(),
                                Cell(),
                                measure.name});
    }
}

Result<std::vector<ledger::LocalProxy>> proxies_of(Workspace& workspace, const ScoreWords& words) {
    if (words.cycle.empty()) {
        return std::vector<ledger::LocalProxy>();
    }
    auto plan = chosen_plan(workspace, words.plan);
    auto cycle = plan ? CycleId::parse(words.cycle) : std::move(plan).error();
    return cycle ? workspace.local_proxies(*plan, *cycle) : std::move(cycle).error();
}

Result<void> show(Session& session, const ScoreWords& words) {
    std::optional<ledger::Province> province;
    if (!words.province.empty()) {
        auto found = ledger::Province::find(words.province);
        if (!found) {
            return std::move(found).error().at("--province");
        }
        province = *found;
    }
    auto workspace = session.workspace();
    auto scores = workspace ? (*workspace)->official_scores() : std::move(workspace).error();
    auto proxies = scores ? proxies_of(**workspace, words) : std::move(scores).error();
    if (!proxies) {
        return std::move(proxies).error();
    }
    auto listing = empty_listing();
    if (words.year != 0) {
        add_comparison(listing, *scores, *province, words.year);
    } else {
        add_scores(listing, *scores, province);
    }
    add_proxies(listing, *proxies);
    session.show(listing);
    return {};
}

}  // namespace

void add_score_commands(CLI::App& app, Session& session) {
    auto* scores =
        app.add_subcommand("scores", "official PAPI scores of provinces")->require_subcommand(1);
    auto words = std::make_shared<ScoreWords>();
    auto* command = scores->add_subcommand("import", "take a file of official scores in");
    command->add_option("file", words->file, "CSV: year,province,dimension,score,source")
        ->required();
    on_call(*command, session, [&session, words] { return import(session, *words); });

    command =
        scores->add_subcommand("show", "scores; beside them figures of one's own, which are none");
    auto* province =
        command->add_option("--province", words->province, "code or name (default: all)");
    command->add_option("--year", words->year, "that year beside the year before")
        ->check(CLI::Range(2011, 2100))
        ->needs(province);
    command->add_option("--cycle", words->cycle, "also the office's own figures of this cycle");
    command->add_option("--plan", words->plan, plan_help);
    on_call(*command, session, [&session, words] { return show(session, *words); });
}

}  // namespace tiendo::cli
