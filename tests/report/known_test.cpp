// The report as it was known then: whatever is entered, corrected or withdrawn later, asked by the
// same two instants it is byte for byte what was composed at that instant.
#include "report/district.hpp"

#include "tiendo/ledger/official_scores.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/report/board.hpp"
#include "tiendo/report/export.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/trace.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/units/parse_events.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>
#include <string>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const auto asked = at("2021-05-20T10:00:00+07:00");
const auto later = at("2021-06-03T08:30:00+07:00");

/// Every form that is made from the report, and the board, by name.
using Forms = std::map<std::string, std::string>;

Forms forms(Office& office, Instant when, std::optional<Instant> known_at) {
    auto options = District::options();
    options.at = when;
    options.known_at = known_at;
    auto tx = office.read();
    const auto report = report::compose(tx, options);
    const auto board = report::compose_board(tx, {plan_id, {}, when, known_at});
    if (!report || !board) {
        ADD_FAILURE() << (report ? board.error() : report.error()).explain();
        return {};
    }
    Forms all{{"markdown", report::render_markdown(*report)},
              {"html", report::render_html(*report)},
              {"docx", report::render_docx(*report)},
              {"datapackage", report::render_data_package(*report, *board)},
              {"board", report::render_board(*board)}};
    if (auto bytes = report::render_xlsx(*report)) {
        all.emplace("xlsx", *std::move(bytes));
    }
    return all;
}

void expect_same(const Forms& then, const Forms& now, const std::string& where) {
    for (const auto& [name, bytes] : then) {
        EXPECT_TRUE(bytes == now.at(name)) << name << " " << where;
    }
}

std::vector<Record> invented_documents(int count) {
    return records_of(std::vector<DocumentOf>(static_cast<std::size_t>(count),
                                              DocumentOf{.cites = {"61/2018/NĐ-CP"}}));
}

class KnownReport : public testing::Test {
protected:
    Office& office() { return district_.office(); }
    template <typename Work>
    void write(const Work& work) {
        auto tx = office().write();
        work(tx);
        Office::must(tx.commit());
    }
    std::string markdown(Instant when, std::optional<Instant> known_at) {
        return forms(office(), when, known_at).at("markdown");
    }

    District district_;
};

TEST_F(KnownReport, late_evidence_does_not_rewrite_the_report_of_the_day) {
    const auto then = forms(office(), asked, {});
    // Two more documents of April come in June.
    office().keep("van-ban", RecordType::document, invented_documents(3));
    office().attach(later);
    EXPECT_NE(markdown(asked, {}), then.at("markdown")) << "what is known now says something else";
    expect_same(then, forms(office(), asked, asked), "after late evidence");
}

TEST_F(KnownReport, a_measure_computed_again_does_not_rewrite_the_report_of_the_day) {
    const auto then = forms(office(), asked, {});
    EXPECT_THAT(then.at("markdown"), HasSubstr("1.200"));
    // Ward 7 corrects its records: fifty more were late, and one of a ward that nobody knows.
    std::vector<DossierOf> corrected(84, DossierOf{.finished = "2021-03-15T09:00:00+07:00"});
    corrected.resize(1234, DossierOf{.finished = "2021-03-05T09:00:00+07:00"});
    corrected.push_back({.unit = "000.98.98.H98", .finished = "2021-03-05T09:00:00+07:00"});
    office().keep("mot-cua", RecordType::dossier, records_of(corrected));
    office().attach(later);
    EXPECT_THAT(markdown(asked, {}), HasSubstr("1.150"));
    expect_same(then, forms(office(), asked, asked), "after a correction");
}

