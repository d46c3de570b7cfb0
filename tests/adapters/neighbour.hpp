#pragma once

#include "adapters/peer.hpp"
#include "store/fixture.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/declarative/engine.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/plugin/adapter.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/sync/hub.hpp"

#include <fstream>
#include <memory>
#include <mutex>
#include <ostream>
#include <sstream>

namespace tiendo::test {

/// One of the shipped adapters, with what its simulator and its settings are called.
struct Kind {
    const char* adapter;
    const char* simulator;
    const char* stream;
    const char* list;    ///< beginning of the target that the adapter reads in pages
    const char* secret;  ///< key of its secret; empty where it has none
    const char* value;   ///< what the simulator wants by default
    const char* held;    ///< the figure of the truth that says how many records are alive
    const char* many;    ///< records that make more than six pages
};
inline constexpr Kind mot_cua = {"mot-cua",
                                 "tiendo-sim-mot-cua",
                                 "dossiers",
                                 "/tra-cuu-ho-so-thay-doi",
                                 "password",
                                 "mat-khau-thu-nghiem",
                                 "records",
                                 "3000"};
inline constexpr Kind van_ban = {"van-ban",
                                 "tiendo-sim-van-ban",
                                 "documents",
                                 "/van-ban",
                                 "key",
                                 "khoa-thu-nghiem",
                                 "living",
                                 "1700"};
/// The same systems, read by profiles.
inline constexpr Kind mot_cua_rest = {"mot-cua-rest",
                                      mot_cua.simulator,
                                      mot_cua.stream,
                                      mot_cua.list,
                                      mot_cua.secret,
                                      mot_cua.value,
                                      mot_cua.held,
                                      mot_cua.many};
inline constexpr Kind van_ban_rest = {"van-ban-rest",
                                      van_ban.simulator,
                                      van_ban.stream,
                                      van_ban.list,
                                      van_ban.secret,
                                      van_ban.value,
                                      van_ban.held,
                                      van_ban.many};
inline constexpr Kind phan_anh =
    {"phan-anh", "tiendo-sim-phan-anh", "requests", "/requests.json", "", "", "records", "2000"};

inline std::ostream& operator<<(std::ostream& out, const Kind& kind) {
    return out << kind.adapter;
}

inline const Instant nine = at("2021-05-20T09:00:00+07:00");

/// A simulator, the adapter that reads it, and all that was logged meanwhile.
class Neighbour {
public:
    Neighbour(const Kind& which, const std::vector<std::string>& arguments)
        : kind(which),
          peer(which.simulator, with_log(arguments)),
          secret(which.value),
          adapter_(std::make_shared<plugin::Adapter>(must(plugin::load(
              which.adapter,
              {.folders = {std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters"},
               .engines = {declarative::engine({})}},
              logger())))) {
        connection.id = ConnectionId::of(which.adapter);
        connection.config["url"] = plugin::json_text(peer.process().url(""));
        if (which.simulator == std::string_view(mot_cua.simulator)) {
            connection.config["user"] = plugin::json_text("tiendo");
            connection.config["unit"] = plugin::json_text("000.00.12.H99");
        } else if (which.adapter == std::string_view("phan-anh")) {
            connection.config["since"] = plugin::json_text("2020-12-01");
        }
    }
    explicit Neighbour(const Kind& which)
        : Neighbour(which, std::vector<std::string>{"--count", which.many}) {}

    plugin::HostServices services(sync::Facts* facts) {
        plugin::HostServices services;
        services.clock = fixed_clock(now);
        services.logger = logger();
        services.http = http;
        services.secret = [this](std::string_view key) -> Result<std::string> {
            return key == kind.secret ? Result<std::string>(secret)
                                      : Error{ErrorCode::not_found, "no such secret"};
        };
        if (facts != nullptr) {
            services.state_get = [facts](std::string_view key) { return facts->get(key); };
            services.state_put = [facts](std::string_view key,
                                         std::string_view value) -> Result<void> {
                facts->put(key, value);
                return {};
            };
        }
        return services;
    }
    /// One page, the adapter's state kept in its handle.
    Result<plugin::Page> read(const Cursor& cursor) {
        auto page = adapter_->read(
            connection, {.stream = kind.stream, .cursor = cursor}, services(nullptr));
        if (page) {
            lines_ += page->lines;
        } else {
            note(page.error().explain());
        }
        return page;
    }
    sync::Source source() {
        return {
            connection.id,
            {{kind.stream, adapter_->manifest().streams.at(0).type}},
            [this](const std::string& stream,
                   const Cursor& cursor,
                   sync::Facts& facts,
                   std::stop_token) -> Result<sync::SourcePage> {
                auto page = adapter_->read(
                    connection, {.stream = stream, .cursor = cursor}, services(&facts));
                if (!page) {
                    note(page.error().explain());
                    return std::move(page).error();
                }
                lines_ += page->lines;
                return sync::SourcePage{
                    std::move(page->lines), page->record_count, std::move(page->next), page->more};
            }};
    }

    std::int64_t held() { return peer.control("GET", "/_sim/truth").at(kind.held).as_int64(); }
    /// The request log as it stands, one object a request.
    [[nodiscard]] std::vector<boost::json::object> requests() const {
        std::ifstream file(log_);
        std::vector<boost::json::object> all;
        for (std::string line; std::getline(file, line);) {
            all.push_back(boost::json::parse(line).as_object());
        }
        return all;
    }
    /// Of these the ones for a page of records, from number `first` of all requests (0 is the
    /// first).
    [[nodiscard]] std::vector<boost::json::object> list_requests(std::size_t first) const {
        std::vector<boost::json::object> lists;
        const auto all = requests();
        for (std::size_t i = first; i < all.size(); ++i) {
            if (text(all[i].at("target")).starts_with(kind.list)) {
                lists.push_back(all[i]);
            }
        }
        return lists;
    }

    Logger logger() {
        return Logger(
            [this](const LogEntry& entry) {
                std::string line(entry.text);
                for (const auto& [name, value] : entry.fields) {
                    line.append(" ").append(name).append("=").append(value);
                }
                note(line);
            },
            LogLevel::debug);
    }
    /// All log lines and all errors.
    std::string notes() {
        const std::lock_guard lock(guard_);
        return notes_;
    }
    /// All record lines that the adapter gave.
    [[nodiscard]] const std::string& lines() const { return lines_; }

private:
    std::vector<std::string> with_log(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--log", log_.string(), "--slow-ms", "1"});
        return arguments;
    }
    void note(const std::string& line) {
        const std::lock_guard lock(guard_);
        notes_ += line + "\n";
    }

    Folder folder_;
    std::filesystem::path log_ = folder_ / "requests.log";
    std::mutex guard_;
    std::string notes_;
    std::string lines_;

public:
    Kind kind;
    Peer peer;
    plugin::Connection connection;
    std::string secret;
    Instant now = nine;
    http::ClientOptions http{};

private:
    std::shared_ptr<plugin::Adapter> adapter_;
};

/// A database and a hub that never really waits.
class Desk {
public:
    explicit Desk(const Kind& kind)
        : connection_(ConnectionId::of(kind.adapter)),
          stream_(kind.stream),
          store_(must(store::Store::create(options_for(folder_ / "quan.db"), Logger()))) {
        auto tx = must(store_.begin(store::Mode::write));
        must(insert_connection(tx, a_connection(kind.adapter)));
        must(tx.commit());
    }

