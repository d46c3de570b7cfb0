// Keeps more of what it is told than its manifest has a purpose for.
#include "desk.hpp"

namespace desk {

class TellsMore : public Desk {
protected:
    std::string told_line(const Row& row, Context& context) override {
        auto notice = Desk::document(row, context);
        notice.issuer_code = "P07";
        return line_of(notice);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TellsMore);
