// The outsider's adapter, from a table over HTTP to records. All units and notices are invented.
#include "plugin/support.hpp"

#include "tiendo/http/server.hpp"
#include "tiendo/model/json.hpp"

#include <gmock/gmock.h>

#include <mutex>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

constexpr std::string_view head =
    "so_ky_hieu,ngay_ban_hanh,loai,co_quan,ma_co_quan,trich_yeu,can_cu,ghi_chu\r\n";
constexpr std::string_view row_1 =
    "12/TB-UBND,5/4/2021,Thông báo,Ủy ban nhân dân Phường 7,P07,"
    "\"Lịch tiếp công dân, tháng 4\",25/2013/QH13; 64/2014/NĐ-CP,\r\n";
constexpr std::string_view row_2 =
    "13/TB-UBND,29/02/2020,Thông báo,Ủy ban nhân dân Phường 7,P07,Đổi lịch,,x\r\n";

class Outsider : public testing::Test {
protected:
    Outsider()
        : adapter(*load("lich-tiep-dan", test::in_objects(), Logger())),
          server(*http::Server::start({}, [this](const http::Request&) {
              const std::lock_guard lock(guard);
              return http::Response{.status = status, .headers = {}, .body = table};
          })) {}

    void publish(std::string text) {
        const std::lock_guard lock(guard);
        table = std::move(text);
    }
    Connection connection() const {
        return {
            ConnectionId::of("tiep-dan"),
            {{"url", json_text("http://127.0.0.1:" + std::to_string(server.port()) + "/bang.csv")},
             {"page-size", "1"}}};
    }
    Result<Page> read(std::string cursor) {
        return adapter.read(connection(),
                            {.stream = "notices", .cursor = {std::move(cursor)}},
                            test::services_at_nine());
    }

    std::mutex guard;
    std::string table = std::string(head) + std::string(row_1) + std::string(row_2);
    unsigned status = 200;
    Adapter adapter;
    http::Server server;
};

TEST_F(Outsider, rows_become_documents_page_by_page) {
    auto first = read("");
    ASSERT_TRUE(first) << first.error();
    EXPECT_TRUE(first->more);
    auto second = read(first->next.text);
    ASSERT_TRUE(second) << second.error();
    EXPECT_FALSE(second->more);
    auto records = parse_record_lines(first->lines + second->lines, 10);
    ASSERT_TRUE(records) << records.error();
    ASSERT_EQ(records->size(), 2U);
    const auto& document = std::get<Document>(records->front().body);
    EXPECT_EQ(records->front().id, "P07:12/TB-UBND:2021");
    EXPECT_EQ(records->front().day, Date::of(2021, 4, 5));
    EXPECT_EQ(document.subject, "Lịch tiếp công dân, tháng 4");
    EXPECT_EQ(document.references, (std::vector<std::string>{"25/2013/QH13", "64/2014/NĐ-CP"}));
    EXPECT_EQ(document.direction, Direction::outgoing);
}

TEST_F(Outsider, only_rows_that_are_new_come_later) {
    auto none = read("2");
    ASSERT_TRUE(none) << none.error();
    EXPECT_EQ(none->record_count, 0U);
    publish(table + "14/TB-UBND,1/5/2021,Thông báo,Ủy ban nhân dân Phường 7,P07,Nghỉ lễ,,\n");
    auto page = read("2");
    ASSERT_TRUE(page) << page.error();
    EXPECT_THAT(page->lines, HasSubstr("14/TB-UBND"));
    EXPECT_EQ(page->next, Cursor{"3"});
}

TEST_F(Outsider, a_list_that_shrank_is_drift) {
    EXPECT_EQ(read("3").error().code(), ErrorCode::drift);
}

struct BadTable {
    const char* text;
    const char* reason;
};
class OutsiderTable : public Outsider, public testing::WithParamInterface<BadTable> {};
void PrintTo(const BadTable& each, std::ostream* out) {
    *out << each.reason;
}
TEST_P(OutsiderTable, that_is_wrong_is_drift_and_says_where) {
    publish(GetParam().text);
    auto page = read("");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::drift);
    EXPECT_THAT(page.error().what(), HasSubstr(GetParam().reason));
}
INSTANTIATE_TEST_SUITE_P(
    ,
    OutsiderTable,
    testing::Values(
        BadTable{"", "no CSV table"},
        BadTable{"<html>\"</html>", "no CSV table"},
        BadTable{"so_ky_hieu,loai\n", "no column 'ngay_ban_hanh'"},
        BadTable{"so_ky_hieu,ngay_ban_hanh,loai,co_quan,trich_yeu\n1/TB,31/4/2021,a,b,c\n",
                 "row 1: the column 'ngay_ban_hanh' holds no day"},
        BadTable{"so_ky_hieu,ngay_ban_hanh,loai,co_quan,trich_yeu\n1/TB,1/4/2021,a,,c\n",
                 "row 1: the column 'co_quan' is empty"},
        BadTable{"so_ky_hieu,ngay_ban_hanh,loai,co_quan,trich_yeu\n\"1/TB", "no CSV table"}));

TEST_F(Outsider, a_cursor_of_another_adapter_is_a_config_error) {
    EXPECT_EQ(read("2021|x").error().code(), ErrorCode::config);
}

TEST_F(Outsider, its_check_counts_the_rows) {
    auto findings = adapter.check(connection(), test::services_at_nine());
    ASSERT_TRUE(findings) << findings.error();
    EXPECT_EQ(*findings,
              (std::vector<Finding>{{FindingLevel::ok, "rights", "the table has 2 rows", ""}}));
}

}  // namespace
}  // namespace tiendo
