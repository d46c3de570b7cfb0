// Gives what it is told an id by chance.
#include "desk.hpp"

namespace desk {

class NewEachTime : public Desk {
protected:
    std::string told_line(const Row& row, Context& context) override {
        auto notice = Desk::document(row, context);
        notice.id = std::to_string(context.random());
        return line_of(notice);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::NewEachTime);
