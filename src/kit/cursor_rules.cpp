// Where reading goes on: cursors that move, end, and are refused where they are none.
#include "walks.hpp"

#include <array>

namespace tiendo::kit {

namespace {

Finding cursor_ends(Bench& bench) {
    const auto streams = bench.read_streams();
    if (streams.empty()) {
        return skipped("it reads no stream");
    }
    for (const auto& stream : streams) {
        auto adapter = bench.adapter();
        const Walk walk = bench.walk(adapter, stream, {});
        if (walk.failure) {
            return skipped("'" + stream + "' cannot be read to its end, see the rule 'reads'");
        }
        if (walk.circled) {
            return failed("after page " + std::to_string(walk.turns.size()) + " of '" + stream +
                          "' there is more to come, from a cursor that was read before: '" +
                          walk.turns.back().page.next.text.substr(0, 80) + "'");
        }
        if (!walk.ended) {
            return skipped("'" + stream + "' has more than " + std::to_string(walk.turns.size()) +
                           " pages: try it against a smaller system");
        }
    }
    return passed();
}

/// The last cursor of a pull is where the next one starts.
Finding end_goes_on(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            if (bench.manifest().stream(stream)->cursor_kind == "none") {
                return std::nullopt;
            }
            const Cursor& end = walk.turns.back().page.next;
            const auto known = all_keys(walk);
            if (end.text.empty() && !known.empty()) {
                return failed("the last page of '" + stream +
                              "' gives an empty cursor, and the next pull begins anew");
            }
            auto adapter = bench.adapter();
            const Walk next = bench.walk(adapter, stream, end);
            if (next.failure) {
                return failed("the next pull of '" + stream + "' failed as " + told(*next.failure));
            }
            return next.whole()
                       ? std::nullopt
                       : std::optional(failed("the next pull of '" + stream + "' found no end"));
        });
}

Finding reread_same(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            auto adapter = bench.adapter();
            for (const auto& turn : walk.turns) {
                const auto once = bench.page(adapter, stream, turn.from);
                const auto again = bench.page(adapter, stream, turn.from);
                if (!once || !again) {
                    return failed("asked again it failed as " +
                                  told(once ? again.error() : once.error()));
                }
                if (!same_page(*once, *again)) {
                    return failed("the cursor '" + turn.from.text.substr(0, 80) + "' of '" +
                                  stream + "' gave " + std::to_string(once->record_count) +
                                  " records, then " + std::to_string(again->record_count) +
                                  ", or goes on elsewhere");
                }
            }
            return std::nullopt;
        });
}

Finding refuses_garbage(Bench& bench) {
    return over_walks(bench, [&](const std::string& stream, const Walk&) -> std::optional<Finding> {
        const auto& kind = bench.manifest().stream(stream)->cursor_kind;
        const bool opaque = kind == "none" || kind == "token";  // the other side's to judge
        const std::array<std::pair<const char*, std::string>, 4> garbage = {{
            {"a sentence", "?this is no cursor of yours?"},
            {"three NULs", std::string(3, '\0')},
            {"broken UTF-8", "\xC3\x28\xFF"},
            {"10 MB", std::string(10U << 20U, 'x')},
        }};
        for (const auto& [name, text] : garbage) {
            auto adapter = bench.adapter();
            const auto page = bench.page(adapter, stream, {text});
            if (page && !opaque) {
                return failed(std::string("a cursor of ") + name + " gave a page of " +
                              std::to_string(page->record_count) + " records");
            }
            if (!page && (page.error().code() == ErrorCode::internal ||
                          (!opaque && page.error().code() != ErrorCode::config))) {
                return failed(std::string("a cursor of ") + name + " failed as " +
                              told(page.error()));
            }
        }
        return std::nullopt;
    });
}

constexpr std::array<Rule, 4> table = {{
    {{"cursor-ends",
      "cursors move on until a page says that nothing more is there",
      "the pull runs for ever, and asks the other side for the same pages all night",
      "give each page a cursor behind its last record, and end_at where the other side has no more"},
     cursor_ends},
    {{"end-cursor",
      "the cursor of the last page is where the next pull starts",
      "every pull reads everything again from the beginning",
      "end_at the position that was reached, never an empty cursor"},
     end_goes_on},
    {{"reread-same",
      "a cursor that is read twice gives the same page twice",
      "after a crash between page and commit the records of that page are lost",
      "take the position from the cursor alone, and keep none of your own between calls"},
     reread_same},
    {{"garbage-cursor",
      "a cursor that is none is refused as config",
      "a cursor of another adapter or version reads the wrong records, or ends the process",
      "check all of the cursor before it is used, and return Failure::config with a remedy"},
     refuses_garbage},
}};

}  // namespace

std::span<const Rule> cursor_rules() {
    return table;
}

}  // namespace tiendo::kit
