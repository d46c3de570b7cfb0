// Does not look for the end of an answer.
#include "desk.hpp"

namespace desk {

class TakesHalf : public Desk {
protected:
    Expected<Listing> parse(std::string_view body) override {
        auto whole_listing = Desk::parse(body);
        if (whole_listing || !body.starts_with("desk 1\n")) {
            return whole_listing;
        }
        Listing listing;
        take_line(body);
        for (auto row = take_line(body); !row.empty(); row = take_line(body)) {
            const auto number = whole(row.substr(0, row.find('\t')));
            listing.rows.push_back({number ? *number : 0, std::string(row)});
            listing.next = number ? *number : 0;
        }
        return listing;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::TakesHalf);
