# Fails unless OBJECT exports exactly the entry of an adapter.
execute_process(COMMAND "${NM}" -D --defined-only --format=posix "${OBJECT}"
  OUTPUT_VARIABLE symbols RESULT_VARIABLE failed)
string(STRIP "${symbols}" symbols)
if(failed OR NOT symbols MATCHES "^tiendo_adapter_entry T [^\n]*$")
  message(FATAL_ERROR "${OBJECT} should export tiendo_adapter_entry alone, but exports:\n${symbols}")
endif()
