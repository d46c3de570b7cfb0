// Takes silence for an empty list.
#include "desk.hpp"

namespace desk {

class SilenceIsEmpty : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto page = Desk::page_from(cursor, context);
        if (!page && page.error().message.find("silent for") != std::string::npos) {
            page = Page();
            page->end_at(cursor);
        }
        return page;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::SilenceIsEmpty);
