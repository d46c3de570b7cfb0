// Names a delivery anew for each attempt.
#include "desk.hpp"

namespace desk {

class NewKeyEachTime : public Desk {
protected:
    Expected<std::string> ask(Context& context, HttpRequest request) override {
        for (auto& [name, value] : request.headers) {
            if (name == "Idempotency-Key" && attempt_ > 1) {
                value += "-" + std::to_string(attempt_);
            }
        }
        return Desk::ask(context, std::move(request));
    }
    void send(const BatchItem& item, Context& context, Outcomes& outcomes) override {
        attempt_ = item.attempt;
        Desk::send(item, context, outcomes);
    }

private:
    std::int64_t attempt_ = 1;
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::NewKeyEachTime);
