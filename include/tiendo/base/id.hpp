#pragma once

#include "tiendo/base/result.hpp"

#include <compare>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo {

/// What every id obeys: 1 to 200 bytes of printable UTF-8 without white space at either end.
/// @return the reason it is refused, empty if it is fine
[[gnu::visibility("default")]] std::string why_not_an_id(std::string_view text);

/// An identifier that cannot be mistaken for one of another kind (`UnitId` for `TaskId`).
/// `Kind` is a struct with `static constexpr std::string_view name`, used in errors.
template <typename Kind>
class Id {
public:
    /// An empty id names nothing and never passes `parse`; it exists so that values can be
    /// default-made.
    Id() = default;

    static Result<Id> parse(std::string_view text) {
        if (auto reason = why_not_an_id(text); !reason.empty()) {
            return Error{ErrorCode::malformed_input,
                         "'" + std::string(text.substr(0, 60)) + "' is not a " +
                             std::string(Kind::name) + ": " + reason};
        }
        return Id(std::string(text));
    }
    /// @pre `text` is a valid id, because it was written in this program or came from `str`
    /// (asserted)
    static Id of(std::string_view text) {
        assert(why_not_an_id(text).empty());
        return Id(std::string(text));
    }

    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

    friend std::ostream& operator<<(std::ostream& out, const Id& id) { return out << id.text_; }

private:
    explicit Id(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

}  // namespace tiendo

template <typename Kind>
struct std::hash<tiendo::Id<Kind>> {  // NOLINT(cert-dcl58-cpp): a specialisation for our own type
    std::size_t operator()(const tiendo::Id<Kind>& id) const noexcept {
        return std::hash<std::string>{}(id.str());
    }
};
