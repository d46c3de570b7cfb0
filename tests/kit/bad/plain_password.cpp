// Asks for a password that lies open in the settings.
#include "desk.hpp"

namespace desk {

class PlainPassword : public Desk {
public:
    static constexpr Manifest manifest = [] {
        Manifest it = good_manifest;
        it.config = {url_key,
                     secret_key,
                     {.key = "proxy-password", .description = "Password of the proxy."}};
        return it;
    }();
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::PlainPassword);
