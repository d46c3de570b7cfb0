#pragma once

#include "position.hpp"

#include <tiendo/adapter/context.hpp>
#include <tiendo/adapter/failure.hpp>
#include <tiendo/adapter/serve.hpp>

/// Notifications by Standard Webhooks: POST /webhook, signed over the bytes of the body.
namespace tiendo::phan_anh {

/// A thin notification (an id alone) is remembered for the next reading, which is asked for soon; a
/// full request becomes a record at once. An older state than the kept one, and a message that was
/// taken before, change nothing.
adapter::Expected<adapter::Answer> serve_webhook(const adapter::ServedRequest& request,
                                                 adapter::Context& context);

/// The ids that notifications named since the reading that began then.
adapter::Expected<OpenIds> told_ids(long long since, adapter::Context& context);

}  // namespace tiendo::phan_anh
