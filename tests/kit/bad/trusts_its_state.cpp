// Takes state that is gone for the end of the stream.
#include "desk.hpp"

namespace desk {

class TrustsItsState : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto known = context.state("begun");
        if (!known) {
            return std::move(known).error();
        }
        if (begun_ && !*known) {
            Page page;
            page.end_at(cursor);
            return page;
        }
        begun_ = true;
        if (auto kept = context.keep_state("begun", "yes"); !kept) {
            return std::move(kept).error();
        }
        return Desk::page_from(cursor, context);
    }

private:
    bool begun_ = false;
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TrustsItsState);
