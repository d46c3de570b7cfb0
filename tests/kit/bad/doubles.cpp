// Gives the first record of each page a second time.
#include "desk.hpp"

namespace desk {

class Doubles : public Desk {
protected:
    Expected<Listing> parse(std::string_view body) override {
        auto listing = Desk::parse(body);
        if (listing && listing->rows.size() > 1) {
            listing->rows.push_back(listing->rows.front());
        }
        return listing;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::Doubles);
