#pragma once

#include <tiendo/adapter/batch.hpp>
#include <tiendo/adapter/context.hpp>
#include <tiendo/adapter/failure.hpp>

/// Drafts of outgoing documents (dự thảo văn bản đi) that are put into the other side's system, and
/// the question what became of them.
namespace tiendo::van_ban {

adapter::Expected<adapter::Outcomes> put_drafts(const adapter::Batch& batch,
                                                adapter::Context& context);

/// By the key of the delivery, which the other side keeps.
adapter::Expected<adapter::Outcomes> probe_drafts(const adapter::Batch& batch,
                                                  adapter::Context& context);

}  // namespace tiendo::van_ban
