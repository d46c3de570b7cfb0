#include "report/sample_report.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tiendo::test {

namespace {

using namespace tiendo::report;

/// Notes each figure it prints.
class Sample {
public:
    Run figure(std::string id, std::string printed, std::string meaning, FigureSource source) {
        const auto known = std::any_of(report_.figures.begin(),
                                       report_.figures.end(),
                                       [&](const Figure& each) { return each.id == id; });
        if (!known) {
            report_.figures.push_back({id, printed, std::move(meaning), std::move(source)});
        }
        return Run{std::move(printed), std::move(id)};
    }
    Run owed(std::string id, std::string printed, std::string meaning) {
        return figure(std::move(id),
                      std::move(printed),
                      std::move(meaning),
                      OfObligations{{ObligationId::of("p/2021-half-year/ubnd-phuong-1")}});
    }
    Run dossiers(const std::string& unit, const std::string& code, std::string printed) {
        return figure("F5." + unit + "." + code,
                      std::move(printed),
                      "Hồ sơ " + code + " – " + unit,
                      OfMeasure{code, UnitId::of(unit), MeasurePart::count});
    }

    void head() {
        report_.plan = PlanId::of("ke-hoach-12");
        report_.cycle = CycleId::of("2021-half-year");
        report_.at = Instant::parse("2021-05-20T09:00:00+07:00").value();
        report_.letterhead = {"ỦY BAN NHÂN DÂN THÀNH PHỐ BÌNH MINH",
                              "ỦY BAN NHÂN DÂN QUẬN AN HÒA",
                              "Số:      /BC-UBND",
                              "Quận An Hòa, ngày 20 tháng 5 năm 2021"};
        report_.subject = "Kết quả 06 tháng năm 2021 thực hiện các giải pháp nâng cao Chỉ số PAPI";
        report_.grounds = {{{"Căn cứ Kế hoạch số 12/KH-UBND ngày 31 tháng 12 năm 2020;", ""}}};
        report_.opening = {{"Ủy ban nhân dân Quận An Hòa báo cáo như sau:", ""}};
        report_.summary = {{{"Tính đến 9 giờ 00 phút ngày 20/5/2021, ", ""},
                            owed("F.all.sent", "03", "Đơn vị đã gửi"),
                            {"/", ""},
                            owed("F.all.owed", "05", "Đơn vị phải gửi"),
                            {" đơn vị đã gửi báo cáo.", ""}}};
    }
    void obligations() {
        report_.tally = {"Tình hình gửi báo cáo",
                         {{"Nhóm đơn vị", Align::left},
                          {"Phải gửi", Align::right},
                          {"Đúng hạn", Align::right},
                          {"Trễ hạn", Align::right},
                          {"Chưa gửi", Align::right}},
                         0,
                         {{RowKind::total,
                           {{{"Tổng cộng", ""}},
                            {owed("F.all.owed", "5", "Đơn vị phải gửi")},
                            {owed("F.all.on-time", "2", "Gửi đúng hạn")},
                            {owed("F.all.late", "1", "Gửi trễ hạn")},
                            {owed("F.all.overdue", "2", "Quá hạn chưa gửi")}}}},
                         {}};
        report_.obligations = {"Danh sách đơn vị",
                               {{"Đơn vị", Align::left}, {"Tình trạng", Align::left}},
                               0,
                               {{RowKind::body, {{{"UBND Phường 1", ""}}, {{"đúng hạn", ""}}}}},
                               {}};
        report_.lists = {{"Đơn vị gửi trễ hạn", {{{"UBND Phường 2", ""}}}, "Không có."},
                         {"Đơn vị bị trả lại báo cáo", {}, "Không có."}};
    }
    void dimension_with_measures() {
        DimensionSection section{5, "Thủ tục hành chính công", {}, {}, {}, {}, {}};
        section.opening = {{{"Số liệu do quận tự tính, không phải điểm PAPI.", ""}}};
        Table table{"Kết quả giải quyết hồ sơ",
                    {{"Đơn vị", Align::left},
                     {"Đúng hạn", Align::right},
                     {"Trễ hạn", Align::right},
                     {"Tỷ lệ đúng hạn", Align::right}},
                    0,
                    {},
                    {{{"“–”: không có hồ sơ để tính tỷ lệ.", ""}}}};
        section.chart = {"c5",
                         ChartBasis::measures,
                         "Hồ sơ đúng hạn và trễ hạn",
                         "số hồ sơ",
                         {"Đúng hạn", "Trễ hạn"},
                         {}};
        const struct {
            const char* unit;
            std::int64_t on_time, late;
            const char *on_time_text, *late_text, *rate;
        } wards[] = {{"ubnd-phuong-1", 1980, 62, "1.980", "62", "97,0 %"},
                     {"ubnd-phuong-2", 731, 0, "731", "0", "100,0 %"},
                     {"ubnd-phuong-3", 0, 0, "0", "0", "–"}};
        for (const auto& ward : wards) {
            const auto on_time = dossiers(ward.unit, "on-time", ward.on_time_text);
            const auto late = dossiers(ward.unit, "late", ward.late_text);
            const auto rate = dossiers(ward.unit, "rate", ward.rate);
            table.rows.push_back({RowKind::body, {{{ward.unit, ""}}, {on_time}, {late}, {rate}}});
            section.chart.bars.push_back({ward.unit, {{ward.on_time, on_time}, {ward.late, late}}});
        }
        section.tables = {table};
        section.narratives = {{UnitId::of("ubnd-phuong-1"),
                               "UBND Phường 1",
                               SubmissionId::of("p/c/u/1"),
                               "",
                               "- Niêm yết 100% thủ tục.\n1. Gửi 03 thư xin lỗi."},
                              {UnitId::of("ubnd-phuong-2"),
                               "UBND Phường 2",
                               SubmissionId::of("p/c/u/2"),
                               "gửi trễ hạn",
                               "Đã kiểm tra <bộ phận một cửa> & ghi \"tốt\"."}};
        report_.dimensions.push_back(section);
    }
    void dimension_without_measures() {
        DimensionSection section{6, "Cung ứng dịch vụ công", {}, {}, {}, {}, {}};
        section.chart = {"c6",
                         ChartBasis::statements,
                         "Đơn vị có báo cáo về nội dung này",
                         "số đơn vị",
                         {"Có nêu"},
                         {{"Các phường", {{2, owed("F6.wards.told", "2", "Có nêu")}}}}};
        section.notes = {{{"Chưa có hệ thống nào cung cấp số liệu cho nội dung này.", ""}}};
        report_.dimensions.push_back(section);
    }
    void foot() {
        report_.not_included = {"", {}, "Không có."};
        report_.doubts = {"", {{{"Kế hoạch ghi 15 phường, danh mục có 14.", ""}}}, "Không có."};
        report_.closing = {{"Trên đây là báo cáo của Ủy ban nhân dân Quận An Hòa./.", ""}};
        report_.recipients = {"Như trên;", "Lưu: VT, PNV."};
        report_.signature = {{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, ""};
        report_.provenance = {{{"Nhật ký có ", ""},
                               figure("F.journal", "41", "Số bút toán nhật ký", OfJournal{}),
                               {" bút toán.", ""}},
                              std::string(64, 'a'),
                              "Lập lúc 9 giờ 00 phút ngày 20/5/2021."};
    }
    Report take() && {
        std::sort(report_.figures.begin(),
                  report_.figures.end(),
                  [](const Figure& a, const Figure& b) { return a.id < b.id; });
        return std::move(report_);
    }

private:
    Report report_;
};

}  // namespace

report::Report sample_report() {
    Sample sample;
    sample.head();
    sample.obligations();
    sample.dimension_with_measures();
    sample.dimension_without_measures();
    sample.foot();
    return std::move(sample).take();
}

}  // namespace tiendo::test
