// What is sent arrives once, and what became of it is told truly.
#include "bench.hpp"
#include "rules.hpp"

#include "tiendo/http/client.hpp"

#include <array>
#include <atomic>
#include <charconv>
#include <functional>
#include <memory>
#include <optional>

namespace tiendo::kit {

namespace {

constexpr int most_requests = 6;  // of one delivery, that are cut off one by one

using Results = Result<std::vector<DeliveryResult>>;
using OnSample =
    std::function<std::optional<Finding>(const std::string& stream, const std::string& record)>;

/// Does `look` for every written stream with a sample.
Finding over_samples(Bench& bench, const OnSample& look) {
    bool any = false;
    for (const auto& stream : bench.written_streams()) {
        const auto* sample = bench.sample(stream);
        if (sample == nullptr || sample->empty()) {
            continue;
        }
        any = true;
        if (auto found = look(stream, std::string(lines_of(*sample).front()))) {
            return *found;
        }
    }
    if (bench.written_streams().empty()) {
        return skipped("it writes no stream");
    }
    return any ? passed() : skipped("no sample record is given that may be sent");
}

/// A key of this run's own, so that nothing is taken for what an earlier run sent, nor a guarded
/// adapter's for what the same one sent in process.
std::string key_of(Bench& bench, std::string_view name) {
    return (bench.where() == plugin::Isolation::guarded ? "kit-g-" : "kit-") +
           std::to_string(bench.subject().seed) + "-" + std::string(name);
}

Results write(Bench& bench,
              const std::string& stream,
              const std::vector<plugin::Delivery>& deliveries) {
    auto adapter = bench.adapter();
    return adapter.write(bench.connection(), stream, deliveries, bench.services());
}

bool took_effect(Outcome outcome) {
    return outcome == Outcome::accepted || outcome == Outcome::duplicate;
}

std::string said(const DeliveryResult& result) {
    return std::string(to_string(result.outcome)) +
           (result.id.empty() ? "" : " as '" + result.id.substr(0, 80) + "'") +
           (result.message.empty() ? "" : " (" + result.message.substr(0, 200) + ")");
}

/// What the other side itself says has taken effect.
std::optional<std::int64_t> effects(Bench& bench) {
    if (bench.subject().effects.empty()) {
        return std::nullopt;
    }
    auto client = http::Client::open({});
    const auto answer = client ? client->send({.url = bench.subject().effects})
                               : Result<http::Response>(std::move(client).error());
    std::int64_t count = 0;
    if (!answer || answer->status != 200 ||
        std::from_chars(answer->body.data(), answer->body.data() + answer->body.size(), count).ec !=
            std::errc()) {
        return std::nullopt;
    }
    return count;
}

Finding outcome_for_each(Bench& bench) {
    return over_samples(
        bench, [&](const std::string& stream, const std::string& record) -> std::optional<Finding> {
            const auto results = write(bench,
                                       stream,
                                       {{key_of(bench, "each-a"), 1, record},
                                        {key_of(bench, "each-b"), 1, record},
                                        {key_of(bench, "each-c"), 1, record}});
            if (!results) {
                return failed("write failed as " + told(results.error()));
            }
            for (const auto& each : *results) {
                if (each.outcome == Outcome::unknown || each.outcome == Outcome::retry) {
                    return failed("of three records sent, '" + each.key + "' is " + said(each));
                }
            }
            return std::nullopt;
        });
}

Finding takes_effect_once(Bench& bench) {
    return over_samples(
        bench, [&](const std::string& stream, const std::string& record) -> std::optional<Finding> {
            const auto before = effects(bench);
            const auto once = write(bench, stream, {{key_of(bench, "once"), 1, record}});
            const auto again = write(bench, stream, {{key_of(bench, "once"), 2, record}});
            const auto after = effects(bench);
            if (!once || !again) {
                return failed("write failed as " + told((once ? again : once).error()));
            }
            const auto& first = once->front();
            const auto& second = again->front();
            if (before && after && *after > *before + 1) {
                return failed("one key, sent twice, took effect " +
                              std::to_string(*after - *before) + " times");
            }
            if (took_effect(first.outcome) && !took_effect(second.outcome)) {
                return failed("it took effect, and sent again it is " + said(second));
            }
            if (second.outcome == Outcome::accepted && first.id != second.id) {
                return failed("one key is " + said(first) + ", and sent again " + said(second));
            }
            return std::nullopt;
        });
}

/// Cuts the answer to each request of a delivery in turn, after it was handed on.
Finding honest_when_cut(Bench& bench) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    return over_samples(
        bench, [&](const std::string& stream, const std::string& record) -> std::optional<Finding> {
            for (int nth = 1; nth <= most_requests; ++nth) {
                const auto key = key_of(bench, "cut-" + std::to_string(nth));
                auto count = std::make_shared<std::atomic<int>>(0);
                bench.between().play(
                    [count, nth](const http::Request& request, const Forward& forward) {
                        auto answer = forward(request);
                        if (++*count == nth) {
                            answer.drop_after_bytes = 0;
                        }
                        return answer;
                    });
                const auto first = write(bench, stream, {{key, 1, record}});
                bench.between().play({});
                if (*count < nth) {
                    return std::nullopt;
                }
                const auto second = write(bench, stream, {{key, 2, record}});
                const bool arrived = second && second->front().outcome == Outcome::duplicate;
                if (!arrived) {
                    continue;
                }
                const std::string when = "it arrived, and the answer to request " +
                                         std::to_string(nth) + " was cut off: ";
                if (!first) {
                    return failed(when + "write failed as " + told(first.error()) +
                                  ", which means that nothing was taken");
                }
                if (!took_effect(first->front().outcome) &&
                    first->front().outcome != Outcome::unknown) {
                    return failed(when + "it is " + said(first->front()));
                }
            }
            return std::nullopt;
        });
}

/// Nothing is handed on, so nothing can have been taken.
Finding nothing_taken(Bench& bench) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    return over_samples(
        bench, [&](const std::string& stream, const std::string& record) -> std::optional<Finding> {
            for (const auto& [status, body] :
                 {std::pair(401U, "log in first"),
                  std::pair(503U, "not now"),
                  std::pair(200U, R"({"error":{"code":500,"message":"internal error"}})"),
                  std::pair(200U, "")}) {
                bench.between().play(always({.status = status, .body = body}));
                const auto results = write(bench, stream, {{key_of(bench, "refused"), 1, record}});
                bench.between().play({});
                if (results && took_effect(results->front().outcome)) {
                    return failed("it was answered " + std::to_string(status) + " '" + body +
                                  "', and is " + said(results->front()));
                }
            }
            return std::nullopt;
        });
}

