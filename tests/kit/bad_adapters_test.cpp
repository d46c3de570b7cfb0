// Each adapter of bad/ makes one mistake: the kit catches it by the rule that is meant for it, and
// by no other, so that the report sends its author to the right place.
#include "kit/support.hpp"
#include "support/folder.hpp"

#include <gmock/gmock.h>

#include <array>
#include <ostream>

namespace tiendo {
namespace {

using kit::Status;
using testing::ElementsAre;

struct Bad {
    const char* adapter;
    const char* rule;
};
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.adapter;
}
constexpr std::array bad_ones = {
    Bad{"plain-password", "config-secrets"},
    Bad{"check-complains", "check-passes"},
    Bad{"check-without-login", "check-wrong-secret"},
    Bad{"check-of-nothing", "check-unreachable"},
    Bad{"no-remedy", "remedies"},
    Bad{"stops-in-the-middle", "reads"},
    Bad{"vietnamese-dates", "records-fit"},
    Bad{"wrong-type", "stream-type"},
    Bad{"undeclared-field", "fields-declared"},
    Bad{"doubles", "keys-unique"},
    Bad{"goes-in-circles", "cursor-ends"},
    Bad{"forgets-the-end", "end-cursor"},
    Bad{"once-only", "reread-same"},
    Bad{"any-cursor", "garbage-cursor"},
    Bad{"any-order", "reads-equal"},
    Bad{"reads-ahead", "resume-everywhere"},
    Bad{"skips-what-failed", "interrupted-page"},
    Bad{"leaves-its-lock", "killed-page"},
    Bad{"trusts-its-state", "state-lost"},
    Bad{"knows-better", "old-cursor"},
    Bad{"one-session", "handles-apart"},
    Bad{"tries-old-key", "status-auth"},
    Bad{"forgets-the-time", "status-rate"},
    Bad{"hammers", "rate-honoured"},
    Bad{"gives-up", "status-transient"},
    Bad{"empty-when-missing", "status-missing"},
    Bad{"empty-on-error", "error-body"},
    Bad{"empty-on-nothing", "hostile-cut"},
    Bad{"takes-half", "hostile-half"},
    Bad{"empty-on-html", "hostile-form"},
    Bad{"recurses", "hostile-deep"},
    Bad{"empty-on-huge", "hostile-huge"},
    Bad{"raw-bytes", "hostile-utf8"},
    Bad{"silence-is-empty", "hostile-silent"},
    Bad{"slow-is-empty", "hostile-drip"},
    Bad{"empty-when-moved", "redirect"},
    Bad{"tells-its-key", "secret-spoken"},
    Bad{"keeps-its-key", "secret-kept"},
    Bad{"done-when-stopped", "cancelled"},
    Bad{"says-goodbye", "stops-within"},
    Bad{"done-when-late", "deadline"},
    Bad{"finds-another", "find-same"},
    Bad{"finds-nothing", "find-absent"},
    Bad{"forgets-the-last", "write-outcomes"},
    Bad{"new-key-each-time", "write-once"},
    Bad{"again-when-cut", "write-cut"},
    Bad{"accepts-anything", "write-refused"},
    Bad{"probes-hopefully", "probe-truth"},
    Bad{"turns-away", "serve-answers"},
    Bad{"any-path", "serve-unknown"},
    Bad{"any-method", "serve-methods"},
    Bad{"believes-anyone", "serve-credential"},
    Bad{"new-each-time", "serve-repeated"},
    Bad{"tells-nonsense", "serve-records"},
    Bad{"tells-more", "serve-fields"},
    Bad{"tells-inside", "serve-inside"},
    Bad{"takes-anything", "serve-form"},
    Bad{"descends", "serve-deep"},
    Bad{"shrugs-at-size", "serve-huge"},
    Bad{"told-raw-bytes", "serve-utf8"},
    Bad{"leaves-threads", "threads-left"},
    Bad{"leaves-files", "descriptors-left"},
    Bad{"leaks", "memory-left"},
    Bad{"one-buffer", "after-close"},
    Bad{"opens-a-file", "works-guarded"},
    Bad{"opens-a-socket", "works-guarded"},
    Bad{"starts-a-program", "works-guarded"},
    Bad{"needs-a-library", "works-guarded"},
};

/// What an adapter leaves in the folder of temporary files goes with the test.
class BadAdapter : public testing::TestWithParam<Bad> {
protected:
    BadAdapter() {
        ::setenv("TMPDIR", left_.path().c_str(), 1);  // NOLINT(concurrency-mt-unsafe): no threads
    }
    ~BadAdapter() override {
        ::setenv("TMPDIR", before_.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
    }

private:
    std::string before_ = std::filesystem::temp_directory_path().string();
    test::Folder left_;
};

TEST_P(BadAdapter, fails_its_own_rule_alone) {
    if (test::sanitized && GetParam().rule == std::string_view("memory-left")) {
        GTEST_SKIP() << "the kit skips the rule in this build";
    }
    const test::OtherSide desk;
    auto subject = test::at_the_desk(test::spoilt(GetParam().adapter), desk);
    if (GetParam().rule != std::string_view("works-guarded")) {
        subject.isolation = kit::Isolation::in_process;  // half the time
    }
    const auto report = kit::run(subject);
    ASSERT_TRUE(report) << report.error();
    EXPECT_THAT(test::with_status(*report, Status::failed), ElementsAre(GetParam().rule))
        << kit::to_text(*report);
}
INSTANTIATE_TEST_SUITE_P(, BadAdapter, testing::ValuesIn(bad_ones), [](const auto& it) {
    return test::as_name(it.param.adapter);
});

TEST(BadAdapters, every_rule_has_one_that_only_it_catches) {
    std::vector<std::string> lonely;
    for (const auto& rule : kit::rules()) {
        if (std::none_of(bad_ones.begin(), bad_ones.end(), [&](const Bad& bad) {
                return rule.id == bad.rule;
            })) {
            lonely.emplace_back(rule.id);
        }
    }
    // An adapter that does not load has no other rule to fail: tested below.
    EXPECT_THAT(lonely, ElementsAre("manifest"));
}

TEST(BadAdapters, one_that_describes_another_is_caught_by_its_manifest_and_tried_no_further) {
    kit::Subject subject;
    subject.object = std::filesystem::path(TIENDO_TEST_OBJECTS) / "tiendo-describes-another.so";
    const auto report = kit::run(subject);
    ASSERT_TRUE(report) << report.error();
    EXPECT_THAT(test::with_status(*report, Status::failed), ElementsAre("manifest"));
    EXPECT_EQ(report->count(Status::skipped), kit::rules().size() - 1);
}

}  // namespace
}  // namespace tiendo
