#pragma once

#include "identity.hpp"

#include <tiendo/base/result.hpp>

#include <filesystem>
#include <string>

namespace desk {

/// A reverse proxy that signs people in (single sign-on of the province, say) and hands over who
/// they are in a header of each request.
struct ProxyOptions {
    std::filesystem::path people{};  ///< "USER UNIT-ID WHO", one a line: whom it may name
    /// What it proves itself with, in the header `X-Proxy-Secret`: at least 32 characters that
    /// nobody else on the machine can read. Without it any program on the machine could be anybody.
    std::filesystem::path secret{};
    std::string user_header = "X-Remote-User";
};

/// Believes a request that carries the proxy's secret once, names one user once, and whose user
/// stands in the list; with each later request that user must be the one of the session. Both files
/// are read with each request: who is taken out is out at once.
/// @return config for a secret that is short or that others may read, and as `read_people`
tiendo::Result<SignIn> proxy_sign_in(const ProxyOptions& options);

}  // namespace desk
