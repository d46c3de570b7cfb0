// Writes its key into the log.
#include "desk.hpp"

namespace desk {

class TellsItsKey : public Desk {
protected:
    Expected<std::string> ask(Context& context, HttpRequest request) override {
        if (auto key = context.secret("key")) {
            context.log(LogLevel::debug, "asking the desk", {{"key", key->view()}});
        }
        return Desk::ask(context, std::move(request));
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TellsItsKey);
