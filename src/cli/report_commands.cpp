// report submit|return|accept|compose|correct|issued|questions, explain
#include "paper_words.hpp"
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/base/number.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
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
    std::string again_before;
    std::string out;
    std::string as = "markdown";
    bool issue = false;
    std::string number;
    std::string note;
    int version = 0;
    std::string figure;
    std::int64_t offset = 0;
    std::int64_t limit = 20;
};

void tell(const Submission& submission) {
    std::cout << submission.id << "  " << to_string(submission.state) << "  sent "
              << submission.sent_at << '\n';
}

void tell(const IssuedReport& report) {
    std::cout << report.plan << '/' << report.cycle << "  version " << report.version << "  "
              << report.papers.size() << " papers, " << report.figures.size() << " figures\n";
    for (const auto& form : report.forms) {
        std::cout << "  " << form.format << "  " << form.size_bytes << " bytes  sha256 "
                  << form.sha256 << '\n';
    }
}

Result<void> give_text(const std::string& text, const std::string& out) {
    if (out.empty()) {
        std::cout << text;
        return {};
    }
    if (auto written = write_file(out, text); !written) {
        return written;
    }
    std::cout << "wrote " << out << '\n';
    return {};
}

/// The bytes that were kept, into a file.
Result<void> give_issued(Workspace& workspace,
                         const IssuedReport& report,
                         Format format,
                         const std::string& out) {
    auto text = workspace.issued_text(report.plan, report.cycle, report.version, format);
    return text ? give_text(*text, out) : std::move(text).error();
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

Result<void> accept(Session& session, const ReportWords& words) {
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto done = paper ? (*workspace)->accept(*paper) : std::move(paper).error();
    if (!done) {
        return std::move(done).error();
    }
    tell(*done);
    return {};
}

Result<std::pair<PlanId, CycleId>> cycle_of(Workspace& workspace, const ReportWords& words) {
    auto plan = chosen_plan(workspace, words.plan);
    auto cycle = plan ? CycleId::parse(words.cycle) : std::move(plan).error();
    return cycle ? Result<std::pair<PlanId, CycleId>>(std::pair(*plan, *cycle))
                 : std::move(cycle).error();
}

Format format_of(const ReportWords& words) {
    return words.as == "html" ? Format::html : Format::markdown;
}

Result<void> compose(Session& session, const ReportWords& words) {
    auto workspace = session.workspace();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (id && words.issue) {
        auto kept = (*workspace)->issue(id->first, {id->second, words.number, {}});
        if (!kept) {
            return std::move(kept).error();
        }
        tell(*kept);
        return words.out.empty() ? Result<void>()
                                 : give_issued(**workspace, *kept, format_of(words), words.out);
    }
    auto text =
        id ? (*workspace)->compose(id->first, {.cycle = id->second, .format = format_of(words)})
           : std::move(id).error();
    return text ? give_text(*text, words.out) : std::move(text).error();
}

Result<void> correct(Session& session, const ReportWords& words) {
    auto workspace = session.workspace();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    auto kept = id ? (*workspace)->correct(id->first, {id->second, words.number, words.note})
                   : std::move(id).error();
    if (!kept) {
        return std::move(kept).error();
    }
    tell(*kept);
    return words.out.empty() ? Result<void>()
                             : give_issued(**workspace, *kept, format_of(words), words.out);
}

Result<void> issued(Session& session, const ReportWords& words) {
    auto workspace = session.workspace();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    if (words.version > 0) {
        auto text =
            (*workspace)->issued_text(id->first, id->second, words.version, format_of(words));
        return text ? give_text(*text, words.out) : std::move(text).error();
    }
    auto versions = (*workspace)->issued(id->first, id->second);
    if (!versions) {
        return std::move(versions).error();
    }
    Listing listing{{"version", "number", "at", "actor", "papers", "figures", "journal", "note"},
                    {}};
    for (const auto& each : *versions) {
        listing.rows.push_back({std::int64_t{each.version},
                                each.number.empty() ? Cell() : Cell(each.number),
                                each.at.iso(),
                                each.actor,
                                std::ssize(each.papers),
                                std::ssize(each.figures),
                                std::to_string(each.journal_entries) + ":" + each.journal_hash,
                                each.note.empty() ? Cell() : Cell(each.note)});
    }
    session.show(listing);
    return {};
}

Result<void> questions(Session& session, const ReportWords& words) {
    auto workspace = session.workspace();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    auto all = id ? (*workspace)->questions(id->first, id->second) : std::move(id).error();
    if (!all) {
        return std::move(all).error();
    }
    Listing listing{{"unit", "code", "stated", "recorded", "difference", "question"}, {}};
    for (const auto& each : *all) {
        if (words.unit.empty() || words.unit == each.unit.str()) {
            listing.rows.push_back({each.unit.str(),
                                    each.code,
                                    each.stated.plain(),
                                    each.recorded.plain(),
                                    each.difference().plain(),
                                    each.text});
        }
    }
    session.show(listing);
    return {};
}

void print_explanation(const ledger::Explanation& explanation) {
    std::cout << explanation.title << ": " << explanation.value
              << "\n  quy tắc: " << explanation.rule << "\n  " << explanation.how << '\n';
    for (const auto& step : explanation.steps) {
        std::cout << "  " << (step.at ? step.at->iso() : std::string("-")) << "  " << step.text
                  << " [" << step.source << "]\n";
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

Result<void> explain(Session& session, const ReportWords& words) {
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

void add_cycle_options(CLI::App& command, const std::shared_ptr<ReportWords>& words) {
    command.add_option("--plan", words->plan, plan_help);
    command.add_option("--cycle", words->cycle, "cycle id: 2021-half-year")->required();
}

void add_output_options(CLI::App& command, const std::shared_ptr<ReportWords>& words) {
    command.add_option("--as", words->as, "markdown or html")
        ->capture_default_str()
        ->check(CLI::IsMember({"markdown", "html"}));
    command.add_option("--out", words->out, "file to write (default: standard output)");
}

/// The consolidated report: composed, issued, corrected, and what is to be asked.
void add_consolidation(CLI::App& report,
                       const std::shared_ptr<ReportWords>& words,
                       Session& session) {
    auto* compose_command =
        report.add_subcommand("compose", "write the consolidated report of a cycle");
    add_cycle_options(*compose_command, words);
    add_output_options(*compose_command, words);
    compose_command->add_flag(
        "--issue", words->issue, "keep it as it goes out; a later one is a correction");
    compose_command->add_option(
        "--number", words->number, "of the paper that is issued: 25/BC-UBND");
    on_call(*compose_command, session, [&session, words] { return compose(session, *words); });

    auto* correct_command = report.add_subcommand(
        "correct", "issue the report of a cycle again; the version before stays readable");
    add_cycle_options(*correct_command, words);
    correct_command->add_option("--note", words->note, "what is mended and why, Vietnamese")
        ->required();
    correct_command->add_option("--number", words->number, "of the paper: 31/BC-UBND");
    add_output_options(*correct_command, words);
    on_call(*correct_command, session, [&session, words] { return correct(session, *words); });

    auto* issued_command =
        report.add_subcommand("issued", "the versions that were issued, or one of them");
    add_cycle_options(*issued_command, words);
    issued_command->add_option("--version", words->version, "give this one, byte for byte")
        ->check(CLI::PositiveNumber);
    add_output_options(*issued_command, words);
    on_call(*issued_command, session, [&session, words] { return issued(session, *words); });

    auto* questions_command = report.add_subcommand(
        "questions", "figures that units state otherwise than connected systems record them");
    add_cycle_options(*questions_command, words);
    questions_command->add_option("--unit", words->unit, "only those to this unit");
    on_call(*questions_command, session, [&session, words] { return questions(session, *words); });
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
    on_call(*return_command, session, [&session, words] { return return_paper(session, *words); });
    auto* accept_command = report->add_subcommand("accept", "accept a paper");
    add_paper_options(*accept_command, words);
    on_call(*accept_command, session, [&session, words] { return accept(session, *words); });

    add_consolidation(*report, words, session);

    auto* explain_command = app.add_subcommand(
        "explain", "a figure of the consolidated report: its rows and the sentence behind it");
    explain_command->add_option(
        "figure", words->figure, "id of the figure; all figures are listed if none is named");
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
