#pragma once

#include "other_side.hpp"

#include "tiendo/kit/kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// Where a sanitizer has its hands in memory, the kit does not measure what an adapter holds.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

inline std::filesystem::path spoilt(std::string_view name) {
    return std::filesystem::path(TIENDO_KIT_OBJECTS) / ("tiendo-kit-" + std::string(name) + ".so");
}

/// One of this folder's adapters against the desk, with all that the kit can try.
inline kit::Subject at_the_desk(const std::filesystem::path& object, const OtherSide& desk) {
    kit::Subject subject;
    subject.object = object;
    subject.secrets = {{"key", OtherSide::key}};
    subject.against = desk.address();
    subject.samples = {
        {"notices",
         R"({"type":"document","id":"a","day":"2021-05-20","number":"21/BC-UBND","kind":"Báo cáo","issuer":"UBND Phường 7","direction":"outgoing","subject":"Báo cáo","arrived_on":"2021-05-20","sequence":1})"
         "\n"}};
    const std::string proof = std::string("X-Key: ") + OtherSide::key + "\n\n";
    subject.requests = {
        *kit::parse_request("POST /told HTTP/1.1\n" + proof +
                            "desk 1\n5\tThông báo lịch tiếp công dân số 5\n5 end\n"),
        *kit::parse_request("GET /count HTTP/1.1\n" + proof)};
    subject.effects = desk.address() + "/effects";
    return subject;
}

/// "opens_a_file" of "opens-a-file": the name of a test has no '-'.
inline std::string as_name(std::string text) {
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}

inline std::vector<std::string> with_status(const kit::Report& report, kit::Status status) {
    std::vector<std::string> ids;
    for (const auto& each : report.verdicts) {
        if (each.status == status) {
            ids.emplace_back(each.rule.id);
        }
    }
    return ids;
}

}  // namespace tiendo::test
