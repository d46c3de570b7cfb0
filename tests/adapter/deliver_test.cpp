// Batches, outcomes and served requests of the SDK, through the functions that a host calls.
#include "adapter/fake_host.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using namespace tiendo::adapter;
using tiendo::test::FakeHost;
using namespace std::chrono_literals;

class Sender {
public:
    static constexpr Manifest manifest = {
        .name = "sender",
        .version = "0.1.0",
        .vendor = "test",
        .licence = "Apache-2.0",
        .summary = "Sends what its tests want.",
        .streams = {{.name = "requests",
                     .type = RecordType::feedback,
                     .description = "Requests.",
                     .flow = Flow::write,
                     .key = "id",
                     .fields = {{"service", "test"}}}},
    };
    Expected<Outcomes> write(const Batch& batch, Context& context) {
        context.count("sent", batch.items().size());
        Outcomes outcomes;
        for (const BatchItem& item : batch) {
            const auto wish = json_member(item.record, "service").value_or("");
            if (wish == "\"accepted\"") {
                outcomes.accepted(item, std::to_string(item.attempt));
            } else if (wish == "\"duplicate\"") {
                outcomes.duplicate(item, {});
            } else if (wish == "\"rejected\"") {
                outcomes.rejected(item, "no such service", "name another");
            } else if (wish == "\"retry\"") {
                outcomes.retry(item, "too many", 1500ms);
            } else if (wish == "\"throw\"") {
                throw std::runtime_error("no such column");
            } else {
                outcomes.unknown(item, "the line went dead");
            }
        }
        return outcomes;
    }
    Expected<Outcomes> probe(const Batch& batch, Context&) {
        return Outcomes().absent(*batch.begin());
    }
    Expected<Answer> serve(const ServedRequest& request, Context& context) {
        if (request.method() == "GET") {
            auto kept = context.kept({.stream = "requests",
                                      .id = query_value(request.query(), "id").value_or(""),
                                      .from_day = "2021-05-01"});
            if (!kept) {
                return std::move(kept).error();
            }
            return Answer{.body = std::string(kept->lines())};
        }
        Answer answer{.status = 201,
                      .headers = {{"Location", std::string(request.path())}},
                      .body = std::string(request.peer()) + " " +
                              std::string(request.header("X-KEY").value_or("none")),
                      .stream = "requests",
                      .pull_soon = "requests"};
        answer.records.add(request.body());
        return answer;
    }
};
static_assert(detail::is_an_adapter<Sender>());

class SdkDelivery : public testing::Test {
protected:
    SdkDelivery() {
        adapter.size = sizeof adapter;
        EXPECT_EQ(detail::enter<Sender>(TIENDO_ADAPTER_ABI, &adapter, nullptr), 0);
    }
    ~SdkDelivery() override { adapter.close(adapter.self); }

    int32_t deliver(decltype(tiendo_adapter::write) function, std::string_view items) {
        tiendo_batch batch{};
        batch.size = sizeof batch;
        batch.item_count = 1;
        batch.stream = detail::text_of("requests");
        batch.items = detail::text_of(items);
        batch.context = &host.table;
        return function(adapter.self, &batch, outcomes.get(), error.get());
    }
    int32_t serve(std::string_view method, std::string_view target) {
        static constexpr std::string_view header[] = {"x-key", "k1"};
        static const tiendo_text headers[] = {detail::text_of(header[0]),
                                              detail::text_of(header[1])};
        tiendo_request request{};
        request.size = sizeof request;
        request.header_count = 1;
        request.method = detail::text_of(method);
        request.target = detail::text_of(target);
        request.headers = headers;
        request.body = detail::text_of("{}");
        request.peer = detail::text_of("10.0.0.7");
        request.context = &host.table;
        return adapter.serve(adapter.self, &request, answer.get(), error.get());
    }

    FakeHost host;
    tiendo_adapter adapter{};
    detail::Held<tiendo_outcomes> outcomes;
    detail::Held<tiendo_answer> answer;
    detail::Held<tiendo_error> error;
};

TEST_F(SdkDelivery, functions_that_the_class_lacks_are_null) {
    EXPECT_EQ(adapter.check, nullptr);
    EXPECT_EQ(adapter.read, nullptr);
    EXPECT_NE(adapter.probe, nullptr);
}

