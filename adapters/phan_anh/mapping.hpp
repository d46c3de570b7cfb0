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
    long long requested = 0;  ///< Unix seconds; 0 where the record could not be mapped
    std::string record;       ///< JSON line after the schema of feedback
};
/// @return rejected for the standard's list of errors, also where it comes with status 200
adapter::Expected<std::vector<Request>> parse_requests(std::string_view body);

}  // namespace tiendo::phan_anh
