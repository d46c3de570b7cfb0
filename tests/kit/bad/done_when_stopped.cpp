// Ends its stream when it is asked to stop.
#include "desk.hpp"

namespace desk {

class DoneWhenStopped : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto page = Desk::page_from(cursor, context);
        if (!page && page.error().error_class == ErrorClass::cancelled) {
            page = Page();
            page->end_at(cursor);
        }
        return page;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::DoneWhenStopped);
