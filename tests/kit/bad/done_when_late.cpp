// Ends its stream when no time is left.
#include "desk.hpp"

namespace desk {

class DoneWhenLate : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        if (context.time_left().count() == 0) {
            Page page;
            page.end_at(cursor);
            return page;
        }
        return Desk::page_from(cursor, context);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::DoneWhenLate);
