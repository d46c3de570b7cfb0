// Does not end when it is asked to while the other side is not well.
#include "desk.hpp"

#include <atomic>

namespace desk {

class SaysGoodbye : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto page = Desk::page_from(cursor, context);
        if (!page && page.error().error_class == ErrorClass::transient && context.cancelled()) {
            std::atomic<bool> well{false};
            well.wait(false);
        }
        return page;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::SaysGoodbye);
