// Calls itself for each list inside a list that it is told.
#include "desk.hpp"

namespace desk {

class Descends : public Desk {
protected:
    Expected<Answer> take_told(std::string_view body, Context& context) override {
        return depth_of(body) > 1'000 ? status(400) : Desk::take_told(body, context);
    }

private:
    static std::size_t depth_of(std::string_view body) {
        volatile char frame[512] = {};
        frame[0] = 1;
        if (body.empty() || (body.front() != '[' && body.front() != '{')) {
            return 0;
        }
        const auto inside = body.find_first_of("[{", 1);
        const auto below = inside == std::string_view::npos ? 0 : depth_of(body.substr(inside));
        return below + static_cast<std::size_t>(frame[0]);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::Descends);
