#include "served_connection.hpp"

#include "sources.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/store/record_list.hpp"
#include "tiendo/sync/adapter_sink.hpp"
#include "tiendo/sync/served.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tiendo {

namespace {

constexpr std::int64_t most_records = 10'000;
constexpr std::size_t most_bytes = 32U << 20U;  // half of what a page may hold: no line is longer

/// 500 tells the caller that nobody else can mend it by asking again.
unsigned status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::auth: return 401;
        case ErrorCode::rejected: return 422;
        case ErrorCode::rate_limited: return 429;
        case ErrorCode::unsupported: return 404;
        case ErrorCode::transient:
        case ErrorCode::cancelled:
        case ErrorCode::busy:
        case ErrorCode::storage: return 503;
        case ErrorCode::malformed_input:
        case ErrorCode::not_found:
        case ErrorCode::conflict:
        case ErrorCode::config:
        case ErrorCode::outcome_unknown:
        case ErrorCode::drift:
        case ErrorCode::newer_version:
        case ErrorCode::internal: return 500;
    }
    return 500;
}

http::Response come_again(unsigned status, std::chrono::milliseconds after) {
    const auto seconds = std::max<std::int64_t>(1, (after.count() + 999) / 1'000);
    return {.status = status,
            .headers = {{"Retry-After", std::to_string(seconds)}},
            .body = {},
            .drop_after_bytes = {}};
}

/// "2021-05-20 PA-000123": a day, a blank, an id.
std::string text_of(const store::RecordPlace& place) {
    return place.day.iso() + " " + place.id;
}

Result<std::optional<store::RecordPlace>> place_of(const std::string& cursor) {
    if (cursor.empty()) {
        return std::optional<store::RecordPlace>{};
    }
    const auto blank = cursor.find(' ');
    auto day = Date::parse(cursor.substr(0, blank));
    if (!day || blank == std::string::npos) {
        return Error{ErrorCode::rejected,
                     "the cursor of kept records is none",
                     "give the one of the page before"};
    }
    return std::optional(store::RecordPlace{*day, cursor.substr(blank + 1)});
}

/// Counts a request while it runs or waits.
class Inside {
public:
    explicit Inside(std::atomic<std::size_t>& count) : count_(count), place_(++count) {}
    ~Inside() { --count_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    [[nodiscard]] std::size_t place() const noexcept { return place_; }

private:
    std::atomic<std::size_t>& count_;
    std::size_t place_;
};

}  // namespace

ServedConnection::ServedConnection(const Shared& shared,
                                   store::Connection connection,
                                   plugin::Adapter adapter)
    : shared_(shared), connection_(std::move(connection)), adapter_(std::move(adapter)) {}

http::Response ServedConnection::answer(http::Request request, const std::stop_token& stop) {
    const Inside inside(inside_);
    if (inside.place() > shared_.most_inside) {
        return come_again(503, {});
    }
    std::string peer = request.peer;
    auto answer = served({std::move(request), std::move(peer)}, stop);
    if (!answer) {
        return failed(answer.error());
    }
    if (!answer->pull_soon.empty() && shared_.serve.pull_soon) {
        shared_.serve.pull_soon(connection_.id, answer->pull_soon);
    }
    return std::move(answer->response);
}

/// The next request sees what this one left, so the adapter is given back only after the commit.
Result<plugin::ServedAnswer> ServedConnection::served(const plugin::ServedRequest& request,
                                                      const std::stop_token& stop) {
    const std::lock_guard lock(one_at_a_time_);
    auto facts = sync::stored_facts(shared_.store, connection_.id);
    auto services = sync::services_with(services_for(shared_.options, connection_), facts, stop);
    services.call_timeout = shared_.serve.call_timeout;
    services.kept = [this](const plugin::KeptQuery& query) { return kept(query); };
    auto answer = adapter_.serve(configured(connection_), request, services);
    if (!answer) {
        return answer;
    }
    if (auto done = keep(*answer, facts); !done) {
        return std::move(done).error();
    }
    return answer;
}

Result<plugin::KeptRecords> ServedConnection::kept(const plugin::KeptQuery& query) const {
    auto before = place_of(query.cursor);
    if (!before) {
        return std::move(before).error();
    }
    const auto* stream = adapter_.manifest().stream(query.stream);
    const auto wanted = query.wanted_records == 0
                            ? most_records
                            : std::min<std::int64_t>(query.wanted_records, most_records);
    auto transaction = shared_.store.begin(store::Mode::read);
    if (!transaction) {
        return std::move(transaction).error();
    }
    auto records = store::list_records(*transaction,
                                       {.connection = connection_.id,
                                        .type = stream->type,
                                        .id = query.id,
                                        .from_day = query.from_day,
                                        .until_day = query.until_day,
                                        .before = *before,
                                        .limit = wanted});
    if (!records) {
        return std::move(records).error();
    }
    plugin::KeptRecords page;
    page.more =
        static_cast<std::int64_t>(records->size()) == wanted;  // at worst an empty page more
    for (const Record& record : *records) {
        page.lines.append(to_json(record)).append("\n");
        ++page.record_count;
        page.cursor = text_of({*record.day, record.id});
        if (page.lines.size() > most_bytes && page.record_count < records->size()) {
            page.more = true;
            break;
        }
    }
    return page;
}

Result<void> ServedConnection::keep(const plugin::ServedAnswer& answer,
                                    const sync::Facts& facts) const {
    const auto* stream = adapter_.manifest().stream(answer.stream);
    if (stream == nullptr && answer.records.record_count > 0) {
        return Error{ErrorCode::internal,
                     "the adapter gave records and did not say of which stream",
                     "report it to the adapter's author"};
    }
    auto outcome = sync::keep_served(shared_.store,
                                     {.connection = connection_.id,
                                      .stream = answer.stream,
                                      .type = stream == nullptr ? RecordType{} : stream->type,
                                      .lines = answer.records.lines,
                                      .record_count = answer.records.record_count},
                                     facts,
                                     {.clock = shared_.options.clock, .actor = "serve"});
    return outcome ? Result<void>() : std::move(outcome).error();
}

/// Its text stays here: it may tell a stranger about our inside.
http::Response ServedConnection::failed(const Error& error) const {
    const auto status = status_of(error.code());
    shared_.options.log.warn("request not served",
                             {{"connection", connection_.id.str()},
                              {"status", std::to_string(status)},
                              {"cause", std::string(to_string(error.code()))},
                              {"what", error.message()}});
    if (status == 429 || status == 503) {
        return come_again(status, error.retry_after().value_or(std::chrono::milliseconds{0}));
    }
    return {.status = status, .headers = {}, .body = {}, .drop_after_bytes = {}};
}

}  // namespace tiendo
