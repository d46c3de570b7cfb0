// Takes what is told by whatever method.
#include "desk.hpp"

namespace desk {

class AnyMethod : public Desk {
protected:
    Expected<Answer> other_method(const ServedRequest& request, Context& context) override {
        return is_known(request, context) ? take_told(request.body(), context) : status(401);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::AnyMethod);
