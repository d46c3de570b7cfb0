#include "mapping.hpp"

#include "../support/dates.hpp"
#include "../support/json.hpp"

#include <tiendo/adapter/json_writer.hpp>
#include <tiendo/adapter/records.hpp>

#include <charconv>
#include <utility>

namespace tiendo::mot_cua {

namespace json = boost::json;
using adapter::Expected;
using adapter::Failure;
using adapter_support::Fields;

namespace {

/// Comes as 0, "0" and "00" from one and the same system: only the number counts.
Expected<int> error_code_of(const json::object& answer) {
    auto text = adapter_support::text_of(answer, "error_code");
    if (!text) {
        return std::move(text).error();
    }
    int code = 0;
    const auto* end = text->data() + text->size();
    if (const auto [stop, failure] = std::from_chars(text->data(), end, code);
        failure != std::errc{} || stop != end) {
        return Failure::drift(
            "error_code '" + *text + "' is no whole number",
            "compare the address and version of the other system with its documents");
    }
    return code;
}

/// The word of a code of theirs, which count from 1 in the order of ours; fails where there is
/// none.
template <typename Word>
std::string_view word_of(Word last,
                         const std::string& text,
                         std::string_view name,
                         Fields& fields) {
    std::size_t code = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, code);
    if (failure != std::errc{} || stop != end || code < 1 ||
        code > static_cast<std::size_t>(last) + 1) {
        fields.fail("field '" + std::string(name) + "' holds the unknown code '" + text + "'");
        return {};
    }
    return to_string(static_cast<Word>(code - 1));
}

/// Writes `name` as an instant, null where the other side has "".
void put_instant(adapter::JsonObject& record,
                 std::string_view name,
                 const std::string& text,
                 std::string_view theirs,
                 Fields& fields) {
    if (text.empty()) {
        record.raw(name, "null");
        return;
    }
    const auto instant = adapter_support::instant_of_compact(text);
    if (!instant) {
        fields.fail("field '" + std::string(theirs) + "' holds '" + text.substr(0, 20) +
                    "', which is no point in time");
        return;
    }
    record.text(name, *instant);
}

struct Supplements {
    std::int64_t rounds = 0;
    std::string first_appointment;  ///< before the first supplement; empty where it was never moved
};

Expected<Supplements> supplements_of(const json::object& dossier) {
    auto list = adapter_support::list_of(dossier, "DanhSachHoSoBoSung");
    if (!list) {
        return std::move(list).error();
    }
    Supplements found;
    for (const auto& entry : **list) {
        auto object = adapter_support::object_of(entry, "entry of DanhSachHoSoBoSung");
        auto before = object ? adapter_support::text_of(**object, "NgayHenTraTruoc")
                             : std::move(object).error();
        if (!before) {
            return std::move(before).error();
        }
        if (found.rounds == 0) {
            found.first_appointment = *std::move(before);
        }
        ++found.rounds;
    }
    return found;
}

struct Code {
    std::string unit;
    std::string day;
};
/// Takes "000.07.12.H99-210105-0001" apart: unit and day of reception stand in the code and never
/// change.
std::optional<Code> code_of(std::string_view id) {
    const auto first = id.find('-');
    const auto second = first == std::string_view::npos ? first : id.find('-', first + 1);
    if (second == std::string_view::npos || first == 0) {
        return std::nullopt;
    }
    auto day = adapter_support::day_of_short(id.substr(first + 1, second - first - 1));
    return day ? std::optional(Code{std::string(id.substr(0, first)), *std::move(day)})
               : std::nullopt;
}

Expected<std::string> record_of(const json::object& dossier, std::size_t number) {
    Fields fields(dossier, "dossier " + std::to_string(number + 1) + " of the page");
    const auto id = fields.required("MaHoSo");
    const auto code = code_of(id);
    if (!code) {
        fields.fail("MaHoSo '" + id.substr(0, 60) + "' is no dossier code (unit-yymmdd-number)");
    }
    auto supplements = supplements_of(dossier);
    if (!supplements) {
        fields.fail(supplements.error().message);
    }
    const auto state = word_of(
        adapter::DossierState::returned, fields.required("TrangThaiHoSo"), "TrangThaiHoSo", fields);
    const auto channel =
        word_of(adapter::Channel::post, fields.required("KenhThucHien"), "KenhThucHien", fields);
    const auto appointment = fields.text("NgayHenTra");
    if (fields.failed()) {
        return fields.failure();
    }
    adapter::JsonObject record;
    record.text("type", "dossier").text("id", id).text("day", code->day).text("unit", code->unit);
    record.text("procedure", fields.required("MaTTHC"))
        .text("procedure_name", fields.text("TenTTHC"));
    record.text("field", fields.text("TenLinhVuc")).text("channel", channel).text("state", state);
    put_instant(record, "received_at", fields.required("NgayTiepNhan"), "NgayTiepNhan", fields);
    put_instant(record, "appointment_at", appointment, "NgayHenTra", fields);
    const auto& first =
        supplements->first_appointment.empty() ? appointment : supplements->first_appointment;
    put_instant(record, "first_appointment_at", first, "NgayHenTraTruoc", fields);
    put_instant(record, "finished_at", fields.text("NgayKetThucXuLy"), "NgayKetThucXuLy", fields);
    put_instant(record, "returned_at", fields.text("NgayTra"), "NgayTra", fields);
    record.number("supplements", supplements->rounds);
    put_instant(record, "changed_at", fields.required("NgayCapNhat"), "NgayCapNhat", fields);
    if (fields.failed()) {
        return fields.failure();
    }
    return record.str();
}

}  // namespace

