// Most documents order no work: none of them may yield a task.
#include "support/idle_documents.hpp"

#include "tiendo/reader/reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tiendo::test {
namespace {

TEST(IdleDocuments, none_of_300_documents_that_order_no_work_yields_a_task) {
    IdleDocuments documents(20'240'501);
    for (int i = 0; i < 300; ++i) {
        const auto text = documents.next();
        const auto reading = reader::read_plan_text(text, "van-ban.txt", {});
        const bool task = reading && std::ranges::any_of(reading->plan.nodes, [](const Node& node) {
                              return node.kind == NodeKind::task;
                          });
        EXPECT_FALSE(task) << text;
    }
}

TEST(IdleDocuments, a_short_plan_of_the_same_district_yields_its_task) {
    const auto reading = reader::read_plan_text(working_document(), "ke-hoach.txt", {});
    ASSERT_TRUE(reading) << reading.error();
    EXPECT_EQ(std::ranges::count(reading->plan.nodes, NodeKind::task, &Node::kind), 1);
}

}  // namespace
}  // namespace tiendo::test
