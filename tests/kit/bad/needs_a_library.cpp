// Links a library that lies neither in the system nor beside it, which a guarded adapter may not
// read.
#include "desk.hpp"

int pages_at_once();

namespace desk {

class NeedsALibrary : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        return pages_at_once() == 1 ? Desk::page_from(cursor, context) : strange();
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::NeedsALibrary);
