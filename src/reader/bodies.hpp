#pragma once

#include "words.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

struct BodyWords;
class ShortForms;

/// What may be said to a body.
enum class BodyKind : std::uint8_t {
    administration,  ///< takes orders of the authority
    vertical,        ///< a central office in the place: given work, or asked for it
    outside,         ///< party, front, organisations, courts: can be asked only
    company,         ///< a utility or another firm
    watcher,         ///< sees to others for the people: Ban thanh tra nhân dân
};

/// One unit behind a mention; "quận, phường" puts two behind one.
struct BodyUnit {
    std::string unit_key;
    std::optional<std::string> collective;
};

/// A body named in a sentence.
struct Body {
    std::size_t begin = 0;  ///< tokens [begin, end), the word for its head included
    std::size_t end = 0;
    std::size_t from = 0;   ///< tokens [from, until): with what belongs to it in a list, such as
    std::size_t until = 0;  ///< "các Sở:" before and "(sau đây gọi tắt là …)" behind
    std::vector<BodyUnit> units;
    std::optional<int> stated_count;  ///< "15 phường"
    BodyKind kind = BodyKind::administration;
    int rank = 0;         ///< of its level of government; 0: not stated
    bool head = false;    ///< the head of the body is named
    bool person = false;  ///< a person whose unit nobody can tell: "Trưởng Ban Chỉ đạo"
};

/// The words for a level of government and its rank: wards below districts below provinces.
struct LevelRow {
    std::string slug;
    int rank = 0;
    bool several = false;  ///< stands for all bodies of the level: "cấp xã"
};

/// The level of an authority.
struct Level {
    std::string slug = "quan";
    int rank = 2;
    bool stated = false;  ///< otherwise assumed: nothing is then known to stand above it
};

/// The level that the name of an authority states ("Ủy ban nhân dân Quận 10"); a district where it
/// states none.
Level level_of_authority(std::string_view authority, const BodyWords& words);

/// The unit key of an authority: "ubnd-tinh", "bo-noi-vu".
std::string key_of_authority(std::string_view authority, const Level& level);

/// What decides how names are read. Borrows all but the level.
struct BodyContext {
    const BodyWords& words;
    std::string_view clean;  ///< the text that the tokens lie in
    Level authority;
    const ShortForms* short_forms = nullptr;  ///< of this document
    std::string_view own_key = {};            ///< of the authority: "Giám đốc Sở" is its head
};

/// All bodies named in `tokens`, in order, never overlapping.
std::vector<Body> bodies_in(const Tokens& tokens, const BodyContext& context);

/// Key of a name: no marks, lower case, words joined by "-", "và" left out, usual short forms.
std::string slug_of_name(std::string_view name);

}  // namespace tiendo::reader
