#pragma once

#include <tiendo/adapter/context.hpp>
#include <tiendo/adapter/failure.hpp>
#include <tiendo/adapter/serve.hpp>

#include <optional>
#include <string>
#include <string_view>

/// The endpoint of Open311 GeoReport v2 that other systems call, answered from the records that the
/// host keeps. What tells of a person (description, place, names, numbers) is looked at to judge
/// the request and goes no further.
namespace tiendo::phan_anh {

adapter::Expected<adapter::Answer> serve_georeport(const adapter::ServedRequest& request,
                                                   adapter::Context& context);

/// A setting that may be missing; empty then.
adapter::Expected<std::string> setting_or_empty(adapter::Context& context, std::string_view key);

/// The kept record of this id, as a line of JSON. @param day  empty: any
adapter::Expected<std::optional<std::string>> kept_record(adapter::Context& context,
                                                          std::string_view id,
                                                          std::string_view day);

}  // namespace tiendo::phan_anh
