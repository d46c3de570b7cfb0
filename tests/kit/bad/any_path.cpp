// Answers well at whatever path.
#include "desk.hpp"

namespace desk {

class AnyPath : public Desk {
protected:
    Answer elsewhere(const ServedRequest& /*request*/) override { return status(200); }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::AnyPath);
