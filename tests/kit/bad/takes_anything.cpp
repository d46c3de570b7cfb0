// Answers well to what it cannot read.
#include "desk.hpp"

namespace desk {

class TakesAnything : public Desk {
protected:
    Expected<Answer> take_told(std::string_view body, Context& context) override {
        auto answer = Desk::take_told(body, context);
        return answer && answer->status == 400 && body.size() < 1'000 ? status(204)
                                                                      : std::move(answer);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TakesAnything);
