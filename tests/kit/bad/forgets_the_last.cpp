// Says nothing of the last record of a batch.
#include "desk.hpp"

namespace desk {

class ForgetsTheLast : public Desk {
public:
    Expected<Outcomes> write(const Batch& batch, Context& context) {
        Outcomes outcomes;
        for (const auto& item : batch) {
            Outcomes unheard;
            const bool last = batch.items().size() > 1 && &item == &batch.items().back();
            send(item, context, last ? unheard : outcomes);
        }
        return outcomes;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::ForgetsTheLast);
