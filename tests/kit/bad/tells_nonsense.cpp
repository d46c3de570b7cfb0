// Makes records of what it is told that are none.
#include "desk.hpp"

namespace desk {

class TellsNonsense : public Desk {
protected:
    std::string told_line(const Row& /*row*/, Context& /*context*/) override {
        return R"({"type":"document"})";
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TellsNonsense);
