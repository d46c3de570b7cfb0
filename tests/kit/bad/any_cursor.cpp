// Takes a cursor that it does not know for the beginning.
#include "desk.hpp"

namespace desk {

class AnyCursor : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        return Desk::page_from(position(cursor) ? cursor : Cursor{}, context);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::AnyCursor);
