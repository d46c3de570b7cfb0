#include "mapping.hpp"

#include "../support/dates.hpp"
#include "../support/json.hpp"

#include <tiendo/adapter/json_writer.hpp>

#include <charconv>
#include <optional>
#include <utility>

namespace tiendo::van_ban {

namespace json = boost::json;
using adapter::Expected;
using adapter_support::Fields;

namespace {

std::optional<std::int64_t> whole_number(const std::string& text) {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    return failure == std::errc{} && stop == end && value >= 0 ? std::optional(value)
                                                               : std::nullopt;
}

std::string_view direction_of(const std::string& word, Fields& fields) {
    if (word == "den") {
        return "incoming";
    }
    if (word == "di") {
        return "outgoing";
    }
    fields.fail("field 'huong' holds the unknown word '" + word.substr(0, 20) + "'");
    return {};
}

/// The instruments as the clerk typed them, blanks at the ends taken off.
std::vector<std::string> references_of(const json::object& document, Fields& fields) {
    std::vector<std::string> references;
    const auto list = adapter_support::list_of(document, "vanBanLienQuan");
    if (!list) {
        fields.fail(list.error().message);
        return references;
    }
    for (const auto& entry : **list) {
        if (const auto* text = entry.if_string()) {
            references.emplace_back(text->data(), text->size());
        } else {
            fields.fail("field 'vanBanLienQuan' holds something that is no text");
        }
    }
    return references;
}

Expected<std::string> record_of(const json::object& document, std::size_t number) {
    Fields fields(document, "document " + std::to_string(number + 1) + " of the page");
    adapter::JsonObject record;
    record.text("type", "document").text("id", fields.required("id"));
    const auto sequence = whole_number(fields.required("thuTu"));
    if (!sequence) {
        fields.fail("field 'thuTu' is no whole number");
    }
    if (fields.text("xoa") == "true") {
        if (fields.failed()) {
            return fields.failure();
        }
        return record.boolean("deleted", true).str();
    }
    const auto issued = adapter_support::day_of_vietnamese(fields.required("ngayBanHanh"));
    const auto arrival = fields.text("ngayDen");
    const auto arrived = arrival.empty() ? issued : adapter_support::day_of_vietnamese(arrival);
    if (!issued || !arrived) {
        fields.fail("fields 'ngayBanHanh' and 'ngayDen' must hold days as dd/MM/yyyy");
    }
    const auto direction = direction_of(fields.required("huong"), fields);
    const auto references = references_of(document, fields);
    const auto reply_to = fields.text("traLoiVanBan");
    if (fields.failed()) {
        return fields.failure();
    }
    // The day of the key is the day of issue: it stands in the document's number and is not
    // corrected.
    record.text("day", *issued)
        .text("number", fields.text("soKyHieu"))
        .text("issued_on", *issued)
        .text("kind", fields.text("loai"));
    record.text("issuer", fields.text("coQuanBanHanh"))
        .text("issuer_code", fields.text("coQuanBanHanhMa"));
    record.text("direction", direction)
        .text("subject", fields.text("trichYeu"))
        .texts("references", references);
    if (reply_to.empty()) {
        record.raw("reply_to", "null");
    } else {
        record.text("reply_to", reply_to);
    }
    record.text("arrived_on", *arrived).number("sequence", *sequence);
    if (fields.failed()) {
        return fields.failure();
    }
    return record.str();
}

}  // namespace

Expected<RegisterPage> parse_register(std::string_view body) {
    constexpr std::string_view what = "list of documents";
    auto value = adapter_support::parse_json(body, what);
    auto answer = value ? adapter_support::object_of(*value, what) : std::move(value).error();
    if (!answer) {
        return std::move(answer).error();
    }
    auto list = adapter_support::list_of(**answer, "vanBan");
    if (!list) {
        return std::move(list).error().at(std::string(what));
    }
    Fields fields(**answer, what);
    const auto next = whole_number(fields.required("tiepTheo"));
    RegisterPage page;
    page.more = fields.text("con") == "true";
    if (!next) {
        fields.fail("field 'tiepTheo' is no whole number");
    }
    if (fields.failed()) {
        return fields.failure();
    }
    page.next = *next;
    page.records.reserve((*list)->size());
    for (const auto& entry : **list) {
        auto document = adapter_support::object_of(entry, "document");
        if (!document) {
            return std::move(document).error().at(std::string(what));
        }
        auto record = record_of(**document, page.records.size());
        page.records.push_back(
            record ? *std::move(record)
                   : adapter_support::unreadable(
                         adapter::RecordType::document, **document, "id", record.error()));
    }
    return page;
}

Expected<std::string> draft_of(std::string_view record) {
    auto value = adapter_support::parse_json(record, "record");
    auto document = value ? adapter_support::object_of(*value, "record") : std::move(value).error();
    if (!document) {
        return std::move(document).error();
    }
    Fields fields(**document, "record");
    const auto direction = fields.text("direction");
    const auto subject = fields.text("subject");
    const auto day = fields.text("arrived_on");
    adapter::JsonObject draft;
    draft.text("loai", fields.text("kind"))
        .text("trichYeu", subject)
        .text("coQuanBanHanhMa", fields.text("issuer_code"));
    std::vector<std::string> references;
    if (const auto* list = (*document)->if_contains("references");
        list != nullptr && list->is_array()) {
        for (const auto& entry : list->get_array()) {
            if (const auto* text = entry.if_string()) {
                references.emplace_back(text->data(), text->size());
            }
        }
    }
    if (fields.failed()) {
        return fields.failure();
    }
    if (direction != "outgoing" || subject.empty() || day.size() != 10) {
        return adapter::Failure::rejected(
            "the record is no outgoing document with a subject and a day",
            "only what the district issues can be drafted there");
    }
    return draft.text("ngay", day.substr(8, 2) + "/" + day.substr(5, 2) + "/" + day.substr(0, 4))
        .texts("vanBanLienQuan", references)
        .str();
}

}  // namespace tiendo::van_ban
