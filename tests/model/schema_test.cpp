// The published record schemas and the code say the same.
#include "tiendo/base/file.hpp"
#include "tiendo/model/json.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace tiendo {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

json::object object_of(const std::string& text) {
    return json::parse(text).as_object();
}

std::vector<std::string> strings_of(const json::value& list) {
    return json::value_to<std::vector<std::string>>(list);
}

json::object schema_of(RecordType type) {
    const auto path = std::filesystem::path(TIENDO_SOURCE_DIR) / "src/model/schema" /
                      (std::string(to_string(type)) + ".schema.json");
    return object_of(read_file(path, 1'000'000).value());
}

/// A record that has every key, by way of the code that writes them.
json::object full_record(RecordType type) {
    Record record;
    record.type = type;
    record.id = "a";
    record.day = Date::of(2021, 1, 5);
    switch (type) {
        case RecordType::dossier: record.body = Dossier{}; break;
        case RecordType::document: record.body = Document{}; break;
        case RecordType::feedback: record.body = Feedback{}; break;
    }
    return object_of(to_json(record));
}

bool accepted(const json::object& record) {
    return from_json<Record>(json::serialize(record)).has_value();
}

class RecordSchema : public testing::TestWithParam<RecordType> {};

TEST_P(RecordSchema, has_the_keys_that_the_code_writes) {
    std::vector<std::string> written = {"deleted"};
    const auto full = full_record(GetParam());
    for (const auto& [key, value] : full) {
        written.emplace_back(key);
    }
    std::vector<std::string> listed;
    const auto schema = schema_of(GetParam());
    for (const auto& [key, value] : schema.at("properties").as_object()) {
        listed.emplace_back(key);
    }
    EXPECT_THAT(listed, UnorderedElementsAreArray(written));
    EXPECT_FALSE(schema.at("additionalProperties").as_bool());
}

TEST_P(RecordSchema, requires_the_keys_without_which_the_code_refuses) {
    const auto schema = schema_of(GetParam());
    auto listed = strings_of(schema.at("required"));
    for (auto& key : strings_of(schema.at("else").at("required"))) {
        listed.push_back(std::move(key));
    }
    std::vector<std::string> needed;
    const auto full = full_record(GetParam());
    ASSERT_TRUE(accepted(full));
    for (const auto& [key, value] : full) {
        auto without = full;
        without.erase(key);
        if (!accepted(without)) {
            needed.emplace_back(key);
        }
    }
    EXPECT_THAT(needed, UnorderedElementsAreArray(listed));
}

TEST_P(RecordSchema, lets_be_null_what_the_code_lets_be_null) {
    const auto schema = schema_of(GetParam());
    const auto full = full_record(GetParam());
    for (const auto& [key, property] : schema.at("properties").as_object()) {
        if (key == "day" || key == "deleted") {  // they depend on each other: tested elsewhere
            continue;
        }
        const auto* type = property.as_object().if_contains("type");
        const bool may = type != nullptr && type->is_array();
        auto with_null = full;
        with_null[key] = nullptr;
        EXPECT_EQ(accepted(with_null), may) << key;
    }
}

TEST_P(RecordSchema, lists_the_words_that_the_code_knows) {
    const auto schema = schema_of(GetParam());
    for (const auto& [key, property] : schema.at("properties").as_object()) {
        const auto* words = property.as_object().if_contains("enum");
        if (words == nullptr) {
            continue;
        }
        auto record = full_record(GetParam());
        std::string all;
        for (const auto& word : strings_of(*words)) {
            record[key] = word;
            EXPECT_TRUE(accepted(record)) << key << ": " << word;
            all += (all.empty() ? "" : ", ") + word;
        }
        record[key] = "no such word";
        EXPECT_THAT(from_json<Record>(json::serialize(record)).error().what(),
                    HasSubstr("use one of: " + all));
    }
}

TEST_P(RecordSchema, names_its_type) {
    EXPECT_EQ(schema_of(GetParam()).at("properties").at("type").at("const").as_string(),
              to_string(GetParam()));
}

TEST_P(RecordSchema, leaves_a_deletion_the_keys_that_the_code_leaves_it) {
    const auto names = strings_of(schema_of(GetParam()).at("then").at("propertyNames").at("enum"));
    json::object deletion = {{"type", to_string(GetParam())}, {"id", "a"}, {"deleted", true}};
    EXPECT_TRUE(accepted(deletion));
    const auto full = full_record(GetParam());
    for (const auto& [key, value] : full) {
        auto with = deletion;
        with[key] = value;
        const bool may = std::find(names.begin(), names.end(), key) != names.end();
        EXPECT_EQ(accepted(with), may) << key;
    }
}

INSTANTIATE_TEST_SUITE_P(Published,
                         RecordSchema,
                         testing::Values(RecordType::dossier,
                                         RecordType::document,
                                         RecordType::feedback),
                         [](const auto& each) { return std::string(to_string(each.param)); });

}  // namespace
}  // namespace tiendo
