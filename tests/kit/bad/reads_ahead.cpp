// Keeps what it fetched and has not given yet, behind its cursor.
#include "desk.hpp"

#include <map>

namespace desk {

class ReadsAhead : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto from = position(cursor);
        auto listing = from ? list(context, *from) : std::move(from).error();
        if (!listing) {
            return std::move(listing).error();
        }
        auto& rows = listing->rows;
        if (const auto kept = kept_.find(cursor.text); kept != kept_.end()) {
            rows.insert(rows.begin(), kept->second);
        }
        if (listing->more && !rows.empty()) {
            kept_.insert_or_assign(std::to_string(listing->next), rows.back());
            rows.pop_back();
        }
        return page_of(*listing, context);
    }

private:
    std::map<std::string, Row, std::less<>> kept_;
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::ReadsAhead);
