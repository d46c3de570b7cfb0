// Says what is wrong and not what to do.
#include "desk.hpp"

namespace desk {

class NoRemedy : public Desk {
public:
    Expected<Findings> check(Context& context) {
        auto listing = list(context, 0);
        return listing ? Findings().ok(About::rights, "notices can be read")
                       : Findings().error(About::login, listing.error().message, "");
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::NoRemedy);
