// Takes every 200 for a delivery that was taken.
#include "desk.hpp"

namespace desk {

class AcceptsAnything : public Desk {
protected:
    void send(const BatchItem& item, Context& context, Outcomes& outcomes) override {
        auto answer = ask(context,
                          {.method = "POST",
                           .url = "/send",
                           .headers = {{"Idempotency-Key", std::string(item.key)}},
                           .body = std::string(item.record)});
        if (!answer) {
            outcomes.unknown(item, answer.error().message);
        } else if (answer->find("again ") != std::string::npos) {
            outcomes.duplicate(item, "");
        } else {
            outcomes.accepted(item, "");
        }
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::AcceptsAnything);
