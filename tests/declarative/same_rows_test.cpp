// A shipped profile and the adapter in code give the same records from one running system.
#include "declarative/support.hpp"
#include "support/simulator_process.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/model/record.hpp"

#include <gmock/gmock.h>

#include <optional>
#include <ostream>

namespace tiendo::test {
namespace {

struct Pair {
    const char* coded;
    const char* profile;
    const char* simulator;
    const char* stream;
    const char* records;
    plugin::Config config;
    const char* secret;
    const char* value;
};
void PrintTo(const Pair& pair, std::ostream* out) {
    *out << pair.profile;
}

class SameRows : public testing::TestWithParam<Pair> {
protected:
    static Pulled connected(const char* adapter, const SimulatorProcess& other) {
        Pulled pulled(adapter, {});
        pulled.connection.config = GetParam().config;
        pulled.connection.config["url"] = plugin::json_text(other.url(""));
        pulled.secrets = {{GetParam().secret, GetParam().value}};
        return pulled;
    }
    static std::vector<Record> records(const std::string& lines) {
        auto parsed = parse_record_lines(lines, 100'000);
        EXPECT_TRUE(parsed) << parsed.error();
        return parsed ? *std::move(parsed) : std::vector<Record>{};
    }
    static void expect_same(const std::string& one, const std::string& other) {
        const auto coded = records(one);
        const auto declared = records(other);
        ASSERT_EQ(coded.size(), declared.size());
        for (std::size_t i = 0; i < coded.size(); ++i) {
            ASSERT_EQ(to_json(coded[i]), to_json(declared[i])) << "record " << i + 1;
        }
    }
};

TEST_P(SameRows, come_from_the_profile_and_from_the_code) {
    const auto other =
        SimulatorProcess::start(GetParam().simulator, {"--count", GetParam().records});
    ASSERT_TRUE(other) << other.error();
    auto coded = connected(GetParam().coded, *other);
    auto declared = connected(GetParam().profile, *other);
    Cursor coded_end;
    Cursor declared_end;
    const auto first = coded.all(GetParam().stream, coded_end);
    const auto second = declared.all(GetParam().stream, declared_end);
    ASSERT_TRUE(first) << first.error();
    ASSERT_TRUE(second) << second.error();
    EXPECT_GT(lines_of(*first).size(), 400U);
    expect_same(*first, *second);
}

TEST_P(SameRows, come_again_after_changes_over_there) {
    const auto other =
        SimulatorProcess::start(GetParam().simulator, {"--count", GetParam().records});
    ASSERT_TRUE(other) << other.error();
    auto coded = connected(GetParam().coded, *other);
    auto declared = connected(GetParam().profile, *other);
    Cursor coded_end;
    Cursor declared_end;
    ASSERT_TRUE(coded.all(GetParam().stream, coded_end));
    ASSERT_TRUE(declared.all(GetParam().stream, declared_end));
    auto client = http::Client::open({});
    ASSERT_TRUE(client);
    http::Request change;
    change.method = "POST";
    change.url = other->url("/_sim/change?count=25");
    ASSERT_TRUE(client->send(change));
    coded.now = declared.now = coded.now.plus(std::chrono::hours(1));
    const auto first = coded.all(GetParam().stream, coded_end);
    const auto second = declared.all(GetParam().stream, declared_end);
    ASSERT_TRUE(first) << first.error();
    ASSERT_TRUE(second) << second.error();
    EXPECT_GE(lines_of(*first).size(), 20U);
    expect_same(*first, *second);
}

const Pair pairs[] = {
    {"mot-cua",
     "mot-cua-rest",
     "tiendo-sim-mot-cua",
     "dossiers",
     "2000",
     {{"user", "\"tiendo\""}, {"unit", "\"000.00.12.H99\""}, {"page-size", "90"}},
     "password",
     "mat-khau-thu-nghiem"},
    {"van-ban",
     "van-ban-rest",
     "tiendo-sim-van-ban",
     "documents",
     "900",
     {},
     "key",
     "khoa-thu-nghiem"},
};
INSTANTIATE_TEST_SUITE_P(, SameRows, testing::ValuesIn(pairs));

}  // namespace
}  // namespace tiendo::test
