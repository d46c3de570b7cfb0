#include "tiendo/adapter/sdk.hpp"

using namespace tiendo::adapter;

struct Author {
    Expected<Page> read(const Stream&, const Cursor&, Context&) { return Page(); }
};
TIENDO_EXPORT_ADAPTER(Author);
