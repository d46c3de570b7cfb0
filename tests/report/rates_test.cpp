// Rates that cannot lie: none above 100, none clamped, none computed from nothing, and done never
// without done on time.
#include "report/district.hpp"

#include "tiendo/model/evidence.hpp"
#include "tiendo/report/board.hpp"
#include "tiendo/store/evidence.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

namespace tiendo::report {
namespace {

using testing::HasSubstr;

bool is_rate(const std::string& text) {
    return text.ends_with("%");
}

class Rates : public testing::Test {
protected:
    test::District district_;
    Report report_ = district_.composed();
};

TEST_F(Rates, none_is_above_one_hundred) {
    int rates = 0;
    for (const auto& figure : report_.figures) {
        if (is_rate(figure.text)) {
            ++rates;
            auto number = figure.text;
            std::ranges::replace(number, ',', '.');
            EXPECT_GE(std::stod(number), 0.0) << figure.id;
            EXPECT_LE(std::stod(number), 100.0) << figure.id;
        }
    }
    EXPECT_GE(rates, 10) << "the report prints rates";
}

TEST_F(Rates, each_counts_a_part_of_its_whole_so_that_nothing_is_ever_clamped) {
    auto tx = district_.office().read();
    const auto measures =
        store::list_measures(tx, {.plan = test::plan_id, .cycle = test::half_year});
    ASSERT_TRUE(measures) << measures.error();
    int parts = 0;
    for (const auto& each : *measures) {
        if (each.out_of) {
            ++parts;
            EXPECT_GE(each.count, 0) << each.code;
            EXPECT_LE(each.count, *each.out_of) << each.code;
        }
    }
    EXPECT_GT(parts, 20);
}

TEST_F(Rates, one_of_nothing_is_a_dash) {
    EXPECT_EQ(percent(0, 0), "–");
    EXPECT_EQ(percent(5, std::nullopt), "–");
    // A unit without dossiers in the window has counts of nought and no rate.
    for (const auto& figure : report_.figures) {
        if (figure.id.ends_with(".rate")) {
            const auto solved = std::ranges::find(
                report_.figures,
                std::regex_replace(figure.id, std::regex("dossier-.*"), "dossier-solved"),
                &Figure::id);
            if (solved != report_.figures.end() && solved->text == "0") {
                EXPECT_EQ(figure.text, "–") << figure.id;
            }
        }
    }
}

TEST_F(Rates, a_rate_on_time_always_stands_with_the_rate_late_and_the_count_done) {
    for (const auto& figure : report_.figures) {
        if (!figure.id.ends_with("-on-time.rate")) {
            continue;
        }
        auto late = figure.id;
        late.replace(late.find("-on-time.rate"), std::string::npos, "-late.rate");
        EXPECT_NE(std::ranges::find(report_.figures, late, &Figure::id), report_.figures.end())
            << figure.id << " without " << late;
        const bool dossier = figure.id.find("dossier") != std::string::npos;
        const auto dot = figure.id.rfind(dossier ? ".dossier" : ".feedback");
        const auto done =
            figure.id.substr(0, dot) + (dossier ? ".dossier-solved" : ".feedback-answered");
        EXPECT_NE(std::ranges::find(report_.figures, done, &Figure::id), report_.figures.end())
            << figure.id << " without " << done;
    }
}

TEST_F(Rates, papers_sent_are_told_with_those_on_time_and_those_late) {
    // peers print "98.62 % done", a tenth of it late
    auto tx = district_.office().read();
    const auto board = compose_board(tx, {.plan = test::plan_id, .at = test::clock_now});
    ASSERT_TRUE(board) << board.error();
    EXPECT_THAT(board->summary, HasSubstr(vietnamese(Standing::on_time)));
    EXPECT_THAT(board->summary, HasSubstr(vietnamese(Standing::late)));
    for (const auto* id : {"F.all.sent", "F.all.on-time", "F.all.late"}) {
        EXPECT_NE(std::ranges::find(report_.figures, id, &Figure::id), report_.figures.end()) << id;
    }
}

TEST_F(Rates, a_figure_counts_papers_or_evidence_and_never_both) {
    auto tx = district_.office().read();
    int papers = 0;
    int evidence = 0;
    for (const auto& figure : report_.figures) {
        if (const auto* of = std::get_if<OfObligations>(&figure.source)) {
            if (!figure.id.ends_with(".days-late")) {
                EXPECT_EQ(figure.text, std::to_string(of->obligations.size())) << figure.id;
                ++papers;
            }
        } else if (const auto* node = std::get_if<OfEvidence>(&figure.source)) {
            const auto rows = store::list_evidence(tx, {.plan = test::plan_id, .node = node->node});
            ASSERT_TRUE(rows) << rows.error();
            EXPECT_EQ(figure.text, std::to_string(rows->size())) << figure.id;
            ++evidence;
        }
    }
    EXPECT_GT(papers, 20);
    EXPECT_GT(evidence, 0);
}

}  // namespace
}  // namespace tiendo::report
