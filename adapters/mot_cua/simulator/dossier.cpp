#include "dossier.hpp"

#include "procedures.hpp"
#include "simulator_kit/dates.hpp"
#include "simulator_kit/wards.hpp"

#include <string_view>

namespace tiendo::simulator {
namespace {

enum class Figure : std::uint8_t {
    before_due,
    on_due_day,
    late,
    withdrawn,
    open_in_time,
    open_overdue,
    open_paused,
    none,
};
constexpr std::array<std::string_view, 7> figure_names = {
    "before_due",
    "on_due_day",
    "late",
    "withdrawn",
    "open_in_time",
    "open_overdue",
    "open_paused",
};

Figure figure_of(Category category) {
    switch (category) {
        case Category::before_due:
        case Category::without_appointment: return Figure::before_due;
        case Category::on_due_day: return Figure::on_due_day;
        case Category::late: return Figure::late;
        case Category::withdrawn: return Figure::withdrawn;
        case Category::open_in_time:
        case Category::open_without_appointment:
        case Category::finished_later_in_time: return Figure::open_in_time;
        case Category::open_overdue:
        case Category::finished_later_overdue: return Figure::open_overdue;
        case Category::paused: return Figure::open_paused;
        case Category::refused:
        case Category::not_accepted:
        case Category::finished_earlier:
        case Category::received_later: return Figure::none;
    }
    return Figure::none;
}

struct Tally {
    std::int64_t carried_over = 0;
    std::int64_t received = 0;
    std::array<std::int64_t, figure_names.size()> figures{};

    void add(const Tally& other) {
        carried_over += other.carried_over;
        received += other.received;
        for (std::size_t i = 0; i < figures.size(); ++i) {
            figures.at(i) += other.figures.at(i);
        }
    }
    void write(boost::json::object& json) const {
        json["carried_over"] = carried_over;
        json["received"] = received;
        for (std::size_t i = 0; i < figures.size(); ++i) {
            json[figure_names.at(i)] = figures.at(i);
        }
    }
};

boost::json::array supplements_json(const Dossier& dossier) {
    boost::json::array list;
    for (const Supplement& each : dossier.supplements) {
        list.push_back({{"NgayBoSung", stamp(each.asked)},
                        {"NgayTiepNhanBoSung", stamp(each.received)},
                        {"NgayHenTraTruoc", stamp(each.due_before)},
                        {"NgayHenTraMoi", stamp(each.due_after)},
                        {"NoiDungBoSung", "Bổ sung giấy tờ còn thiếu theo phiếu hướng dẫn"}});
    }
    return list;
}

std::string receipt_number(const Dossier& dossier) {
    std::string number = std::to_string(dossier.receipt);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    return ward_code(dossier.ward).substr(4, 2) + "/" +
           std::to_string(dossier.received.date().year()) + "/" + number;
}

}  // namespace

boost::json::object to_json(const Dossier& dossier) {
    const Procedure& procedure = procedures.at(dossier.procedure);
    boost::json::object json;
    json.reserve(24);
    json["MaHoSo"] = dossier.code;
    json["SoBienNhan"] = receipt_number(dossier);
    json["MaTTHC"] = procedure.code;
    json["TenTTHC"] = procedure.name;
    json["MaLinhVuc"] = procedure.field_code;
    json["TenLinhVuc"] = procedure.field_name;
    json["KenhThucHien"] = std::to_string(dossier.channel);
    json["ChuHoSo"] = "Người nộp hồ sơ (dữ liệu giả định)";
    json["LoaiDoiTuong"] = "1";
    json["NgayNopHoSo"] = stamp(dossier.submitted);
    json["NgayTiepNhan"] = stamp(dossier.received);
    json["NgayHenTra"] = stamp(dossier.due);
    json["TrangThaiHoSo"] = std::to_string(static_cast<unsigned>(dossier.state));
    json["NgayKetThucXuLy"] = stamp(dossier.finished);
    json["NgayTra"] = stamp(dossier.handed_over);
    json["NgayTuChoi"] = stamp(dossier.refused);
    json["HinhThuc"] = std::to_string(dossier.by_post);
    json["DonViXuLy"] = ward_name(dossier.ward);
    json["DanhSachHoSoBoSung"] = supplements_json(dossier);
    json["NgayCapNhat"] = stamp(dossier.changed);
    return json;
}

boost::json::object truth_of(std::span<const Dossier> dossiers, Date from, Date cutoff) {
    std::array<Tally, ward_numbers.size()> tallies;
    for (const Dossier& dossier : dossiers) {
        const Figure figure = figure_of(dossier.category);
        if (figure == Figure::none) {
            continue;
        }
        Tally& tally = tallies.at(dossier.ward);
        ++(dossier.carried_over ? tally.carried_over : tally.received);
        ++tally.figures.at(static_cast<std::size_t>(figure));
    }
    boost::json::object truth;
    truth["window"] = {{"from", from.iso()}, {"to", cutoff.iso()}};
    boost::json::object wards;
    Tally all;
    for (std::size_t ward = 0; ward < tallies.size(); ++ward) {
        boost::json::object row;
        row["name"] = ward_name(ward);
        tallies.at(ward).write(row);
        wards[ward_code(ward)] = std::move(row);
        all.add(tallies.at(ward));
    }
    truth["wards"] = std::move(wards);
    boost::json::object total;
    all.write(total);
    truth["total"] = std::move(total);
    truth["records"] = dossiers.size();
    return truth;
}

}  // namespace tiendo::simulator
