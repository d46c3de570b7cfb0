// Its check takes a desk that does not answer for one that will.
#include "desk.hpp"

namespace desk {

class CheckOfNothing : public Desk {
public:
    Expected<Findings> check(Context& context) {
        auto listing = list(context, 0);
        if (!listing && listing.error().error_class == ErrorClass::transient) {
            return Findings().warning(About::reach, "the desk is slow", "try again later");
        }
        return listing ? Findings().ok(About::rights, "notices can be read")
                       : Findings().error(listing.error());
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::CheckOfNothing);
