// Deliveries and served requests, from the host's side.
#include "plugin/support.hpp"

#include <gmock/gmock.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

Adapter adapter_called(std::string_view name) {
    auto adapter = load(name, test::in_objects(), Logger());
    EXPECT_TRUE(adapter) << adapter.error().explain();
    return *std::move(adapter);
}

std::vector<Delivery> deliveries(std::initializer_list<const char*> keys) {
    std::vector<Delivery> all;
    for (const char* key : keys) {
        all.push_back({key, 1, "{}"});
    }
    return all;
}

Result<std::vector<DeliveryResult>> written(std::initializer_list<const char*> keys) {
    return adapter_called("plain").write(
        test::connection(), "documents", deliveries(keys), test::services_at_nine());
}

TEST(WriteBatch, results_come_in_the_order_of_the_deliveries_and_silence_is_unknown) {
    auto results = written({"k1", "k2"});
    ASSERT_TRUE(results) << results.error();
    ASSERT_EQ(results->size(), 2U);
    EXPECT_EQ(results->front().outcome, Outcome::unknown);
    EXPECT_EQ(results->front().message, "the adapter said nothing of it");
    EXPECT_EQ(results->back().outcome, Outcome::accepted);
    EXPECT_EQ(results->back().id, "7");
}

struct Muddle {
    const char* key;
    const char* reason;
};
void PrintTo(const Muddle& each, std::ostream* out) {
    *out << each.key;
}
class MuddledOutcomes : public testing::TestWithParam<Muddle> {};
// "Done everything it meant to do, it just did not tell anyone": whatever the adapter muddles up,
// what it was given may have been sent.
TEST_P(MuddledOutcomes, leave_every_delivery_unknown) {
    auto results = written({GetParam().key, "k2"});
    ASSERT_TRUE(results) << results.error();
    for (const auto& result : *results) {
        EXPECT_EQ(result.outcome, Outcome::unknown);
        EXPECT_THAT(result.message, HasSubstr(GetParam().reason));
    }
}
INSTANTIATE_TEST_SUITE_P(
    ,
    MuddledOutcomes,
    testing::Values(Muddle{"twice", "write gave two outcomes for 'twice'"},
                    Muddle{"foreign", "write gave an outcome for 'other', which it was not given"},
                    Muddle{"absent", "write gave an outcome that is none"},
                    Muddle{"garbage", "write gave an outcome that is none"},
                    Muddle{"past", "write wrote past the end"},
                    Muddle{"lost", "the adapter failed without a word"}));

TEST(WriteBatch, a_stated_failure_means_that_nothing_was_sent) {
    auto results = written({"refused"});
    ASSERT_FALSE(results);
    EXPECT_EQ(results.error().code(), ErrorCode::auth);
}

TEST(WriteBatch, an_adapter_without_the_function_says_so) {
    auto good = adapter_called("good");
    auto results = good.write(
        test::connection_to("page"), "documents", deliveries({"k"}), test::services_at_nine());
    EXPECT_EQ(results.error().what(),
              "adapter good: it has no write; use an adapter that has; 'tiendo adapter describe' "
              "lists what one can do");
}

TEST(WriteBatch, a_key_that_is_none_never_reaches_the_adapter) {
    for (const char* key : {"", "a b", "a\"b", "mã"}) {
        EXPECT_FALSE(written({key})) << key;
    }
}

class ServedRequests : public testing::Test {
protected:
    ServedRequests() : adapter(adapter_called("good")), services(test::services_at_nine()) {
        services.kept = [this](const KeptQuery& query) -> Result<KeptRecords> {
            asked = query.stream + " " + query.id;
            return KeptRecords{"{\"id\":\"1\"}\n", 1, "", false};
        };
        services.count = [this](std::string_view name, std::uint64_t by) {
            counted += std::string(name) + "+" + std::to_string(by) + " ";
        };
    }
    Result<ServedAnswer> serve(const char* method) {
        return adapter.serve(test::connection_to("page"),
                             {{.method = method, .target = "/5?a=1"}, "10.0.0.7"},
                             services);
    }
    Adapter adapter;
    HostServices services;
    std::string asked;
    std::string counted;
};

TEST_F(ServedRequests, are_answered_from_kept_records_and_give_new_ones) {
    auto answer = serve("POST");
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->response.status, 201U);
    EXPECT_EQ(answer->response.body, "{\"id\":\"1\"}\n");
    EXPECT_EQ(answer->response.headers, (http::Headers{{"X-Peer", "10.0.0.7"}}));
    EXPECT_EQ(answer->records.record_count, 1U);
    EXPECT_EQ(asked, "documents /5");
    EXPECT_EQ(counted, "served+1 ") << "a name that is none is dropped";
}

TEST_F(ServedRequests, need_a_host_that_keeps_records) {
    services.kept = {};
    EXPECT_EQ(serve("POST").error().code(), ErrorCode::config);
}

TEST_F(ServedRequests, an_answer_with_an_impossible_status_is_a_fault_of_the_adapter) {
    auto answer = serve("BAD");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::internal);
}

TEST_F(ServedRequests, records_of_a_stream_that_is_not_there_are_refused) {
    EXPECT_EQ(serve("WRONG").error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace tiendo
