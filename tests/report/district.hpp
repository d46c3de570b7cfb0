#pragma once

#include "ledger/records.hpp"
#include "ledger/world.hpp"

#include "tiendo/report/compose.hpp"

#include <string_view>

namespace tiendo::test {

/// The invented district with its half-year round nearly done: 22 units owe. Ward 7 was late by a
/// day, ward 8 by four, wards 9 and 10 never sent, ward 2 sent again after a return.
class District {
public:
    District() : office_(plan()) {
        send_all();
        office_.keep("mot-cua", RecordType::dossier, dossiers());
        office_.keep("phan-anh", RecordType::feedback, feedback());
        office_.keep("van-ban", RecordType::document, documents());
        office_.attach();
    }

    static report::ComposeOptions options() {
        report::ComposeOptions options;
        options.plan = plan_id;
        options.cycle = half_year;
        options.at = clock_now;
        options.signer_titles = {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"};
        options.recipients = {"Như trên;", "Lưu: VT, PNV."};
        return options;
    }
    report::Report composed() { return composed(options()); }
    report::Report composed(const report::ComposeOptions& options) {
        auto tx = office_.read();
        auto report = report::compose(tx, options);
        EXPECT_TRUE(report) << report.error().explain();
        return report ? std::move(*report) : report::Report{};
    }
    Office& office() { return office_; }

private:
    static PlanWriter plan();
    void send_all();
    void send(std::string_view unit, std::string_view when, std::vector<Section> sections);
    static std::vector<Record> dossiers();
    static std::vector<Record> feedback();
    static std::vector<Record> documents();

    Office office_;
};

}  // namespace tiendo::test
