// Adapters that keep the contract pass, against the systems that they are made for.
#include "kit/support.hpp"
#include "support/simulator_process.hpp"

#include "tiendo/declarative/engine.hpp"

#include <gmock/gmock.h>

#include <array>
#include <ostream>

namespace tiendo {
namespace {

using kit::Status;
using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

TEST(GoodAdapter, of_the_desk_passes_guarded_where_only_what_ends_with_its_process_is_skipped) {
    const test::OtherSide desk;
    auto subject = test::at_the_desk(test::spoilt("good"), desk);
    subject.isolation = kit::Isolation::guarded;
    const auto report = kit::run(subject);
    ASSERT_TRUE(report) << report.error();
    EXPECT_THAT(test::with_status(*report, Status::failed), IsEmpty()) << kit::to_text(*report);
    EXPECT_THAT(
        test::with_status(*report, Status::skipped),
        UnorderedElementsAre(
            "threads-left", "descriptors-left", "memory-left", "after-close", "works-guarded"));
}

TEST(GoodAdapter, of_the_desk_passes_every_rule_and_none_is_skipped) {
    const test::OtherSide desk;
    const auto report = kit::run(test::at_the_desk(test::spoilt("good"), desk));
    ASSERT_TRUE(report) << report.error();
    const std::vector<std::string> unmeasured = {"memory-left"};
    EXPECT_EQ(test::with_status(*report, Status::skipped),
              test::sanitized ? unmeasured : std::vector<std::string>{});
    EXPECT_THAT(test::with_status(*report, Status::failed), IsEmpty()) << kit::to_text(*report);
}

struct Shipped {
    const char* adapter;
    const char* simulator;
    const char* records;
    plugin::Config config;
    const char* secret;
    const char* value;
};
void PrintTo(const Shipped& shipped, std::ostream* out) {
    *out << shipped.adapter;
}
const std::array shipped_ones = {
    Shipped{"mot-cua",
            "tiendo-sim-mot-cua",
            "60",
            {{"user", "\"tiendo\""}, {"unit", "\"000.00.12.H99\""}, {"page-size", "20"}},
            "password",
            "mat-khau-thu-nghiem"},
    Shipped{"van-ban", "tiendo-sim-van-ban", "500", {}, "key", "khoa-thu-nghiem"},
};

class ShippedAdapter : public testing::TestWithParam<Shipped> {};

TEST_P(ShippedAdapter, passes_against_its_simulator_in_process_and_guarded) {
    const auto& it = GetParam();
    auto other = test::SimulatorProcess::start(it.simulator, {"--count", it.records});
    ASSERT_TRUE(other) << other.error();
    kit::Subject subject;
    subject.object = std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters" /
                     ("tiendo-" + std::string(it.adapter) + ".so");
    subject.config = it.config;
    subject.secrets = {{it.secret, it.value}};
    subject.against = other->url("");
    const auto report = kit::run(subject);
    ASSERT_TRUE(report) << report.error();
    EXPECT_THAT(test::with_status(*report, Status::failed), IsEmpty()) << kit::to_text(*report);
    EXPECT_THAT(test::with_status(*report, Status::passed), Contains("works-guarded"));
}
INSTANTIATE_TEST_SUITE_P(, ShippedAdapter, testing::ValuesIn(shipped_ones), [](const auto& it) {
    return test::as_name(it.param.adapter);
});

// An adapter without code keeps the same rules; nothing is waived.
TEST(GoodAdapter, that_is_a_profile_passes_against_its_simulator) {
    for (const auto& it : {shipped_ones[0], shipped_ones[1]}) {  // those that have a profile too
        const auto profile = std::filesystem::path(TIENDO_SOURCE_DIR) /
                             "adapters/declarative/profiles" /
                             (std::string(it.adapter) + "-rest.profile.toml");
        auto other = test::SimulatorProcess::start(it.simulator, {"--count", it.records});
        ASSERT_TRUE(other) << other.error();
        kit::Subject subject;
        subject.object = profile;
        subject.engines = {declarative::engine({})};
        subject.config = it.config;
        subject.secrets = {{it.secret, it.value}};
        subject.against = other->url("");
        const auto report = kit::run(subject);
        ASSERT_TRUE(report) << report.error();
        EXPECT_THAT(test::with_status(*report, Status::failed), IsEmpty()) << kit::to_text(*report);
        EXPECT_GT(report->count(Status::passed), 35U) << kit::to_text(*report);
    }
}

/// By RFC 2104 and Standard Webhooks, made by OpenSSL: the key is 32 bytes 'k', the time that of
/// the kit. In a shell: printf 'msg_1.1621476000.BODY' | openssl dgst -sha256 -hmac kkkk… -binary |
/// base64
constexpr const char* signed_body =
    R"({"type":"request.changed","timestamp":"2021-05-20T02:00:00Z","data":{"service_request_id":"PA-7","status":"open","service_name":"Cây xanh","service_code":"003","agency_responsible":"UBND Phường 7","requested_datetime":"2021-05-18T08:00:00+07:00","updated_datetime":"2021-05-18T08:00:00+07:00"}})";
constexpr const char* its_signature = "JoU00GUmVddT23TRP8eONOCTlWIIi6fjNOe1Ue9x00Q=";

TEST(GoodAdapter, for_feedback_passes_against_its_simulator_and_where_others_call_it) {
    auto other = test::SimulatorProcess::start("tiendo-sim-phan-anh", {"--count", "60"});
    ASSERT_TRUE(other) << other.error();
    kit::Subject subject;
    subject.object =
        std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters/tiendo-phan-anh.so";
    subject.against = other->url("");
    subject.config = {{"url", plugin::json_text(subject.against)},
                      {"since", plugin::json_text("2020-12-01")},
                      {"services", plugin::json_text("001=Vệ sinh môi trường")},
                      {"public-url", plugin::json_text("https://phan-anh.example")}};
    subject.secrets = {{"serve-key", "khoa-cua-don-vi-khac"},
                       {"webhook-secret", "whsec_a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="}};
    for (const auto& text :
         {std::string("GET /services.json HTTP/1.1\n\n"),
          std::string("GET /discovery.xml HTTP/1.1\n\n"),
          std::string("GET /requests.json HTTP/1.1\n\n"),
          std::string("POST /requests.json HTTP/1.1\n"
                      "Content-Type: application/x-www-form-urlencoded\n\n"
                      "api_key=khoa-cua-don-vi-khac&service_code=001&address_string=Duong+so+4"
                      "&description=Rac+ton+dong"),
          std::string("POST /webhook HTTP/1.1\nContent-Type: application/json\nWebhook-Id: msg_1\n"
                      "Webhook-Timestamp: 1621476000\nWebhook-Signature: v1,") +
              its_signature + "\n\n" + signed_body}) {
        subject.requests.push_back(*kit::parse_request(text));
    }
    const auto report = kit::run(subject);
    ASSERT_TRUE(report) << report.error();
    EXPECT_THAT(test::with_status(*report, Status::failed), IsEmpty()) << kit::to_text(*report);
    EXPECT_THAT(test::with_status(*report, Status::passed),
                IsSupersetOf({"serve-answers",
                              "serve-unknown",
                              "serve-methods",
                              "serve-credential",
                              "serve-repeated",
                              "serve-records",
                              "serve-fields",
                              "serve-inside",
                              "serve-form",
                              "serve-deep",
                              "serve-huge",
                              "serve-utf8",
                              "works-guarded"}))
        << kit::to_text(*report);
}

TEST(GoodAdapter, of_an_outsider_passes_against_its_table_in_process_and_guarded) {
    const test::OtherSide desk;
    kit::Subject subject;
    subject.object = std::filesystem::path(TIENDO_TEST_OBJECTS) / "tiendo-lich-tiep-dan.so";
    subject.config = {{"page-size", "1"}};
    subject.against = desk.address() + "/notices.csv";
    subject.waived = {{"hostile-half", "a CSV table has no end mark"}};
    const auto report = kit::run(subject);
    ASSERT_TRUE(report) << report.error();
    EXPECT_THAT(test::with_status(*report, Status::failed), IsEmpty()) << kit::to_text(*report);
}

}  // namespace
}  // namespace tiendo
