// Has one session with the desk for all connections.
#include "desk.hpp"

namespace desk {

class OneSession : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        static int session = 0;
        if (cursor.text.empty()) {
            mine_ = ++session;
        }
        mine_ = mine_ == 0 ? session : mine_;
        if (mine_ != session) {  // the desk has logged us out
            Page page;
            page.end_at(cursor);
            return page;
        }
        return Desk::page_from(cursor, context);
    }

private:
    int mine_ = 0;
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::OneSession);
