// The SDK's values against those of the model, which the host makes of their lines.
#include "tiendo/adapter/json_members.hpp"
#include "tiendo/adapter/manifest_rules.hpp"
#include "tiendo/adapter/records.hpp"
#include "tiendo/model/json.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

namespace sdk = tiendo::adapter;

tiendo::Record read_back(const std::string& line) {
    auto records = tiendo::parse_record_lines(line + "\n", 10);
    EXPECT_TRUE(records) << records.error();
    return records->front();
}
tiendo::Instant instant(std::string_view text) {
    return *tiendo::Instant::parse(text);
}

TEST(SdkRecords, a_dossier_with_every_member_is_the_same_in_the_model) {
    const sdk::Dossier dossier{.id = "H10.P07-210520-0001",
                               .day = "2021-05-20",
                               .unit = "P07",
                               .procedure = "2.000488",
                               .procedure_name = "Chứng thực \"bản sao\"",
                               .field = "Tư pháp",
                               .channel = sdk::Channel::post,
                               .state = sdk::DossierState::ready,
                               .received_at = "2021-05-20T09:00:00+07:00",
                               .appointment_at = "2021-05-25T17:00:00+07:00",
                               .first_appointment_at = "2021-05-24T17:00:00+07:00",
                               .finished_at = "2021-05-24T10:00:00+07:00",
                               .returned_at = "2021-05-24T11:00:00+07:00",
                               .supplements = 2,
                               .changed_at = "2021-05-24T11:00:01+07:00"};
    const tiendo::Dossier wanted{.id = dossier.id,
                                 .unit = "P07",
                                 .procedure = "2.000488",
                                 .procedure_name = "Chứng thực \"bản sao\"",
                                 .field = "Tư pháp",
                                 .channel = tiendo::Channel::post,
                                 .state = tiendo::DossierState::ready,
                                 .received_at = instant("2021-05-20T09:00:00+07:00"),
                                 .appointment_at = instant("2021-05-25T17:00:00+07:00"),
                                 .first_appointment_at = instant("2021-05-24T17:00:00+07:00"),
                                 .finished_at = instant("2021-05-24T10:00:00+07:00"),
                                 .returned_at = instant("2021-05-24T11:00:00+07:00"),
                                 .supplements = 2,
                                 .changed_at = instant("2021-05-24T11:00:01+07:00")};
    const auto record = read_back(line_of(dossier));
    EXPECT_EQ(record.day, tiendo::Date::of(2021, 5, 20));
    EXPECT_EQ(std::get<tiendo::Dossier>(record.body), wanted);
}

TEST(SdkRecords, a_document_with_every_member_is_the_same_in_the_model) {
    const sdk::Document document{.id = "77",
                                 .day = "2021-05-20",
                                 .number = "45/BC-UBND",
                                 .issued_on = "2021-05-19",
                                 .kind = "Báo cáo",
                                 .issuer = "UBND Phường 7",
                                 .issuer_code = "P07",
                                 .direction = sdk::Direction::outgoing,
                                 .subject = "Kết quả 6 tháng",
                                 .references = {"12/KH-UBND", "3/CV"},
                                 .reply_to = "9/CV-UBND",
                                 .arrived_on = "2021-05-20",
                                 .sequence = 12};
    const tiendo::Document wanted{.id = "77",
                                  .number = "45/BC-UBND",
                                  .issued_on = tiendo::Date::of(2021, 5, 19),
                                  .kind = "Báo cáo",
                                  .issuer = "UBND Phường 7",
                                  .issuer_code = "P07",
                                  .direction = tiendo::Direction::outgoing,
                                  .subject = "Kết quả 6 tháng",
                                  .references = {"12/KH-UBND", "3/CV"},
                                  .reply_to = "9/CV-UBND",
                                  .arrived_on = tiendo::Date::of(2021, 5, 20),
                                  .sequence = 12};
    EXPECT_EQ(std::get<tiendo::Document>(read_back(line_of(document)).body), wanted);
}

