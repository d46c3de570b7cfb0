// feed: what one unit owes, as an iCalendar file
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct FeedWords {
    std::string unit;
    std::string as = "events";
    std::string out;
};

Result<void> feed(Session& session, const FeedWords& words) {
    const auto kind = words.as == "todos" ? report::FeedKind::todos : report::FeedKind::events;
    auto unit = UnitId::parse(words.unit);
    auto workspace = unit ? session.workspace() : std::move(unit).error();
    auto made = workspace ? (*workspace)->feed(*unit, kind) : std::move(workspace).error();
    if (!made) {
        return std::move(made).error();
    }
    const auto text = report::render_feed(*made);
    if (kind == report::FeedKind::events) {
        for (const auto& name : made->undated) {
            std::cerr << "not shown, the plan states no day: " << name << '\n';
        }
    }
    if (words.out.empty()) {
        std::cout << text;
        return {};
    }
    if (auto written = write_file(words.out, text); !written) {
        return std::move(written).error();
    }
    std::cout << "wrote " << words.out << ": " << made->entries.size() << " entries\n";
    return {};
}

}  // namespace

void add_feed_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<FeedWords>();
    auto* command =
        app.add_subcommand("feed", "what one unit owes, as a calendar to subscribe to (iCalendar)");
    command->add_option("--unit", words->unit, "unit id: ubnd-phuong-7")->required();
    command->add_option("--as", words->as, "events or todos")
        ->capture_default_str()
        ->check(CLI::IsMember({"events", "todos"}));
    command->add_option("--out", words->out, "file to write, .ics (default: standard output)");
    on_call(*command, session, [&session, words] { return feed(session, *words); });
}

}  // namespace tiendo::cli
