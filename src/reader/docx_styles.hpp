#pragma once

#include "tiendo/base/result.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// What a style, a run or a paragraph mark says about its letters; nothing: ask the next outer one.
struct RunLook {
    std::optional<bool> hidden;
    std::string font;  ///< empty: not said
};

/// To which list and level a paragraph belongs.
struct ListPlace {
    std::optional<long> list;   ///< w:numId; 0: none, whatever the style says
    std::optional<long> level;  ///< w:ilvl
};

struct DocxStyle {
    std::string id;
    std::string based_on;
    ListPlace numbering;
    RunLook look;
};

/// The styles of a document (word/styles.xml).
class DocxStyles {
public:
    /// @return malformed_input, without the part's name
    static Result<DocxStyles> read(std::string_view xml);

    /// The style of paragraphs that name none; empty where there is none.
    [[nodiscard]] const std::string& default_paragraph() const noexcept { return default_; }

    /// Looks along the chain of styles that it is based on.
    [[nodiscard]] bool hidden(std::string_view style) const;
    [[nodiscard]] std::string_view font(std::string_view style) const;
    /// The list of a paragraph style, and the style of the chain that names it.
    struct StyleList {
        ListPlace place;
        std::string_view style;
    };
    [[nodiscard]] StyleList list(std::string_view style) const;

    [[nodiscard]] const RunLook& defaults() const noexcept { return defaults_; }

private:
    friend class DocxStylesReader;
    [[nodiscard]] const DocxStyle* find(std::string_view style) const;
    template <typename Test>
    const DocxStyle* first_in_chain(std::string_view style, Test test) const;

    std::map<std::string, DocxStyle, std::less<>> styles_;
    std::string default_;
    RunLook defaults_;
};

/// Whether the value of an on/off property is on: nothing, "1", "true", "on".
bool is_on(std::optional<std::string_view> value) noexcept;

}  // namespace tiendo::reader
