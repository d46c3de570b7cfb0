// Takes a desk that is down for one that has changed.
#include "desk.hpp"

namespace desk {

class GivesUp : public Desk {
protected:
    Expected<std::string> body_of(const HttpResponse& answer) override {
        if (answer.status() >= 500) {
            return Failure::drift("the desk has changed", "report it");
        }
        return Desk::body_of(answer);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::GivesUp);
