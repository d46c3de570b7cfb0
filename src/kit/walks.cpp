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

namespace {

/// Asks for the page behind `from` while `trick` is played.
std::optional<Finding> tried(Bench& bench,
                             const Trick& trick,
                             const plugin::HostServices& services,
                             const Judge& judge,
                             plugin::Adapter& adapter,
                             const plugin::ReadRequest& request) {
    bench.between().play(trick);
    const Tried tried{"stream '" + request.stream + "', " +
                          (request.cursor.text.empty() ? "first page" : "a later page"),
                      adapter.read(bench.connection(), request, services),
                      bench.between().requests()};
    bench.between().play({});
    if (tried.requests == 0 && tried.page) {
        return std::nullopt;  // it needed nothing of the other side
    }
    const auto fault = judge(tried);
    return fault ? std::optional(failed(tried.where + ": " + *fault)) : std::nullopt;
}

}  // namespace

Finding under_trick_at_first(Bench& bench,
                             const Trick& trick,
                             const plugin::HostServices& services,
                             const Judge& judge) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    return over_walks(bench, [&](const std::string& stream, const Walk&) {
        auto adapter = bench.adapter();
        return tried(bench, trick, services, judge, adapter, {.stream = stream});
    });
}

Finding under_trick(Bench& bench, const Trick& trick, const Judge& judge) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            const auto services = bench.services();
            auto fresh = bench.adapter();
            if (auto fault = tried(bench, trick, services, judge, fresh, {.stream = stream})) {
                return fault;
            }
            auto used = bench.adapter();
            if (auto first = bench.page(used, stream, {}); !first) {
                return failed("the first page, read once more, failed as " + told(first.error()));
            }
            const Cursor later = walk.turns.size() > 1 ? walk.turns[1].from : Cursor{};
            return tried(bench, trick, services, judge, used, {.stream = stream, .cursor = later});
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
