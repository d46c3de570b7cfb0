// Webhooks by Standard Webhooks, signed here by OpenSSL as a sender would.
#include "support/simulator_process.hpp"
#include "workspace/office.hpp"

#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace tiendo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// 32 bytes 'k'.
const std::string secret_bytes(32, 'k');

std::string base64(const std::string& bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string signature_of(const std::string& key, const std::string& bytes) {
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    HMAC(EVP_sha256(),
         key.data(),
         static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(bytes.data()),
         bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()),
         &size);
    digest.resize(size);
    return "v1," + base64(digest);
}

class Webhook : public ::testing::Test {
protected:
    void serve(const std::map<std::string, std::string>& settings) {
        office.connect(
            "pa", "phan-anh", settings, {{"webhook-secret", "whsec_" + base64(secret_bytes)}});
        office.open();
    }
    [[nodiscard]] std::string seconds(long long later) const {
        return std::to_string(office.now.unix_ms() / 1'000 + later);
    }
    http::Response send(const std::string& id,
                        const std::string& timestamp,
                        const std::string& signature,
                        const std::string& body) {
        return office.send("POST",
                           "/pa/webhook",
                           {{"Content-Type", "application/json"},
                            {"Webhook-Id", id},
                            {"webhook-timestamp", timestamp},
                            {"WEBHOOK-SIGNATURE", signature}},
                           body);
    }
    http::Response send_signed(const std::string& id,
                               const std::string& timestamp,
                               const std::string& body) {
        return send(
            id, timestamp, signature_of(secret_bytes, id + "." + timestamp + "." + body), body);
    }
    unsigned tell(const std::string& id, const std::string& body) {
        return send_signed(id, seconds(0), body).status;
    }
    std::optional<std::string> fact(const char* key) {
        auto tx = must(office.work().store().begin(store::Mode::read));
        return must(get_adapter_value(tx, ConnectionId::of("pa"), key));
    }
    static std::string message(const std::string& data) {
        return R"({"type":"request.changed","timestamp":"2021-05-20T02:00:00Z","data":)" + data +
               "}";
    }
    static std::string full(const std::string& status, const std::string& updated) {
        return message(
            R"({"service_request_id":"PA-7","status":")" + status +
            R"(","service_name":"Cây xanh","service_code":"003","description":"Bà Bưởi ở nhà số 5",)"
            R"("agency_responsible":"UBND Phường 7","requested_datetime":"2021-05-18T08:00:00+07:00",)"
            R"("updated_datetime":")" +
            updated + R"(","address":"Nhà số 5, Đường số 9","lat":10.77,"long":106.66})");
    }
    Office office;
    const std::string thin = message(R"({"service_request_id":"PA-7"})");
};

TEST_F(Webhook, a_full_request_is_stored_before_the_answer_without_text_and_place) {
    serve({});
    EXPECT_EQ(tell("msg_1", full("open", "2021-05-18T08:00:00+07:00")), 204U);
    const auto records = office.records("pa");
    ASSERT_THAT(records, SizeIs(1));
    EXPECT_EQ(records[0].id, "PA-7");
    EXPECT_EQ(std::get<Feedback>(records[0].body).unit, "UBND Phường 7");
    EXPECT_THAT(office.bytes_on_disk() + office.log(), Not(HasSubstr("Bưởi")));
    EXPECT_THAT(office.bytes_on_disk() + office.log(), Not(HasSubstr("Nhà số 5")));
    EXPECT_THAT(office.told(), IsEmpty());
}

TEST_F(Webhook, a_thin_notification_is_remembered_and_read_soon) {
    serve({{"url", "http://127.0.0.1:9"}, {"since", "2020-12-01"}});
    EXPECT_EQ(tell("msg_1", thin), 204U);
    EXPECT_THAT(office.told(), ElementsAre("pa/requests"));
    EXPECT_EQ(fact("told-ids"), "2021-05-20T02:00:00Z PA-7\n");
    EXPECT_THAT(office.records("pa"), IsEmpty());
}

