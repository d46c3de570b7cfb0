// report submit|return|accept|withdraw|excuse, explain
#include "paper_words.hpp"
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/base/number.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <optional>
#include <utility>

namespace tiendo::cli {

namespace {

struct ReportWords : PaperWords {
    std::string sent_at;
    std::string sender;
    std::vector<std::string> sections;
    std::vector<std::string> figures;
    bool from_draft = false;
    std::string message;
    std::optional<int> round;
    std::string again_before;
    std::string reason;
    std::string by;
    std::string from;
    std::string until;
    std::string known_at;
    std::string figure;
    std::int64_t offset = 0;
    std::int64_t limit = 20;
};

void tell(const Submission& submission) {
    std::cout << submission.id << "  " << to_string(submission.state) << "  sent "
              << submission.sent_at << '\n';
}

/// What stands on the line, as the unit sends it.
Result<ledger::NewSubmission> submission_of(const ReportWords& words, Instant sent_at) {
    ledger::NewSubmission submission{sent_at, words.sender, {}, {}};
    for (const auto& word : words.sections) {
        auto section = section_of(word);
        if (!section) {
            return std::move(section).error();
        }
        submission.sections.push_back(*std::move(section));
    }
    std::vector<TypedNumber> numbers;
    for (const auto& word : words.figures) {
        auto figure = figure_of(word);
        if (!figure) {
            return std::move(figure).error();
        }
        numbers.push_back({"figure '" + figure->first + "'", figure->second});
        submission.figures.push_back({figure->first, {}});
    }
    auto values = read_numbers(numbers);
    if (!values) {
        return std::move(values).error();
    }
    for (std::size_t i = 0; i < values->size(); ++i) {
        submission.figures[i].value = (*values)[i];
    }
    return submission;
}

Result<void> submit(Session& session, const ReportWords& words) {
    auto now = session.clock();
    if (!now) {
        return std::move(now).error();
    }
    auto sent_at =
        words.sent_at.empty() ? Result<Instant>((*now)()) : Instant::parse(words.sent_at);
    if (!sent_at) {
        return std::move(sent_at).error().at("--sent-at");
    }
    if (words.from_draft != words.sections.empty() ||
        (words.from_draft && !words.figures.empty())) {
        return Error{ErrorCode::malformed_input,
                     "a paper is sent from its draft, or from what stands on the line",
                     "give --from-draft, or --section and --figure"};
    }
    auto submission = submission_of(words, *sent_at);
    auto workspace = submission ? session.workspace() : std::move(submission).error();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = !paper             ? std::move(paper).error()
                : words.from_draft ? (*workspace)->submit_draft(*paper, {*sent_at, words.sender})
                                   : (*workspace)->submit(*paper, *submission);
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

Result<void> return_paper(Session& session, const ReportWords& words) {
    ledger::NewReturn returned{words.message, {}, words.round};
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

Result<void> accept(Session& session, const ReportWords& words) {
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = paper ? (*workspace)->accept(*paper, {words.round}) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

Result<void> withdraw(Session& session, const ReportWords& words) {
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = paper ? (*workspace)->withdraw(*paper, words.reason) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

Result<void> excuse(Session& session, const ReportWords& words) {
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

Result<void> explain_paper(Session& session, const ReportWords& words) {
    auto question = session.question(words.known_at);
    auto workspace = question ? session.workspace() : std::move(question).error();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto why = paper ? (*workspace)->explain_paper(*paper, *question) : std::move(paper).error();
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

Result<void> explain(Session& session, const ReportWords& words) {
    if (!words.unit.empty()) {
        return explain_paper(session, words);
    }
    auto question = session.question(words.known_at);
    auto workspace = question ? session.workspace() : std::move(question).error();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    if (words.figure.empty()) {
        auto report = (*workspace)->report(id->first, id->second, *question);
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
        (*workspace)
            ->explain(id->first, id->second, *question, words.figure, {words.offset, words.limit});
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

void add_round_option(CLI::App& command, const std::shared_ptr<ReportWords>& words) {
    command
        .add_option("--round",
                    words->round,
                    "the round that was looked at; refused where another came since (default: the "
                    "last)")
        ->check(CLI::PositiveNumber);
}

void add_taking_back(CLI::App& report,
                     Session& session,
                     const std::shared_ptr<ReportWords>& words) {
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
    auto words = std::make_shared<ReportWords>();
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
        ->allow_extra_args(false);
    submit_command
        ->add_option("--figure",
                     words->figures,
                     "CODE=NUMBER as offices write it: dossier-late=1.234,5; may be repeated")
        ->allow_extra_args(false);
    submit_command->add_flag(
        "--from-draft", words->from_draft, "send what `report draft save` kept");
    on_call(*submit_command, session, [&session, words] { return submit(session, *words); });
    auto* return_command = report->add_subcommand("return", "send a paper back");
    add_paper_options(*return_command, words);
    return_command->add_option("--message", words->message, "what has to be mended, Vietnamese")
        ->required();
    return_command->add_option("--again-before", words->again_before, "by when it is wanted again");
    add_round_option(*return_command, words);
    on_call(*return_command, session, [&session, words] { return return_paper(session, *words); });
    auto* accept_command = report->add_subcommand("accept", "accept a paper");
    add_paper_options(*accept_command, words);
    add_round_option(*accept_command, words);
    on_call(*accept_command, session, [&session, words] { return accept(session, *words); });
    add_taking_back(*report, session, words);

    auto* explain_command = app.add_subcommand(
        "explain", "a figure of the consolidated report: its rows and the sentence behind it");
    auto* figure = explain_command->add_option(
        "figure", words->figure, "id of the figure; all figures are listed if none is named");
    explain_command
        ->add_option("--unit",
                     words->unit,
                     "instead of a figure: why this unit's paper stands where it does")
        ->excludes(figure);
    add_known_at_option(*explain_command, words->known_at);
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
