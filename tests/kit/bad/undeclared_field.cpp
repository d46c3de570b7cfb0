// Hands over a field that its manifest has no purpose for.
#include "desk.hpp"

namespace desk {

class UndeclaredField : public Desk {
protected:
    Document document(const Row& row, Context& context) override {
        auto made = Desk::document(row, context);
        made.issuer_code = "P07";
        return made;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::UndeclaredField);
