// Gives no cursor with its last page.
#include "desk.hpp"

namespace desk {

class ForgetsTheEnd : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto page = Desk::page_from(cursor, context);
        if (page && !page->more()) {
            page->end_at({});
        }
        return page;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::ForgetsTheEnd);
