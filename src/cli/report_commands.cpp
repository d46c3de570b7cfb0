// report submit|return|accept|withdraw|excuse|export, explain
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct PaperWords {
    std::string plan;
    std::string cycle;
    std::string unit;
    std::string sent_at;
    std::string sender;
    std::vector<std::string> sections;
    std::string message;
    std::string again_before;
    std::string reason;
    std::string by;
    std::string from;
    std::string until;
    std::string known_at;
    std::string out;
    std::string as;
    std::string figure;
    std::int64_t offset = 0;
    std::int64_t limit = 20;
};

void add_paper_options(CLI::App& command, const std::shared_ptr<PaperWords>& words) {
    command.add_option("--plan", words->plan, plan_help);
    command.add_option("--cycle", words->cycle, "cycle id: 2021-half-year")->required();
    command.add_option("--unit", words->unit, "unit id: ubnd-phuong-7")->required();
}

Result<ledger::Paper> paper_of(Workspace& workspace, const PaperWords& words) {
    auto plan = chosen_plan(workspace, words.plan);
    auto cycle = plan ? CycleId::parse(words.cycle) : std::move(plan).error();
    auto unit = cycle ? UnitId::parse(words.unit) : std::move(cycle).error();
    return unit ? Result<ledger::Paper>(ledger::Paper{*plan, *cycle, *unit})
                : std::move(unit).error();
}

void tell(const Submission& submission) {
    std::cout << submission.id << "  " << to_string(submission.state) << "  sent "
              << submission.sent_at << '\n';
}

/// "5=FILE": what the unit says on dimension 5, a node, or "general"
Result<Section> section_of(const std::string& word) {
    constexpr std::size_t longest_section = 1U << 20U;
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
        return Error{ErrorCode::malformed_input,
                     "'" + word + "' is no section",
                     "write it as ABOUT=FILE: 5=thu-tuc.txt"};
    }
    auto text = read_file(word.substr(equals + 1), longest_section);
    return text ? Result<Section>(Section{word.substr(0, equals), *std::move(text)})
                : std::move(text).error();
}

