// wants: (cannot convert|no known conversion|reference to type).*UnitKindTag
#include "tiendo/model/plan.hpp"

const tiendo::Node* look_up(const tiendo::Plan& plan,
                            [[maybe_unused]] const tiendo::UnitId& unit,
                            [[maybe_unused]] const tiendo::NodeId& node) {
#ifdef TIENDO_SOUND
    return plan.find(node);
#else
    return plan.find(unit);
#endif
}
