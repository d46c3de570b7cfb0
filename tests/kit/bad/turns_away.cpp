// Is not ready to be called.
#include "desk.hpp"

namespace desk {

class TurnsAway : public Desk {
protected:
    Expected<Answer> count_kept(Context& /*context*/) override { return status(503); }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TurnsAway);