TEST_F(Webhook, the_next_pull_reads_what_a_notification_named_however_old_it_is) {
    auto peer = must(SimulatorProcess::start("tiendo-sim-phan-anh", {"--count", "2000"}));
    serve({{"url", peer.url("")}, {"since", "2020-12-01"}});
    must(office.work().pull({}, {}));
    // The oldest closed request is opened again over there: the days that are read again end long
    // after it, so only the notification brings it.
    auto client = must(http::Client::open({}));
    const auto changed =
        must(client.send({.method = "POST", .url = peer.url("/_sim/change?count=1")}));
    const auto id =
        boost::json::value_to<std::string>(boost::json::parse(changed.body).at("reopened").at(0));
    const auto closed = [&] {
        for (const auto& record : office.records("pa")) {
            if (record.id == id) {
                return std::get<Feedback>(record.body).closed;
            }
        }
        ADD_FAILURE() << id << " is not there";
        return false;
    };
    office.set_clock("2021-05-20T10:00:00+07:00");
    must(office.work().pull({}, {}));
    EXPECT_TRUE(closed());
    EXPECT_EQ(tell("msg_1", message("{\"service_request_id\":\"" + id + "\"}")), 204U);
    must(office.work().pull({}, {}));
    EXPECT_FALSE(closed());
    // What a notification named that is not there is asked for once and then forgotten.
    EXPECT_EQ(tell("msg_2", message(R"({"service_request_id":"PA-none"})")), 204U);
    must(office.work().pull({}, {}));
    EXPECT_THAT(fact("open-ids").value_or(""), Not(HasSubstr("PA-none")));
}

TEST_F(Webhook, where_nothing_is_read_a_thin_notification_is_refused) {
    serve({});
    EXPECT_EQ(tell("msg_1", thin), 400U);
    EXPECT_THAT(office.told(), IsEmpty());
}

TEST_F(Webhook, a_message_that_comes_again_changes_nothing) {
    serve({{"url", "http://127.0.0.1:9"}, {"since", "2020-12-01"}});
    const auto time = seconds(0);
    EXPECT_EQ(send_signed("msg_1", time, thin).status, 204U);
    EXPECT_EQ(send_signed("msg_1", time, thin).status, 204U)
        << "its sender may not have had our answer";
    EXPECT_THAT(office.told(), SizeIs(1));
}

TEST_F(Webhook, an_old_message_cannot_bring_an_old_state_back) {
    serve({});
    const auto time = seconds(0);
    const auto opened = full("open", "2021-05-18T08:00:00+07:00");
    EXPECT_EQ(send_signed("msg_1", time, opened).status, 204U);
    EXPECT_EQ(tell("msg_2", full("closed", "2021-05-20T08:00:00+07:00")), 204U);
    EXPECT_EQ(send_signed("msg_1", time, opened).status, 204U);  // replayed
    EXPECT_EQ(tell("msg_3", opened), 204U);                      // overtaken on its way
    EXPECT_TRUE(std::get<Feedback>(office.records("pa").at(0).body).closed);
    EXPECT_EQ(tell("msg_4", full("open", "2021-05-20T08:30:00+07:00")), 204U);
    EXPECT_FALSE(std::get<Feedback>(office.records("pa").at(0).body).closed);
}

TEST_F(Webhook, one_that_was_refused_may_come_again_put_right) {
    serve({});
    EXPECT_EQ(tell("msg_1", message("{}")), 400U);
    EXPECT_EQ(tell("msg_1", full("open", "2021-05-18T08:00:00+07:00")), 204U);
    EXPECT_THAT(office.records("pa"), SizeIs(1));
}

TEST_F(Webhook, the_clock_may_differ_by_the_tolerance_both_ways_and_no_more) {
    serve({{"url", "http://127.0.0.1:9"}, {"since", "2020-12-01"}, {"webhook-tolerance", "60"}});
    EXPECT_EQ(send_signed("a", seconds(-60), thin).status, 204U);
    EXPECT_EQ(send_signed("b", seconds(60), thin).status, 204U);
    EXPECT_EQ(send_signed("c", seconds(-61), thin).status, 401U);
    EXPECT_EQ(send_signed("d", seconds(61), thin).status, 401U);
    EXPECT_THAT(office.told(), SizeIs(2));
}

TEST_F(Webhook, what_is_not_signed_as_it_came_is_401_and_changes_nothing) {
    serve({{"url", "http://127.0.0.1:9"}, {"since", "2020-12-01"}});
    const auto time = seconds(0);
    const auto good = signature_of(secret_bytes, "msg_1." + time + "." + thin);
    EXPECT_EQ(send("msg_1", time, "", thin).status, 401U);
    EXPECT_EQ(send("msg_1", time, good.substr(3), thin).status, 401U);
    EXPECT_EQ(send("msg_1", time, "v2," + good.substr(3), thin).status, 401U);
    EXPECT_EQ(send("msg_1", time, "v1a," + good.substr(3), thin).status, 401U);
    EXPECT_EQ(send("msg_1", time, good.substr(0, 20), thin).status, 401U);
    EXPECT_EQ(send("msg_1", time, "v1,", thin).status, 401U);
    EXPECT_EQ(send("msg_1", time, good, thin + " ").status, 401U);
    EXPECT_EQ(send("msg_2", time, good, thin).status, 401U);
    EXPECT_EQ(send("msg_1", seconds(1), good, thin).status, 401U);
    EXPECT_EQ(
        send("msg_1", time, signature_of(std::string(32, 'x'), "msg_1." + time + "." + thin), thin)
            .status,
        401U);
    for (const auto& wrong : {std::string(),
                              "+" + time,
                              "0" + time,
                              time + ".9",
                              " " + time,
                              std::string("99999999999999999999"),
                              std::string("nan")}) {
        EXPECT_EQ(send_signed("msg_1", wrong, thin).status, 401U) << wrong;
    }
    for (const auto& wrong :
         {std::string(), std::string("a.b"), std::string("a b"), std::string(201, 'a')}) {
        EXPECT_EQ(send_signed(wrong, time, thin).status, 401U) << wrong;
    }
    EXPECT_THAT(office.told(), IsEmpty());
    EXPECT_EQ(fact("webhook-seen"), std::nullopt);
    // While the key is changed a sender signs with both.
    EXPECT_EQ(send("msg_1", time, "v1,AAAA v1a,BBBB " + good, thin).status, 204U);
}

