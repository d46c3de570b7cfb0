#include "docx_story.hpp"
#include "office_doubts.hpp"
#include "office_names.hpp"
#include "package_relations.hpp"
#include "zip_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

Error in_part(Error error, std::string_view part) {
    return std::move(error).at(fmt::format("part '{}'", part));
}

/// Reads the parts of one package into a document.
class DocxFile {
public:
    DocxFile(ZipParts& parts, const ReadOptions& options) : parts_(parts), options_(options) {}

    Result<Document> read() {
        auto fine = find_main();
        fine = fine ? read_definitions() : std::move(fine);
        fine = fine ? read_story(main_, "") : std::move(fine);
        for (const auto* notes : {"footnotes", "endnotes", "comments"}) {
            fine = fine ? read_notes(notes) : std::move(fine);
        }
        fine = fine ? read_running(findings_.headers, "running head") : std::move(fine);
        fine = fine ? read_running(findings_.footers, "running foot") : std::move(fine);
        if (!fine) {
            return std::move(fine).error();
        }
        tell_findings();
        auto document = std::move(builder_).finish();
        document.format = DocumentFormat::docx;
        return document;
    }

private:
    /// @return nothing where the package has no relations for the part
    Result<PackageRelations> relations_of(std::string_view part) {
        const auto name = PackageRelations::part_for(part);
        if (!parts_.has(name)) {
            return PackageRelations();
        }
        const auto xml = parts_.read(name);
        if (!xml) {
            return xml.error();
        }
        auto relations = PackageRelations::read(*xml, part);
        return relations ? std::move(relations) : in_part(std::move(relations).error(), name);
    }

    Result<void> find_main() {
        auto package = relations_of("");
        if (!package) {
            return std::move(package).error();
        }
        main_ = package->first("officeDocument").value_or("word/document.xml");
        auto relations = relations_of(main_);
        if (!relations) {
            return std::move(relations).error();
        }
        relations_ = *std::move(relations);
        return {};
    }

    template <typename Definitions>
    Result<void> read_definitions(std::string_view type, Definitions& definitions) {
        const auto part = relations_.first(type);
        if (!part) {
            return {};
        }
        const auto xml = parts_.read(*part);
        if (!xml) {
            return xml.error();
        }
        auto read = Definitions::read(*xml);
        if (!read) {
            return in_part(std::move(read).error(), *part);
        }
        definitions = *std::move(read);
        return {};
    }

    Result<void> read_definitions() {
        auto fine = read_definitions("styles", styles_);
        return fine ? read_definitions("numbering", numbering_) : std::move(fine);
    }

    /// @param aside the reason for which it is no part of the body; empty for the body
    Result<void> read_story(const std::string& part, std::string_view aside) {
        const auto xml = parts_.read(part);
        if (!xml) {
            return xml.error();
        }
        return read_story(*xml, part, aside, shared());
    }
    DocxContext shared() {
        return {styles_, numbering_, counter_, builder_, findings_, options_.max_text};
    }
    static Result<void> read_story(std::string_view xml,
                                   const std::string& part,
                                   std::string_view aside,
                                   const DocxContext& context) {
        auto& builder = context.builder;
        DocxStory story(context, builder.part(part));
        if (!aside.empty()) {
            builder.begin_aside(aside);
        }
        auto fine = read_xml(xml, docx_names, story);
        if (!fine) {
            return in_part(std::move(fine).error(), part);
        }
        story.finish();
        if (!aside.empty()) {
            builder.end_aside();
        }
        if (story.too_long()) {
            return in_part({ErrorCode::malformed_input,
                            fmt::format("more than {} bytes of text", context.max_text),
                            "give one plan; or raise the limit"},
                           part);
        }
        return {};
    }

    Result<void> read_notes(std::string_view type) {
        const bool wanted = type == "footnotes"  ? !findings_.footnotes.empty()
                            : type == "endnotes" ? !findings_.endnotes.empty()
                                                 : !findings_.comments.empty();
        const auto part = relations_.first(type);
        return wanted && part ? read_story(*part, "") : Result<void>();
    }

    /// Headers or footers: each distinct one once, though sections repeat them.
    Result<void> read_running(std::vector<std::string> ids, std::string_view reason) {
        std::set<std::string> parts;
        std::set<std::string> texts;
        for (const auto& id : ids) {
            const auto* relation = relations_.find(id);
            if (relation == nullptr || relation->part.empty() ||
                !parts.insert(relation->part).second) {
                continue;
            }
            const auto xml = parts_.read(relation->part);
            if (!xml) {
                return xml.error();
            }
            auto distinct = is_new(*xml, relation->part, texts);
            if (!distinct) {
                return std::move(distinct).error();
            }
            if (auto fine =
                    *distinct ? read_story(*xml, relation->part, reason, shared()) : Result<void>();
                !fine) {
                return fine;
            }
        }
        return {};
    }

    /// Reads a header for its text alone, to see whether another one said the same.
    Result<bool> is_new(std::string_view xml,
                        const std::string& part,
                        std::set<std::string>& texts) {
        DocumentBuilder builder;
        auto counter = counter_;
        auto findings = findings_;
        auto fine = read_story(
            xml, part, "", {styles_, numbering_, counter, builder, findings, options_.max_text});
        if (!fine) {
            return std::move(fine).error();
        }
        return texts.insert(std::move(builder).finish().text).second;
    }

    void tell_findings() {
        const auto& found = findings_;
        tell_changes({found.inserted, found.deleted, found.moved}, builder_);
        tell_hidden(found.hidden, builder_);
        tell_not_read(found.pictures, found.others, builder_);
    }

    ZipParts& parts_;
    ReadOptions options_;
    std::string main_;
    PackageRelations relations_;
    DocxStyles styles_;
    DocxNumbering numbering_;
    DocxCounter counter_{numbering_};
    DocxFindings findings_;
    DocumentBuilder builder_;
};

}  // namespace

Result<Document> read_docx(std::string_view bytes, const ReadOptions& options) {
    auto parts = ZipParts::open(bytes, options.max_text);
    if (!parts) {
        return std::move(parts).error();
    }
    return DocxFile(*parts, options).read();
}

}  // namespace tiendo::reader
