// What the reader prints is what its published schema describes.
#include "reading.hpp"
#include "support/json_schema.hpp"
#include "support/shared.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {

namespace {

const JsonSchema& schema() {
    static const JsonSchema known(json_of(source_path("docs/schema/plan-reading.schema.json")));
    return known;
}

boost::json::value sheet_of(const reader::Reading& reading) {
    return boost::json::parse(reader::to_answer_sheet(reading));
}

/// A task for everything that a sheet can hold.
constexpr std::string_view everything =
    "- Phòng Tư pháp phối hợp với Công an quận xây dựng Sổ tay hộ tịch số, đạt tối thiểu 99,5% hồ sơ, "
    "đăng trên Cổng dịch vụ công quốc gia trước ngày 15/5/2026.\n\n"
    "- Nếu có vướng mắc, báo cáo Ủy ban nhân dân quận (thông qua Phòng Nội vụ) trước 16 giờ thứ Sáu "
    "hằng tuần.\n\n"
    "- Trả lời trong vòng 05 ngày làm việc kể từ ngày nhận đơn; đột xuất khi được yêu cầu.\n\n"
    "- Gửi số liệu trước ngày 15 hằng tháng; họp 02 tuần một lần; nộp trước ngày 31/4/2026.\n\n"
    "- Báo cáo 6 tháng (trước ngày 15 tháng 6) theo Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018.\n\n"
    "- Mở lớp từ ngày 01/6 đến ngày 30/6/2026, năm sau cao hơn năm trước.";

}  // namespace

TEST(AnswerSheet, is_what_its_schema_describes) {
    const auto sheet = sheet_of(reading_of(dated_plan("Thử nghiệm", everything)));
    EXPECT_THAT(schema().faults_of(sheet), testing::IsEmpty());
    const auto text = boost::json::serialize(sheet);
    for (const std::string_view filled : {R"("products":[{)",
                                          R"("targets":[{)",
                                          R"("systems":[{)",
                                          R"("conditions":[{)",
                                          R"("report_duties":[{)",
                                          R"("relative":{)",
                                          R"("minute_of_day":960)",
                                          R"("day_of_month":15)",
                                          R"("weekday":5)",
                                          R"("every":2)",
                                          R"("from":"2026-06-01")",
                                          R"("amount":"99.5")"}) {
        EXPECT_THAT(text, testing::HasSubstr(filled)) << "nothing shows that this field is right";
    }
}

TEST(AnswerSheet, of_the_shipped_plan_is_what_the_schema_describes) {
    const auto sheet = sheet_of(reading_of(content_of(sample_plan())));
    EXPECT_THAT(schema().faults_of(sheet), testing::IsEmpty());
}

TEST(RealPlanAnswerSheet, is_what_the_schema_describes) {
    const auto plan = shared_path("seed/000_27a88d545d297959.txt");
    if (!plan) {
        GTEST_SKIP() << "the real plan does not lie beside this checkout";
    }
    EXPECT_THAT(schema().faults_of(sheet_of(reading_of(content_of(*plan)))), testing::IsEmpty());
}

TEST(AnswerSheet, with_a_fault_is_not_what_the_schema_describes) {
    const auto sheet = sheet_of(reading_of(dated_plan("Thử nghiệm", everything)));
    const auto faults_with = [&](auto change) {
        auto changed = sheet;
        change(changed.at("nodes").as_array().back().as_object());
        return schema().faults_of(changed).size();
    };
    EXPECT_GT(faults_with([](auto& node) { node.erase("products"); }), 0U);
    EXPECT_GT(faults_with([](auto& node) { node["surprise"] = 1; }), 0U);
    EXPECT_GT(faults_with([](auto& node) { node["kind"] = "duty"; }), 0U);
    EXPECT_GT(faults_with([](auto& node) { node["byte_start"] = -1; }), 0U);
    EXPECT_GT(faults_with([](auto& node) { node["deadlines"] = {"soon"}; }), 0U);
}

}  // namespace tiendo::test
