// Takes what anybody tells.
#include "desk.hpp"

namespace desk {

class BelievesAnyone : public Desk {
protected:
    bool is_known(const ServedRequest& /*request*/, Context& /*context*/) override { return true; }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::BelievesAnyone);
