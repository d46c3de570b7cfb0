#pragma once

#include "odt_styles.hpp"
#include "xml_events.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// The lists that are open where text is read, one in another.
struct OdtOpenList {
    std::size_t count = 0;  ///< which count it goes on with
    std::string style;
    bool item_open = false;      ///< within an item, not a list header
    bool item_numbered = false;  ///< its first paragraph has been met
    std::optional<long> start;   ///< of the item: the number that it asks for
};
using OdtOpenLists = std::vector<OdtOpenList>;

/// Counts the items of the lists of a document.
///
/// Only a paragraph counts: an item that holds nothing but another list has no number. A list goes
/// on counting where it says that it continues another one.
class OdtLists {
public:
    explicit OdtLists(const OdtStyles& styles) : styles_(styles) {}

    void begin_list(const XmlTag& tag, OdtOpenLists& open);
    static void begin_item(const XmlTag& tag, OdtOpenLists& open);

    /// The number of a paragraph in the innermost open item; empty for all but its first.
    std::string item_label(OdtOpenLists& open, std::string_view paragraph_style);
    /// The number of a heading outside of lists, by the outline of the document.
    /// @param level 1..
    std::string heading_label(const XmlTag& tag, long level);

private:
    using Count = std::array<std::optional<long>, list_levels>;
    static std::string label(const OdtListStyle& style,
                             Count& count,
                             std::size_t level,
                             std::optional<long> start);

    const OdtStyles& styles_;
    std::vector<Count> counts_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::map<std::string, std::size_t, std::less<>> last_of_style_;
    Count headings_{};
};

}  // namespace tiendo::reader
