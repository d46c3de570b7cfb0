#pragma once

#include "form.hpp"
#include "georeport.hpp"

#include <tiendo/adapter/context.hpp>
#include <tiendo/adapter/failure.hpp>
#include <tiendo/adapter/serve.hpp>

#include <string>
#include <string_view>

/// Requests that others post.
namespace tiendo::phan_anh {

/// The attribute in which a caller names its delivery, so that sending it again makes no second
/// request. No part of the standard, which allows attributes of one's own.
inline constexpr std::string_view key_attribute = "attribute[TIENDO_KEY]";

/// Judges a posted form by the standard's rules and makes a record of it, of which the host has
/// kept each word before the answer leaves. The same form on the same day in Vietnam, or the same
/// delivery key on any day, is the same request.
adapter::Expected<adapter::Answer> take_posted(const adapter::ServedRequest& request,
                                               const Pairs& form,
                                               Format format,
                                               adapter::Context& context);

/// The standard's way from a token to the id; our tokens are the delivery keys of the callers.
adapter::Expected<Outline> request_of_token(std::string_view token, adapter::Context& context);

/// By the host's clock, in Unix seconds.
long long now_seconds(const adapter::Context& context);

}  // namespace tiendo::phan_anh
