#include "tiendo/store/drafts.hpp"

#include "store/fixture.hpp"

#include "tiendo/store/issued.hpp"

namespace tiendo::test {
namespace {

class Kept : public StoreTest {
protected:
    Kept() {
        change_ledger([&](auto& tx) {
            must(put_plan(tx, a_plan("p"), "text"));
            must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
            must(insert_obligations(tx, std::vector{obligation_}));
        });
    }
    store::DraftRevision a_revision(const std::string& part, int revision) const {
        return {obligation_.id, 1, part, revision, revision - 1, false, noon, "Văn phòng", "Lời."};
    }

    Obligation obligation_{ObligationId::of("p/half/w7"),
                           PlanId::of("p"),
                           CycleId::of("half"),
                           UnitId::of("w7"),
                           "vì",
                           {},
                           {},
                           {}};
};

TEST_F(Kept, revisions_come_back_part_by_part_as_they_were_first_saved) {
    change([&](auto& tx) {
        must(insert_draft_revision(tx, a_revision("5", 1)));
        must(insert_draft_revision(tx, a_revision("3", 1)));
        must(insert_draft_revision(tx, a_revision("5", 2)));
    });
    auto tx = read();
    EXPECT_EQ(must(list_draft_revisions(tx, obligation_.id, 1)),
              (std::vector{a_revision("5", 1), a_revision("5", 2), a_revision("3", 1)}));
    EXPECT_TRUE(must(list_draft_revisions(tx, obligation_.id, 2)).empty());
}

TEST_F(Kept, a_revision_is_saved_once_and_for_an_obligation_that_is_there) {
    auto tx = write();
    must(insert_draft_revision(tx, a_revision("5", 1)));
    EXPECT_EQ(code_of(insert_draft_revision(tx, a_revision("5", 1))), ErrorCode::conflict);
    auto nowhere = a_revision("5", 1);
    nowhere.obligation = ObligationId::of("p/half/w8");
    EXPECT_EQ(code_of(insert_draft_revision(tx, nowhere)), ErrorCode::not_found);
}

TEST_F(Kept, nobody_changes_or_deletes_a_revision_or_an_issued_report) {
    change([&](auto& tx) {
        must(insert_draft_revision(tx, a_revision("5", 1)));
        IssuedReport report;
        report.plan = PlanId::of("p");
        report.cycle = CycleId::of("half");
        report.at = noon;
        report.forms = {{"markdown", std::string(64, 'a'), 1}};
        must(insert_issued(tx, report, {{"markdown", "#"}}));
    });
    for (const auto* sql : {"UPDATE draft_part SET text = ''",
                            "DELETE FROM draft_part",
                            "UPDATE issued_report SET body = ''",
                            "DELETE FROM issued_report",
                            "UPDATE issued_form SET bytes = ''",
                            "DELETE FROM issued_form"}) {
        EXPECT_THROW(tamper(path_, sql), std::runtime_error) << sql;
    }
}

}  // namespace
}  // namespace tiendo::test
