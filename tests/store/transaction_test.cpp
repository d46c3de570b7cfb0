#include "store/fixture.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;

class Transactions : public StoreTest {
protected:
    bool has_plan(store::Transaction& tx) { return must(plan_exists(tx, PlanId::of("p"))); }
};

TEST_F(Transactions, what_was_committed_is_there_after_reopening) {
    change([](auto& tx) { must(put_plan(tx, a_plan("p"), "text")); });
    auto again = must(store::Store::open(options_for(path_), Logger()));
    auto tx = must(again.begin(store::Mode::read));
    EXPECT_TRUE(has_plan(tx));
}

TEST_F(Transactions, what_was_not_committed_is_undone) {
    {
        auto tx = write();
        must(put_plan(tx, a_plan("p"), "text"));
        EXPECT_TRUE(has_plan(tx)) << "a transaction sees what it wrote";
    }
    auto tx = read();
    EXPECT_FALSE(has_plan(tx));
}

TEST_F(Transactions, a_reader_keeps_seeing_what_was_there_when_it_began) {
    auto reader = read();
    change([](auto& tx) { must(put_plan(tx, a_plan("p"), "text")); });
    EXPECT_FALSE(has_plan(reader));
    auto later = read();
    EXPECT_TRUE(has_plan(later));
}

TEST_F(Transactions, a_moved_transaction_goes_on) {
    auto first = write();
    auto second = std::move(first);
    must(put_plan(second, a_plan("p"), "text"));
    must(second.commit());
    auto tx = read();
    EXPECT_TRUE(has_plan(tx));
}

TEST_F(Transactions, assigning_over_one_rolls_it_back) {
    auto tx = write();
    must(put_plan(tx, a_plan("p"), "text"));
    tx = read();
    EXPECT_FALSE(has_plan(tx));
    EXPECT_TRUE(store_.begin(store::Mode::write));
}

TEST_F(Transactions, a_second_writer_of_this_process_is_told_after_the_time_out) {
    auto first = write();
    auto second = store_.begin(store::Mode::write);
    ASSERT_EQ(code_of(second), ErrorCode::busy);
    EXPECT_THAT(second.error().what(), HasSubstr("quan.db"));
}

TEST_F(Transactions, a_second_writer_waits_for_the_first) {
    auto options = options_for(path_);
    options.busy_timeout = std::chrono::minutes(1);
    auto patient = must(store::Store::open(options, Logger()));
    auto first = must(patient.begin(store::Mode::write));
    std::thread other([&] { must(must(patient.begin(store::Mode::write)).commit()); });
    must(first.commit());
    other.join();
}

TEST_F(Transactions, a_writer_through_another_handle_is_told_too) {
    auto first = write();
    auto other = must(store::Store::open(options_for(path_), Logger()));
    auto second = other.begin(store::Mode::write);
    ASSERT_EQ(code_of(second), ErrorCode::busy);
    EXPECT_THAT(second.error().message(), HasSubstr("another process is writing"));
    EXPECT_TRUE(other.begin(store::Mode::read)) << "readers go on";
}

TEST_F(Transactions, after_a_failed_step_nothing_of_it_can_be_committed) {
    change_ledger([](auto& tx) {
        must(put_plan(tx, a_plan("p"), "text"));
        must(insert_cycles(tx, std::vector{a_cycle("p", "c")}));
    });
    auto tx = write();
    const Obligation owed{ObligationId::of("p/c/u"),
                          PlanId::of("p"),
                          CycleId::of("c"),
                          UnitId::of("u"),
                          "chậm nhất ngày 15/5"};
    must(insert_obligations(tx, std::vector{owed}));
    EXPECT_EQ(code_of(insert_obligations(tx, std::vector{owed})), ErrorCode::conflict);
    EXPECT_EQ(code_of(tx.commit()), ErrorCode::conflict);
    auto after = read();
    EXPECT_TRUE(must(list_obligations(after, {})).empty());
}

TEST_F(Transactions, a_store_serves_many_threads) {
    auto options = options_for(path_);
    options.busy_timeout = std::chrono::minutes(1);
    auto shared = must(store::Store::open(options, Logger()));
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&shared, i] {
            for (int k = 0; k < 5; ++k) {
                auto tx = must(shared.begin(store::Mode::write));
                must(put_plan(tx, a_plan(std::to_string(i) + "-" + std::to_string(k)), "text"));
                must(tx.commit());
                auto look = must(shared.begin(store::Mode::read));
                must(list_plans(look));
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    auto tx = read();
    EXPECT_EQ(must(list_plans(tx)).size(), 40U);
}

TEST_F(Transactions, one_claim_on_a_name_lives_at_a_time) {
    auto other = must(store::Store::open(options_for(path_), Logger()));
    {
        auto held = must(store_.claim("sync/mot-cua"));
        auto second = other.claim("sync/mot-cua");
        ASSERT_EQ(code_of(second), ErrorCode::busy);
        EXPECT_THAT(second.error().message(), HasSubstr("sync/mot-cua"));
        EXPECT_EQ(code_of(store_.claim("sync/mot-cua")), ErrorCode::busy);
        EXPECT_TRUE(other.claim("sync/van-ban"));
    }
    EXPECT_TRUE(other.claim("sync/mot-cua"));
}

}  // namespace
}  // namespace tiendo::test
