#pragma once

#include <tiendo/adapter/failure.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

/// A text with places that are filled when a request is made: "/ho-so/{unit}". "{{" is a brace.
class TextTemplate {
public:
    /// @return nothing where a brace is not closed, or a place has no name of a-z, 0-9, '-', '_',
    /// '.'
    static std::optional<TextTemplate> of(std::string_view text);

    using Lookup = std::function<adapter::Expected<std::string>(std::string_view place)>;
    enum class Encoding : std::uint8_t { none, query };
    /// @param encoding of what is put in, not of the text around it
    [[nodiscard]] adapter::Expected<std::string> filled(const Lookup& lookup,
                                                        Encoding encoding) const;
    [[nodiscard]] std::vector<std::string_view> places() const;
    [[nodiscard]] bool empty() const noexcept { return pieces_.empty(); }

private:
    struct Piece {
        std::string text;
        bool is_place;
    };
    std::vector<Piece> pieces_;
};

}  // namespace tiendo::declarative
