// Finds a record with less in it than it reads.
#include "desk.hpp"

namespace desk {

class FindsAnother : public Desk {
public:
    Expected<Page> find(const Stream& stream,
                        const std::vector<RecordKey>& keys,
                        Context& context) {
        finding_ = true;
        return Desk::find(stream, keys, context);
    }

protected:
    Document document(const Row& row, Context& context) override {
        auto made = Desk::document(row, context);
        if (finding_) {
            made.kind = "Công văn";
        }
        return made;
    }

private:
    bool finding_ = false;
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::FindsAnother);
