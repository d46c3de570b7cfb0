#include "descriptor.hpp"

#include "clean_text.hpp"
#include "figure_value.hpp"
#include "phrases.hpp"

#include "tiendo/base/digest.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

namespace tiendo::report::data_package {

namespace {

namespace json = boost::json;

/// One member a line, as people compare such files.
void print(std::string& out, const json::value& value, std::size_t depth) {
    const auto line = [&](std::size_t indent) { out += '\n' + std::string(2 * indent, ' '); };
    if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
        out += '{';
        for (const auto& member : *object) {
            out += out.back() == '{' ? "" : ",";
            line(depth + 1);
            out += json::serialize(json::string(member.key())) + ": ";
            print(out, member.value(), depth + 1);
        }
        line(depth);
        out += '}';
    } else if (const auto* array = value.if_array(); array != nullptr && !array->empty()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            out += i == 0 ? "" : ",";
            line(depth + 1);
            print(out, (*array)[i], depth + 1);
        }
        line(depth);
        out += ']';
    } else {
        out += json::serialize(value);
    }
}

json::object field_json(const Field& field) {
    json::object out{
        {"name", field.name}, {"type", to_string(field.type)}, {"title", clean_text(field.title)}};
    json::object constraints;
    if (field.required) {
        constraints["required"] = true;
    }
    if (!field.one_of.empty()) {
        constraints["enum"] = json::array(field.one_of.begin(), field.one_of.end());
    }
    if (!constraints.empty()) {
        out["constraints"] = std::move(constraints);
    }
    return out;
}

json::object schema_json(const Table& table) {
    json::array fields;
    for (const auto& field : table.fields) {
        fields.push_back(field_json(field));
    }
    json::object schema{{"fields", std::move(fields)}, {"missingValues", json::array{""}}};
    if (!table.primary_key.empty()) {
        schema["primaryKey"] = json::array(table.primary_key.begin(), table.primary_key.end());
    }
    if (!table.figure_column.empty()) {
        schema["foreignKeys"] = json::array{json::object{
            {"fields", json::array{table.figure_column}},
            {"reference",
             json::object{{"resource", "figures"}, {"fields", json::array{"figure"}}}}}};
    }
    return schema;
}

json::object resource_json(const Table& table, const ZipPart& file) {
    return {{"name", table.name},
            {"type", "table"},
            {"title", table.title},
            {"path", file.name},
            {"scheme", "file"},
            {"format", "csv"},
            {"mediatype", "text/csv"},
            {"encoding", "utf-8"},
            {"bytes", file.content.size()},
            {"hash", "sha256:" + sha256_hex(file.content)},
            {"dialect",
             json::object{{"delimiter", ","},
                          {"lineTerminator", "\r\n"},
                          {"quoteChar", "\""},
                          {"doubleQuote", true},
                          {"header", true}}},
            {"schema", schema_json(table)}};
}

}  // namespace

std::string descriptor(const Report& report,
                       const std::vector<Table>& tables,
                       const std::vector<ZipPart>& files) {
    json::array resources;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        resources.push_back(resource_json(tables[i], files[i]));
    }
    json::object journal{{"head", clean_text(report.provenance.head_hash)}};
    if (const auto entries = journal_entries(report)) {
        journal["entries"] = *entries;
    }
    const json::object package{
        {"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"},
        {"name", fmt::format("{}-{}", report.plan.str(), report.cycle.str())},
        {"title", clean_text(report.subject)},
        {"description", phrases::data_description},
        {"created", report.at.utc()},
        {"licenses",
         json::array{json::object{{"name", "other-pd"}, {"title", phrases::data_licence}}}},
        {"contributors",
         json::array{json::object{{"title", clean_text(report.letterhead.authority)},
                                  {"roles", json::array{"publisher"}}}}},
        {"plan", report.plan.str()},
        {"cycle", report.cycle.str()},
        {"journal", std::move(journal)},
        {"resources", std::move(resources)}};
    std::string out;
    print(out, package, 0);
    return out + '\n';
}

}  // namespace tiendo::report::data_package
