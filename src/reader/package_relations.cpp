#include "package_relations.hpp"

#include "office_names.hpp"
#include "xml_events.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

/// "../media/a.xml" as seen from the folder "word/" is "media/a.xml".
std::string resolved(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) {
        return std::string(target.substr(1));
    }
    std::string path(folder);
    while (!target.empty()) {
        const auto end = std::min(target.find('/'), target.size());
        const auto step = target.substr(0, end);
        target.remove_prefix(std::min(end + 1, target.size()));
        if (step == "..") {
            path.resize(path.empty() ? 0 : path.size() - 1);
            path.resize(path.rfind('/') + 1);  // npos + 1 is 0
        } else if (step != "." && !step.empty()) {
            path += step;
            path += target.empty() ? "" : "/";
        }
    }
    return path;
}

class RelationsReader : public XmlHandler {
public:
    RelationsReader(std::string_view folder,
                    std::map<std::string, PackageRelations::Relation, std::less<>>& relations)
        : folder_(folder), relations_(relations) {}

    void start(const XmlTag& tag) override {
        const auto id = tag.attribute("Id");
        const auto type = tag.attribute("Type");
        const auto target = tag.attribute("Target");
        if (tag.name != "rel:Relationship" || !id || !type || !target) {
            return;
        }
        const bool outside = tag.attribute("TargetMode") == "External";
        relations_.emplace(
            *id,
            PackageRelations::Relation{std::string(type->substr(type->rfind('/') + 1)),
                                       outside ? std::string() : resolved(folder_, *target)});
    }
    void end(std::string_view /*name*/) override {}
    void text(const XmlText& /*text*/) override {}

private:
    std::string_view folder_;
    std::map<std::string, PackageRelations::Relation, std::less<>>& relations_;
};

}  // namespace

std::string PackageRelations::part_for(std::string_view part) {
    const auto name = part.rfind('/') + 1;  // npos + 1 is 0
    return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

Result<PackageRelations> PackageRelations::read(std::string_view xml, std::string_view part) {
    PackageRelations relations;
    RelationsReader reader(part.substr(0, part.rfind('/') + 1), relations.relations_);
    if (auto fine = read_xml(xml, package_names, reader); !fine) {
        return std::move(fine).error();
    }
    return relations;
}

std::optional<std::string> PackageRelations::first(std::string_view type) const {
    const auto found = std::ranges::find_if(relations_, [&](const auto& each) {
        return each.second.type == type && !each.second.part.empty();
    });
    return found == relations_.end() ? std::nullopt : std::optional(found->second.part);
}

const PackageRelations::Relation* PackageRelations::find(std::string_view id) const {
    const auto found = relations_.find(id);
    return found == relations_.end() ? nullptr : &found->second;
}

}  // namespace tiendo::reader
