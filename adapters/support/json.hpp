#pragma once

#include <boost/json.hpp>
#include <tiendo/adapter/failure.hpp>
#include <tiendo/adapter/records.hpp>

#include <string>
#include <string_view>

/// Reading other systems' JSON in adapters: strict about the form, tolerant about how a scalar is
/// written.
namespace tiendo::adapter_support {

/// @param what names the answer in errors: "list of dossiers"
/// @return drift for HTML, cut or invalid JSON, bad UTF-8, nesting deeper than 16
adapter::Expected<boost::json::value> parse_json(std::string_view body, std::string_view what);

/// The member `name` as text: a string as it is, a number or boolean as written in JSON, "" for
/// null or absent.
/// @return drift where it is a list or an object
adapter::Expected<std::string> text_of(const boost::json::object& object, std::string_view name);

/// The member `name`, which must be a list.
adapter::Expected<const boost::json::array*> list_of(const boost::json::object& object,
                                                     std::string_view name);

/// `value` as an object. @param what names it in errors
adapter::Expected<const boost::json::object*> object_of(const boost::json::value& value,
                                                        std::string_view what);

/// `line_of_unreadable` for an object of which perhaps the id can be read.
std::string unreadable(adapter::RecordType type,
                       const boost::json::object& object,
                       std::string_view id_name,
                       const adapter::Failure& why);

/// Keeps the first failure of a row of readings, so that a mapping reads field after field and
/// looks once at the end.
class Fields {
public:
    Fields(const boost::json::object& object, std::string_view what)
        : object_(&object), what_(what) {}

    /// "" after a failure, and where the field is null or absent
    std::string text(std::string_view name);
    /// As `text`; an empty one is a failure.
    std::string required(std::string_view name);
    void fail(std::string message);

    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] adapter::Failure failure() const { return failure_; }

private:
    const boost::json::object* object_;
    std::string what_;
    bool failed_ = false;
    adapter::Failure failure_;
};

}  // namespace tiendo::adapter_support
