// Gives the records of a page in the order of a hash table.
#include "desk.hpp"

#include <algorithm>

namespace desk {

class AnyOrder : public Desk {
protected:
    Expected<Listing> parse(std::string_view body) override {
        static int handles = 0;
        mine_ = mine_ == 0 ? ++handles : mine_;
        auto listing = Desk::parse(body);
        if (listing && mine_ % 2 == 0) {
            std::reverse(listing->rows.begin(), listing->rows.end());
        }
        return listing;
    }

private:
    int mine_ = 0;
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::AnyOrder);
