#pragma once

#include <tiendo/adapter/batch.hpp>
#include <tiendo/adapter/context.hpp>
#include <tiendo/adapter/failure.hpp>

/// Requests that are posted to the other side, and the question what became of them.
namespace tiendo::phan_anh {

adapter::Expected<adapter::Outcomes> post_requests(const adapter::Batch& batch,
                                                   adapter::Context& context);

/// By the other side's tokens, where it honours our keys; unknown where it does not.
adapter::Expected<adapter::Outcomes> probe_requests(const adapter::Batch& batch,
                                                    adapter::Context& context);

}  // namespace tiendo::phan_anh
