#pragma once

#include "store/fixture.hpp"

#include "tiendo/http/client.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/record_list.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::test {

/// A workspace whose connections others can call over real sockets, and all that it logged.
class Office {
public:
    Office()
        : work_(
              must(Workspace::create({.url = "sqlite:" + (folder_ / "quan.db").string(),
                                      .actor = "Phòng Nội vụ",
                                      .clock =
                                          [this] {
                                              const std::lock_guard lock(guard_);
                                              return now;
                                          },
                                      .log = logger(),
                                      .adapter_folders = {TIENDO_TEST_OBJECTS,
                                                          std::filesystem::path(TIENDO_BINARY_DIR) /
                                                              "lib/tiendo/adapters"},
                                      .busy_timeout = std::chrono::milliseconds(100)}))) {}

    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    void connect(const std::string& id,
                 const std::string& adapter,
                 const std::map<std::string, std::string>& settings,
                 const std::map<std::string, std::string>& secrets) {
        ConnectionSettings connection{ConnectionId::of(id), adapter, settings, {}};
        for (const auto& [key, value] : secrets) {
            const auto file = folder_.file(id + "-" + key, value + "\n");
            std::filesystem::permissions(file, std::filesystem::perms::owner_read);
            connection.secrets[key] = "file:" + file.string();
        }
        must(work_.add_connection(connection));
    }

    void open(ServeOptions options) {
        options.pull_soon = [this](const ConnectionId& id, std::string_view stream) {
            const std::lock_guard lock(guard_);
            told_.push_back(id.str() + "/" + std::string(stream));
        };
        serving_.emplace(must(work_.serve(options)));
    }
    void open() { open(ServeOptions{}); }
    Serving& serving() { return *serving_; }
    Workspace& work() { return work_; }

    [[nodiscard]] std::string url(const std::string& target) const {
        return "http://127.0.0.1:" + std::to_string(serving_->port()) + target;
    }
    http::Response send(const std::string& method,
                        const std::string& target,
                        const http::Headers& headers,
                        const std::string& body) const {
        auto client = must(http::Client::open({}));
        return must(client.send({.method = method,
                                 .url = url(target),
                                 .target = {},
                                 .headers = headers,
                                 .body = body,
                                 .peer = {}}));
    }
    http::Response get(const std::string& target) const { return send("GET", target, {}, ""); }

    std::vector<Record> records(const std::string& connection) {
        auto tx = must(work_.store().begin(store::Mode::read));
        return must(list_records(tx,
                                 {.connection = ConnectionId::of(connection),
                                  .type = RecordType::feedback,
                                  .limit = 10'000}));
    }
    void keep(const std::string& connection, const std::vector<Record>& records) {
        auto tx = must(work_.store().begin(store::Mode::write));
        must(put_records(tx, ConnectionId::of(connection), RecordType::feedback, records));
        must(tx.commit());
    }
    void set_clock(const char* time) {
        const std::lock_guard lock(guard_);  // the server's threads look at it
        now = at(time);
    }
    /// Entries of the journal of this action.
    std::vector<JournalEntry> entries(const std::string& action) {
        auto tx = must(work_.store().begin(store::Mode::read));
        return must(read_journal(tx, {.action_prefix = action}));
    }
    /// What `pull_soon` was told, as "connection/stream".
    std::vector<std::string> told() {
        const std::lock_guard lock(guard_);
        return told_;
    }
    std::string log() {
        const std::lock_guard lock(guard_);
        return log_;
    }
    /// Every byte of the database and its log, where nothing personal may ever stand.
    [[nodiscard]] std::string bytes_on_disk() const {
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
            if (entry.path().filename().string().starts_with("quan.db")) {
                std::ifstream file(entry.path(), std::ios::binary);
                all.append(std::istreambuf_iterator<char>(file), {});
            }
        }
        return all;
    }

private:
    Logger logger() {
        return Logger(
            [this](const LogEntry& entry) {
                const std::lock_guard lock(guard_);
                log_.append(entry.text);
                for (const auto& [name, value] : entry.fields) {
                    log_.append(" ").append(name).append("=").append(value);
                }
                log_ += "\n";
            },
            LogLevel::debug);
    }

    Folder folder_;
    std::mutex guard_;
    std::string log_;
    std::vector<std::string> told_;

public:
    Instant now = at("2021-05-20T09:00:00+07:00");

private:
    Workspace work_;
    std::optional<Serving> serving_;
};

}  // namespace tiendo::test