Finding probe_tells_truth(Bench& bench) {
    if (!bench.manifest().can("probe")) {
        return skipped("it has no probe");
    }
    return over_samples(
        bench, [&](const std::string& stream, const std::string& record) -> std::optional<Finding> {
            const auto sent = key_of(bench, "probed");
            const auto results = write(bench, stream, {{sent, 1, record}});
            if (!results || !took_effect(results->front().outcome)) {
                return std::nullopt;  // another rule's matter
            }
            auto adapter = bench.adapter();
            const auto there =
                adapter.probe(bench.connection(), stream, {{sent, 1, record}}, bench.services());
            const auto never = adapter.probe(bench.connection(),
                                             stream,
                                             {{key_of(bench, "never-sent"), 1, record}},
                                             bench.services());
            if (!there || !never) {
                return failed("probe failed as " + told((there ? never : there).error()));
            }
            if (!took_effect(there->front().outcome)) {
                return failed("probe of one that took effect says " + said(there->front()));
            }
            if (never->front().outcome != Outcome::absent &&
                never->front().outcome != Outcome::unknown) {
                return failed("probe of one that was never sent says " + said(never->front()));
            }
            return std::nullopt;
        });
}

constexpr std::array<Rule, 5> table = {{
    {{"write-outcomes",
      "write says of each record what became of it",
      "records stay 'unknown' for ever, and a person has to telephone",
      "add an outcome for every item of the batch, also where one of them fails"},
     outcome_for_each},
    {{"write-once",
      "one key takes effect once, however often it is sent",
      "the ministry gets the report twice",
      "send item.key as the other side's idempotency key, the same for each attempt"},
     takes_effect_once},
    {{"write-cut",
      "a delivery whose answer is cut off is unknown, not refused and not to be repeated",
      "it is sent again, and is there twice",
      "say unknown for every outcome_unknown, whatever you think became of it"},
     honest_when_cut},
    {{"write-refused",
      "a delivery that was not taken is not accepted, whatever the status says",
      "what never arrived counts as sent, and nobody sends it again",
      "accept only the answer that the other side gives for success"},
     nothing_taken},
    {{"probe-truth",
      "probe knows what was sent from what was not",
      "a lost report counts as delivered, or a delivered one is sent again",
      "ask the other side by the key, and say absent only where it does not know it"},
     probe_tells_truth},
}};

}  // namespace

std::span<const Rule> write_rules() {
    return table;
}

}  // namespace tiendo::kit
