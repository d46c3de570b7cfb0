#pragma once

#include "document.hpp"
#include "simulator_kit/options.hpp"

#include <string>
#include <vector>

namespace tiendo::simulator {

/// Wards, the district, its offices and the city, as README.md of the adapter lists them.
std::vector<Issuer> make_issuers();

/// `options.count` documents in the order of their ids. What each cites is chosen first and typed
/// afterwards.
std::vector<Document> generate_documents(const Options& options,
                                         const std::vector<Issuer>& issuers);

}  // namespace tiendo::simulator
