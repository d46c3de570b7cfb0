// Reading by key agrees with reading in order.
#include "walks.hpp"

#include <boost/json.hpp>

#include <array>

namespace tiendo::kit {

namespace json = boost::json;

namespace {

constexpr std::size_t most_keys = 20;

plugin::FindKey key_of(const std::string& key) {
    const auto slash = key.rfind('/');
    const auto day = Date::parse(key.substr(slash + 1));
    return {key.substr(0, slash), day ? std::optional(*day) : std::nullopt};
}

/// Does `look` for every stream, with a handle that can find.
Finding over_finds(
    Bench& bench,
    const std::function<std::optional<Finding>(plugin::Adapter&, const std::string&, const Walk&)>&
        look) {
    if (!bench.manifest().can("find")) {
        return skipped("it has no find");
    }
    return over_walks(bench,
                      [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
                          auto adapter = bench.adapter();
                          return look(adapter, stream, walk);
                      });
}

Finding finds_the_same(Bench& bench) {
    return over_finds(
        bench,
        [&](plugin::Adapter& adapter,
            const std::string& stream,
            const Walk& walk) -> std::optional<Finding> {
            std::set<std::string> wanted;
            for (const auto& turn : walk.turns) {
                for (const auto line : lines_of(turn.page.lines)) {
                    if (wanted.size() < most_keys) {
                        wanted.emplace(line);
                    }
                }
            }
            std::vector<plugin::FindKey> keys;
            for (const auto& line : wanted) {
                keys.push_back(key_of(keys_of(line).front()));
            }
            if (keys.empty()) {
                return std::nullopt;
            }
            const auto page = adapter.find(bench.connection(), stream, keys, bench.services());
            if (!page) {
                return failed("find of " + std::to_string(keys.size()) + " records of '" + stream +
                              "' failed as " + told(page.error()));
            }
            std::set<std::string> got;
            for (const auto line : lines_of(page->lines)) {
                if (wanted.find(std::string(line)) == wanted.end()) {
                    return failed("find gives what read did not: " + std::string(line));
                }
                got.emplace(line);
            }
            for (const auto& line : wanted) {
                if (got.find(line) == got.end()) {
                    return failed("find does not give what read gave: " + line);
                }
            }
            return std::nullopt;
        });
}

Finding tells_of_the_missing(Bench& bench) {
    return over_finds(
        bench,
        [&](plugin::Adapter& adapter,
            const std::string& stream,
            const Walk&) -> std::optional<Finding> {
            const std::string nobody = "kit-no-such-record";
            const auto page = adapter.find(
                bench.connection(), stream, {{nobody, std::nullopt}}, bench.services());
            if (!page) {
                return failed("find of a record that does not exist failed as " +
                              told(page.error()));
            }
            json::error_code fault;
            const auto value = json::parse(page->lines, fault);
            const auto* object = value.if_object();
            const auto* id = object == nullptr ? nullptr : object->if_contains("id");
            const auto* deleted = object == nullptr ? nullptr : object->if_contains("deleted");
            if (id != nullptr && id->is_string() && id->get_string() == nobody &&
                deleted != nullptr && deleted->is_bool() && deleted->get_bool()) {
                return std::nullopt;
            }
            return failed("find of a record that does not exist in '" + stream + "' gave: " +
                          (page->lines.empty() ? "nothing" : page->lines.substr(0, 300)));
        });
}

constexpr std::array<Rule, 2> table = {{
    {{"find-same",
      "find gives a record as read gives it",
      "a record that is looked at again changes without a change over there",
      "map the answer of both by one function"},
     finds_the_same},
    {{"find-absent",
      "find gives a deletion for each key that does not exist",
      "what was deleted over there stays open here for ever",
      "add line_of_deleted for each key that the other side does not know"},
     tells_of_the_missing},
}};

}  // namespace

std::span<const Rule> find_rules() {
    return table;
}

}  // namespace tiendo::kit