TEST_F(SdkDelivery, every_item_gets_its_outcome) {
    ASSERT_EQ(deliver(adapter.write,
                      "{\"key\":\"k1\",\"attempt\":3,\"record\":{\"service\":\"accepted\"}}\n"
                      "{\"key\":\"k2\",\"attempt\":1,\"record\":{\"service\":\"duplicate\"}}\n"
                      "{\"key\":\"k3\",\"attempt\":1,\"record\":{\"service\":\"rejected\"}}\n"
                      "{\"key\":\"k4\",\"attempt\":1,\"record\":{\"service\":\"retry\"}}\n"
                      "{\"key\":\"k5\",\"attempt\":1,\"record\":{\"a\":[\"}\",{}],\"b\":1}}\n"),
              0);
    EXPECT_EQ(detail::view_of(outcomes->lines),
              "{\"key\":\"k1\",\"outcome\":\"accepted\",\"id\":\"3\"}\n"
              "{\"key\":\"k2\",\"outcome\":\"duplicate\"}\n"
              "{\"key\":\"k3\",\"outcome\":\"rejected\",\"message\":\"no such service\","
              "\"remedy\":\"name another\"}\n"
              "{\"key\":\"k4\",\"outcome\":\"retry\",\"message\":\"too many\","
              "\"retry_after_ms\":1500}\n"
              "{\"key\":\"k5\",\"outcome\":\"unknown\",\"message\":\"the line went dead\"}\n");
    EXPECT_EQ(outcomes->count, 5U);
    EXPECT_EQ(host.counts["sent"], 5U);
}

TEST_F(SdkDelivery, a_probe_may_say_that_nothing_arrived) {
    ASSERT_EQ(deliver(adapter.probe, "{\"key\":\"k1\",\"attempt\":1,\"record\":{}}\n"), 0);
    EXPECT_EQ(detail::view_of(outcomes->lines), "{\"key\":\"k1\",\"outcome\":\"absent\"}\n");
}

TEST_F(SdkDelivery, what_write_throws_becomes_broken) {
    EXPECT_EQ(deliver(adapter.write,
                      "{\"key\":\"k1\",\"attempt\":1,\"record\":{\"service\":\"throw\"}}\n"),
              TIENDO_ERROR_BROKEN);
    EXPECT_EQ(detail::view_of(error->message), "the adapter threw: no such column");
}

TEST_F(SdkDelivery, a_batch_that_is_not_as_the_header_says_is_broken) {
    for (const auto* items :
         {"{}", "{\"key\":\"k\"}", "{\"key\":", "{\"key\":\"k\",\"attempt\":\"x\""}) {
        EXPECT_EQ(deliver(adapter.write, items), TIENDO_ERROR_BROKEN) << items;
    }
}

TEST_F(SdkDelivery, a_served_request_shows_path_header_and_peer_and_gives_records) {
    ASSERT_EQ(serve("POST", "/requests.json?a=1"), 0);
    EXPECT_EQ(answer->status, 201U);
    EXPECT_EQ(detail::view_of(answer->body), "10.0.0.7 k1");
    EXPECT_EQ(detail::view_of(answer->headers[1]), "/requests.json");
    EXPECT_EQ(detail::view_of(answer->stream), "requests");
    EXPECT_EQ(detail::view_of(answer->records), "{}\n");
    EXPECT_EQ(answer->record_count, 1U);
    EXPECT_EQ(detail::view_of(answer->pull), "requests");
}

TEST_F(SdkDelivery, a_served_request_is_answered_from_what_the_host_keeps) {
    host.keeps_records();
    ASSERT_EQ(serve("GET", "/requests.json?x=%&id=a%2Fb+c"), 0);
    EXPECT_EQ(host.asked, "requests a/b c 2021-05-01");
    EXPECT_EQ(detail::view_of(answer->body), "{\"id\":\"1\"}\n");
}

TEST_F(SdkDelivery, a_host_that_keeps_nothing_is_told_as_a_setting_to_change) {
    EXPECT_EQ(serve("GET", "/requests.json"), TIENDO_ERROR_CONFIG);
}

TEST(SdkQuery, values_are_decoded_and_wrong_escapes_are_none) {
    EXPECT_EQ(query_value("a=1&b=2", "b"), "2");
    EXPECT_EQ(query_value("a", "a"), "");
    EXPECT_EQ(query_value("a=%4", "a"), std::nullopt);
    EXPECT_EQ(query_value("", "a"), std::nullopt);
}

TEST(SdkContext, says_what_is_left_of_the_call) {
    FakeHost host;
    EXPECT_EQ(Context(host.table).time_left(), 250ms);
}

}  // namespace
