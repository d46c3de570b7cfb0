// The dates, code lists and pages of the three neighbouring systems, turned into records.
#include "mot_cua/mapping.hpp"

#include "phan_anh/mapping.hpp"
#include "phan_anh/position.hpp"
#include "support/dates.hpp"
#include "van_ban/mapping.hpp"

#include "tiendo/model/json.hpp"

#include <gmock/gmock.h>

#include <array>
#include <fstream>
#include <iterator>
#include <string>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct DateCase {
    const char* theirs;
    const char* ours;  ///< nullptr: not a day
};

TEST(AdapterDates, of_fourteen_digits_are_vietnamese_local_time) {
    for (const auto& [theirs, ours] : {DateCase{"20210105090000", "2021-01-05T09:00:00+07:00"},
                                       DateCase{"20200229235959", "2020-02-29T23:59:59+07:00"},
                                       DateCase{"20210229000000", nullptr},
                                       DateCase{"20210105240000", nullptr},
                                       DateCase{"2021010509000", nullptr},
                                       DateCase{"2021-01-05T09:00", nullptr},
                                       DateCase{"", nullptr}}) {
        const auto read = adapter_support::instant_of_compact(theirs);
        ASSERT_EQ(read.has_value(), ours != nullptr) << theirs;
        EXPECT_EQ(read.value_or(""), ours == nullptr ? "" : ours);
    }
}

TEST(AdapterDates, of_documents_are_day_month_year) {
    for (const auto& [theirs, ours] : {DateCase{"05/01/2021", "2021-01-05"},
                                       DateCase{"31/12/2020", "2020-12-31"},
                                       DateCase{"31/04/2021", nullptr},
                                       DateCase{"2021/01/05", nullptr},
                                       DateCase{"05/13/2021", nullptr},
                                       DateCase{"5/1/2021", nullptr}}) {
        const auto read = adapter_support::day_of_vietnamese(theirs);
        ASSERT_EQ(read.has_value(), ours != nullptr) << theirs;
        EXPECT_EQ(read.value_or(""), ours == nullptr ? "" : ours);
    }
}

TEST(AdapterDates, of_feedback_belong_to_the_day_it_was_in_vietnam) {
    EXPECT_EQ(adapter_support::vietnamese_day_of("2020-12-01T16:59:59Z"), "2020-12-01");
    EXPECT_EQ(adapter_support::vietnamese_day_of("2020-12-01T17:00:00Z"), "2020-12-02");
    EXPECT_EQ(adapter_support::vietnamese_day_of("2020-12-01T23:00:00+07:00"), "2020-12-01");
    EXPECT_EQ(adapter_support::vietnamese_day_of("2020-12-01T23:00:00"), std::nullopt);
    EXPECT_EQ(adapter_support::utc_of(1'606'783'260), "2020-12-01T00:41:00Z");  // by date(1)
}

/// A page with one invented dossier.
std::string dossier_page(const std::string& state, const std::string& changed) {
    return R"x({"error_code":"00","message":"","conTiep":false,"thoiDiemTiepTheo":")x" + changed +
           R"x(","maHoSoTiepTheo":"x","result":[{"MaHoSo":"000.07.12.H99-210105-0001",)x"
           R"x("MaTTHC":"2.000488","TenTTHC":"Cấp bản sao","TenLinhVuc":"Hộ tịch",)x"
           R"x("ChuHoSo":"Người nộp hồ sơ (dữ liệu giả định)","KenhThucHien":"2",)x"
           R"x("NgayTiepNhan":"20210105090000","NgayHenTra":"","NgayKetThucXuLy":"",)x"
           R"x("NgayTra":"","NgayCapNhat":")x" +
           changed + R"x(","TrangThaiHoSo":")x" + state + R"x(","DanhSachHoSoBoSung":[]}]})x";
}

TEST(MotCuaMapping, turns_each_of_the_ten_status_codes_into_its_word) {
    // Codes 1 to 10 of the national public service portal, as in the README.
    constexpr std::array words = {"submitted",
                                  "accepted",
                                  "refused",
                                  "processing",
                                  "supplement",
                                  "payment",
                                  "withdrawn",
                                  "stopped",
                                  "ready",
                                  "returned"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto page =
            mot_cua::parse_changes(dossier_page(std::to_string(i + 1), "20210105090000"));
        ASSERT_TRUE(page) << page.error().message;
        const auto records = parse_record_lines(page->records.at(0), 1);
        ASSERT_TRUE(records) << records.error();
        EXPECT_EQ(to_string(std::get<Dossier>(records->at(0).body).state), words.at(i));
        EXPECT_EQ(records->at(0).day, Date::of(2021, 1, 5));
        EXPECT_THAT(page->records.at(0), Not(HasSubstr("giả định")));
    }
}

