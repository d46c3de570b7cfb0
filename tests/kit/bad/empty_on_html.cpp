// Takes a page of maintenance for an empty list.
#include "desk.hpp"

namespace desk {

class EmptyOnHtml : public Desk {
protected:
    Expected<Listing> parse(std::string_view body) override {
        if (body.starts_with("<!DOCTYPE html>")) {
            return Listing{};
        }
        return Desk::parse(body);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::EmptyOnHtml);
