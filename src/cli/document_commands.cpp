// plan read|review|diff|lint: what is done with a document before it is adopted
#include "opened.hpp"
#include "plan_tree.hpp"
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/reader/diff.hpp"
#include "tiendo/reader/lint.hpp"
#include "tiendo/reader/reader.hpp"
#include "tiendo/reader/render.hpp"
#include "tiendo/reader/review.hpp"
#include "tiendo/units/parse.hpp"

#include <iostream>
#include <memory>
#include <optional>
#include <utility>

namespace tiendo::cli {

namespace {

constexpr std::size_t longest_unit_list = std::size_t{4} << 20U;

/// The words of all commands of this file; each uses a few.
struct Words {
    std::string file;
    std::string other;
    std::string answers;
    std::string lexicon;
    std::string units;
    std::string as_of;
    std::string html;
    std::string akn;
    std::string out;
    bool proof = false;
    bool clarity = false;
};

/// Prints the source as the nodes and the uncovered spans put it together again.
Result<void> print_proof(const Opened& opened) {
    auto proven = reader::prove_coverage(opened.reading.plan, opened.document.text);
    if (proven) {
        std::cout << opened.document.text;
    }
    return proven;
}

Result<void> read(Session& session, const Words& words) {
    auto opened = open_plan(words.file, words.lexicon);
    if (!opened) {
        return std::move(opened).error();
    }
    if (!words.answers.empty()) {
        if (auto taken = take_answers(*opened, words.answers); !taken) {
            return taken;
        }
    }
    const auto& reading = opened->reading;
    if (!words.html.empty() || !words.akn.empty()) {
        const auto html = reader::to_side_by_side_html(opened->document, reading);
        auto written = words.html.empty() ? Result<void>() : write_file(words.html, html);
        if (written && !words.akn.empty()) {
            written = write_file(words.akn, reader::to_akoma_ntoso(reading.plan));
        }
        for (const auto& file : {words.html, words.akn}) {
            std::cout << (written && !file.empty() ? "wrote " + file + "\n" : "");
        }
        return written;
    }
    if (words.proof) {
        return print_proof(*opened);
    }
    if (session.format == "json") {
        std::cout << reader::to_answer_sheet(reading) << '\n';
    } else if (session.format == "csv") {
        session.show(nodes_of(reading.plan));
    } else {
        print_tree(reading.plan, reading.doubts);
    }
    return {};
}

Result<void> review(const Words& words) {
    const auto opened = open_plan(words.file, words.lexicon);
    if (!opened) {
        return opened.error();
    }
    auto fresh = reader::review_of(opened->reading);
    if (!words.answers.empty()) {
        const auto older = review_in(words.answers);
        if (!older) {
            return older.error();
        }
        report_unused(reader::carry_answers(fresh, *older));
    }
    const auto toml = reader::to_toml(fresh);
    if (words.out.empty()) {
        std::cout << toml;
        return {};
    }
    auto written = write_file(words.out, toml);
    if (written) {
        std::cout << "wrote " << words.out << ": " << fresh.items.size() << " doubts\n";
    }
    return written;
}

Result<void> diff(Session& session, const Words& words) {
    const auto before = open_plan(words.file, words.lexicon);
    const auto after = before ? open_plan(words.other, words.lexicon) : before.error();
    if (!after) {
        return after.error();
    }
    Listing listing{{"change", "before", "after", "text"}, {}};
    for (const auto& change : reader::diff_plans(before->reading.plan, after->reading.plan)) {
        listing.rows.push_back({std::string(to_string(change.kind)),
                                change.before ? Cell(change.before->str()) : Cell(),
                                change.after ? Cell(change.after->str()) : Cell(),
                                change.text});
    }
    session.show(listing);
    return {};
}

Listing clarity_of(const reader::LintReport& report) {
    Listing listing{{"node",
                     "ro_nguoi",
                     "ro_viec",
                     "ro_thoi_gian",
                     "ro_trach_nhiem",
                     "ro_san_pham",
                     "ro_tham_quyen",
                     "diem"},
                    {}};
    const auto cell = [](bool clear) { return Cell(std::int64_t{clear ? 1 : 0}); };
    for (const auto& clarity : report.clarity) {
        listing.rows.push_back({clarity.node.str(),
                                cell(clarity.person),
                                cell(clarity.work),
                                cell(clarity.time),
                                cell(clarity.responsibility),
                                cell(clarity.product),
                                cell(clarity.authority),
                                std::int64_t{clarity.score()}});
    }
    return listing;
}

Result<std::optional<units::Registry>> units_in(const std::string& file) {
    if (file.empty()) {
        return std::optional<units::Registry>();
    }
    auto toml = read_file(file, longest_unit_list);
    auto list = toml ? units::parse_units(*toml, file) : std::move(toml).error();
    auto registry = list ? units::Registry::make(*std::move(list)) : std::move(list).error();
    if (!registry) {
        return std::move(registry).error();
    }
    return std::optional(*std::move(registry));
}

Result<void> lint(Session& session, const Words& words) {
    const auto opened = open_plan(words.file, words.lexicon);
    const auto units = opened ? units_in(words.units) : opened.error();
    if (!units) {
        return units.error();
    }
    reader::LintOptions options;
    options.units = units->has_value() ? &**units : nullptr;
    options.language = opened->language.get();
    if (!words.as_of.empty()) {
        const auto day = Date::parse(words.as_of);
        if (!day) {
            return Error(day.error()).at("--as-of");
        }
        options.as_of = *day;
    }
    const auto report = reader::lint_plan(opened->reading, options);
    if (!report) {
        return report.error();
    }
    if (words.clarity) {
        session.show(clarity_of(*report));
        return {};
    }
    Listing listing{{"code", "where", "text", "sentence"}, {}};
    for (const auto& finding : report->findings) {
        listing.rows.push_back({finding.code, finding.where, finding.text, finding.sentence});
    }
    session.show(listing);
    return {};
}

}  // namespace

void add_document_commands(CLI::App& app, Session& session) {
    auto* plan = app.get_subcommand("plan");
    const auto words = std::make_shared<Words>();
    const auto command = [&](const char* name, const char* help) {
        auto* made = plan->add_subcommand(name, help);
        made->add_option("file", words->file, "the document: .docx .odt .pdf .html .md .txt")
            ->required();
        made->add_option("--lexicon", words->lexicon, "TOML with rules of language of your own");
        return made;
    };
    auto* reading = command(
        "read",
        "read a document and show its tree and doubts; stores nothing. --format json writes the answer sheet");
    reading->add_option("--answers", words->answers, "a review file with answers to work in");
    reading->add_flag("--proof", words->proof, "print the source as put together from the tree");
    reading->add_option("--html", words->html, "write source and tree side by side to this file");
    reading->add_option("--akn", words->akn, "write the plan as Akoma Ntoso to this file");
    on_call(*reading, session, [&session, words] { return read(session, *words); });

    auto* reviewing = command("review", "write the doubts as a file in which answers are typed");
    reviewing->add_option("--answers", words->answers, "an older review file to take answers from");
    reviewing->add_option("--out", words->out, "the file to write; standard output without it");
    on_call(*reviewing, session, [words] { return review(*words); });

    auto* comparing = command("diff", "what a new version of a plan changes");
    comparing->add_option("new", words->other, "the new version")->required();
    on_call(*comparing, session, [&session, words] { return diff(session, *words); });

    auto* linting = command("lint", "what will go wrong when this plan is carried out as written");
    linting->add_option("--units", words->units, "units (TOML), to count \"15 phường\" by");
    linting->add_option("--as-of", words->as_of, "the day to judge on: 2026-03-31");
    linting->add_flag("--clarity", words->clarity, "the table of \"6 rõ\" instead, a row a task");
    on_call(*linting, session, [&session, words] { return lint(session, *words); });
}

}  // namespace tiendo::cli
