#pragma once

#include <tiendo/adapter/failure.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Open311 GeoReport v2 JSON → records. Pure: bytes in, values out. Description, address and
/// coordinates are not looked at: they may tell of persons and nothing here needs them.
namespace tiendo::phan_anh {

struct Request {
    std::string id;
    bool closed = false;
    std::string record;  ///< JSON line after the schema of feedback
};
adapter::Expected<std::vector<Request>> parse_requests(std::string_view body);

}  // namespace tiendo::phan_anh