TEST(SdkRecords, a_document_that_cites_nothing_has_no_empty_list) {
    const auto line = line_of(sdk::Document{.id = "77",
                                            .day = "2021-05-20",
                                            .number = "45/BC-UBND",
                                            .kind = "Báo cáo",
                                            .issuer = "UBND Phường 7",
                                            .subject = "Kết quả 6 tháng",
                                            .arrived_on = "2021-05-20"});
    EXPECT_EQ(line.find("references"), std::string::npos) << line;
    EXPECT_TRUE(std::get<tiendo::Document>(read_back(line).body).references.empty());
}

TEST(SdkRecords, a_feedback_with_every_member_is_the_same_in_the_model) {
    const sdk::Feedback feedback{.id = "5",
                                 .day = "2021-05-20",
                                 .service = "ngap",
                                 .service_name = "Ngập nước",
                                 .unit = "Phường 7",
                                 .closed = true,
                                 .requested_at = "2021-05-20T09:00:00+07:00",
                                 .updated_at = "2021-05-21T09:00:00+07:00",
                                 .expected_at = "2021-05-22T09:00:00+07:00"};
    const tiendo::Feedback wanted{.id = "5",
                                  .service = "ngap",
                                  .service_name = "Ngập nước",
                                  .unit = "Phường 7",
                                  .closed = true,
                                  .requested_at = instant("2021-05-20T09:00:00+07:00"),
                                  .updated_at = instant("2021-05-21T09:00:00+07:00"),
                                  .expected_at = instant("2021-05-22T09:00:00+07:00")};
    EXPECT_EQ(std::get<tiendo::Feedback>(read_back(line_of(feedback)).body), wanted);
}

TEST(SdkRecords, every_word_of_an_enum_is_one_of_the_model) {
    for (int state = 0; state < 10; ++state) {
        const auto word = to_string(static_cast<sdk::DossierState>(state));
        ASSERT_TRUE(tiendo::parse_dossier_state(word)) << word;
        EXPECT_EQ(static_cast<int>(*tiendo::parse_dossier_state(word)), state + 1)
            << "the codes of the national portal count from 1";
    }
    for (const auto channel : {sdk::Channel::desk, sdk::Channel::online, sdk::Channel::post}) {
        EXPECT_TRUE(tiendo::parse_channel(to_string(channel)));
    }
    for (const auto type :
         {sdk::RecordType::dossier, sdk::RecordType::document, sdk::RecordType::feedback}) {
        EXPECT_TRUE(tiendo::parse_record_type(sdk::to_string(type)));
    }
}

TEST(SdkRecords, a_deletion_is_one_in_the_model) {
    const auto record = read_back(sdk::line_of_deleted(sdk::RecordType::document, "77", ""));
    EXPECT_TRUE(record.deleted);
    EXPECT_EQ(record.id, "77");
    EXPECT_FALSE(record.day);
}

/// The members of a line, but for those that need no naming.
std::set<std::string> members(const std::string& line) {
    std::set<std::string> names;
    for (std::size_t at = 1; at < line.size();) {
        const auto colon = sdk::detail::end_of_json_string(line, at);
        names.insert(line.substr(at + 1, colon - at - 2));
        at = sdk::detail::end_of_json_value(line, colon + 1) + 1;
    }
    for (const auto* name : {"type", "id", "day"}) {
        names.erase(name);
    }
    return names;
}

TEST(SdkRecords, the_fields_that_a_manifest_may_name_are_those_of_the_lines) {
    const auto as_set = [](const auto& names) {
        return std::set<std::string>(std::begin(names), std::end(names));
    };
    sdk::Dossier dossier;
    dossier.procedure_name = dossier.field = "x";
    dossier.appointment_at = dossier.first_appointment_at = "x";
    dossier.finished_at = dossier.returned_at = "x";
    EXPECT_EQ(members(line_of(dossier)), as_set(sdk::detail::dossier_fields));
    sdk::Document document;
    document.references = {"12/KH-UBND"};
    document.issuer_code = "x";
    document.issued_on = document.reply_to = "x";
    EXPECT_EQ(members(line_of(document)), as_set(sdk::detail::document_fields));
    sdk::Feedback feedback;
    feedback.service_name = feedback.unit = "x";
    feedback.updated_at = feedback.expected_at = "x";
    EXPECT_EQ(members(line_of(feedback)), as_set(sdk::detail::feedback_fields));
}

}  // namespace
