// Says nothing of a record that is not there.
#include "desk.hpp"

namespace desk {

class FindsNothing : public Desk {
public:
    Expected<Page> find(const Stream& stream,
                        const std::vector<RecordKey>& keys,
                        Context& context) {
        auto found = Desk::find(stream, keys, context);
        if (found && found->lines().find("\"deleted\":true") != std::string::npos) {
            found = Page();
        }
        return found;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::FindsNothing);