TEST_F(KnownReport, papers_withdrawn_excused_or_entered_late_do_not_rewrite_the_report_of_the_day) {
    const auto then = forms(office(), asked, {});
    write([&](auto& tx) {
        Office::must(ledger::withdraw(
            tx, half_year_of("ubnd-phuong-4"), {later, "UBND Phường 4", "gửi nhầm bản"}));
        Office::must(ledger::submit(tx,
                                    half_year_of("ubnd-phuong-9"),
                                    sent_at("2021-05-13T09:00:00+07:00"),
                                    by_home_affairs(later)));
        Office::must(ledger::excuse(tx,
                                    half_year_of("ubnd-phuong-10"),
                                    {"UBND quận", at("2021-05-01T00:00:00+07:00"), {}},
                                    {later, "Phòng Nội vụ", "phong tỏa"}));
    });
    const auto now = forms(office(), asked, {});
    EXPECT_NE(now.at("board"), then.at("board"));
    EXPECT_NE(now.at("markdown"), then.at("markdown"));
    expect_same(then, forms(office(), asked, asked), "after papers changed");
}

TEST_F(KnownReport, a_unit_renamed_and_scores_imported_later_do_not_rewrite_the_report_of_the_day) {
    const auto then = forms(office(), asked, {});
    const auto events = units::parse_events(
        "[[event]]\nid = \"doi-ten\"\nday = 2021-04-01\n"
        "legal_basis = \"giả định\"\n[[event.step]]\n"
        "do = \"rename\"\nunit = \"ubnd-phuong-5\"\n"
        "name = \"Ủy ban nhân dân Phường Hòa An\"\n"
        "short_name = \"UBND Phường Hòa An\"\n",
        "test.toml");
    ASSERT_TRUE(events) << events.error().explain();
    write([&](auto& tx) {
        Office::must(ledger::apply_units(tx, events->front(), by_home_affairs(later)));
        Office::must(ledger::import_scores(
            tx,
            "year,province,dimension,score,source\n2020,79,6,7.3675,PAPI 2020\n",
            "papi.csv",
            by_home_affairs(later)));
    });
    const auto now = markdown(asked, {});
    EXPECT_THAT(now, HasSubstr("Phường Hòa An"));
    EXPECT_THAT(now, HasSubstr("Điểm PAPI chính thức"));
    expect_same(then, forms(office(), asked, asked), "after a reorganisation");
}

TEST_F(KnownReport, another_instant_of_knowledge_is_printed_where_the_reader_begins) {
    EXPECT_THAT(markdown(asked, asked), Not(HasSubstr("đã được ghi nhận đến")));
    const auto text = forms(office(), later, asked);
    EXPECT_THAT(
        text.at("markdown"),
        HasSubstr("như sau (theo dữ liệu đã được ghi nhận đến 10 giờ 00 phút ngày 20/5/2021):"));
    EXPECT_THAT(text.at("board"),
                HasSubstr("theo dữ liệu đã được ghi nhận đến 10 giờ 00 phút ngày 20/5/2021\n"));
}

TEST_F(KnownReport, before_anything_was_recorded_there_is_no_report_and_an_empty_board) {
    auto options = District::options();
    options.known_at = at("2020-12-01T08:00:00+07:00");
    auto tx = office().read();
    const auto report = report::compose(tx, options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code(), ErrorCode::not_found);
    EXPECT_THAT(report.error().explain(), HasSubstr("nothing was recorded of cycle"));
    const auto board = report::compose_board(tx, {plan_id, {}, options.at, options.known_at});
    ASSERT_TRUE(board) << board.error().explain();
    EXPECT_TRUE(board->rows.empty());
}

TEST_F(KnownReport, a_figure_is_followed_by_what_was_known_or_refused_where_its_rows_changed) {
    office().keep("van-ban", RecordType::document, invented_documents(3));
    office().keep("mot-cua",
                  RecordType::dossier,
                  records_of({DossierOf{.finished = "2021-03-05T09:00:00+07:00"}}));
    office().attach(later);
    auto options = District::options();
    options.at = asked;
    options.known_at = asked;
    auto tx = office().read();
    const auto report = report::compose(tx, options);
    ASSERT_TRUE(report) << report.error().explain();
    const auto evidence = report::trace(tx, *report, "F5.II.5-1.evidence", {});
    ASSERT_TRUE(evidence) << evidence.error().explain();
    EXPECT_EQ(evidence->parts.front().row_count, 1);
    const auto late = report::trace(tx, *report, "F5.ubnd-phuong-7.dossier-on-time", {});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code(), ErrorCode::conflict);
    EXPECT_THAT(late.error().explain(), HasSubstr("kept as they are now"));
}

