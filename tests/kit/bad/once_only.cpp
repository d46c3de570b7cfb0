// Gives each page once, and nothing when it is asked for again.
#include "desk.hpp"

namespace desk {

class OnceOnly : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        if (last_ == cursor.text) {
            Page page;
            page.end_at(cursor);
            return page;
        }
        last_ = cursor.text;
        return Desk::page_from(cursor, context);
    }

private:
    std::optional<std::string> last_;
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::OnceOnly);
