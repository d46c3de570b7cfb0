#pragma once

#include "store/fixture.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/sync/hub.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace tiendo::test {

using std::chrono::milliseconds;

/// What a source answers to one question; called with the cursor asked behind.
using Answer = std::function<Result<sync::SourcePage>(const Cursor&, sync::Facts&)>;

inline std::string lines_of(const std::vector<Record>& records) {
    std::string lines;
    for (const auto& record : records) {
        lines += to_json(record) + "\n";
    }
    return lines;
}

inline sync::SourcePage a_page(const std::vector<Record>& records,
                               const std::string& next,
                               bool more) {
    return {lines_of(records), records.size(), Cursor{next}, more};
}
inline sync::SourcePage last_page(const std::vector<Record>& records, const std::string& next) {
    return a_page(records, next, false);
}
inline sync::SourcePage page_with_more(const std::vector<Record>& records,
                                       const std::string& next) {
    return a_page(records, next, true);
}

/// `count` invented dossiers from number `first`.
inline std::vector<Record> dossiers(int first, int count) {
    std::vector<Record> records;
    for (int i = first; i < first + count; ++i) {
        records.push_back(a_dossier("000.07.12.H99-210301-" + std::to_string(10'000 + i),
                                    "2021-03-01T08:00:00+07:00"));
    }
    return records;
}

/// A page of `count` dossiers of which the first `bad` lines hold no record.
inline sync::SourcePage page_with_bad_lines(int count, int bad) {
    auto page = last_page(dossiers(bad, count - bad), "end");
    for (int i = 0; i < bad; ++i) {
        page.lines =
            "{\"type\":\"dossier\",\"id\":\"broken-" + std::to_string(i) + "\"}\n" + page.lines;
    }
    page.record_count = static_cast<std::uint64_t>(count);
    return page;
}

inline sync::Source a_source(const std::string& connection, Answer answer) {
    return {ConnectionId::of(connection),
            {{"dossiers", RecordType::dossier}},
            [answer = std::move(answer)](
                const std::string&, const Cursor& cursor, sync::Facts& facts, std::stop_token) {
                return answer(cursor, facts);
            }};
}

/// A source that gives these answers one after the other; asked for more, it fails the test.
class Script {
public:
    Script& then(Result<sync::SourcePage> answer) {
        state_->answers.push_back(std::move(answer));
        return *this;
    }
    Script& then_fails(ErrorCode code, const std::string& message) {
        return then(Error{code, message, "look at it"});
    }
    [[nodiscard]] sync::Source source() const {
        return a_source(
            "mot-cua",
            [state = state_](const Cursor& cursor, sync::Facts&) -> Result<sync::SourcePage> {
                state->asked.push_back(cursor.text);
                if (state->asked.size() > state->answers.size()) {
                    ADD_FAILURE() << "asked " << state->asked.size() << " times";
                    return Error{ErrorCode::internal, "the script has ended"};
                }
                return state->answers[state->asked.size() - 1];
            });
    }
    /// The cursors asked behind, in order.
    [[nodiscard]] const std::vector<std::string>& asked() const { return state_->asked; }

private:
    struct State {
        std::vector<Result<sync::SourcePage>> answers;
        std::vector<std::string> asked;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

/// A new database with the connection "mot-cua" and a hub over it that never really waits.
class HubTest : public StoreTest {
protected:
    HubTest() { add_connection("mot-cua"); }

    void add_connection(const std::string& id) {
        change([&](auto& tx) { must(insert_connection(tx, a_connection(id))); });
    }

    sync::HubOptions options() {
        sync::HubOptions options;
        options.clock = fixed_clock(noon);
        options.random = [] { return 0.0; };
        options.elapsed = [] { return milliseconds(0); };
        options.wait = [this](milliseconds pause, std::stop_token) {
            const std::lock_guard lock(guard_);
            waits_.push_back(pause);
            return true;
        };
        return options;
    }
    sync::StreamPull pull(const sync::Source& source) {
        return must(sync::Hub(store_, options()).pull(source, {})).at(0);
    }
    store::StreamState state(const std::string& connection) {
        auto tx = read();
        return must(get_stream_state(tx, ConnectionId::of(connection), "dossiers"));
    }
    std::int64_t rows(const std::string& connection) {
        auto tx = read();
        for (const auto& each : must(count_records(tx))) {
            if (each.connection == ConnectionId::of(connection)) {
                return each.count;
            }
        }
        return 0;
    }
    std::vector<store::DeadLetter> dead_letters() {
        auto tx = read();
        return must(list_dead_letters(tx, {}));
    }
    std::optional<std::string> fact(const std::string& key) {
        auto tx = read();
        return must(get_adapter_value(tx, ConnectionId::of("mot-cua"), key));
    }

    std::mutex guard_;
    std::vector<milliseconds> waits_;
};

}  // namespace tiendo::test
