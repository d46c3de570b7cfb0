#pragma once

#include "adapter_impl.hpp"
#include "context.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/plugin/adapter.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What an adapter handed out, judged and copied into our own values.
namespace tiendo::plugin {

inline constexpr const char* to_the_author = "report it to the adapter's author";

/// internal: a fault of the adapter.
Error broken(std::string message);

/// The findings in JSON lines, secrets masked. @param function names it in errors: "check"
Result<std::vector<Finding>> findings_of(tiendo_text lines,
                                         const HostContext& context,
                                         std::string_view function);

/// What of a page can be judged without looking into its records.
Result<Page> page_of(const tiendo_page& filled, const Cursor& asked, const HostContext& context);

/// Records and their number, as they stand in a page and in an answer.
Result<void> good_records(std::string_view lines, std::uint64_t count);

/// One result for each delivery, in their order.
Result<std::vector<DeliveryResult>> results_of(const tiendo_outcomes& filled,
                                               const std::vector<Delivery>& deliveries,
                                               const HostContext& context,
                                               std::string_view function);

Result<ServedAnswer> answer_of(const tiendo_answer& filled);

}  // namespace tiendo::plugin
