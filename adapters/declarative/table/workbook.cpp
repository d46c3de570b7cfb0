#include "workbook.hpp"

#include "xml_events.hpp"

#include <unicode/utf8.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <map>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::size_t longest_target = 1'024;   // of a relation; its steps are walked one by one
constexpr std::size_t most_declared = 100'000;  // sheets, relations, styles, formats

Failure no_workbook() {
    return Failure::rejected("the file is no workbook of XLSX",
                             "open it in a spreadsheet program and save it as .xlsx");
}

Failure too_many(std::string_view what) {
    return Failure::rejected("more than " + std::to_string(most_declared) + " " + std::string(what),
                             "no office needs so many: ask for a proper copy");
}

struct Relation {
    std::string type;  ///< the last word of its URI: "worksheet"
    std::string part;
};
using Relations = std::map<std::string, Relation, std::less<>>;

/// "word/../x.xml" as seen from a part's folder, as a name in the archive.
std::string resolved(std::string_view part, std::string_view target) {
    const auto folder = std::filesystem::path("/" + std::string(part)).parent_path();
    return (folder / target).lexically_normal().string().substr(1);
}

Expected<void> read_part(ZipArchive& archive,
                         const std::string& part,
                         const TableLimits& limits,
                         const XmlEvents& events) {
    const auto xml = archive.read(part);
    if (!xml) {
        return xml.error();
    }
    if (auto read = read_xml(*xml, limits.xml_depth, events); !read) {
        return std::move(read).error().at("part '" + part + "'");
    }
    return {};
}

/// @param part whose relations are read; empty: those of the whole package
Expected<Relations> read_relations(ZipArchive& archive,
                                   const std::string& part,
                                   const TableLimits& limits) {
    Relations relations;
    const auto folder = part.rfind('/') + 1;  // npos + 1 is 0
    const auto name = part.substr(0, folder) + "_rels/" + part.substr(folder) + ".rels";
    auto read = read_part(
        archive, name, limits, {.start = [&](const XmlElement& element) -> Expected<void> {
            const auto id = element.attribute("Id");
            const auto type = element.attribute("Type");
            const auto target = element.attribute("Target");
            if (element.name != "Relationship" || !id || !type || !target || target->empty() ||
                target->size() > longest_target || element.attribute("TargetMode") == "External") {
                return {};
            }
            if (relations.size() == most_declared) {
                return too_many("relations");
            }
            relations.emplace(
                *id,
                Relation{std::string(type->substr(type->rfind('/') + 1)), resolved(part, *target)});
            return {};
        }});
    if (!read) {
        return std::move(read).error();
    }
    return relations;
}

std::optional<std::string> part_of_type(const Relations& relations, std::string_view type) {
    for (const auto& [id, relation] : relations) {
        if (relation.type == type) {
            return relation.part;
        }
    }
    return std::nullopt;
}

Expected<void> read_sheets(ZipArchive& archive,
                           const std::string& part,
                           const Relations& relations,
                           const TableLimits& limits,
                           Workbook& workbook) {
    return read_part(
        archive, part, limits, {.start = [&](const XmlElement& element) -> Expected<void> {
            if (element.name == "workbookPr") {
                workbook.from_1904 = element.flag("date1904");
            }
            if (element.name != "sheet") {
                return {};
            }
            if (workbook.sheets.size() == most_declared) {
                return too_many("sheets");
            }
            const auto relation = relations.find(element.qualified("id").value_or(""));
            const bool sheet = relation != relations.end() && relation->second.type == "worksheet";
            workbook.sheets.push_back(
                {std::string(element.attribute("name").value_or("")),
                 sheet ? relation->second.part : "",
                 element.attribute("state").value_or("visible") != "visible"});
            return {};
        }});
}

