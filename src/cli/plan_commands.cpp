// plan show|adopt|list, units load|show, duties
#include "opened.hpp"
#include "plan_tree.hpp"
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
    int year = 0;
    std::vector<std::string> windows;
    std::string chosen_by;
    std::string reason;
};

/// "2021-half-year=2020-12-15..2021-05-14"
Result<ledger::ChosenWindow> parse_window(const std::string& word, const AdoptWords& words) {
    const auto equals = word.find('=');
    const auto dots = word.find("..");
    if (equals == std::string::npos || dots == std::string::npos || dots < equals) {
        return Error{ErrorCode::malformed_input,
                     "'" + word + "' is no window",
                     "write it as CYCLE=FIRST..LAST: 2021-half-year=2020-12-15..2021-05-14"};
    }
    auto cycle = CycleId::parse(word.substr(0, equals));
    auto first =
        cycle ? Date::parse(word.substr(equals + 1, dots - equals - 1)) : std::move(cycle).error();
    auto last = first ? Date::parse(word.substr(dots + 2)) : std::move(first).error();
    if (!last) {
        return std::move(last).error().at("--window " + word);
    }
    return ledger::ChosenWindow{*cycle, {{*first, *last}, words.chosen_by, words.reason}};
}

Result<void> adopt_plan(Session& session, const AdoptWords& words) {
    ledger::AdoptOptions options;
    auto id = PlanId::parse(words.id);
    auto as_of = id ? Date::parse(words.as_of) : std::move(id).error();
    if (!as_of) {
        return std::move(as_of).error();
    }
    options.plan = *id;
    options.as_of = *as_of;
    options.year = words.year;
    for (const auto& word : words.windows) {
        auto window = parse_window(word, words);
        if (!window) {
            return std::move(window).error();
        }
        options.windows.push_back(*std::move(window));
    }
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
    adopt->add_option("--year", words->year, "year whose reports are derived")
        ->required()
        ->check(CLI::Range(1976, 2100));
    auto* chosen_by = adopt->add_option("--chosen-by", words->chosen_by, "who chose the windows");
    auto* reason = adopt->add_option("--reason", words->reason, "why, in Vietnamese");
    adopt
        ->add_option(
            "--window",
            words->windows,
            "days that the figures of a cycle cover, where the text is silent: CYCLE=FIRST..LAST; may be repeated")
        ->allow_extra_args(false)
        ->needs(chosen_by)
        ->needs(reason);
    on_call(*adopt, session, [&session, words] { return adopt_plan(session, *words); });
}

}  // namespace tiendo::cli