    sync::StreamPull pull(Neighbour& neighbour) {
        sync::HubOptions options;
        options.clock = fixed_clock(neighbour.now);
        options.random = [] { return 0.0; };
        options.elapsed = [] { return std::chrono::milliseconds(0); };
        options.wait = [](std::chrono::milliseconds, std::stop_token) { return true; };
        options.log = neighbour.logger();
        return must(sync::Hub(store_, options).pull(neighbour.source(), {})).at(0);
    }
    std::string cursor() {
        auto tx = must(store_.begin(store::Mode::read));
        return must(get_stream_state(tx, connection_, stream_)).cursor.text;
    }
    std::int64_t rows() {
        auto tx = must(store_.begin(store::Mode::read));
        const auto counts = must(count_records(tx));
        return counts.empty() ? 0 : counts.front().count;
    }
    std::int64_t dead_letters() {
        auto tx = must(store_.begin(store::Mode::read));
        return must(count_dead_letters(tx, {}));
    }
    /// SHA-256 over all records as stored.
    std::string digest() {
        auto tx = must(store_.begin(store::Mode::read));
        std::string all;
        const auto add = [&](RecordType type, const auto& body) -> Result<void> {
            all += to_json(Record{type, body.id, std::nullopt, false, body}) + "\n";
            return {};
        };
        must(for_each_dossier(
            tx, {}, [&](const auto& each) { return add(RecordType::dossier, each.dossier); }));
        must(for_each_document(
            tx, {}, [&](const auto& each) { return add(RecordType::document, each.document); }));
        must(for_each_feedback(
            tx, {}, [&](const auto& each) { return add(RecordType::feedback, each.feedback); }));
        return sha256_hex(all);
    }

private:
    Folder folder_;
    ConnectionId connection_;
    std::string stream_;
    store::Store store_;
};

}  // namespace tiendo::test