Result<void> submit(Session& session, const PaperWords& words) {
    auto now = session.clock();
    if (!now) {
        return std::move(now).error();
    }
    auto sent_at =
        words.sent_at.empty() ? Result<Instant>((*now)()) : Instant::parse(words.sent_at);
    if (!sent_at) {
        return std::move(sent_at).error().at("--sent-at");
    }
    ledger::NewSubmission submission{*sent_at, words.sender, {}};
    for (const auto& word : words.sections) {
        auto section = section_of(word);
        if (!section) {
            return std::move(section).error();
        }
        submission.sections.push_back(*std::move(section));
    }
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = paper ? (*workspace)->submit(*paper, submission) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

Result<void> return_paper(Session& session, const PaperWords& words) {
    ledger::NewReturn returned{words.message, {}};
    if (!words.again_before.empty()) {
        auto term = Instant::parse(words.again_before);
        if (!term) {
            return std::move(term).error().at("--again-before");
        }
        returned.again_before = *term;
    }
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = paper ? (*workspace)->return_paper(*paper, returned) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

Result<void> accept(Session& session, const PaperWords& words) {
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = paper ? (*workspace)->accept(*paper) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

Result<void> withdraw(Session& session, const PaperWords& words) {
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = paper ? (*workspace)->withdraw(*paper, words.reason) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

/// An instant on the line, where there is one.
Result<std::optional<Instant>> instant_in(const std::string& word, const char* option) {
    if (word.empty()) {
        return std::optional<Instant>();
    }
    auto parsed = Instant::parse(word);
    return parsed ? Result<std::optional<Instant>>(*parsed) : std::move(parsed).error().at(option);
}

Result<void> excuse(Session& session, const PaperWords& words) {
    ledger::NewExcuse excuse{words.by, {}, {}};
    auto from = instant_in(words.from, "--from");
    auto until = from ? instant_in(words.until, "--until") : std::move(from).error();
    if (!until) {
        return std::move(until).error();
    }
    excuse.from = *from;
    excuse.until = *until;
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done =
        paper ? (*workspace)->excuse(*paper, excuse, words.reason) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    const auto& made = done->excuses.back();
    std::cout << done->id << "  excused from " << made.from;
    if (made.until) {
        std::cout << " until " << *made.until;
    }
    std::cout << " by " << made.by << '\n';
    return {};
}

Result<std::pair<PlanId, CycleId>> cycle_of(Workspace& workspace, const PaperWords& words) {
    auto plan = chosen_plan(workspace, words.plan);
    auto cycle = plan ? CycleId::parse(words.cycle) : std::move(plan).error();
    return cycle ? Result<std::pair<PlanId, CycleId>>(std::pair(*plan, *cycle))
                 : std::move(cycle).error();
}

/// As it was asked for, else as the file's name says, else to be read on the screen.
Result<Format> export_format(const PaperWords& words) {
    if (!words.as.empty()) {
        return parse_format(words.as);
    }
    return words.out.empty() ? Result<Format>(Format::markdown) : format_of(words.out);
}

Result<void> export_report(Session& session, const PaperWords& words) {
    auto format = export_format(words);
    if (!format) {
        return std::move(format).error().at("--out");
    }
    const bool readable = *format == Format::markdown || *format == Format::html;
    if (words.out.empty() && !readable) {
        return Error{ErrorCode::malformed_input,
                     std::string(to_string(*format)) + " is a file and not for standard output",
                     "name it: --out bao-cao" + std::string(ending_of(*format))};
    }
    auto workspace = session.workspace();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    const ComposeOptions options{id->second, *format};
    if (words.out.empty()) {
        auto text = (*workspace)->compose(id->first, options);
        if (!text) {
            return std::move(text).error();
        }
        std::cout << *text;
        return {};
    }
    if (auto written = (*workspace)->export_report(id->first, options, words.out); !written) {
        return std::move(written).error();
    }
    std::cout << "wrote " << words.out << '\n';
    return {};
}

void print_explanation(const ledger::Explanation& explanation) {
    std::cout << explanation.title << ": " << explanation.value
              << "\n  quy tắc: " << explanation.rule << "\n  " << explanation.how << '\n';
    for (const auto& step : explanation.steps) {
        std::cout << "  " << (step.at ? step.at->iso() : std::string("-")) << "  " << step.text
                  << " [" << step.source << "]\n";
    }
    for (const auto& each : explanation.learned) {
        std::cout << "  từ bút toán " << each.sequence << " (ghi lúc " << each.recorded_at
                  << "): " << vietnamese(each.standing) << '\n';
    }
    for (const auto& quote : explanation.ordered_by) {
        std::cout << "  căn cứ " << quote.node << " (byte " << quote.span.begin << "-"
                  << quote.span.end << "): " << quote.text << '\n';
    }
    if (explanation.row_count > 0) {
        std::cout << "  " << explanation.rows.size() << " / " << explanation.row_count
                  << " bản ghi:\n";
    }
    for (const auto& row : explanation.rows) {
        std::cout << "    " << row.text << '\n';
    }
}

Result<void> explain_paper(Session& session, const PaperWords& words) {
    auto now = session.clock();
    auto known_at = now ? instant_in(words.known_at, "--known-at") : std::move(now).error();
    auto workspace = known_at ? session.workspace() : std::move(known_at).error();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto why = paper ? (*workspace)->explain_paper(*paper, {(*now)(), *known_at})
                     : std::move(paper).error();
    if (!why) {
        return std::move(why).error();
    }
    if (session.format == "table") {
        print_explanation(*why);
        return {};
    }
    Listing listing{{"sequence", "recorded_at", "standing"}, {}};
    for (const auto& each : why->learned) {
        listing.rows.push_back(
            {each.sequence, each.recorded_at.iso(), std::string(to_string(each.standing))});
    }
    session.show(listing);
    return {};
}

Result<void> explain(Session& session, const PaperWords& words) {
    if (!words.unit.empty()) {
        return explain_paper(session, words);
    }
    auto workspace = session.workspace();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    if (words.figure.empty()) {
        auto report = (*workspace)->report(id->first, id->second);
        if (!report) {
            return std::move(report).error();
        }
        Listing listing{{"figure", "text", "meaning"}, {}};
        for (const auto& figure : report->figures) {
            listing.rows.push_back({figure.id, figure.text, figure.meaning});
        }
        session.show(listing);
        return {};
    }
    auto parts =
        (*workspace)->explain(id->first, id->second, words.figure, {words.offset, words.limit});
    if (!parts) {
        return std::move(parts).error();
    }
    if (session.format == "table") {
        for (const auto& part : *parts) {
            print_explanation(part);
        }
        return {};
    }
    Listing listing{{"connection", "type", "day", "id", "text"}, {}};
    for (const auto& part : *parts) {
        for (const auto& row : part.rows) {
            listing.rows.push_back({row.record.connection.str(),
                                    std::string(to_string(row.record.type)),
                                    row.record.day.iso(),
                                    row.record.id,
                                    row.text});
        }
    }
    session.show(listing);
    return {};
}

}  // namespace

namespace {

void add_taking_back(CLI::App& report, Session& session, const std::shared_ptr<PaperWords>& words) {
    auto* withdraw_command = report.add_subcommand(
        "withdraw", "its sender takes back a paper that waits for a decision");
    add_paper_options(*withdraw_command, words);
    withdraw_command->add_option("--reason", words->reason, "why, Vietnamese")->required();
    on_call(*withdraw_command, session, [&session, words] { return withdraw(session, *words); });
    auto* excuse_command =
        report.add_subcommand("excuse", "a unit need not send a paper, for a time or for good");
    add_paper_options(*excuse_command, words);
    excuse_command->add_option("--reason", words->reason, "why, Vietnamese")->required();
    excuse_command->add_option("--by", words->by, "who decided (default: --actor)");
    excuse_command->add_option("--from", words->from, "from when on (default: the clock)");
    excuse_command->add_option("--until", words->until, "when it is owed again (default: never)");
    on_call(*excuse_command, session, [&session, words] { return excuse(session, *words); });
}

}  // namespace

void add_report_commands(CLI::App& app, Session& session) {
    auto* report = app.add_subcommand("report", "papers on their way, and the consolidated report")
                       ->require_subcommand(1);
    auto words = std::make_shared<PaperWords>();
    auto* submit_command = report->add_subcommand("submit", "take a paper in");
    add_paper_options(*submit_command, words);
    submit_command->add_option(
        "--sent-at", words->sent_at, "when it reached the office (default: the clock)");
    submit_command->add_option("--sender", words->sender, "office or function that sent it")
        ->required();
    submit_command
        ->add_option("--section",
                     words->sections,
                     "ABOUT=FILE: a dimension's number, a node id or general; may be repeated")
        ->allow_extra_args(false)
        ->required();
    on_call(*submit_command, session, [&session, words] { return submit(session, *words); });
    auto* return_command = report->add_subcommand("return", "send a paper back");
    add_paper_options(*return_command, words);
    return_command->add_option("--message", words->message, "what has to be mended, Vietnamese")
        ->required();
    return_command->add_option("--again-before", words->again_before, "by when it is wanted again");
    on_call(*return_command, session, [&session, words] { return return_paper(session, *words); });
    auto* accept_command = report->add_subcommand("accept", "accept a paper");
    add_paper_options(*accept_command, words);
    on_call(*accept_command, session, [&session, words] { return accept(session, *words); });
    add_taking_back(*report, session, words);

    auto* export_command =
        report->add_subcommand("export", "write the consolidated report of a cycle")
            ->alias("compose");
    export_command->add_option("--plan", words->plan, plan_help);
    export_command->add_option("--cycle", words->cycle, "cycle id: 2021-half-year")->required();
    export_command
        ->add_option("--as",
                     words->as,
                     "markdown, html, docx, xlsx or datapackage (default: as the file's name ends, "
                     "else markdown)")
        ->check(CLI::IsMember({"markdown", "html", "docx", "xlsx", "datapackage"}));
    export_command->add_option(
        "--out", words->out, "file to write (default, for markdown and html: standard output)");
    on_call(*export_command, session, [&session, words] { return export_report(session, *words); });

    auto* explain_command = app.add_subcommand(
        "explain", "a figure of the consolidated report: its rows and the sentence behind it");
    auto* figure = explain_command->add_option(
        "figure", words->figure, "id of the figure; all figures are listed if none is named");
    auto* unit = explain_command->add_option(
        "--unit", words->unit, "instead of a figure: why this unit's paper stands where it does");
    explain_command
        ->add_option("--known-at", words->known_at, "by what was recorded up to this instant")
        ->needs(unit->excludes(figure));
    explain_command->add_option("--plan", words->plan, plan_help);
    explain_command->add_option("--cycle", words->cycle, "cycle id: 2021-half-year")->required();
    explain_command->add_option("--offset", words->offset, "first row")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    explain_command->add_option("--limit", words->limit, "rows at most")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    on_call(*explain_command, session, [&session, words] { return explain(session, *words); });
}

}  // namespace tiendo::cli
