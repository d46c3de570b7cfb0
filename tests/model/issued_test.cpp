#include "tiendo/model/issued.hpp"

#include <gtest/gtest.h>

namespace tiendo {
namespace {

TEST(IssuedReportJson, comes_back_as_it_was) {
    const IssuedReport report{PlanId::of("p"),
                              CycleId::of("2021-half-year"),
                              2,
                              "25/BC-UBND",
                              *Instant::parse("2021-05-20T09:00:00+07:00"),
                              "Phòng Nội vụ",
                              "Phường 7 sửa số hồ sơ trễ hạn",
                              41,
                              std::string(64, 'a'),
                              {SubmissionId::of("p/2021-half-year/ubnd-phuong-7/2")},
                              {{"markdown", std::string(64, 'b'), 12}},
                              {{"F.all.late", "02", "Trễ hạn"}}};
    const auto back = from_json<IssuedReport>(to_json(report));
    ASSERT_TRUE(back) << back.error();
    EXPECT_EQ(*back, report);
}

TEST(IssuedReportJson, a_member_that_nobody_knows_is_refused) {
    EXPECT_FALSE(from_json<IssuedReport>("{\"plan\":\"p\",\"more\":1}"));
}

}  // namespace
}  // namespace tiendo
