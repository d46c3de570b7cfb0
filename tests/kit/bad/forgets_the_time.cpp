// Drops the time that the desk asks it to wait.
#include "desk.hpp"

namespace desk {

class ForgetsTheTime : public Desk {
protected:
    Expected<std::string> body_of(const HttpResponse& answer) override {
        if (answer.status() == 429) {
            return Failure::rate_limited("the desk is busy", std::chrono::milliseconds(0));
        }
        return Desk::body_of(answer);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::ForgetsTheTime);
