// An adapter that other systems call: the path says what it does. Nothing else than a test loads
// it.
#include <tiendo/adapter/sdk.hpp>

#include <chrono>
#include <stdexcept>
#include <string>

namespace {

using namespace tiendo::adapter;

std::string feedback(std::string_view id, std::string_view day) {
    const std::string at = std::string(day) + "T08:00:00+07:00";
    JsonObject record;
    record.text("type", "feedback").text("id", id).text("day", day).text("service", "001");
    record.text("service_name", "Cây xanh").text("unit", "").boolean("closed", false);
    record.text("requested_at", at).raw("updated_at", "null").raw("expected_at", "null");
    return record.str();
}

Failure failure_called(std::string_view name) {
    const std::string text = "họ tên của một người dân";  // must not reach whoever asked
    if (name == "auth") {
        return Failure::auth(text, "");
    }
    if (name == "rejected") {
        return Failure::rejected(text, "");
    }
    if (name == "rate_limited") {
        return Failure::rate_limited(text, std::chrono::milliseconds(1'500));
    }
    if (name == "transient") {
        return Failure::transient(text);
    }
    if (name == "config") {
        return Failure::config(text, "");
    }
    if (name == "drift") {
        return Failure::drift(text, "");
    }
    if (name == "outcome_unknown") {
        return Failure::outcome_unknown(text);
    }
    if (name == "throws") {
        throw std::runtime_error(text);
    }
    return Failure::broken(text);
}

}  // namespace

struct Called {
    static constexpr Manifest manifest = {
        .name = "called",
        .version = "0.1.0",
        .vendor = "tiendo",
        .licence = "Apache-2.0",
        .summary = "Does what the path of a request says.",
        .streams = {{.name = "requests",
                     .type = RecordType::feedback,
                     .description = "What a request made.",
                     .key = "id",
                     .cursor = CursorKind::none,
                     .fields = {{"service", "test"}}}},
    };

    Expected<Answer> serve(const ServedRequest& request, Context& context) {
        const auto id = query_value(request.query(), "id").value_or("");
        if (request.path().starts_with("/fail/")) {
            return failure_called(request.path().substr(6));
        }
        Answer answer;
        if (request.path() == "/slow") {
            while (context.wait(std::chrono::hours(1))) {
            }
            return Failure::cancelled();
        }
        if (request.path() == "/record") {
            answer.stream = "requests";
            answer.records.add(feedback(id, "2021-05-20"));
            if (auto done = context.keep_state("last", id); !done) {
                return std::move(done).error();
            }
        } else if (request.path() == "/bad") {
            answer.stream = "requests";
            answer.records.add("{\"type\":\"feedback\"}");
            answer.records.add("{\"type\":\"feedback\"}");
        } else if (request.path() == "/no-stream") {
            answer.records.add(feedback(id, "2021-05-20"));
        } else if (request.path() == "/last") {
            auto last = context.state("last");
            answer.body = last && *last ? **last : "";
        } else if (request.path() == "/pull") {
            answer.pull_soon = "requests";
        } else if (request.path() == "/kept") {
            const auto cursor = query_value(request.query(), "cursor").value_or("");
            const auto from = query_value(request.query(), "from").value_or("");
            auto kept = context.kept({.stream = "requests",
                                      .id = id,
                                      .from_day = from,
                                      .cursor = cursor,
                                      .wanted_records = id.empty() ? 2U : 0U});
            if (!kept) {
                return std::move(kept).error();
            }
            answer.body = std::string(kept->lines());
            answer.headers = {{"X-Cursor", std::string(kept->cursor())},
                              {"X-More", kept->more() ? "1" : "0"}};
        } else {
            answer.body = std::string(request.method()) + " " + std::string(request.target()) +
                          " " + std::string(request.peer()) + " " +
                          std::string(request.header("X-Word").value_or("")) + " " +
                          std::string(request.body());
        }
        return answer;
    }
};

TIENDO_EXPORT_ADAPTER(Called);