TEST_F(Webhook, a_signed_body_that_cannot_be_read_is_400_and_stores_nothing) {
    serve({{"url", "http://127.0.0.1:9"}, {"since", "2020-12-01"}});
    std::string deep;
    for (int i = 0; i < 5'000; ++i) {
        deep += "[";
    }
    int number = 0;
    for (
        const auto& body :
        {std::string(),
         std::string("x"),
         std::string("<a/>"),
         std::string("[]"),
         std::string("{}"),
         deep,
         message(deep),
         message("null"),
         message("[]"),
         message("[7]"),
         message("{}"),
         message(R"({"service_request_id":""})"),
         message(R"({"service_request_id":["PA-7"]})"),
         message(R"({"service_request_id":"a\nb"})"),
         message("{\"service_request_id\":\"\xFF\"}"),
         message("{\"service_request_id\":\"" + std::string(201, 'a') + "\"}"),
         message(
             R"([{"service_request_id":"PA-7"},{"service_request_id":"PA-8","requested_datetime":"x"}])"),
         message(R"({"service_request_id":"PA-7","status":"open","requested_datetime":"gestern"})"),
         message(
             R"({"service_request_id":"PA-7","status":"done","requested_datetime":"2021-05-18T08:00:00Z"})"),
         message(R"([{"code":"400","description":"x","requested_datetime":"x"}])"),
         std::string(R"({"data":{"service_request_id":"PA-7"}})")}) {
        EXPECT_EQ(tell("m" + std::to_string(++number), body), 400U) << body.substr(0, 100);
    }
    EXPECT_EQ(tell("big", message("\"" + std::string(1U << 20U, 'x') + "\"")), 413U);
    EXPECT_THAT(office.records("pa"), IsEmpty());
    EXPECT_THAT(office.told(), IsEmpty());
    EXPECT_THAT(must(office.work().dead_letters()), IsEmpty());
}

TEST_F(Webhook, other_types_are_taken_and_left_alone) {
    serve({});
    EXPECT_EQ(tell("msg_1", R"({"type":"user.created","data":{"name":"Bưởi"}})"), 204U);
    EXPECT_THAT(office.records("pa"), IsEmpty());
    EXPECT_THAT(office.bytes_on_disk() + office.log(), Not(HasSubstr("Bưởi")));
}

TEST_F(Webhook, is_not_there_without_its_secret_and_takes_no_other_method) {
    office.connect("pa", "phan-anh", {}, {});
    office.connect("pb", "phan-anh", {}, {{"webhook-secret", "whsec_" + base64(secret_bytes)}});
    office.connect("pc", "phan-anh", {}, {{"webhook-secret", "whsec_dG9vLXNob3J0"}});
    office.open();
    EXPECT_EQ(tell("msg_1", thin), 404U);
    EXPECT_EQ(office.get("/pb/webhook").status, 405U);
    EXPECT_EQ(office.send("POST", "/pc/webhook", {}, "{}").status, 500U);
}

TEST_F(Webhook, the_ids_that_are_remembered_have_a_bound) {
    serve({{"url", "http://127.0.0.1:9"}, {"since", "2020-12-01"}});
    for (int batch = 0; batch < 3; ++batch) {
        std::string data = "[";
        for (int i = 0; i < 900; ++i) {
            data += (i == 0 ? "" : ",") + std::string(R"({"service_request_id":")") +
                    std::string(150, 'a') + std::to_string(batch * 1'000 + i) + "\"}";
        }
        EXPECT_EQ(tell("m" + std::to_string(batch), message(data + "]")), 204U);
    }
    EXPECT_LE(fact("told-ids").value_or("").size(), 64U << 10U);
}

}  // namespace
}  // namespace tiendo::test
