#pragma once

#include "value.hpp"

#include <tiendo/adapter/failure.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

/// An answer in JSON. It is parsed once and its memory is used again for the next one; what is
/// looked up lives until then.
class JsonPage {
public:
    JsonPage();
    ~JsonPage();
    JsonPage(JsonPage&&) noexcept;
    JsonPage& operator=(JsonPage&&) noexcept;

    /// @param what names the answer in errors: "list of dossiers"
    /// @return drift for HTML, cut or invalid JSON, bad UTF-8, nesting deeper than 32
    adapter::Expected<void> parse(std::string_view body, std::string_view what);

    [[nodiscard]] Value value(const Pointer& pointer) const;

    /// Calls `each` for every entry of the list at `items`, in order.
    /// @return drift where there is no list, or an entry is no object
    adapter::Expected<std::size_t> for_each(const Pointer& items,
                                            const std::function<void(const Look&)>& each);
    /// The names of the members of the entry that `for_each` is at.
    [[nodiscard]] std::vector<std::string_view> names() const;

private:
    struct Parsed;
    std::unique_ptr<Parsed> parsed_;
};

}  // namespace tiendo::declarative
