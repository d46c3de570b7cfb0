#include "report/district.hpp"

#include <string>
#include <utility>

namespace tiendo::test {

namespace {

constexpr const char* dimension_names[] = {"Tham gia của người dân ở cấp cơ sở",
                                           "Công khai, minh bạch",
                                           "Trách nhiệm giải trình với người dân",
                                           "Kiểm soát tham nhũng trong khu vực công",
                                           "Thủ tục hành chính công",
                                           "Cung ứng dịch vụ công",
                                           "Quản trị môi trường",
                                           "Quản trị điện tử"};

constexpr const char* offices[] = {"thanh-tra-quan",
                                   "phong-tai-chinh-ke-hoach",
                                   "phong-tai-nguyen-moi-truong",
                                   "phong-tu-phap",
                                   "phong-noi-vu",
                                   "van-phong-hdnd-ubnd",
                                   "phong-van-hoa-thong-tin",
                                   "trung-tam-van-hoa"};

}  // namespace

PlanWriter District::plan() {
    auto writer = district_plan();
    auto& plan = writer.plan();
    plan.date = Date::of(2020, 12, 18);
    plan.title = "Thực hiện các giải pháp nâng cao Chỉ số PAPI trên địa bàn Quận Bình An";
    for (int i = 0; i < 8; ++i) {
        plan.dimensions.push_back({i + 1, dimension_names[i]});
    }
    return writer;
}

void District::send(std::string_view unit, std::string_view when, std::vector<Section> sections) {
    auto tx = office_.write();
    Office::must(ledger::submit(
        tx, half_year_of(unit), {at(when), "Văn phòng", sections}, by_home_affairs(at(when))));
    Office::must(tx.commit());
}

void District::send_all() {
    for (int ward = 1; ward <= 15; ++ward) {
        const auto unit = "ubnd-phuong-" + std::to_string(ward);
        // Ward 3 ended on 1 January; 9 and 10 never report.
        if (ward == 3 || ward == 9 || ward == 10) {
            continue;
        }
        const auto when = ward == 7   ? "2021-05-15T08:30:00+07:00"
                          : ward == 8 ? "2021-05-18T16:05:00+07:00"
                                      : "2021-05-12T10:15:00+07:00";
        send(unit,
             when,
             {{"5", "Phường " + std::to_string(ward) + " đã niêm yết công khai thủ tục."},
              {"II.3-1", "Đã trả lời phản ánh của người dân."}});
    }
    for (const auto* unit : offices) {
        send(unit, "2021-05-13T09:00:00+07:00", {{"general", "Đơn vị đã quán triệt Kế hoạch."}});
    }
    auto tx = office_.write();
    Office::must(ledger::return_paper(tx,
                                      half_year_of("ubnd-phuong-2"),
                                      {"Thiếu số liệu quý I.", std::nullopt},
                                      by_home_affairs(at("2021-05-13T14:00:00+07:00"))));
    Office::must(ledger::accept(
        tx, half_year_of("ubnd-phuong-1"), by_home_affairs(at("2021-05-14T14:00:00+07:00"))));
    Office::must(tx.commit());
    send("ubnd-phuong-2", "2021-05-14T15:00:00+07:00", {{"5", "Đã bổ sung số liệu quý I."}});
}

std::vector<Record> District::dossiers() {
    std::vector<DossierOf> all;
    // Ward 7: 1.200 on time and 34 late; nobody else has any, so others have no rate.
    for (int i = 0; i < 1234; ++i) {
        all.push_back(
            {.finished = i < 34 ? "2021-03-15T09:00:00+07:00" : "2021-03-05T09:00:00+07:00"});
    }
    all.push_back({.unit = "000.99.99.H99", .finished = "2021-03-05T09:00:00+07:00"});
    return records_of(all);
}

std::vector<Record> District::feedback() {
    std::vector<FeedbackOf> all(10, FeedbackOf{.closed = "2021-03-04T09:00:00+07:00"});
    all.push_back({.closed = "2021-03-20T09:00:00+07:00"});
    all.push_back({});
    return records_of(all);
}

std::vector<Record> District::documents() {
    return records_of(std::vector<DocumentOf>{{.cites = {"61/2018/NĐ-CP"}}});
}

}  // namespace tiendo::test
