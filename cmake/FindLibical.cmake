# libical 3, whose own config names its targets without a namespace. Defines Libical::ical.
find_path(LIBICAL_INCLUDE_DIR libical/ical.h)
find_library(LIBICAL_LIBRARY ical)
mark_as_advanced(LIBICAL_INCLUDE_DIR LIBICAL_LIBRARY)
if(LIBICAL_INCLUDE_DIR)
  file(STRINGS "${LIBICAL_INCLUDE_DIR}/libical/ical.h" LIBICAL_VERSION_LINE REGEX "#define ICAL_VERSION ")
  string(REGEX MATCH "[0-9.]+" Libical_VERSION "${LIBICAL_VERSION_LINE}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libical
  REQUIRED_VARS LIBICAL_LIBRARY LIBICAL_INCLUDE_DIR VERSION_VAR Libical_VERSION)

if(Libical_FOUND AND NOT TARGET Libical::ical)
  add_library(Libical::ical UNKNOWN IMPORTED)
  set_target_properties(Libical::ical PROPERTIES
    IMPORTED_LOCATION "${LIBICAL_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${LIBICAL_INCLUDE_DIR}")
endif()
