// Takes a redirection for an empty list.
#include "desk.hpp"

namespace desk {

class EmptyWhenMoved : public Desk {
protected:
    Expected<std::string> body_of(const HttpResponse& answer) override {
        if (answer.status() / 100 == 3) {
            return std::string("desk 1\n0 end\n");
        }
        return Desk::body_of(answer);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::EmptyWhenMoved);
