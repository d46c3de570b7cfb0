// Makes no mistake: what the others are measured by.
#include "desk.hpp"

namespace desk {

class Good : public Desk {};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::Good);