struct BadCells {
    const char* state;
    const char* received;
};
void PrintTo(const BadCells& each, std::ostream* out) {
    *out << "state '" << each.state << "' received '" << each.received << "'";
}
class BadDossier : public ::testing::TestWithParam<BadCells> {};
INSTANTIATE_TEST_SUITE_P(,
                         BadDossier,
                         ::testing::Values(BadCells{"0", "20210105090000"},
                                           BadCells{"11", "20210105090000"},
                                           BadCells{"chin", "20210105090000"},
                                           BadCells{"", "20210105090000"},
                                           BadCells{"9", "20210230090000"},
                                           BadCells{"9", "hom qua"}));

TEST_P(BadDossier, becomes_a_line_that_the_host_refuses_and_that_tells_nothing_but_its_id) {
    const auto page = mot_cua::parse_changes(dossier_page(GetParam().state, GetParam().received));
    ASSERT_TRUE(page) << page.error().message;
    ASSERT_EQ(page->records.size(), 1U);
    EXPECT_FALSE(parse_record_lines(page->records[0], 1)) << page->records[0];
    EXPECT_THAT(page->records[0], HasSubstr("000.07.12.H99-210105-0001"));
    EXPECT_THAT(page->records[0], Not(HasSubstr("giả định")));
}

TEST(MotCuaMapping, compares_the_error_code_as_a_number) {
    for (const auto* code : {"0", "\"0\"", "\"00\""}) {
        const auto login = mot_cua::parse_login(
            std::string(R"({"session":"s","message":"","error_code":)") + code + "}");
        ASSERT_TRUE(login) << login.error().message;
        EXPECT_EQ(login->error_code, 0);
    }
    EXPECT_EQ(mot_cua::parse_login(R"({"session":"","error_code":"-1"})")->error_code, -1);
    EXPECT_FALSE(mot_cua::parse_login(R"({"session":"","error_code":"khong"})"));
    EXPECT_FALSE(mot_cua::parse_login(R"({"session":"","error_code":"0"})")) << "no session";
}

std::string golden(const std::string& path) {
    std::ifstream file(std::string(TIENDO_SOURCE_DIR) + "/adapters/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const auto& line : lines) {
        all += line + "\n";
    }
    return all;
}

TEST(Mappings, read_the_golden_answers_of_the_simulators_without_a_bad_line) {
    const auto dossiers =
        mot_cua::parse_changes(golden("mot_cua/simulator/golden/first_page.json"));
    ASSERT_TRUE(dossiers) << dossiers.error().message;
    EXPECT_TRUE(parse_record_lines(joined(dossiers->records), 500));
    const auto documents =
        van_ban::parse_register(golden("van_ban/simulator/golden/first_page.json"));
    ASSERT_TRUE(documents) << documents.error().message;
    EXPECT_TRUE(parse_record_lines(joined(documents->records), 500));
    const auto requests =
        phan_anh::parse_requests(golden("phan_anh/simulator/golden/requests.json"));
    ASSERT_TRUE(requests) << requests.error().message;
    for (const auto& request : *requests) {
        EXPECT_TRUE(parse_record_lines(request.record, 1)) << request.record;
    }
}

TEST(VanBanMapping, keeps_of_a_deleted_document_its_id_alone) {
    const auto page =
        van_ban::parse_register(R"({"con":false,"tiepTheo":453,"vanBan":[)" +
                                golden("van_ban/simulator/golden/deleted.json") + "]}");
    ASSERT_TRUE(page) << page.error().message;
    const auto records = parse_record_lines(page->records.at(0), 1);
    ASSERT_TRUE(records) << records.error();
    EXPECT_TRUE(records->at(0).deleted);
    EXPECT_EQ(records->at(0).id, "VB-000018");
    EXPECT_EQ(records->at(0).day, std::nullopt);
}

TEST(PhanAnhPosition, reads_what_it_wrote) {
    for (const auto& position :
         {phan_anh::Position{phan_anh::Phase::spans, 1'606'755'600, 1'621'476'000, {}},
          phan_anh::Position{phan_anh::Phase::open_ids, 0, 1'621'476'000, "PA-000123"},
          phan_anh::Position{phan_anh::Phase::rest, 0, 1'621'476'000, {}}}) {
        EXPECT_EQ(phan_anh::parse_position(to_text(position)), position) << to_text(position);
    }
    for (const auto* text : {"", "spans", "spans 1", "rest x", "elsewhere 1 2"}) {
        EXPECT_EQ(phan_anh::parse_position(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace tiendo::test