/// Acts of an office at random; every report that was composed on the way is asked for again.
class RandomOffice {
public:
    explicit RandomOffice(unsigned seed) : random_(seed) {}

    void act() {
        clock_ = clock_.plus(std::chrono::minutes{1 + upto(60 * 30)});
        const auto paper = half_year_of("ubnd-phuong-" + std::to_string(4 + upto(8)));
        switch (upto(8)) {
            case 0: documents(); break;
            case 1: dossiers(); break;
            case 2: feedback(); break;
            case 3:
                write([&](auto& tx) {
                    const ledger::NewSubmission sent{clock_.plus(std::chrono::hours{-upto(300)}),
                                                     "Văn phòng",
                                                     {{"5", "Đã làm"}}};
                    (void)ledger::submit(tx, paper, sent, by());
                });
                break;
            case 4:
                write([&](auto& tx) {
                    (void)ledger::return_paper(tx, paper, {"bổ sung", {}}, by());
                });
                break;
            case 5: write([&](auto& tx) { (void)ledger::accept(tx, paper, by()); }); break;
            case 6: write([&](auto& tx) { (void)ledger::withdraw(tx, paper, by()); }); break;
            case 7:
                write([&](auto& tx) {
                    (void)ledger::excuse(
                        tx, paper, {"", clock_.plus(std::chrono::hours{-upto(300)}), {}}, by());
                });
                break;
            case 8: office().attach(clock_); break;
        }
    }
    void compose() { given_.emplace(clock_, forms(office(), clock_, {})); }
    void expect_the_same_again(unsigned seed) {
        for (const auto& [when, then] : given_) {
            expect_same(then,
                        forms(office(), when, when),
                        "of " + when.iso() + ", seed " + std::to_string(seed));
        }
    }
    [[nodiscard]] std::size_t different() const {
        std::set<std::string> texts;
        for (const auto& [when, all] : given_) {
            auto text = all.at("markdown");
            texts.insert(text.substr(0, text.rfind("Thông tin đối chiếu")));
        }
        return texts.size();
    }

private:
    Office& office() { return district_.office(); }
    int upto(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
    [[nodiscard]] ledger::Act by() const { return {clock_, "Phòng Nội vụ", "lý do giả định"}; }
    template <typename Work>
    void write(const Work& work) {
        auto tx = office().write();
        work(tx);
        Office::must(tx.commit());
    }
    void documents() {
        office().keep("van-ban", RecordType::document, invented_documents(1 + upto(12)));
        office().attach(clock_);
    }
    void dossiers() {
        std::vector<DossierOf> all;
        for (int i = upto(40); i >= 0; --i) {
            all.push_back({.unit = upto(9) == 0 ? "000.98.98.H98" : "000.07.12.H99",
                           .finished = upto(1) == 0 ? "2021-03-15T09:00:00+07:00"
                                                    : "2021-03-05T09:00:00+07:00"});
        }
        office().keep("mot-cua", RecordType::dossier, records_of(all));
        office().attach(clock_);
    }
    void feedback() {
        std::vector<FeedbackOf> all(static_cast<std::size_t>(1 + upto(12)));
        office().keep("phan-anh", RecordType::feedback, records_of(all));
        office().attach(clock_);
    }

    District district_;
    std::mt19937 random_;
    Instant clock_ = clock_now;
    std::map<Instant, Forms> given_;
};

TEST(KnownReportProperty, every_report_composed_on_the_way_is_composed_again_byte_for_byte) {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        RandomOffice office(seed);
        for (int i = 0; i < 24; ++i) {
            office.act();
            if (i % 4 == 0) {
                office.compose();
            }
        }
        EXPECT_GE(office.different(), 4U) << "seed " << seed << ": the acts change what is said";
        office.expect_the_same_again(seed);
        ASSERT_FALSE(testing::Test::HasFailure());
    }
}

}  // namespace
}  // namespace tiendo::test
