#pragma once

#include "bench.hpp"
#include "rules.hpp"

#include "tiendo/http/message.hpp"

#include <functional>
#include <optional>
#include <string>

namespace tiendo::kit {

using Served = Result<plugin::ServedAnswer>;

/// Those of the bench, with a host that keeps no records yet.
plugin::HostServices services_when_called(Bench& bench);

/// Asks a new handle.
Served served(Bench& bench, const http::Request& request);
Served served(Bench& bench, const http::Request& request, const plugin::HostServices& services);

/// Whether who asked sees 2xx.
bool takes(const Served& answer);
/// Whether who asked sees 4xx, by which the fault is theirs: a failure of such a class is one too.
bool refuses(const Served& answer);
/// Whether something came in by it: records, or that a stream has changed.
bool brings(const Served& answer);
/// "200 with 3 records", "the failure drift: …"
std::string told(const Served& answer);

/// What a rule makes of a sample that is answered well; nothing where it is well.
using OnRequest = std::function<std::optional<std::string>(const http::Request& request,
                                                           const plugin::ServedAnswer& answer)>;
/// Shows `look` each of the subject's requests with the answer that a new handle gives. One that is
/// not answered well is the matter of serve-answers: then this one is skipped.
Finding over_requests(Bench& bench, const OnRequest& look);
/// The same for those that bring something in.
Finding over_deliveries(Bench& bench, const OnRequest& look);

}  // namespace tiendo::kit
