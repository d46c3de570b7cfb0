// init, journal, doctor, and what --version says
#include "session.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/base/text.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
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

/// "123:hash" as reports print it
Result<std::optional<store::JournalHead>> parse_head(const std::string& text) {
    if (text.empty()) {
        return std::optional<store::JournalHead>();
    }
    const auto colon = text.find(':');
    const auto digits = text.substr(0, colon);
    const bool sound = colon != std::string::npos && !digits.empty() && digits.size() < 16 &&
                       digits.find_first_not_of("0123456789") == std::string::npos &&
                       text.size() - colon - 1 == 64;
    if (!sound) {
        return Error{ErrorCode::malformed_input,
                     "'" + text.substr(0, 80) + "' is no head of a journal",
                     "write it as COUNT:HASH, as reports print it"};
    }
    return std::optional(store::JournalHead{std::stoll(digits), text.substr(colon + 1)});
}

Result<void> verify_journal(Session& session, const JournalWords& words) {
    auto printed = parse_head(words.head);
    auto workspace = printed ? session.workspace() : std::move(printed).error();
    auto check = workspace ? (*workspace)->verify_journal(*printed) : std::move(workspace).error();
    if (!check) {
        return std::move(check).error();
    }
    if (check->fault) {
        return Error{ErrorCode::conflict,
                     check->fault->text,
                     "compare with a backup: somebody changed the database"}
            .at("journal entry " + std::to_string(check->fault->sequence));
    }
    std::cout << "the journal is whole: " << check->head.count << ":" << check->head.hash << '\n';
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
    return "tiendo " TIENDO_VERSION
           "\n"
           "build: " TIENDO_BUILD_TYPE ", " TIENDO_COMPILER ", layers " TIENDO_LIBRARY_KIND
           "\n"
           "stores: sqlite\n"
           "formats read: docx, odt, pdf, html, markdown, plain text\n"
           "reports: markdown, html\n"
           "adapter ABI: " TIENDO_ADAPTER_ABI_TEXT "\n";
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
    verify->add_option(
        "--head", words->head, "COUNT:HASH as a report printed it: finds a tail that was cut off");
    on_call(*verify, session, [&session, words] { return verify_journal(session, *words); });
    on_call(*app.add_subcommand("doctor", "check the database, the disk and the adapters"),
            session,
            [&session] { return doctor(session); });
}

}  // namespace tiendo::cli
