// Gives feedback in a stream of documents.
#include "desk.hpp"

namespace desk {

class WrongType : public Desk {
protected:
    std::string line(const Row& row, Context& context) override {
        const auto notice = document(row, context);
        return line_of(Feedback{.id = notice.id,
                                .day = notice.day,
                                .service = "12",
                                .requested_at = "2021-04-05T08:00:00+07:00"});
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::WrongType);
