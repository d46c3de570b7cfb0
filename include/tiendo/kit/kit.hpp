#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/http/message.hpp"
#include "tiendo/plugin/allow.hpp"
#include "tiendo/plugin/engine.hpp"
#include "tiendo/plugin/guard.hpp"
#include "tiendo/plugin/services.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The conformance kit: tries one adapter against one system, rule by rule, and tells its author
/// what a user would suffer and how to mend it.
namespace [[gnu::visibility("default")]] tiendo {
namespace kit {

/// What came of one rule.
enum class Status : std::uint8_t { passed = 0, failed = 1, skipped = 2 };
std::string_view to_string(Status status) noexcept;
Result<Status> parse_status(std::string_view text);

/// One promise of the adapter contract. Texts are English and constant.
struct RuleInfo {
    std::string_view id;       ///< of a-z, 0-9, '-': names it for ever, also in a waiver
    std::string_view title;    ///< what holds where it passes
    std::string_view suffers;  ///< what a user suffers where it does not
    std::string_view mend;     ///< what the author should do
};

/// All rules, in the order in which they are tried.
const std::vector<RuleInfo>& rules();

/// One rule, and what it saw.
struct Verdict {
    RuleInfo rule;
    Status status = Status::skipped;
    /// passed: what was tried, may be empty; failed: the evidence; skipped: the reason, never empty
    std::string text{};
};

/// The verdicts on one adapter, one for each of `rules()`.
struct Report {
    std::string adapter;  ///< name and version, or the path where it has no manifest
    std::vector<Verdict> verdicts;

    [[nodiscard]] std::size_t count(Status status) const noexcept;
    /// Nothing failed. Skipped rules do not count against it.
    [[nodiscard]] bool passed() const noexcept { return count(Status::failed) == 0; }
};

/// For the author: each failed rule with evidence, harm and remedy, then what was skipped and why,
/// then a line of counts. The same for the same verdicts.
std::string to_text(const Report& report);
/// JUnit XML: one test suite, one case a rule.
std::string to_junit(const Report& report);

/// Where the adapter runs while it is tried.
enum class Isolation : std::uint8_t {
    in_process,
    guarded,
    /// In process, and what holds there once more guarded: an adapter from outside the package runs
    /// guarded unless somebody says otherwise, and a fault is found more easily in process.
    both,
};
/// "in-process", "guarded", "both"
std::string_view to_string(Isolation isolation) noexcept;
Result<Isolation> parse_isolation(std::string_view text);

/// Reads a request as it is sent: "POST /requests.json HTTP/1.1", headers, an empty line, the body
/// with all its bytes. Lines of the head may end with a line feed alone; the version may be
/// missing.
/// @return malformed_input, with what is wrong; a head is at most 64 KiB
Result<http::Request> parse_request(std::string_view text);

/// Which adapter is tried, and against what.
struct Subject {
    std::filesystem::path object;           ///< the file
    std::vector<plugin::Engine> engines{};  ///< for a file that holds no code
    plugin::Config config{};                ///< settings of the connection, as JSON texts
    std::map<std::string, std::string, std::less<>> secrets{};  ///< by the manifest's keys
    /// "http://host:port" of the other side, a running system or its simulator, which stands in for
    /// the origin of every address that the manifest names by "config:<key>". Empty: the settings
    /// say it. Its records must stand still while the kit runs.
    std::string against{};
    /// Where the adapter's time stands; it moves only by what the adapter waits.
    Instant now = *Instant::parse("2021-05-20T09:00:00+07:00");
    /// Records that may really be sent, one JSON object a line, by written stream; each rule on
    /// writing sends some of them. Empty: these rules are skipped.
    std::map<std::string, std::string, std::less<>> samples{};
    /// Requests that an adapter with serve answers well at `now`, where nobody keeps records yet:
    /// by path below the connection's own, with all that proves who sends them. Empty: the rules on
    /// being called are skipped.
    std::vector<http::Request> requests{};
    /// An address on the other side, read past the adapter, that answers with the number of
    /// deliveries that took effect. Empty: doubled effects are seen from the outcomes alone.
    std::string effects{};
    /// Rules that are not tried, by id, with the reason that the report prints.
    std::map<std::string, std::string, std::less<>> waived{};
    /// Where it is set, an object that it does not allow is not run.
    std::optional<plugin::AllowList> allowed{};
    std::uint64_t seed = 10;                       ///< of the adapter's random numbers
    std::size_t most_pages = 200;                  ///< of a stream that are read, 1..10,000
    std::chrono::milliseconds rule_limit{30'000};  ///< real time, then the rule fails as hanging
    Isolation isolation = Isolation::both;         ///< of a file without code: in process
    /// Of the adapter where it is guarded; for all but `in_process`. While `attach` is set, no rule
    /// has a limit of time.
    plugin::GuardOptions guard{};
};

/// Tries every rule, each in a child process of its own (fork), so that an adapter which crashes,
/// exits or hangs fails that rule and no other. Between adapter and other side stands a proxy of
/// the kit's, which counts requests and gives the hostile answers.
/// @return not_found (no such file), malformed_input (an address, a waiver of an unknown rule, a
/// limit), config (settings that do not fit a manifest that is good), unsupported (the program that
/// guards is missing). All else that is wrong with the adapter is in the report
/// Threads: call it where no other thread of the program holds a lock, since it forks. Blocks.
Result<Report> run(const Subject& subject);

}  // namespace kit
}  // namespace tiendo
