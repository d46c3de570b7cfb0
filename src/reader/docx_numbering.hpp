#pragma once

#include "list_number.hpp"

#include "tiendo/base/result.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo::reader {

/// Levels that Word counts; deeper ones are taken as the last.
constexpr std::size_t docx_levels = 9;

/// How one level of a list is numbered (w:lvl).
struct DocxLevel {
    long start = 0;
    NumberFormat format = NumberFormat::decimal;
    std::string text;             ///< w:lvlText: "%1.%2."
    bool legal = false;           ///< w:isLgl
    std::optional<long> restart;  ///< w:lvlRestart: 0 never, n behind level n
    std::string style;            ///< the paragraph style that belongs to the level
};

/// The lists of a document (word/numbering.xml).
class DocxNumbering {
public:
    struct Abstract {
        std::array<std::optional<DocxLevel>, docx_levels> levels;
        std::string own_style;   ///< w:styleLink: the numbering style that this defines
        std::string used_style;  ///< w:numStyleLink: the numbering style that defines this
    };
    struct Override {
        std::optional<long> start;
        std::optional<DocxLevel> level;
    };
    struct List {
        long abstract = 0;
        std::map<std::size_t, Override> overrides;
    };

    /// @return malformed_input, without the part's name
    static Result<DocxNumbering> read(std::string_view xml);

    [[nodiscard]] const List* list(long id) const;
    /// The definition that counts for a list, with links to numbering styles followed.
    /// @return its number, or nothing where the list or its definition is missing
    [[nodiscard]] std::optional<long> definition(const List& list) const;
    /// @pre `level` < docx_levels; `definition` is one of this document
    [[nodiscard]] const DocxLevel* level(const List& list,
                                         long definition,
                                         std::size_t level) const;
    /// The level of a list to which a paragraph style belongs.
    [[nodiscard]] std::optional<std::size_t> level_of(long list, std::string_view style) const;

private:
    friend class DocxNumberingReader;

    std::map<long, Abstract> abstracts_;
    std::map<long, List> lists_;
    std::map<std::string, long, std::less<>> by_style_;  // styleLink → definition
};

/// Counts as Word does. Lists with one definition go on counting together; a list that overrides
/// the start of a level sets it back when it is first used there.
class DocxCounter {
public:
    explicit DocxCounter(const DocxNumbering& numbering) : numbering_(numbering) {}

    /// The number of the next paragraph of a list: "1.", "a)", "-"; empty where Word shows none.
    /// @param level 0..; deeper than Word counts is taken as its last
    std::string next(long list, std::size_t level);

private:
    using Values = std::array<std::optional<long>, docx_levels>;
    [[nodiscard]] long start_of(const DocxNumbering::List& list,
                                const DocxLevel* level,
                                std::size_t at) const;
    void count(Values& values,
               long id,
               const DocxNumbering::List& list,
               long definition,
               std::size_t level);

    const DocxNumbering& numbering_;
    std::map<long, Values> values_;                     // by the definition that a list names
    std::set<std::pair<long, std::size_t>> restarted_;  // list and level
};

}  // namespace tiendo::reader
