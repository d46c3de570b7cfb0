// Writes days as the desk does, not as the schema wants.
#include "desk.hpp"

namespace desk {

class VietnameseDates : public Desk {
protected:
    Document document(const Row& row, Context& context) override {
        auto made = Desk::document(row, context);
        made.arrived_on = "5/4/2021";
        return made;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::VietnameseDates);
