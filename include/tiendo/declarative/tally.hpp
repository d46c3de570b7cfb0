#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace declarative {

/// Something of the other side that a profile did not take, or could not.
struct Unmapped {
    std::string stream;
    std::string what;       ///< "not taken", "unknown code", "no time", "missing", …
    std::string place;      ///< JSON pointer or column
    std::string example{};  ///< of a code or a time; empty where it might be a person's
    std::string field{};    ///< of the record; empty: none takes it
    int line = 0;           ///< of the profile, the one to change
    std::size_t count = 0;
    std::string remedy{};
};

/// Counts what did not map while a profile is tried. One thread at a time.
class Tally {
public:
    /// Adds one; same stream, what, place, field and form count together, and the first gives the
    /// example. After 1,000 different ones the others are left out.
    /// @param form  what examples have in common that one change of the profile mends
    void add(Unmapped one, std::string_view form = {});
    /// By line, then by count.
    [[nodiscard]] std::vector<Unmapped> rows() const;

private:
    using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;
    std::map<Key, Unmapped> rows_;
};

}  // namespace declarative
}  // namespace tiendo
