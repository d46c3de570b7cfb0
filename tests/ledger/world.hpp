#pragma once

#include "ledger/build.hpp"
#include "support/folder.hpp"

#include "tiendo/ledger/attach.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/ledger/workflow.hpp"
#include "tiendo/store/connections.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/store/store.hpp"

#include <vector>

namespace tiendo::test {

inline const auto plan_id = PlanId::of("ke-hoach-118");
inline const auto half_year = CycleId::of("2021-half-year");
/// The clock of all these stories.
inline const auto clock_now = at("2021-05-20T09:00:00+07:00");

inline ledger::Act by_home_affairs(Instant when = clock_now) {
    return {when, "Phòng Nội vụ", ""};
}

/// A database of its own with units, and with the plan adopted for 2021.
class Office {
public:
    Office() : Office(district_plan()) {}
    explicit Office(const PlanWriter& plan) : store_(make()) {
        auto tx = write();
        must(ledger::load_units(
            tx, shipped("units.toml"), by_home_affairs(at("2020-12-20T07:00:00+07:00"))));
        auto options = adopt_2021();
        options.windows = {half_year_window()};
        must(ledger::adopt(tx,
                           {plan.plan(), plan.source(), {}},
                           shipped_reckoning(),
                           options,
                           by_home_affairs(at("2020-12-20T08:00:00+07:00"))));
        for (const auto* id : {"mot-cua", "van-ban", "phan-anh"}) {
            store::Connection connection;
            connection.id = ConnectionId::of(id);
            connection.adapter = id;
            must(store::insert_connection(tx, connection));
        }
        must(tx.commit());
    }
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    /// Of its database, for another process.
    [[nodiscard]] store::StoreOptions options() const {
        store::StoreOptions options;
        options.url = "sqlite:" + (folder_ / "a.db").string();
        return options;
    }
    store::Transaction write() { return begin(store::Mode::write); }
    store::Transaction read() { return begin(store::Mode::read); }

    void keep(std::string_view connection, RecordType type, const std::vector<Record>& records) {
        auto tx = write();
        must(store::put_records(tx, ConnectionId::of(connection), type, records));
        must(tx.commit());
    }
    ledger::Attached attach(Instant when = clock_now) {
        auto tx = write();
        auto attached = ledger::attach(tx, plan_id, by_home_affairs(when));
        EXPECT_TRUE(attached) << attached.error();
        must(tx.commit());
        return attached ? std::move(*attached) : ledger::Attached{};
    }

    template <typename T>
    static void must(const Result<T>& done) {
        if (!done) {
            ADD_FAILURE() << done.error().explain();
        }
    }

private:
    store::Store make() {
        auto store = store::Store::create(options(), Logger{});
        EXPECT_TRUE(store) << store.error();
        return std::move(*store);
    }
    store::Transaction begin(store::Mode mode) {
        auto tx = store_.begin(mode);
        EXPECT_TRUE(tx) << tx.error();
        return std::move(*tx);
    }

    Folder folder_;
    store::Store store_;
};

inline ledger::Paper half_year_of(std::string_view unit) {
    return {plan_id, half_year, UnitId::of(unit)};
}
inline ledger::NewSubmission sent_at(std::string_view when) {
    return {at(when), "Văn phòng", {{"general", "Đơn vị đã triển khai kế hoạch."}}};
}

}  // namespace tiendo::test
