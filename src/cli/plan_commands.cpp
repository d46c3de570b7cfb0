// plan show|adopt|list, units load|show, duties
#include "opened.hpp"
#include "plan_tree.hpp"
#include "plan_words.hpp"
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

Result<void> show_plan(Session& session, const std::string& name) {
    auto id = PlanId::parse(name);
    auto workspace = id ? session.workspace() : std::move(id).error();
    auto stored = workspace ? (*workspace)->plan(*id) : std::move(workspace).error();
    if (!stored) {
        return std::move(stored).error();
    }
    auto doubts = (*workspace)->doubts(*id);
    if (!doubts) {
        return std::move(doubts).error();
    }
    if (session.format == "table") {
        print_tree(stored->plan, *doubts);
    } else {
        session.show(nodes_of(stored->plan));
    }
    return {};
}

Result<void> list_plans(Session& session) {
    auto workspace = session.workspace();
    auto plans = workspace ? (*workspace)->plans() : std::move(workspace).error();
    if (!plans) {
        return std::move(plans).error();
    }
    Listing listing{{"id", "number", "authority", "adopted_at", "nodes", "doubts", "title"}, {}};
    for (const auto& plan : *plans) {
        listing.rows.push_back({plan.id.str(),
                                plan.number ? Cell(*plan.number) : Cell(),
                                plan.authority,
                                plan.adopted_at.iso(),
                                plan.nodes,
                                plan.doubts,
                                plan.title});
    }
    session.show(listing);
    return {};
}

struct AdoptWords {
    std::string file;
    std::string id;
    std::string answers;
    std::string lexicon;
    std::string as_of;
    std::string years;
    ChosenWords chosen;
};

Result<void> adopt_plan(Session& session, const AdoptWords& words) {
    ledger::AdoptOptions options;
    auto id = PlanId::parse(words.id);
    auto as_of = id ? Date::parse(words.as_of) : std::move(id).error();
    auto years = as_of ? parse_years(words.years) : std::move(as_of).error();
    auto windows = years ? windows_of(words.chosen) : std::move(years).error();
    if (!windows) {
        return std::move(windows).error();
    }
    options.plan = *id;
    options.as_of = *as_of;
    options.years = *years;
    options.windows = *std::move(windows);
    auto workspace = session.workspace();
    auto opened = workspace ? open_plan(words.file, words.lexicon) : std::move(workspace).error();
    if (opened && !words.answers.empty()) {
        if (auto taken = take_answers(*opened, words.answers); !taken) {
            return taken;
        }
    }
    auto adopted =
        opened
            ? (*session.workspace())->adopt(opened->document, std::move(opened->reading), options)
            : Result<Adopted>(opened.error());
    if (!adopted) {
        return std::move(adopted).error();
    }
    std::cout << "adopted " << words.id << ": " << adopted->plan.nodes.size() << " nodes, "
              << adopted->adoption.duties.size() << " duties, " << adopted->adoption.cycles.size()
              << " cycles, " << adopted->adoption.obligations.size() << " papers owed\n";
    for (const auto* doubts : {&adopted->doubts, &adopted->adoption.doubts}) {
        for (const auto& doubt : *doubts) {
            std::cout << "  " << doubt << '\n';
        }
    }
    return {};
}

}  // namespace

void add_plan_commands(CLI::App& app, Session& session) {
    auto* plan = app.add_subcommand("plan", "signed plans")->require_subcommand(1);
    auto words = std::make_shared<AdoptWords>();
    auto* show = plan->add_subcommand("show", "the tree and doubts of an adopted plan");
    show->add_option("plan", words->id, "plan id")->required();
    on_call(*show, session, [&session, words] { return show_plan(session, words->id); });
    on_call(*plan->add_subcommand("list", "adopted plans"), session, [&session] {
        return list_plans(session);
    });
    auto* adopt =
        plan->add_subcommand("adopt", "read a document, derive duties and what is owed, keep it");
    adopt->add_option("file", words->file, "the document: .docx .odt .pdf .html .md .txt")
        ->required();
    adopt->add_option("--answers", words->answers, "a review file with answers to work in");
    adopt->add_option("--lexicon", words->lexicon, "TOML with rules of language of your own");
    adopt->add_option("--as", words->id, "the plan's id from now on")->required();
    adopt
        ->add_option(
            "--as-of", words->as_of, "day whose units the tasks are spread over: 2020-12-31")
        ->required();
    adopt
        ->add_option("--year", words->years, "years whose reports are derived: 2021, or 2021..2025")
        ->required();
    add_window_options(*adopt, words->chosen);
    on_call(*adopt, session, [&session, words] { return adopt_plan(session, *words); });
}

}  // namespace tiendo::cli
