#pragma once

#include "profile.hpp"
#include "value.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiendo::declarative {

/// Why a member of one item could not be made.
struct Misfit {
    enum class Kind : std::uint8_t {
        missing,    ///< the other side's member is not there
        empty,      ///< it is there, and empty
        no_scalar,  ///< a list or an object stands there
        no_list,    ///< no list stands there
        no_part,    ///< it cannot be taken apart
        no_word,    ///< no entry of the map, or no word of the record
        no_time,    ///< no format reads it
        no_number,
        no_text,  ///< it holds a NUL
    };
    Kind kind = Kind::missing;
    const FieldPlan* field = nullptr;
    std::string value{};  ///< at most 40 bytes of what stands there
};

/// One item as it became.
struct Mapped {
    std::string line{};  ///< the record as JSON; what is wrong stands in its place where it is
    std::string id{};
    bool deleted = false;
    std::vector<Misfit> misfits{};           ///< empty: `line` is a record
    std::vector<const FieldPlan*> absent{};  ///< fields of which no place is there
};

/// Makes the record of one item. `to` is reused from item to item, so that a page costs few
/// allocations. Pure.
void map_item(const StreamPlan& plan, const Look& item, Mapped& to);

/// The misfit as a sentence: "'/TrangThai' holds '11', which the map does not know".
/// A value is told for words and times alone: others may be a person's.
std::string told(const Misfit& misfit);

/// The line that stands for an item that could not be mapped: type, id and reason. The host keeps
/// it as a dead letter.
std::string unreadable_line(const StreamPlan& plan, const Mapped& mapped, std::string_view place);

/// Whether two codes are the same: as numbers where both are, otherwise as texts.
bool same_code(std::string_view one, std::string_view other);

}  // namespace tiendo::declarative
