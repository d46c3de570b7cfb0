// Calls itself for each list inside a list.
#include "desk.hpp"

namespace desk {

class Recurses : public Desk {
protected:
    Expected<Listing> parse(std::string_view body) override {
        if (depth_of(body) > 1'000) {
            return strange();
        }
        return Desk::parse(body);
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

TIENDO_EXPORT_ADAPTER(desk::Recurses);
