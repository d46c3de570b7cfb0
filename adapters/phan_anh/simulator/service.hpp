#pragma once

#include <boost/json.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tiendo::simulator {

/// A kind of request that citizens can make.
struct Service {
    std::string_view code;
    std::string_view name;
    std::string_view description;
    std::string_view type;  ///< realtime, batch or blackbox
    bool metadata = false;
    std::string_view keywords;
    std::string_view group;
    unsigned weight = 0;
    std::array<std::string_view, 4> complaints;  ///< what people write; never a person
};

inline constexpr std::size_t service_count = 8;
extern const std::array<Service, service_count> services;

std::optional<std::size_t> find_service(std::string_view code);

boost::json::array services_json();
/// The attributes of a service.
/// @pre it has metadata
boost::json::object definition_json(const Service& service);
/// The attribute that a request for the service must carry; empty where there is none.
std::string_view required_attribute(const Service& service);

}  // namespace tiendo::simulator
