# How an adapter is built, inside tiendo and from the installed package alike.
#
# tiendo_add_adapter(<name> SOURCES <file>… [PRIVATE <target>…])
#   name     the name in the manifest ("mot-cua"): the file is tiendo-<name>.so, which is what hosts look for
#   PRIVATE  libraries of the adapter's own; tiendo::adapter is linked already
# Target tiendo_adapter_<name>, with '_' for '-'. A module: nothing links against it. It shows its entry and no other
# symbol. Installed to <libdir>/tiendo/adapters.

function(tiendo_add_adapter name)
  cmake_parse_arguments(arg "" "" "SOURCES;PRIVATE" ${ARGN})
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tiendo_add_adapter(${name}): unknown words '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT name MATCHES "^[a-z0-9_][a-z0-9_-]*$")
    message(FATAL_ERROR "tiendo_add_adapter(${name}): use the manifest's name, of a-z, 0-9, '-' and '_'")
  endif()
  tiendo_add_adapter_object("${name}" ${arg_SOURCES})
  string(REPLACE "-" "_" target "tiendo_adapter_${name}")
  target_link_libraries(${target} PRIVATE ${arg_PRIVATE})

  include(GNUInstallDirs)
  if(PROJECT_NAME STREQUAL "tiendo" AND NOT TIENDO_INSTALL)
    return()
  endif()
  install(TARGETS ${target} LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/tiendo/adapters")
endfunction()

# The same without install rules, for adapters that only tests load.
function(tiendo_add_adapter_object name)
  set(map "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/tiendo_adapter.map")
  string(REPLACE "-" "_" target "tiendo_adapter_${name}")
  add_library(${target} MODULE ${ARGN})
  target_link_libraries(${target} PRIVATE tiendo::adapter)
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_link_options(${target} PRIVATE "LINKER:--version-script=${map}")
  set_target_properties(${target} PROPERTIES
    PREFIX "" OUTPUT_NAME "tiendo-${name}" SUFFIX ".so"
    LINK_DEPENDS "${map}"
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  if(CMAKE_LIBRARY_OUTPUT_DIRECTORY)
    set_target_properties(${target} PROPERTIES
      LIBRARY_OUTPUT_DIRECTORY "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}/tiendo/adapters")
  endif()
  if(COMMAND tiendo_harden)
    tiendo_harden(${target})
  endif()
endfunction()
