// An adapter through its exported function, as a host calls it.
#include "adapter/fake_host.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using namespace tiendo::adapter;
using tiendo::test::FakeHost;

class Sample {
public:
    static constexpr Manifest manifest = {
        .name = "sample",
        .version = "0.1.0",
        .vendor = "test",
        .licence = "Apache-2.0",
        .summary = "Reads what its tests want.",
        .streams = {{.name = "documents",
                     .type = RecordType::document,
                     .description = "Documents.",
                     .key = "id",
                     .fields = {{"number", "test"}}}},
        .hosts = {"example.vn"},
    };
    Expected<Findings> check(Context& context) {
        if (context.cancelled()) {
            return Failure::cancelled();
        }
        return Findings()
            .ok(About::reach, "it answers")
            .warning(About::reach, "it is slow", "ask its operator");
    }
    Expected<Page> read(const Stream& stream, const Cursor& cursor, Context&) {
        if (cursor.text == "throw") {
            throw std::runtime_error("no such column");
        }
        if (cursor.text == "throw 3") {
            throw 3;
        }
        Page page;
        page.add(JsonObject().text("stream", stream.name).str());
        page.continue_at({cursor.text + "1"});
        return page;
    }
};

}  // namespace

TIENDO_EXPORT_ADAPTER(Sample);

namespace {

class SdkExport : public testing::Test {
protected:
    SdkExport() {
        adapter.size = sizeof adapter;
        EXPECT_EQ(tiendo_adapter_entry(TIENDO_ADAPTER_ABI, &adapter, nullptr), 0);
    }
    ~SdkExport() override { adapter.close(adapter.self); }

    int32_t read(std::string_view stream, std::string_view cursor) {
        tiendo_read what{};
        what.size = sizeof what;
        what.stream = {stream.data(), stream.size()};
        what.cursor = {cursor.data(), cursor.size()};
        what.context = &host.table;
        return adapter.read(adapter.self, &what, page.get(), error.get());
    }

    FakeHost host;
    tiendo_adapter adapter{};
    detail::Held<tiendo_page> page;
    detail::Held<tiendo_error> error;
};

TEST_F(SdkExport, a_page_crosses_with_records_count_and_cursor) {
    ASSERT_EQ(read("documents", "7"), 0);
    EXPECT_EQ(detail::view_of(page->records), "{\"stream\":\"documents\"}\n");
    EXPECT_EQ(page->record_count, 1U);
    EXPECT_EQ(detail::view_of(page->cursor), "71");
    EXPECT_EQ(page->more, 1U);
}

TEST_F(SdkExport, what_the_adapter_throws_becomes_broken) {
    ASSERT_EQ(read("documents", "throw"), TIENDO_ERROR_BROKEN);
    EXPECT_EQ(detail::view_of(error->message), "the adapter threw: no such column");
}

TEST_F(SdkExport, what_is_no_exception_becomes_broken_too) {
    EXPECT_EQ(read("documents", "throw 3"), TIENDO_ERROR_BROKEN);
}

TEST_F(SdkExport, a_stream_that_the_manifest_does_not_name_is_refused) {
    ASSERT_EQ(read("dossiers", ""), TIENDO_ERROR_CONFIG);
    EXPECT_EQ(detail::view_of(error->message), "there is no stream 'dossiers'");
}

TEST_F(SdkExport, findings_cross_as_json_lines) {
    detail::Held<tiendo_findings> findings;
    ASSERT_EQ(adapter.check(adapter.self, &host.table, findings.get(), error.get()), 0);
    EXPECT_EQ(findings->count, 2U);
    EXPECT_EQ(
        detail::view_of(findings->lines),
        "{\"level\":\"ok\",\"about\":\"reach\",\"what\":\"it answers\"}\n"
        "{\"level\":\"warning\",\"about\":\"reach\",\"what\":\"it is slow\",\"remedy\":\"ask its operator\"}\n");
}

TEST_F(SdkExport, a_cancelled_call_says_so) {
    host.cancelled = 1;
    detail::Held<tiendo_findings> findings;
    EXPECT_EQ(adapter.check(adapter.self, &host.table, findings.get(), error.get()),
              TIENDO_ERROR_CANCELLED);
}

TEST_F(SdkExport, describe_gives_the_manifest_of_the_section) {
    detail::Held<tiendo_buffer> text;
    ASSERT_EQ(adapter.describe(adapter.self, text.get(), error.get()), 0);
    const auto section = detail::manifest_bytes<Sample>();
    EXPECT_EQ(detail::view_of(text->text), std::string_view(section.data(), section.size()));
}

TEST_F(SdkExport, a_host_of_a_later_minor_version_is_served) {
    tiendo_adapter other{};
    other.size = sizeof other;
    ASSERT_EQ(tiendo_adapter_entry(TIENDO_ADAPTER_ABI + 5, &other, nullptr), 0);
    EXPECT_EQ(other.abi, TIENDO_ADAPTER_ABI);
    other.close(other.self);
}

TEST_F(SdkExport, a_host_of_another_major_version_is_refused_with_both_numbers) {
    tiendo_adapter other{};
    other.size = sizeof other;
    ASSERT_EQ(tiendo_adapter_entry((7U << 16U) | 2U, &other, error.get()), TIENDO_ERROR_CONFIG);
    EXPECT_EQ(detail::view_of(error->message), "the adapter speaks ABI 1.1, this host 7.2");
}

TEST_F(SdkExport, two_calls_of_the_entry_make_two_adapters) {
    tiendo_adapter other{};
    other.size = sizeof other;
    ASSERT_EQ(tiendo_adapter_entry(TIENDO_ADAPTER_ABI, &other, error.get()), 0);
    EXPECT_NE(other.self, adapter.self);
    other.close(other.self);
}

}  // namespace
