// Answers well to what is too long for it.
#include "desk.hpp"

namespace desk {

class ShrugsAtSize : public Desk {
protected:
    Expected<Answer> take_told(std::string_view body, Context& context) override {
        return body.size() > 1'000'000 && body.front() != '[' && body.front() != '{'
                   ? status(204)
                   : Desk::take_told(body, context);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::ShrugsAtSize);
