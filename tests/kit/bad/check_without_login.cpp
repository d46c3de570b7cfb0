// Its check asks something that the desk tells anybody.
#include "desk.hpp"

namespace desk {

class CheckWithoutLogin : public Desk {
public:
    Expected<Findings> check(Context& context) {
        auto base = context.config_text("url");
        auto answer = base ? context.http({.url = *base + "/effects"}) : std::move(base).error();
        return answer ? Findings().ok(About::reach, "the desk answers")
                      : Findings().error(answer.error());
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::CheckWithoutLogin);
