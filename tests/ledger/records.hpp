#pragma once

#include "ledger/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// A dossier of a ward; times are whole hours of Vietnamese days. All data are invented.
struct DossierOf {
    std::string_view unit = "000.07.12.H99";
    std::string_view received = "2021-03-01T09:00:00+07:00";
    std::string_view appointment = "2021-03-08T17:00:00+07:00";
    std::string_view finished = {};  ///< empty: still open
    DossierState state = DossierState::returned;
};

inline Record record_of(const DossierOf& what, int number) {
    Dossier dossier;
    dossier.id = std::string(what.unit) + "-" + std::to_string(100000 + number);
    dossier.unit = what.unit;
    dossier.procedure = "2.000815";
    dossier.procedure_name = "Chứng thực bản sao";
    dossier.state = what.state;
    dossier.received_at = at(what.received);
    if (!what.appointment.empty()) {
        dossier.appointment_at = at(what.appointment);
    }
    if (!what.finished.empty()) {
        dossier.finished_at = at(what.finished);
    }
    dossier.changed_at = dossier.received_at;
    Record record;
    record.type = RecordType::dossier;
    record.id = dossier.id;
    record.day = dossier.received_at.date();
    record.body = dossier;
    return record;
}

inline std::vector<Record> records_of(const std::vector<DossierOf>& all) {
    std::vector<Record> records;
    for (const auto& each : all) {
        records.push_back(record_of(each, static_cast<int>(records.size())));
    }
    return records;
}

struct FeedbackOf {
    std::string_view agency = "UBND Phường 7";
    std::string_view requested = "2021-03-01T09:00:00+07:00";
    std::string_view expected = "2021-03-06T09:00:00+07:00";
    std::string_view closed = {};  ///< empty: still open
};

inline std::vector<Record> records_of(const std::vector<FeedbackOf>& all) {
    std::vector<Record> records;
    for (const auto& each : all) {
        Feedback feedback;
        feedback.id = "PA-" + std::to_string(100000 + records.size());
        feedback.service = "001";
        feedback.service_name = "Vệ sinh môi trường";
        feedback.unit = each.agency;
        feedback.requested_at = at(each.requested);
        if (!each.expected.empty()) {
            feedback.expected_at = at(each.expected);
        }
        feedback.closed = !each.closed.empty();
        if (feedback.closed) {
            feedback.updated_at = at(each.closed);
        }
        Record record;
        record.type = RecordType::feedback;
        record.id = feedback.id;
        record.day = feedback.requested_at.date();
        record.body = feedback;
        records.push_back(std::move(record));
    }
    return records;
}

struct DocumentOf {
    std::string_view number = "45/BC-UBND";
    std::string_view kind = "Báo cáo";
    std::string_view issuer = "UBND Phường 7";
    std::string_view code = "000.07.12.H99";
    std::vector<std::string> cites = {};
    std::optional<std::string> answers = std::nullopt;
};

inline std::vector<Record> records_of(const std::vector<DocumentOf>& all) {
    std::vector<Record> records;
    for (const auto& each : all) {
        Document document;
        document.id = "VB-" + std::to_string(100000 + records.size());
        document.number = each.number;
        document.issued_on = Date::of(2021, 4, 12);
        document.kind = each.kind;
        document.issuer = each.issuer;
        document.issuer_code = each.code;
        document.subject = "Văn bản giả định";
        document.references = each.cites;
        document.reply_to = each.answers;
        document.arrived_on = Date::of(2021, 4, 13);
        document.sequence = static_cast<std::int64_t>(records.size()) + 1;
        Record record;
        record.type = RecordType::document;
        record.id = document.id;
        record.day = document.arrived_on;
        record.body = document;
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace tiendo::test
