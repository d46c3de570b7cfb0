// Takes an error in the body for an empty list.
#include "desk.hpp"

namespace desk {

class EmptyOnError : public Desk {
protected:
    Expected<Listing> parse(std::string_view body) override {
        if (body.find("error") != std::string_view::npos) {
            return Listing{};
        }
        return Desk::parse(body);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::EmptyOnError);
