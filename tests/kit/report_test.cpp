#include "kit/support.hpp"

#include "tiendo/base/file.hpp"

#include <gmock/gmock.h>

#include <set>

namespace tiendo {
namespace {

using kit::Status;
using testing::HasSubstr;

kit::Report a_report() {
    const kit::RuleInfo rule{"one", "title", "harm", "mend"};
    return {"x 1.0.0",
            {{rule, Status::passed, "3 pages"},
             {rule, Status::failed, "a < b\nand \"c\" \x01"},
             {rule, Status::skipped, "it reads no stream"}}};
}

TEST(KitReport, tells_what_was_seen_who_suffers_and_how_to_mend_it) {
    EXPECT_EQ(kit::to_text(a_report()),
              "x 1.0.0: 1 passed, 1 failed, 1 skipped\n"
              "\n"
              "FAILED one: title\n"
              "  seen:     a < b\n"
              "            and \"c\" \x01\n"
              "  users:    harm\n"
              "  to mend:  mend\n"
              "\n"
              "skipped one: it reads no stream\n"
              "\n"
              "passed  one: 3 pages\n");
}

TEST(KitReport, is_junit_xml_whatever_the_evidence_holds) {
    const auto xml = kit::to_junit(a_report());
    EXPECT_THAT(xml, HasSubstr("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""));
    EXPECT_THAT(xml, HasSubstr("a &lt; b&#10;and &quot;c&quot; ?"));
    EXPECT_THAT(xml, HasSubstr("<skipped message=\"it reads no stream\"/>"));
}

TEST(KitRules, have_an_id_of_their_own_and_all_their_texts) {
    std::set<std::string_view> ids;
    for (const auto& rule : kit::rules()) {
        EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
        EXPECT_FALSE(rule.title.empty() || rule.suffers.empty() || rule.mend.empty()) << rule.id;
        EXPECT_FALSE(rule.mend.ends_with('.')) << rule.id;
    }
}

TEST(KitRules, are_listed_in_the_docs_word_for_word) {
    const auto page = read_file(TIENDO_SOURCE_DIR "/docs/conformance-kit.md", 1U << 20U);
    ASSERT_TRUE(page) << page.error();
    for (const auto& rule : kit::rules()) {
        EXPECT_THAT(*page,
                    HasSubstr("| `" + std::string(rule.id) + "` | " + std::string(rule.title) +
                              " | " + std::string(rule.suffers) + " |\n"));
    }
}

TEST(KitRequest, is_read_with_either_line_end_and_every_byte_of_its_body) {
    for (const char* end : {"\n", "\r\n"}) {
        const std::string head =
            std::string("POST /a?b=c HTTP/1.1") + end + "X-Key:  one two " + end;
        const auto request = kit::parse_request(head + end + "body\r\n\n");
        ASSERT_TRUE(request) << request.error();
        EXPECT_EQ(request->method, "POST");
        EXPECT_EQ(request->target, "/a?b=c");
        EXPECT_EQ(request->headers, (http::Headers{{"X-Key", "one two"}}));
        EXPECT_EQ(request->body, "body\r\n\n");
    }
    EXPECT_EQ(kit::parse_request("GET /")->target, "/");
}

TEST(KitRequest, that_is_none_is_refused) {
    for (const auto& text : {std::string(),
                             std::string("GET"),
                             std::string("GET http://elsewhere/"),
                             std::string("GET / HTTP/1.1\nno colon\n\n"),
                             std::string("GET / HTTP/1.1\n: no name\n\n"),
                             "GET / HTTP/1.1\nX: " + std::string(70'000, 'x') + "\n\n"}) {
        EXPECT_EQ(kit::parse_request(text).error().code(), ErrorCode::malformed_input)
            << text.substr(0, 40);
    }
}

TEST(KitRun, wants_a_file_and_waivers_of_rules_that_exist_with_a_reason) {
    kit::Subject subject;
    subject.object = "/nowhere/tiendo-x.so";
    EXPECT_EQ(kit::run(subject).error().code(), ErrorCode::not_found);
    const test::OtherSide desk;
    subject = test::at_the_desk(test::spoilt("good"), desk);
    subject.waived = {{"no-such-rule", "because"}};
    EXPECT_EQ(kit::run(subject).error().code(), ErrorCode::malformed_input);
    subject.waived = {{"reads", ""}};
    EXPECT_EQ(kit::run(subject).error().code(), ErrorCode::malformed_input);
}

TEST(KitRun, wants_the_program_that_guards_unless_all_is_tried_in_process) {
    const test::OtherSide desk;
    auto subject = test::at_the_desk(test::spoilt("good"), desk);
    subject.guard.helper_folder = "/nowhere";
    EXPECT_EQ(kit::run(subject).error().code(), ErrorCode::unsupported);
    subject.isolation = kit::Isolation::guarded;
    EXPECT_EQ(kit::run(subject).error().code(), ErrorCode::unsupported);
}

TEST(KitRun, does_not_try_a_waived_rule_and_prints_the_reason) {
    const test::OtherSide desk;
    auto subject = test::at_the_desk(test::spoilt("stops-in-the-middle"), desk);
    subject.waived = {{"reads", "the second page is mended next week"}};
    const auto report = kit::run(subject);
    ASSERT_TRUE(report) << report.error();
    EXPECT_TRUE(report->passed()) << kit::to_text(*report);
    EXPECT_THAT(kit::to_text(*report), HasSubstr("skipped reads: the second page is mended"));
}

TEST(KitIsolation, is_read_as_it_is_written) {
    for (const auto each :
         {kit::Isolation::in_process, kit::Isolation::guarded, kit::Isolation::both}) {
        EXPECT_EQ(*kit::parse_isolation(kit::to_string(each)), each);
    }
}

TEST(KitStatus, is_read_as_it_is_written) {
    for (const auto status : {Status::passed, Status::failed, Status::skipped}) {
        EXPECT_EQ(*kit::parse_status(kit::to_string(status)), status);
    }
}

}  // namespace
}  // namespace tiendo
