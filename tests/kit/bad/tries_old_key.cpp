// Tries a refused key again later.
#include "desk.hpp"

namespace desk {

class TriesOldKey : public Desk {
protected:
    Expected<std::string> body_of(const HttpResponse& answer) override {
        if (answer.status() == 401 || answer.status() == 403) {
            return Failure::transient("the desk is not ready for us");
        }
        return Desk::body_of(answer);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TriesOldKey);
