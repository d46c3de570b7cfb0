// Reads a file of its own, which a guarded adapter may not.
#include "desk.hpp"

#include <fstream>

namespace desk {

class OpensAFile : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        if (!std::ifstream("/etc/passwd")) {
            return Failure::config("its file cannot be read", "look for it");
        }
        return Desk::page_from(cursor, context);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::OpensAFile);
