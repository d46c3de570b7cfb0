// wants: (conversion from .*to non-scalar type|no viable conversion).*NodeId
#include "tiendo/model/ids.hpp"

tiendo::NodeId first_node() {
#ifdef TIENDO_SOUND
    tiendo::NodeId id = tiendo::NodeId::of("I");
#else
    tiendo::NodeId id = "I";
#endif
    return id;
}
