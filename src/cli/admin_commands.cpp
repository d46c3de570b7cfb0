// init, journal, doctor, and what --version says
#include "session.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/base/text.hpp"
#include "tiendo/report/export.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace tiendo::cli {

namespace {

/// The folder of the database, where `init` will have to make it; else empty.
std::filesystem::path missing_folder(std::string_view url) {
    constexpr std::string_view scheme = "sqlite:";
    if (!url.starts_with(scheme)) {
        return {};
    }
    const auto folder = std::filesystem::path(url.substr(scheme.size())).parent_path();
    std::error_code unknown;
    return std::filesystem::exists(folder, unknown) || unknown ? std::filesystem::path() : folder;
}

Result<void> init(Session& session) {
    const auto folder = missing_folder(session.db);
    auto options = session.options();
    auto workspace = options ? Workspace::create(*options) : std::move(options).error();
    if (!workspace) {
        return std::move(workspace).error();
    }
    if (!folder.empty()) {
        std::cout << "made the folder " << folder.string() << '\n';
    }
    std::cout << "made " << workspace->store().place() << '\n';
    return {};
}

struct JournalWords {
    std::int64_t first = 1;
    std::int64_t limit = 1000;
    std::string head;
    std::int64_t count = -1;  ///< below 0: not given
    std::string report;
    std::string file;
};

Result<void> show_journal(Session& session, const JournalWords& words) {
    auto workspace = session.workspace();
    auto entries =
        workspace ? (*workspace)->journal(words.first, words.limit) : std::move(workspace).error();
    if (!entries) {
        return std::move(entries).error();
    }
    Listing listing{{"sequence", "at", "actor", "action", "subject", "why", "hash"}, {}};
    for (const auto& entry : *entries) {
        listing.rows.push_back({entry.sequence,
                                entry.at.iso(),
                                entry.actor,
                                entry.action,
                                entry.subject,
                                entry.why,
                                entry.hash});
    }
    session.show(listing);
    return {};
}

/// What --head, --count and --report say was printed.
Result<std::optional<store::JournalHead>> printed_head(const JournalWords& words) {
    using Head = std::optional<store::JournalHead>;
    if (!words.report.empty()) {
        auto head = read_printed_head(words.report);
        return head ? Result<Head>(*std::move(head)) : std::move(head).error();
    }
    if (words.head.empty()) {
        return Head();
    }
    auto text = words.head;
    if (words.count >= 0) {
        text = std::to_string(words.count) + ":" + text;
    }
    const auto colon = text.find(':');
    const auto digits = text.substr(0, colon);
    const bool sound = colon != std::string::npos && !digits.empty() && digits.size() < 16 &&
                       digits.find_first_not_of("0123456789") == std::string::npos &&
                       text.size() - colon - 1 == 64 &&
                       text.find_first_not_of("0123456789abcdef", colon + 1) == std::string::npos;
    if (!sound) {
        return Error{ErrorCode::malformed_input,
                     "'" + text.substr(0, 80) + "' is no head of a journal",
                     "write it as COUNT:HASH, or --count COUNT --head HASH, as reports print it"};
    }
    return Head(store::JournalHead{std::stoll(digits), text.substr(colon + 1)});
}

Result<void> verify_journal(Session& session, const JournalWords& words) {
    auto printed = printed_head(words);
    auto workspace = printed ? session.workspace() : std::move(printed).error();
    auto check = workspace ? (*workspace)->verify_journal(*printed) : std::move(workspace).error();
    if (!check) {
        return std::move(check).error();
    }
    if (check->fault) {
        return Error{ErrorCode::conflict,
                     std::string(to_string(check->fault->kind)) + ": " + check->fault->text,
                     "compare with a backup: somebody changed the database"}
            .at("journal entry " + std::to_string(check->fault->sequence));
    }
    std::cout << "the journal is whole: " << check->head.count << ":" << check->head.hash << '\n';
    if (*printed) {
        std::cout << "it holds what was printed: " << (*printed)->count << ":" << (*printed)->hash
                  << '\n';
    }
    return {};
}

Result<void> export_journal(Session& session, const JournalWords& words) {
    auto workspace = session.workspace();
    auto head = workspace ? (*workspace)->export_journal(words.file) : std::move(workspace).error();
    if (!head) {
        return std::move(head).error();
    }
    std::cout << "wrote " << words.file << ": " << head->count << ":" << head->hash << '\n';
    return {};
}

Result<void> doctor(Session& session) {
    auto workspace = session.workspace();
    auto findings = workspace ? (*workspace)->doctor() : std::move(workspace).error();
    if (!findings) {
        return std::move(findings).error();
    }
    Listing listing{{"check", "verdict", "text", "remedy"}, {}};
    for (const auto& finding : *findings) {
        listing.rows.push_back({finding.check,
                                std::string(store::to_string(finding.verdict)),
                                finding.text,
                                finding.remedy});
        if (finding.verdict == store::Verdict::failed) {
            session.outcome = exit_findings;
        }
    }
    session.show(listing);
    return {};
}

}  // namespace

std::string_view version_text() {
    static const std::string text = "tiendo " TIENDO_VERSION
                                    "\n"
                                    "build: " TIENDO_BUILD_TYPE ", " TIENDO_COMPILER
                                    ", layers " TIENDO_LIBRARY_KIND
                                    "\n"
                                    "stores: sqlite\n"
                                    "formats read: docx, odt, pdf, html, markdown, plain text\n"
                                    "reports: markdown, html, docx, " +
                                    std::string(report::writes_xlsx() ? "xlsx, " : "") +
                                    "datapackage\n"
                                    "adapter ABI: " TIENDO_ADAPTER_ABI_TEXT "\n";
    return text;
}

void add_admin_commands(CLI::App& app, Session& session) {
    on_call(*app.add_subcommand("init", "make the database of --db"), session, [&session] {
        return init(session);
    });
    auto words = std::make_shared<JournalWords>();
    auto* journal =
        app.add_subcommand("journal", "who changed what, when and why")->require_subcommand(1);
    auto* show = journal->add_subcommand("show", "entries in order");
    show->add_option("--from", words->first, "sequence of the first entry")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    show->add_option("--limit", words->limit, "entries at most")
        ->capture_default_str()
        ->check(CLI::Range(1, 100'000));
    on_call(*show, session, [&session, words] { return show_journal(session, *words); });
    auto* verify = journal->add_subcommand("verify", "recompute the chain of hashes");
    auto* head = verify->add_option(
        "--head",
        words->head,
        "COUNT:HASH, or HASH beside --count, as a report printed it: finds a tail that was cut off");
    verify->add_option("--count", words->count, "COUNT as a report printed it")
        ->check(CLI::NonNegativeNumber)
        ->needs(head);
    verify
        ->add_option("--report",
                     words->report,
                     "a report (Markdown, HTML) or an export whose printed head is looked for")
        ->excludes(head);
    on_call(*verify, session, [&session, words] { return verify_journal(session, *words); });
    auto* out = journal->add_subcommand(
        "export", "write the whole journal for an auditor: JSON lines, the head last");
    out->add_option("file", words->file, "file to write")->required();
    on_call(*out, session, [&session, words] { return export_journal(session, *words); });
    on_call(*app.add_subcommand("doctor", "check the database, the disk and the adapters"),
            session,
            [&session] { return doctor(session); });
}

}  // namespace tiendo::cli
