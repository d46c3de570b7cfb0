// What the records of a page look like.
#include "members.hpp"
#include "walks.hpp"

#include "tiendo/model/json.hpp"

#include <array>
#include <set>

namespace tiendo::kit {

namespace {

Finding reads(Bench& bench) {
    const auto streams = bench.read_streams();
    if (streams.empty()) {
        return skipped("it reads no stream");
    }
    std::size_t pages = 0;
    std::size_t records = 0;
    for (const auto& stream : streams) {
        auto adapter = bench.adapter();
        const Walk walk = bench.walk(adapter, stream, {});
        if (walk.failure) {
            return failed("page " + std::to_string(walk.turns.size() + 1) + " of '" + stream +
                          "' failed as " + told(*walk.failure));
        }
        pages += walk.turns.size();
        for (const auto& turn : walk.turns) {
            records += turn.page.record_count;
        }
    }
    if (records == 0) {
        return failed("no stream gave a record, so the other rules on reading tried nothing");
    }
    return passed(std::to_string(pages) + " pages, " + std::to_string(records) + " records");
}

Finding records_fit(Bench& bench) {
    return over_walks(bench, [](const std::string& stream, const Walk& walk) {
        std::vector<std::string> faults;
        for (const auto& turn : walk.turns) {
            for (const auto line : lines_of(turn.page.lines)) {
                if (auto record = parse_record_lines(std::string(line) + "\n", 1); !record) {
                    faults.push_back(record.error().what());
                }
            }
        }
        return faults.empty()
                   ? std::nullopt
                   : std::optional(failed("stream '" + stream + "': " + some_of(faults)));
    });
}

Finding fields_declared(Bench& bench) {
    return over_walks(bench,
                      [&](const std::string& name, const Walk& walk) -> std::optional<Finding> {
                          const auto& stream = *bench.manifest().stream(name);
                          std::string lines;
                          for (const auto& turn : walk.turns) {
                              lines += turn.page.lines;
                          }
                          const auto strange = undeclared_members(lines, stream);
                          if (strange.empty()) {
                              return std::nullopt;
                          }
                          return failed("the manifest names no purpose for: " + some_of(strange) +
                                        " of '" + name + "'");
                      });
}

Finding types_right(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& name, const Walk& walk) -> std::optional<Finding> {
            const auto wanted = bench.manifest().stream(name)->type;
            for (const auto& turn : walk.turns) {
                const auto records = parse_record_lines(turn.page.lines, turn.page.record_count);
                for (const auto& record : records.value_or(std::vector<Record>{})) {
                    if (record.type != wanted) {
                        return failed("'" + record.id + "' is a " +
                                      std::string(to_string(record.type)) + ", and the stream '" +
                                      name + "' carries " + std::string(to_string(wanted)));
                    }
                }
            }
            return std::nullopt;
        });
}

Finding keys_unique(Bench& bench) {
    return over_walks(bench,
                      [](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
                          for (std::size_t i = 0; i < walk.turns.size(); ++i) {
                              std::set<std::string> seen;
                              for (auto& key : keys_of(walk.turns[i].page.lines)) {
                                  if (!seen.insert(key).second) {
                                      return failed("page " + std::to_string(i + 1) + " of '" +
                                                    stream + "' holds '" + key + "' twice");
                                  }
                              }
                          }
                          return std::nullopt;
                      });
}

constexpr std::array<Rule, 5> table = {{
    {{"reads",
      "every stream is read from the beginning without a failure",
      "no records come in, or only those before the page that fails",
      "see the evidence: the failure is the adapter's own; or let the system hold records"},
     reads},
    {{"records-fit",
      "each record fits the published schema of its type",
      "the records that do not fit become dead letters, and somebody has to look at each",
      "write records by line_of(Dossier|Document|Feedback), which cannot get it wrong"},
     records_fit},
    {{"stream-type",
      "a stream carries records of the type that the manifest names",
      "the records are looked for where they never arrive",
      "correct .type of the stream, or give the records a stream of their own"},
     types_right},
    {{"fields-declared",
      "only fields that the manifest names, each with its purpose, cross the border",
      "personal data come in that nobody has a purpose for, against the law 91/2025/QH15",
      "drop the field from the records, or name it in .fields with its purpose"},
     fields_declared},
    {{"keys-unique",
      "no record comes twice on one page",
      "which of the two is kept is chance",
      "keep the later one of each (id, day) when a page is put together"},
     keys_unique},
}};

}  // namespace

std::span<const Rule> record_rules() {
    return table;
}

}  // namespace tiendo::kit
