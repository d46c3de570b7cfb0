// Its check finds fault with a connection that works.
#include "desk.hpp"

namespace desk {

class CheckComplains : public Desk {
public:
    Expected<Findings> check(Context& context) {
        auto listing = list(context, 0);
        return listing ? Findings().error(About::version, "the desk is old", "upgrade the desk")
                       : Findings().error(listing.error());
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::CheckComplains);
