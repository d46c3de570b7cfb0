#pragma once

#include "support/folder.hpp"

#include "tiendo/store/connections.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/store.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace tiendo::test {

/// The value, or a failed test with the error's words.
template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
    return *std::move(result);
}
inline void must(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
}

template <typename T>
ErrorCode code_of(const Result<T>& result) {
    return result ? ErrorCode::internal : result.error().code();
}

inline store::StoreOptions options_for(const std::filesystem::path& path) {
    store::StoreOptions options;
    options.url = "sqlite:" + path.string();
    options.busy_timeout = std::chrono::milliseconds(50);
    return options;
}

/// Changes a database behind the library's back, as a stranger with the file could.
inline void tamper(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    char* message = nullptr;
    const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
    const std::string text = message == nullptr ? "" : message;
    sqlite3_free(message);
    sqlite3_close(handle);
    if (code != SQLITE_OK) {
        throw std::runtime_error(text);
    }
}

/// SQL by which the tables of a new database become those that schema `number` (3 or later) had.
inline std::string back_to_schema(int number) {
    struct Step {
        int number;
        const char* undone;
    };
    static constexpr Step newest_first[] = {
        {15,
         "DROP TRIGGER ledger_version_is_not_cut; DELETE FROM ledger_version WHERE kind > 2;"
         "CREATE TRIGGER ledger_version_is_not_cut BEFORE DELETE ON ledger_version"
         "  BEGIN SELECT RAISE(ABORT, 'versions of the ledger are append-only'); END;"},
        {14,
         "DROP INDEX submission_standing; DROP INDEX obligation_standing;"
         "ALTER TABLE submission DROP COLUMN withdrawn_at;"
         "ALTER TABLE submission DROP COLUMN sent_at; ALTER TABLE submission DROP COLUMN state;"
         "ALTER TABLE obligation DROP COLUMN superseded;"
         "ALTER TABLE obligation DROP COLUMN excuses;"
         "ALTER TABLE cycle DROP COLUMN opens_at; ALTER TABLE cycle DROP COLUMN year;"},
        {13, "DROP TABLE ledger_version;"},
        {12, "DROP TABLE draft_part; DROP TABLE issued_form; DROP TABLE issued_report;"},
        {11, "DROP TABLE score_file;"},
        {10, "DROP TABLE plan_terms;"},
        {9, "DROP TABLE first_unit; DROP TABLE unit_entry;"},
        {6, "DROP TABLE outbox_purged;"},
        {5, "DROP TABLE outbox; DROP TABLE outbox_record; DROP TABLE outbox_gate;"},
        {4,
         "DROP TABLE dossier; DROP TABLE document; DROP TABLE document_naming;"
         "DROP TABLE feedback;"}};
    auto sql = "DELETE FROM migration WHERE number > " + std::to_string(number) + ";";
    for (const auto& step : newest_first) {
        sql += step.number > number ? step.undone : "";
    }
    return sql;
}

/// A new database in a folder of its own.
class StoreTest : public ::testing::Test {
protected:
    Folder folder_;
    std::filesystem::path path_ = folder_ / "quan.db";
    store::Store store_ = must(store::Store::create(options_for(path_), Logger()));

    store::Transaction read() { return must(store_.begin(store::Mode::read)); }
    store::Transaction write() { return must(store_.begin(store::Mode::write)); }
    /// Runs `work` in a write transaction and commits it.
    template <typename Work>
    void change(const Work& work) {
        auto tx = write();
        work(tx);
        must(tx.commit());
    }
    /// The same for a change of the ledger, with the journal entry that it needs.
    template <typename Work>
    void change_ledger(const Work& work, Instant when) {
        change([&](auto& tx) {
            work(tx);
            must(append(tx, {when, "Phòng Nội vụ", "test.change", "p", "", "", ""}));
        });
    }
    template <typename Work>
    void change_ledger(const Work& work);
};

inline Instant at(const char* text) {
    return must(Instant::parse(text));
}
inline const Instant noon = at("2021-05-20T12:00:00+07:00");

template <typename Work>
void StoreTest::change_ledger(const Work& work) {
    change_ledger(work, noon);
}

inline store::StoredPlan a_plan(const std::string& id) {
    store::StoredPlan stored;
    stored.id = PlanId::of(id);
    stored.plan.title = "Kế hoạch nâng cao chỉ số PAPI";
    stored.plan.number = "118/KH-UBND";
    stored.plan.date = Date::of(2020, 12, 31);
    stored.plan.authority = "Ủy ban nhân dân Quận Ví Dụ";
    stored.plan.source_name = "ke-hoach.txt";
    stored.plan.source_sha256 = std::string(64, 'a');
    Node node;
    node.id = NodeId::of("II.1-1");
    node.kind = NodeKind::task;
    node.text = "Niêm yết công khai thủ tục";
    stored.plan.nodes.push_back(node);
    stored.adopted_at = noon;
    return stored;
}

inline Cycle a_cycle(const std::string& plan, const std::string& id) {
    Cycle cycle;
    cycle.id = CycleId::of(id);
    cycle.plan = PlanId::of(plan);
    cycle.name = "Báo cáo 06 tháng năm 2021";
    cycle.year = 2021;
    cycle.source_node = NodeId::of("III-1");
    return cycle;
}

inline store::Connection a_connection(const std::string& id) {
    store::Connection connection;
    connection.id = ConnectionId::of(id);
    connection.adapter = "mot-cua";
    connection.settings = {{"url", "http://127.0.0.1:8080"}};
    connection.secrets = {{"password", "env:MOT_CUA_PASSWORD"}};
    connection.created_at = noon;
    return connection;
}

/// An invented dossier received on `received`, still in work.
inline Record a_dossier(const std::string& id, const char* received) {
    Dossier dossier;
    dossier.id = id;
    dossier.unit = "000.07.12.H99";
    dossier.procedure = "2.000488";
    dossier.procedure_name = "Cấp bản sao trích lục hộ tịch";
    dossier.field = "Hộ tịch";
    dossier.state = DossierState::processing;
    dossier.received_at = at(received);
    dossier.changed_at = dossier.received_at;
    return {RecordType::dossier, id, dossier.received_at.date(), false, dossier};
}

inline Record a_document(const std::string& id, const char* number) {
    Document document;
    document.id = id;
    document.number = number;
    document.kind = "Báo cáo";
    document.issuer = "UBND Phường 7";
    document.issuer_code = "000.07.12.H99";
    document.subject = "Kết quả thực hiện kế hoạch";
    document.arrived_on = Date::of(2021, 3, 2);
    document.sequence = 4;
    return {RecordType::document, id, document.arrived_on, false, document};
}

inline Record a_feedback(const std::string& id, const char* requested) {
    Feedback feedback;
    feedback.id = id;
    feedback.service = "ve-sinh";
    feedback.service_name = "Vệ sinh môi trường";
    feedback.unit = "UBND Phường 7";
    feedback.requested_at = at(requested);
    return {RecordType::feedback, id, feedback.requested_at.date(), false, feedback};
}

inline Record gone(Record record) {
    record.deleted = true;
    return record;
}

}  // namespace tiendo::test
