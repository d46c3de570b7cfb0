#pragma once

#include "tiendo/base/result.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// To which other parts a part of an OPC package points.
class PackageRelations {
public:
    struct Relation {
        std::string type;  ///< the last word of its type: "styles", "header", "officeDocument"
        std::string part;  ///< name of the part; empty where the target lies outside
    };

    /// @param xml  content of the .rels part
    /// @param part whose relations they are ("word/document.xml"; empty: the package itself)
    /// @return malformed_input, without the part's name
    static Result<PackageRelations> read(std::string_view xml, std::string_view part);
    /// Where the relations of a part are kept: "word/_rels/document.xml.rels".
    static std::string part_for(std::string_view part);

    /// The part of the first relation of a type.
    [[nodiscard]] std::optional<std::string> first(std::string_view type) const;
    [[nodiscard]] const Relation* find(std::string_view id) const;

private:
    std::map<std::string, Relation, std::less<>> relations_;
};

}  // namespace tiendo::reader
