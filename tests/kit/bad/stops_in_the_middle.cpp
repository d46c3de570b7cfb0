// Cannot read its own second page.
#include "desk.hpp"

namespace desk {

class StopsInTheMiddle : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        if (cursor.text == "2") {
            throw std::string("an index out of range");
        }
        return Desk::page_from(cursor, context);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::StopsInTheMiddle);
