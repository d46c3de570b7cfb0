// Tells whoever calls what its host told it.
#include "desk.hpp"

namespace desk {

class TellsInside : public Desk {
protected:
    Expected<Answer> count_kept(Context& context) override {
        auto answer = Desk::count_kept(context);
        if (!answer) {
            Answer told = status(503);
            told.body = answer.error().message;
            return told;
        }
        return answer;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TellsInside);
