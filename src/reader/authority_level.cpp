// What the name of an authority says of its level and its unit key.
#include "bodies.hpp"
#include "body_words.hpp"

#include <string>

namespace tiendo::reader {

Level level_of_authority(std::string_view authority, const BodyWords& words) {
    const Words name(authority);
    const auto& tokens = name.all();
    const auto found = words.levels.phrases().find(tokens, 0, tokens.size());
    if (found) {
        const auto& row = words.levels.value(*found);
        return {row.slug, row.rank, true};
    }
    constexpr int ministry = 4;
    constexpr int province = 3;
    if (!tokens.empty() && tokens.front().is("bộ")) {
        return {"bo", ministry, true};
    }
    const auto office = words.names.phrases().at(tokens, 0);
    return office && words.names.value(*office).rank == province ? Level{"tinh", province, true}
                                                                 : Level{};
}

std::string key_of_authority(std::string_view authority, const Level& level) {
    const auto slug = slug_of_name(authority);
    const bool committee = authority.empty() || slug.find("ubnd") != std::string::npos;
    return committee ? "ubnd-" + level.slug : slug;
}

}  // namespace tiendo::reader
