#include "walks.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::kit {

namespace {

/// Why a stream that was walked like this is no ground for other rules.
std::optional<Finding> unfit(const Walk& walk, const std::string& stream) {
    const std::string name = "the stream '" + stream + "' ";
    if (walk.failure) {
        return skipped(name + "cannot be read to its end, see the rule 'reads'");
    }
    if (walk.circled) {
        return skipped(name + "goes in circles, see the rule 'cursor-ends'");
    }
    if (!walk.ended) {
        return skipped(name + "has more than " + std::to_string(walk.turns.size()) +
                       " pages: try it against a smaller system");
    }
    return std::nullopt;
}

}  // namespace

Finding over_walks(Bench& bench, const Look& look) {
    const auto streams = bench.read_streams();
    if (streams.empty()) {
        return skipped("it reads no stream");
    }
    std::size_t pages = 0;
    std::size_t records = 0;
    for (const auto& stream : streams) {
        auto adapter = bench.adapter();
        const Walk walk = bench.walk(adapter, stream, {});
        if (auto why = unfit(walk, stream)) {
            return *why;
        }
        if (auto found = look(stream, walk)) {
            return *found;
        }
        pages += walk.turns.size();
        for (const auto& turn : walk.turns) {
            records += turn.page.record_count;
        }
    }
    return passed(std::to_string(pages) + " pages, " + std::to_string(records) + " records");
}

Finding under_trick(Bench& bench, const Trick& trick, const Judge& judge) {
    return under_trick(bench, trick, bench.services(), judge);
}

Finding under_trick(Bench& bench,
                    const Trick& trick,
                    const plugin::HostServices& services,
                    const Judge& judge) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            for (const bool later : {false, true}) {
                auto adapter = bench.adapter();
                Cursor from;
                if (later) {
                    if (auto first = bench.page(adapter, stream, {}); !first) {
                        return failed("the first page, read once more, failed as " +
                                      told(first.error()));
                    }
                    from = walk.turns.size() > 1 ? walk.turns[1].from : Cursor{};
                }
                bench.between().play(trick);
                Tried tried{
                    "stream '" + stream + "', " + (later ? "a later page" : "first page"),
                    adapter.read(bench.connection(), {.stream = stream, .cursor = from}, services),
                    bench.between().requests()};
                bench.between().play({});
                if (tried.requests == 0 && tried.page) {
                    continue;  // it needed nothing of the other side
                }
                if (auto fault = judge(tried)) {
                    return failed(tried.where + ": " + *fault);
                }
            }
            return std::nullopt;
        });
}

Judge fails_as(std::vector<ErrorCode> codes, std::string when) {
    return [codes = std::move(codes),
            when = std::move(when)](const Tried& tried) -> std::optional<std::string> {
        if (tried.page) {
            return when +
                   ", and the page counts as read: " + std::to_string(tried.page->record_count) +
                   " records, " + (tried.page->more ? "more to come" : "nothing more");
        }
        const auto code = tried.page.error().code();
        if (std::find(codes.begin(), codes.end(), code) != codes.end()) {
            return std::nullopt;
        }
        std::string wanted;
        for (const auto each : codes) {
            wanted.append(wanted.empty() ? "" : " or ").append(to_string(each));
        }
        return when + ", wanted " + wanted + ", it failed as " + told(tried.page.error());
    };
}

}  // namespace tiendo::kit
