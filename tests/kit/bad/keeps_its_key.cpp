// Keeps its key in the state of the connection.
#include "desk.hpp"

namespace desk {

class KeepsItsKey : public Desk {
protected:
    Expected<std::string> ask(Context& context, HttpRequest request) override {
        if (auto key = context.secret("key")) {
            if (auto kept = context.keep_state("key", key->view()); !kept) {
                return std::move(kept).error();
            }
        }
        return Desk::ask(context, std::move(request));
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::KeepsItsKey);
