#pragma once

#include <boost/json.hpp>
#include <tiendo/adapter/failure.hpp>
#include <tiendo/adapter/serve.hpp>

#include <string>
#include <string_view>

/// Answers in the two formats of Open311 GeoReport v2. Pure.
namespace tiendo::phan_anh {

enum class Format { json, xml };

/// An answer before it is written in a format. In XML the body stands in `root`, and each entry of
/// a list in `entry`.
struct Outline {
    unsigned status = 200;
    boost::json::value body{};
    std::string_view root{};
    std::string_view entry{};
};

/// The standard's list of errors. @param description shown to people, so Vietnamese
Outline error_outline(unsigned status, std::string_view description);

adapter::Answer written(const Outline& outline, Format format);

/// A request as the standard writes it, from the line of a kept record. What was not kept
/// (description, place) is null.
/// @return broken where the line is no record of feedback
adapter::Expected<boost::json::object> request_of_record(std::string_view line);

}  // namespace tiendo::phan_anh
