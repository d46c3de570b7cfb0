// Takes its time to end when it is asked to.
#include "desk.hpp"

#include <chrono>
#include <thread>

namespace desk {

class SaysGoodbye : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto page = Desk::page_from(cursor, context);
        if (context.cancelled()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
        }
        return page;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::SaysGoodbye);
