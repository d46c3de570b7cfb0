// Takes a cut answer for a delivery that never left.
#include "desk.hpp"

namespace desk {

class AgainWhenCut : public Desk {
protected:
    Failure refused(Failure failure) override {
        return failure.error_class == ErrorClass::outcome_unknown
                   ? Failure::transient(failure.message)
                   : failure;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::AgainWhenCut);
