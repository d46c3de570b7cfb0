#pragma once

#include "words.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// What may be said to a body.
enum class BodyKind : std::uint8_t {
    administration,  ///< takes orders of the authority
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
    std::vector<BodyUnit> units;
    std::optional<int> stated_count;  ///< "15 phường"
    BodyKind kind = BodyKind::administration;
    bool head = false;  ///< the head of the body is named
};

/// A level of government and its rank: wards below districts below provinces.
struct Level {
    std::string_view slug;
    int rank = 0;
};
constexpr Level district_level{"quan", 2};

/// The level that the name of an authority states ("Ủy ban nhân dân Quận 10"); a district where it
/// states none.
Level level_of_authority(std::string_view authority);

/// All bodies named in `tokens`, in order, never overlapping.
std::vector<Body> bodies_in(const Tokens& tokens, std::string_view clean, const Level& authority);

/// Key of a name: no marks, lower case, words joined by "-", "và" left out, usual short forms.
std::string slug_of_name(std::string_view name);

}  // namespace tiendo::reader
