#pragma once

#include <tiendo/adapter/context.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::phan_anh {

/// Code and name of each service that can be asked for.
using Services = std::vector<std::pair<std::string, std::string>>;

/// "001=Vệ sinh môi trường; 002=Cây xanh". Nothing where an entry has no code or name, or a code
/// comes twice.
std::optional<Services> parse_services(std::string_view text);

/// What is served: the setting `services`, or else the services of the kept records.
struct Served {
    Services list;
    bool fixed = false;  ///< by the setting: others do not exist

    /// The name of a service; nothing for one that does not exist.
    [[nodiscard]] std::optional<std::string> name_of(std::string_view code) const;
};
/// @return config for a setting that cannot be read
adapter::Expected<Served> served_services(adapter::Context& context);

}  // namespace tiendo::phan_anh
