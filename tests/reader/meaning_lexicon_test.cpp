// Every example of the tables about time and outputs gives what its row promises.
#include "deadline_text.hpp"
#include "output_text.hpp"
#include "reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {
namespace {

struct Promise {
    std::string place;  ///< "limit: 'trước ngày'"
    std::string example;
    std::string gives;
};

std::vector<Promise> promises_of(std::string_view file) {
    std::vector<Promise> found;
    const auto path = source_path("src/reader/lexicon") / file;
    for (const auto& [name, rows] : toml::parse_file(path.string())) {
        for (const auto& each : *rows.as_array()) {
            const auto& row = *each.as_table();
            if (const auto* gives = row.get_as<std::string>("gives")) {
                found.push_back(
                    {std::string(name.str()) + ": '" + row["say"].ref<std::string>() + "'",
                     row["example"].ref<std::string>(),
                     gives->get()});
            }
        }
    }
    return found;
}

std::vector<std::string> deadlines_of(const reader::Reading& reading) {
    std::vector<std::string> found;
    for (const auto& node : reading.plan.nodes) {
        for (const auto& deadline : node.deadlines) {
            found.push_back(deadline_text(deadline));
        }
    }
    return found;
}

void expect_promised(const Promise& promise, const std::vector<std::string>& found) {
    if (promise.gives == "no report") {
        EXPECT_THAT(found, testing::Not(testing::Contains(testing::StartsWith("report"))))
            << promise.place << ": " << promise.example;
    } else if (promise.gives == "none") {
        EXPECT_THAT(found, testing::IsEmpty()) << promise.place << ": " << promise.example;
    } else {
        EXPECT_THAT(found, testing::Contains(promise.gives))
            << promise.place << ": " << promise.example;
    }
}

}  // namespace

TEST(TimeLexicon, gives_the_deadline_that_each_line_promises) {
    const auto promises = promises_of("time.toml");
    ASSERT_GE(promises.size(), 300U);
    for (const auto& promise : promises) {
        expect_promised(promise, deadlines_of(reading_of(plan_with("- " + promise.example))));
    }
}

TEST(OutputLexicon, gives_what_each_line_promises) {
    const auto promises = promises_of("outputs.toml");
    ASSERT_GE(promises.size(), 300U);
    for (const auto& promise : promises) {
        std::vector<std::string> found;
        for (const auto& node : reading_of(plan_with("- " + promise.example)).plan.nodes) {
            std::ranges::move(outputs_of(node), std::back_inserter(found));
        }
        expect_promised(promise, found);
    }
}

}  // namespace tiendo::test