Expected<void> read_styles(ZipArchive& archive,
                           const std::string& part,
                           const TableLimits& limits,
                           std::vector<CellStyle>& styles) {
    std::map<std::size_t, CellStyle> own;  // formats of this workbook
    bool cell_formats = false;             // else those that named styles have
    const auto start = [&](const XmlElement& element) -> Expected<void> {
        if (element.name == "cellXfs") {
            cell_formats = true;
        } else if (element.name == "numFmt") {
            own[element.number("numFmtId").value_or(0)] =
                style_of_code(element.attribute("formatCode").value_or(""));
        } else if (element.name == "xf" && cell_formats) {
            const auto id = element.number("numFmtId").value_or(0);
            const auto found = own.find(id);
            styles.push_back(found == own.end() ? style_of_builtin(id) : found->second);
        }
        return own.size() > most_declared || styles.size() > most_declared
                   ? Expected<void>(too_many("styles"))
                   : Expected<void>();
    };
    const auto end = [&](std::string_view name) -> Expected<void> {
        cell_formats = cell_formats && name != "cellXfs";
        return {};
    };
    return read_part(archive, part, limits, {.start = start, .end = end});
}

Expected<void> read_strings(ZipArchive& archive,
                            const std::string& part,
                            const TableLimits& limits,
                            SharedStrings& strings) {
    std::string text;
    bool wanted = false;    // inside of <t>
    bool phonetic = false;  // inside of <rPh>, which only says how to pronounce it
    const auto start = [&](const XmlElement& element) -> Expected<void> {
        phonetic = phonetic || element.name == "rPh";
        wanted = element.name == "t" && !phonetic;
        if (element.name == "si") {
            text.clear();
        }
        return {};
    };
    const auto end = [&](std::string_view name) -> Expected<void> {
        phonetic = phonetic && name != "rPh";
        wanted = false;
        if (name == "si") {
            strings.add(unescaped(text));
        }
        return {};
    };
    const auto more = [&](std::string_view piece) -> Expected<void> {
        if (wanted) {
            text += piece;
        }
        return {};
    };
    return read_part(archive, part, limits, {.start = start, .end = end, .text = more});
}

}  // namespace

std::string unescaped(std::string_view text) {
    constexpr std::size_t size = 7;  // of "_x000D_"
    std::string out;
    std::size_t done = 0;
    for (auto at = text.find("_x"); at != std::string_view::npos; at = text.find("_x", at + 1)) {
        std::uint32_t code = 0;
        const auto hex = text.substr(at + 2, 4);
        const auto [stop, failure] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
        const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        if (at < done || text.size() - at < size || text[at + size - 1] != '_' ||
            failure != std::errc{} || stop != hex.data() + hex.size() || surrogate) {
            continue;
        }
        std::array<char, U8_MAX_LENGTH> character{};
        std::size_t length = 0;
        U8_APPEND_UNSAFE(character.data(), length, code);
        out += text.substr(done, at - done);
        out.append(character.data(), length);
        done = at + size;
    }
    return out += text.substr(done);
}

Expected<Workbook> read_workbook(ZipArchive& archive, const TableLimits& limits) {
    if (!archive.has("_rels/.rels")) {
        return no_workbook();
    }
    const auto package = read_relations(archive, "", limits);
    if (!package) {
        return package.error();
    }
    const auto main = part_of_type(*package, "officeDocument");
    if (!main || !archive.has(*main) || !main->ends_with(".xml")) {
        return no_workbook();  // XLSB has a workbook.bin
    }
    const auto relations = read_relations(archive, *main, limits);
    if (!relations) {
        return relations.error();
    }
    Workbook workbook;
    if (auto read = read_sheets(archive, *main, *relations, limits, workbook); !read) {
        return std::move(read).error();
    }
    if (workbook.sheets.empty()) {
        return no_workbook();  // perhaps a document of Word
    }
    if (const auto part = part_of_type(*relations, "styles")) {
        if (auto read = read_styles(archive, *part, limits, workbook.styles); !read) {
            return std::move(read).error();
        }
    }
    if (const auto part = part_of_type(*relations, "sharedStrings")) {
        if (auto read = read_strings(archive, *part, limits, workbook.strings); !read) {
            return std::move(read).error();
        }
    }
    return workbook;
}

}  // namespace tiendo::declarative
