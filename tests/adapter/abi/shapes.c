/* Every struct of the border hangs on the one exported function; abidw reads their layout from this. */
#include "tiendo/adapter/abi.h"

int32_t tiendo_adapter_entry(uint32_t host_abi, tiendo_adapter* out, tiendo_error* error) {
    (void)host_abi;
    (void)out;
    (void)error;
    return 0;
}
