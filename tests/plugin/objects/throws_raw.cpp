// Breaks the rule that nothing is thrown across the border: without the SDK's guard, from the entry
// or, where the entry is let through, from read.
#include "tiendo/adapter/abi.h"

#include <stdexcept>
#include <string_view>

TIENDO_ADAPTER_MANIFEST(
    R"({"abi":"1.0","name":")" NAME R"(","version":"1.0.0","vendor":"test","licence":"Apache-2.0",)"
    R"("summary":"Throws.","status":"trial","streams":[{"name":"documents","type":"document",)"
    R"("description":"D.","flow":"read","key":"id","cursor":{"kind":"token","order":"none"},)"
    R"("fields":[{"name":"number","purpose":"test"}]}],"config":{"type":"object","properties":{}}})");

namespace {

int32_t describe(void* /*self*/, tiendo_buffer* out, tiendo_error* /*error*/) {
    constexpr std::string_view text = tiendo_manifest_json;
    out->text = {text.data(), text.size()};
    return 0;
}

int32_t read(void* /*self*/,
             const tiendo_read* what,
             tiendo_page* /*out*/,
             tiendo_error* /*error*/) {
    if (what->cursor.size == 0) {
        throw std::out_of_range("row 12 of 11");
    }
    throw 3;
}

}  // namespace

extern "C" [[gnu::visibility("default")]] int32_t tiendo_adapter_entry(uint32_t /*host_abi*/,
                                                                       tiendo_adapter* out,
                                                                       tiendo_error* /*error*/) {
#ifdef THROWS_IN_ENTRY
    throw std::runtime_error("no memory for tables");
#endif
    out->abi = TIENDO_ADAPTER_ABI;
    out->describe = describe;
    out->read = read;
    out->close = [](void* /*self*/) { throw 4; };
    return 0;
}
