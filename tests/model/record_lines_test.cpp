#include "model/any_value.hpp"

#include "tiendo/model/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace tiendo {
namespace {

using testing::StartsWith;

constexpr std::size_t plenty = 1000;

// Invented data.
constexpr std::string_view dossier_line =
    R"({"type":"dossier","id":"000.07.12.H99-210105-0001","day":"2021-01-05",)"
    R"("unit":"000.07.12.H99","procedure":"2.000488","procedure_name":"Cấp phiếu",)"
    R"("field":"Tư pháp","channel":"desk","state":"processing",)"
    R"("received_at":"2021-01-05T08:12:00+07:00","appointment_at":"2021-01-15T17:00:00+07:00",)"
    R"("first_appointment_at":null,"finished_at":null,"returned_at":null,"supplements":2,)"
    R"("changed_at":"2021-01-06T08:12:00.250+07:00"})";
constexpr std::string_view document_line =
    R"({"type":"document","id":"VB-12","day":"2021-02-01","number":"45/BC-UBND",)"
    R"("issued_on":"2021-02-01","kind":"Báo cáo","issuer":"UBND Phường 7",)"
    R"("issuer_code":"000.07.12.H99","direction":"incoming","subject":"Về việc …",)"
    R"("references":["61/2018/NĐ-CP","118/KH-UBND"],"reply_to":null,)"
    R"("arrived_on":"2021-02-03","sequence":12})";
constexpr std::string_view feedback_line =
    R"({"type":"feedback","id":"4711","day":"2021-03-01","service":"lighting",)"
    R"("service_name":"Chiếu sáng","unit":"UBND Phường 7","closed":true,)"
    R"("requested_at":"2021-03-01T23:59:59+07:00","updated_at":"2021-03-04T10:00:00+07:00",)"
    R"("expected_at":null})";

std::string replaced(std::string_view line, std::string_view from, std::string_view to) {
    std::string text(line);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

Instant at(std::string_view text) {
    return Instant::parse(text).value();
}

TEST(RecordLines, a_dossier_is_read) {
    const auto records = parse_record_lines(dossier_line, plenty);
    ASSERT_TRUE(records) << records.error();
    const Dossier dossier{.id = "000.07.12.H99-210105-0001",
                          .unit = "000.07.12.H99",
                          .procedure = "2.000488",
                          .procedure_name = "Cấp phiếu",
                          .field = "Tư pháp",
                          .channel = Channel::desk,
                          .state = DossierState::processing,
                          .received_at = at("2021-01-05T08:12:00+07:00"),
                          .appointment_at = at("2021-01-15T17:00:00+07:00"),
                          .first_appointment_at = {},
                          .finished_at = {},
                          .returned_at = {},
                          .supplements = 2,
                          .changed_at = at("2021-01-06T08:12:00.250+07:00")};
    ASSERT_EQ(records->size(), 1U);
    EXPECT_EQ(records->front(),
              (Record{.type = RecordType::dossier,
                      .id = dossier.id,
                      .day = Date::of(2021, 1, 5),
                      .deleted = false,
                      .body = dossier}));
}

TEST(RecordLines, a_document_is_read) {
    const auto records = parse_record_lines(document_line, plenty);
    ASSERT_TRUE(records) << records.error();
    const Document document{.id = "VB-12",
                            .number = "45/BC-UBND",
                            .issued_on = Date::of(2021, 2, 1),
                            .kind = "Báo cáo",
                            .issuer = "UBND Phường 7",
                            .issuer_code = "000.07.12.H99",
                            .direction = Direction::incoming,
                            .subject = "Về việc …",
                            .references = {"61/2018/NĐ-CP", "118/KH-UBND"},
                            .reply_to = {},
                            .arrived_on = Date::of(2021, 2, 3),
                            .sequence = 12};
    EXPECT_EQ(records->front().body, RecordBody(document));
    EXPECT_EQ(records->front().day, Date::of(2021, 2, 1));
}

TEST(RecordLines, a_feedback_is_read) {
    const auto records = parse_record_lines(feedback_line, plenty);
    ASSERT_TRUE(records) << records.error();
    const Feedback feedback{.id = "4711",
                            .service = "lighting",
                            .service_name = "Chiếu sáng",
                            .unit = "UBND Phường 7",
                            .closed = true,
                            .requested_at = at("2021-03-01T23:59:59+07:00"),
                            .updated_at = at("2021-03-04T10:00:00+07:00"),
                            .expected_at = {}};
    EXPECT_EQ(records->front().body, RecordBody(feedback));
}

TEST(RecordLines, what_is_written_has_the_form_that_is_sent) {
    for (const auto line : {dossier_line, document_line, feedback_line}) {
        EXPECT_EQ(to_json(parse_record_lines(line, plenty).value().front()), line);
    }
}

TEST(RecordLines, a_deletion_carries_its_key_only) {
    const auto records = parse_record_lines(
        R"({"type":"document","id":"VB-12","day":"2021-02-01","deleted":true})", plenty);
    ASSERT_TRUE(records) << records.error();
    Document empty;
    empty.id = "VB-12";
    EXPECT_TRUE(records->front().deleted);
    EXPECT_EQ(records->front().day, Date::of(2021, 2, 1));
    EXPECT_EQ(records->front().body, RecordBody(empty));
}

TEST(RecordLines, a_deletion_may_come_without_its_day) {
    const auto records =
        parse_record_lines(R"({"type":"document","id":"VB-12","deleted":true})", plenty);
    ASSERT_TRUE(records) << records.error();
    EXPECT_FALSE(records->front().day.has_value());
}

TEST(RecordLines, the_day_of_the_key_may_differ_from_a_corrected_day_of_reception) {
    EXPECT_TRUE(
        parse_record_lines(replaced(dossier_line, "2021-01-05T08", "2021-01-04T08"), plenty));
}

TEST(RecordLines, a_page_holds_records_of_all_types_in_order) {
    const auto page = std::string(dossier_line) + "\n" + std::string(document_line) + "\r\n" +
                      std::string(feedback_line) + "\n";
    const auto records = parse_record_lines(page, 3);
    ASSERT_TRUE(records) << records.error();
    ASSERT_EQ(records->size(), 3U);
    EXPECT_EQ(records->at(0).type, RecordType::dossier);
    EXPECT_EQ(records->at(1).type, RecordType::document);
    EXPECT_EQ(records->at(2).type, RecordType::feedback);
}

TEST(RecordLines, an_empty_page_holds_no_record) {
    EXPECT_TRUE(parse_record_lines("", 0).value().empty());
}

TEST(RecordLines, more_records_than_allowed_are_refused) {
    const auto page = std::string(dossier_line) + "\n" + std::string(dossier_line);
    EXPECT_TRUE(parse_record_lines(page, 2));
    const auto records = parse_record_lines(page, 1);
    ASSERT_FALSE(records);
    EXPECT_EQ(records.error().what(),
              "the page holds 2 records, 1 are allowed; send smaller pages");
}

TEST(RecordLines, the_fault_names_its_line) {
    const auto page = std::string(dossier_line) + "\n" +
                      replaced(document_line, "incoming", "inwards") + "\n" +
                      std::string(feedback_line);
    const auto records = parse_record_lines(page, plenty);
    ASSERT_FALSE(records);
    EXPECT_EQ(records.error().what(),
              "line 2: direction: 'inwards' is not a direction; use one of: incoming, outgoing");
}

TEST(RecordLines, an_empty_line_between_records_is_refused) {
    const auto page = std::string(dossier_line) + "\n\n" + std::string(dossier_line);
    EXPECT_THAT(parse_record_lines(page, plenty).error().what(), StartsWith("line 2: is not JSON"));
}

TEST(RecordLines, a_record_may_hold_escapes_and_no_quote_ends_it_early) {
    const auto line = replaced(document_line, "Về việc …", R"(a\"b\\c\u1ee6\n{}[]:,)");
    const auto records = parse_record_lines(line, plenty);
    ASSERT_TRUE(records) << records.error();
    EXPECT_EQ(std::get<Document>(records->front().body).subject, "a\"b\\cỦ\n{}[]:,");
}

struct Fault {
    std::string_view line;
    const char* from;
    const char* to;
    const char* what;
};
void PrintTo(const Fault& each, std::ostream* out) {
    *out << each.what << " from " << each.to;
}
constexpr Fault faults[] = {
    {dossier_line, R"("unit":)", R"("ward":)", "line 1: the key 'ward' is not known"},
    {dossier_line, R"("unit":)", R"("service":)", "line 1: service: is no key of a dossier"},
    {dossier_line, R"("unit":"000.07.12.H99",)", "", "line 1: unit: is missing"},
    {dossier_line,
     R"("unit":"000.07.12.H99")",
     R"("unit":null)",
     "line 1: unit: is null, not a string"},
    {dossier_line,
     R"("unit":"000.07.12.H99")",
     R"("unit":7)",
     "line 1: unit: is a number, not a string"},
    {dossier_line,
     R"("unit":"000.07.12.H99")",
     R"("unit":["a"])",
     "line 1: unit: is an array, not a string"},
    {dossier_line, R"("unit":"000.07.12.H99")", R"("unit":{})", "line 1: unit: is an object"},
    {dossier_line,
     R"("unit":"000.07.12.H99")",
     R"("unit":"a\u0000b")",
     "line 1: unit: holds a NUL character"},
    {dossier_line, R"("unit":"000.07.12.H99")", "\"unit\":\"\xFF\"", "line 1: is not UTF-8"},
    {dossier_line, R"("unit":"000.07.12.H99")", "\"unit\":\"a\tb\"", "line 1: is not JSON"},
    {dossier_line, R"("field":)", R"("unit":)", "line 1: the key 'unit' comes twice"},
    {dossier_line, R"("day":"2021-01-05",)", "", "line 1: day: is missing"},
    {dossier_line, R"("day":"2021-01-05")", R"("day":null)", "line 1: day: is missing"},
    {dossier_line,
     R"("day":"2021-01-05")",
     R"("day":"2021-02-29")",
     "line 1: day: '2021-02-29' is not a date"},
    {dossier_line, R"("id":"000.07.12.H99-210105-0001")", R"("id":"")", "line 1: id: it is empty"},
    {dossier_line, R"("id":"000.07.12.H99-210105-0001",)", "", "line 1: id: is missing"},
    {dossier_line,
     R"("id":"000.07.12.H99-210105-0001")",
     R"("id":4711)",
     "line 1: id: is a number, not a string"},
    {dossier_line, R"("type":"dossier",)", "", "line 1: type: is missing"},
    {dossier_line,
     R"("type":"dossier")",
     R"("type":"survey")",
     "line 1: type: 'survey' is not a record type"},
    {dossier_line,
     R"("channel":"desk")",
     R"("channel":"fax")",
     "line 1: channel: 'fax' is not a channel; use one of: desk, online, post"},
    {dossier_line,
     R"("state":"processing")",
     R"("state":4)",
     "line 1: state: is a number, not a string"},
    {dossier_line,
     "2021-01-05T08:12:00+07:00",
     "2021-01-05T08:12:00",
     "line 1: received_at: '2021-01-05T08:12:00' is not a point in time"},
    {dossier_line,
     "2021-01-05T08:12:00+07:00",
     "05/01/2021 08:12",
     "line 1: received_at: '05/01/2021 08:12' is not a point in time"},
    {dossier_line,
     R"("supplements":2)",
     R"("supplements":-1)",
     "line 1: supplements: is -1, not between 0 and 1000000"},
    {dossier_line,
     R"("supplements":2)",
     R"("supplements":1000001)",
     "line 1: supplements: is 1000001, not between"},
    {dossier_line,
     R"("supplements":2)",
     R"("supplements":2.0)",
     "line 1: supplements: is not a whole number"},
    {dossier_line,
     R"("supplements":2)",
     R"("supplements":"2")",
     "line 1: supplements: is a string, not a number"},
    {document_line,
     R"("sequence":12)",
     R"("sequence":9223372036854775808)",
     "line 1: sequence: is not a whole number in range"},
    {document_line,
     R"("sequence":12)",
     R"("sequence":99999999999999999999999)",
     "line 1: sequence: is not a whole number in range"},
    {document_line,
     R"("sequence":12)",
     R"("sequence":1e3)",
     "line 1: sequence: is not a whole number in range"},
    {document_line, R"(["61/2018/NĐ-CP",)", R"([7,)", "line 1: references: [0]: is not a string"},
    {document_line, R"("118/KH-UBND"])", R"(["118"]])", "line 1: references: [1]: is not a string"},
    {document_line,
     R"("reply_to":null)",
     R"("reply_to":nul)",
     "line 1: reply_to: is none of true, false and null"},
    {feedback_line,
     R"("closed":true)",
     R"("closed":tru)",
     "line 1: closed: is none of true, false and null"},
    {feedback_line,
     R"("closed":true)",
     R"("closed":"true")",
     "line 1: closed: is a string, not true or false"},
    {feedback_line,
     R"("closed":true)",
     R"("closed":true,"deleted":true)",
     "line 1: unit: is no key of a deleted feedback"},
    {feedback_line,
     R"("expected_at":null})",
     R"("expected_at":null}})",
     "line 1: holds more after the JSON object"},
    {feedback_line,
     R"("expected_at":null})",
     R"("expected_at":null} {})",
     "line 1: holds more after the JSON object"},
    {feedback_line, R"("expected_at":null})", R"("expected_at":null)", "line 1: is not JSON"},
    {feedback_line, R"("expected_at":null})", R"("expected_at":null,})", "line 1: is not JSON"},
    {feedback_line, R"({"type")", R"([{"type")", "line 1: is not a JSON object"},
    {feedback_line, R"({"type")", "\xEF\xBB\xBF{\"type\"", "line 1: is not"},
};
class RecordFault : public testing::TestWithParam<Fault> {};
TEST_P(RecordFault, is_refused_by_line_and_key) {
    const auto& fault = GetParam();
    const auto records = parse_record_lines(replaced(fault.line, fault.from, fault.to), plenty);
    ASSERT_FALSE(records);
    EXPECT_EQ(records.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(records.error().what(), StartsWith(fault.what));
}
INSTANTIATE_TEST_SUITE_P(RecordLines, RecordFault, testing::ValuesIn(faults));

TEST(RecordLines, what_is_no_object_is_refused) {
    for (const auto* line : {"[]", "1", "\"a\"", "null", "true", "x", " ", "<html>"}) {
        const auto records = parse_record_lines(line, plenty);
        ASSERT_FALSE(records) << line;
        EXPECT_EQ(records.error().code(), ErrorCode::malformed_input);
    }
}

TEST(RecordLines, a_line_over_one_mebibyte_is_refused) {
    const auto line =
        replaced(document_line, "Về việc …", std::string(std::size_t{1024} * 1024, 'x'));
    EXPECT_EQ(parse_record_lines(line, plenty).error().what(),
              "line 1: the line is longer than 1 MiB; send smaller pages");
}

TEST(RecordLines, a_page_over_64_mebibytes_is_refused_unread) {
    const std::string page(std::size_t{64} * 1024 * 1024 + 1, 'x');
    EXPECT_EQ(parse_record_lines(page, plenty).error().message(), "the page is longer than 64 MiB");
}

TEST(RecordLines, a_list_of_more_than_a_thousand_entries_is_refused) {
    std::string many = R"("x")";
    for (int i = 0; i < 1000; ++i) {
        many += R"(,"x")";
    }
    EXPECT_THAT(parse_record_lines(replaced(document_line, R"("118/KH-UBND")", many), plenty)
                    .error()
                    .what(),
                StartsWith("line 1: references: holds more than 1000 entries"));
}

TEST(RecordLines, a_thousand_random_records_read_back_from_one_page) {
    test::Dice dice(2021);
    std::vector<Record> records;
    std::string page;
    for (int i = 0; i < 1000; ++i) {
        records.push_back(dice.any<Record>());
        page += to_json(records.back()) + "\n";
    }
    const auto back = parse_record_lines(page, records.size());
    ASSERT_TRUE(back) << back.error();
    EXPECT_TRUE(*back == records);
}

// The bulk path has a short way for the common form: it must agree with Instant::parse everywhere.
TEST(RecordLines, instants_are_read_as_instant_parse_reads_them) {
    const std::string sound = "2021-02-28T09:59:59+07:00";
    constexpr std::string_view others = "0123456789:-+TZ .\x2F";
    for (std::size_t place = 0; place < sound.size(); ++place) {
        for (const char other : others) {
            auto text = sound;
            text[place] = other;
            const auto wanted = Instant::parse(text);
            const auto records =
                parse_record_lines(replaced(feedback_line, "2021-03-01T23:59:59+07:00", text), 1);
            ASSERT_EQ(records.has_value(), wanted.has_value()) << text;
            if (wanted) {
                EXPECT_EQ(std::get<Feedback>(records->front().body).requested_at, *wanted) << text;
            }
        }
    }
}

}  // namespace
}  // namespace tiendo
