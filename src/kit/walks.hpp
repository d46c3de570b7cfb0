#pragma once

#include "bench.hpp"
#include "rules.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tiendo::kit {

/// What a rule makes of one stream; nothing where it is well.
using Look = std::function<std::optional<Finding>(const std::string& stream, const Walk& walk)>;
/// Shows `look` every stream as a new handle reads it from the beginning. What keeps a stream from
/// being read is another rule's matter: then this one is skipped, and says which.
Finding over_walks(Bench& bench, const Look& look);

/// A page asked for while a trick was played.
struct Tried {
    std::string where;  ///< "stream 'documents', first page"
    Result<plugin::Page> page;
    std::size_t requests = 0;  ///< that reached the proxy meanwhile
};
/// What a rule makes of it; nothing where it is well.
using Judge = std::function<std::optional<std::string>(const Tried& tried)>;
/// Asks for the first page with a new handle, and for a later one with a handle that has worked
/// before, while `trick` is played. Skipped where the proxy sees nothing.
Finding under_trick(Bench& bench, const Trick& trick, const Judge& judge);
/// The same for the first page alone, with these services.
Finding under_trick_at_first(Bench& bench,
                             const Trick& trick,
                             const plugin::HostServices& services,
                             const Judge& judge);

/// Judges that the page failed, with one of these codes. @param when "the other side answered 401"
Judge fails_as(std::vector<ErrorCode> codes, std::string when);

}  // namespace tiendo::kit