Expected<LoginAnswer> parse_login(std::string_view body) {
    auto value = adapter_support::parse_json(body, "answer to the login");
    auto answer = value ? adapter_support::object_of(*value, "answer to the login")
                        : std::move(value).error();
    auto code = answer ? error_code_of(**answer) : std::move(answer).error();
    if (!code) {
        return std::move(code).error();
    }
    Fields fields(**answer, "answer to the login");
    LoginAnswer login{*code, fields.text("message"), fields.text("session")};
    if (login.error_code == 0 && login.session.empty()) {
        fields.fail("the login succeeded without a session");
    }
    if (fields.failed()) {
        return fields.failure();
    }
    return login;
}

Expected<ChangesAnswer> parse_changes(std::string_view body) {
    constexpr std::string_view what = "list of changed dossiers";
    auto value = adapter_support::parse_json(body, what);
    auto answer = value ? adapter_support::object_of(*value, what) : std::move(value).error();
    auto code = answer ? error_code_of(**answer) : std::move(answer).error();
    if (!code) {
        return std::move(code).error();
    }
    Fields fields(**answer, what);
    ChangesAnswer changes;
    changes.error_code = *code;
    changes.message = fields.text("message");
    if (changes.error_code != 0) {
        return changes;
    }
    auto list = adapter_support::list_of(**answer, "result");
    if (!list) {
        return std::move(list).error().at(std::string(what));
    }
    changes.records.reserve((*list)->size());
    for (const auto& entry : **list) {
        auto dossier = adapter_support::object_of(entry, "dossier");
        if (!dossier) {
            return std::move(dossier).error().at(std::string(what));
        }
        auto record = record_of(**dossier, changes.records.size());
        changes.records.push_back(
            record ? *std::move(record)
                   : adapter_support::unreadable(
                         adapter::RecordType::dossier, **dossier, "MaHoSo", record.error()));
    }
    changes.more = fields.text("conTiep") == "true";
    changes.next = {fields.text("thoiDiemTiepTheo"), fields.text("maHoSoTiepTheo")};
    if (fields.failed()) {
        return fields.failure();
    }
    return changes;
}

}  // namespace tiendo::mot_cua
