#pragma once

#include "between.hpp"

#include "tiendo/kit/kit.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/plugin/adapter.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::kit {

/// A page, and the cursor it was asked with.
struct Turn {
    Cursor from;
    plugin::Page page;
};

/// A stream as it was read page by page.
struct Walk {
    std::vector<Turn> turns;
    bool ended = false;    ///< the last page said that there is no more
    bool circled = false;  ///< a cursor came a second time
    std::optional<Error> failure{};
    [[nodiscard]] bool whole() const noexcept { return ended && !failure; }
};

/// One adapter with all that a rule needs of the host and of the other side. Made anew in each
/// rule's process.
class Bench {
public:
    /// Starts the proxy.
    Bench(const Subject& subject, plugin::Manifest manifest, plugin::Isolation where);

    [[nodiscard]] const Subject& subject() const noexcept { return subject_; }
    [[nodiscard]] const plugin::Manifest& manifest() const noexcept { return manifest_; }
    /// Where its adapters run: `in_process` or `guarded`.
    [[nodiscard]] plugin::Isolation where() const noexcept { return where_; }
    Between& between() noexcept { return between_; }
    /// Why the proxy cannot stand between; empty where it does.
    [[nodiscard]] const std::string& unseen() const noexcept { return unseen_; }

    /// A new handle; state of its own that is gone with it.
    [[nodiscard]] Result<plugin::Adapter> load() const;
    /// The same. Throws where it does not load.
    [[nodiscard]] plugin::Adapter adapter() const;
    /// Settings that lead to the proxy.
    [[nodiscard]] const plugin::Connection& connection() const noexcept { return connection_; }
    /// Settings that lead to another server. @param origin  "http://127.0.0.1:port"
    [[nodiscard]] plugin::Connection led_to(std::string_view origin) const;
    /// Settings that lead to a port where nobody listens.
    [[nodiscard]] plugin::Connection nowhere() const;
    /// Good services: log lines are kept, the clock moves by what the adapter waits.
    plugin::HostServices services();
    [[nodiscard]] Instant now() const noexcept { return now_; }
    [[nodiscard]] const std::vector<std::string>& log() const noexcept { return log_; }

    /// Reads on from `from` until the end, the first failure, a circle or the limit of pages.
    Walk walk(plugin::Adapter& adapter, std::string_view stream, const Cursor& from);
    Walk walk(plugin::Adapter& adapter,
              std::string_view stream,
              const Cursor& from,
              const plugin::HostServices& services);
    Result<plugin::Page> page(plugin::Adapter& adapter,
                              std::string_view stream,
                              const Cursor& from);

    /// Names of the streams that can be read.
    [[nodiscard]] std::vector<std::string> read_streams() const;
    [[nodiscard]] std::vector<std::string> written_streams() const;
    [[nodiscard]] const std::string* sample(std::string_view stream) const;

private:
    void connect();

    const Subject& subject_;
    plugin::Manifest manifest_;
    plugin::Isolation where_;
    Between between_;
    std::string unseen_;
    std::vector<std::string> origin_keys_;  ///< settings that name the other side
    plugin::Connection connection_;
    std::vector<std::string> log_;
    Instant now_;
    std::uint64_t random_;
};

/// The JSON lines of a page, without line feeds.
std::vector<std::string_view> lines_of(std::string_view text);
/// "id/day" of each record line, as far as they can be told.
std::vector<std::string> keys_of(std::string_view lines);
std::set<std::string> all_keys(const Walk& walk);
/// Whether two pages hold the same records, in whatever order, and go on at the same place.
bool same_page(const plugin::Page& one, const plugin::Page& other);
/// "class: sentence", cut where it is long.
std::string told(const Error& error);
/// A few of `words` for a sentence: "a, b, c and 12 more".
std::string some_of(const std::vector<std::string>& words);

}  // namespace tiendo::kit
