// The mapping alone: the other side's bytes in, records out.
#include "../mapping.hpp"

#include <cstdlib>
#include <iostream>

namespace {

void expect(bool holds, std::string_view what, std::string_view got) {
    if (!holds) {
        std::cerr << "not so: " << what << "\n  " << got << '\n';
        std::exit(1);
    }
}

void expect_line(std::string_view body, std::string_view line) {
    const auto part = notices::part_of(body);
    expect(part.has_value(), "it can be read", body);
    expect(part->records.front().line == line, line, part->records.front().line);
}

void expect_drift(std::string_view body, std::string_view why) {
    const auto part = notices::part_of(body);
    expect(!part, "it is refused", body);
    expect(part.error().message.find(why) != std::string::npos, why, part.error().message);
}

}  // namespace

int main() {
    expect_line(
        R"({"items":[{"id":"tb-1","issued":"2021-02-02","number":"1/TB-UBND","kind":"Thông báo",)"
        R"("issuer":"UBND Phường 7","subject":"Lịch tiếp công dân","changed":5}],"next":5,"more":false})",
        R"({"type":"document","id":"tb-1","day":"2021-02-02","number":"1/TB-UBND","issued_on":"2021-02-02",)"
        R"("kind":"Thông báo","issuer":"UBND Phường 7","direction":"outgoing","subject":"Lịch tiếp công dân",)"
        R"("arrived_on":"2021-02-02","sequence":5})");
    expect_line(
        R"({"items":[{"id":"tb-7","issued":"2021-08-08","changed":9,"deleted":true}],"next":9,"more":false})",
        R"({"type":"document","id":"tb-7","day":"2021-08-08","deleted":true})");

    // One that cannot be read does not keep the others back, and nothing of it crosses but its id.
    const auto mixed = notices::part_of(
        R"({"items":[{"id":"tb-1","issued":"2021-02-02","changed":"?","subject":"a name"},)"
        R"({"id":"tb-2","issued":"2021-03-03","changed":2,"deleted":true}],"next":2,"more":false})");
    expect(mixed && mixed->records.size() == 2, "both are there", "");
    expect(mixed->records.front().line.find("a name") == std::string::npos, "nothing but the id",
           mixed->records.front().line);

    expect_drift("", "empty");
    expect_drift("<html>", "web page");
    expect_drift(R"({"items":[],"next":5)", "cut off");
    expect_drift(R"({"next":5})", "'items'");
    expect_drift(R"({"items":[{"id":"tb-1"}],"next":5})", "notice 1: 'issued'");
}
