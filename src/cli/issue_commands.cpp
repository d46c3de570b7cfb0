// report export|correct|issued|questions: the consolidated report, and what is asked about it
#include "paper_words.hpp"
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct IssueWords : PaperWords {
    std::string out;
    std::string as;
    std::string known_at;
    bool issue = false;
    std::string number;
    std::string note;
    int version = 0;
};

void tell(const IssuedReport& report) {
    std::cout << report.plan << '/' << report.cycle << "  version " << report.version << "  "
              << report.papers.size() << " papers, " << report.figures.size() << " figures\n";
    for (const auto& form : report.forms) {
        std::cout << "  " << form.format << "  " << form.size_bytes << " bytes  sha256 "
                  << form.sha256 << '\n';
    }
}

/// As it was asked for, else as the file's name says, else to be read on the screen.
/// @return malformed_input where both say different things, or a file is to go to the screen
Result<Format> wanted_format(const IssueWords& words) {
    auto asked = words.as.empty() ? Result<Format>(Format::markdown) : parse_format(words.as);
    if (!asked) {
        return std::move(asked).error().at("--as");
    }
    if (!words.out.empty()) {
        auto named = format_of(words.out);
        if (words.as.empty() || (named && *asked == *named)) {
            return named ? std::move(named) : std::move(named).error().at("--out");
        }
        return Error{
            ErrorCode::malformed_input,
            "the name does not end as that of a " + std::string(to_string(*asked)) + " file does",
            "end it with " + std::string(ending_of(*asked)) + ", or choose another format"}
            .at("'" + words.out + "'");
    }
    if (*asked != Format::markdown && *asked != Format::html) {
        return Error{ErrorCode::malformed_input,
                     std::string(to_string(*asked)) + " is a file and not for standard output",
                     "name it: --out bao-cao" + std::string(ending_of(*asked))};
    }
    return asked;
}

/// The bytes that were kept.
Result<void> give_kept(Workspace& workspace,
                       const IssueWords& words,
                       const std::pair<PlanId, CycleId>& id,
                       int version,
                       Format format) {
    auto bytes = workspace.issued_text(id.first, id.second, version, format);
    if (!bytes) {
        return std::move(bytes).error();
    }
    if (words.out.empty()) {
        std::cout << *bytes;
        return {};
    }
    if (auto written = write_file(words.out, *bytes); !written) {
        return written;
    }
    std::cout << "wrote " << words.out << '\n';
    return {};
}

/// Keeps the report as it goes out, as the first version or as one that corrects the one before.
Result<void> keep(Session& session, const IssueWords& words, bool first) {
    auto format = wanted_format(words);
    auto workspace = format ? session.workspace() : std::move(format).error();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    const IssueOptions options{id->second, words.number, words.note};
    auto kept =
        first ? (*workspace)->issue(id->first, options) : (*workspace)->correct(id->first, options);
    if (!kept) {
        return std::move(kept).error();
    }
    tell(*kept);
    return words.out.empty() ? Result<void>()
                             : give_kept(**workspace, words, *id, kept->version, *format);
}

Result<void> export_report(Session& session, const IssueWords& words) {
    auto format = wanted_format(words);
    auto known_at = format ? instant_in(words.known_at, "--known-at") : std::move(format).error();
    auto workspace = known_at ? session.workspace() : std::move(known_at).error();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    const ComposeOptions options{id->second, *format, *known_at};
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

Result<void> issued(Session& session, const IssueWords& words) {
    auto format = wanted_format(words);
    auto workspace = format ? session.workspace() : std::move(format).error();
    auto id = workspace ? cycle_of(**workspace, words) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    if (words.version > 0) {
        return give_kept(**workspace, words, *id, words.version, *format);
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

Result<void> questions(Session& session, const IssueWords& words) {
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
                                    each.stated,
                                    each.recorded,
                                    each.difference(),
                                    each.text});
        }
    }
    session.show(listing);
    return {};
}

void add_cycle_options(CLI::App& command, const std::shared_ptr<IssueWords>& words) {
    command.add_option("--plan", words->plan, plan_help);
    command.add_option("--cycle", words->cycle, "cycle id: 2021-half-year")->required();
}

void add_output_options(CLI::App& command, const std::shared_ptr<IssueWords>& words) {
    command
        .add_option("--as",
                    words->as,
                    "markdown, html, docx, xlsx or datapackage (default: as the file's name ends, "
                    "else markdown)")
        ->check(CLI::IsMember({"markdown", "html", "docx", "xlsx", "datapackage"}));
    command.add_option(
        "--out", words->out, "file to write (default, for markdown and html: standard output)");
}

}  // namespace

void add_issue_commands(CLI::App& app, Session& session) {
    auto& report = *app.get_subcommand("report");
    auto words = std::make_shared<IssueWords>();

    auto* export_command =
        report.add_subcommand("export", "write the consolidated report of a cycle")
            ->alias("compose");
    add_cycle_options(*export_command, words);
    add_output_options(*export_command, words);
    auto* known_at = add_known_at_option(*export_command, words->known_at);
    export_command
        ->add_flag("--issue", words->issue, "keep it as it goes out; a later one is a correction")
        ->excludes(known_at);
    export_command->add_option(
        "--number", words->number, "of the paper that is issued: 25/BC-UBND");
    on_call(*export_command, session, [&session, words] {
        return words->issue ? keep(session, *words, true) : export_report(session, *words);
    });

    auto* correct_command = report.add_subcommand(
        "correct", "issue the report of a cycle again; the version before stays readable");
    add_cycle_options(*correct_command, words);
    correct_command->add_option("--note", words->note, "what is mended and why, Vietnamese")
        ->required();
    correct_command->add_option("--number", words->number, "of the paper: 31/BC-UBND");
    add_output_options(*correct_command, words);
    on_call(*correct_command, session, [&session, words] { return keep(session, *words, false); });

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

}  // namespace tiendo::cli
