// Asks again at once when it is told to wait.
#include "desk.hpp"

namespace desk {

class Hammers : public Desk {
protected:
    Expected<std::string> ask(Context& context, HttpRequest request) override {
        auto answer = Desk::ask(context, request);
        for (int i = 0; i < 3 && !answer && answer.error().error_class == ErrorClass::rate_limited;
             ++i) {
            answer = Desk::ask(context, request);
        }
        return answer;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::Hammers);
