# poppler's C++ interface, which ships no CMake config. Defines Poppler::cpp.
find_path(POPPLER_CPP_INCLUDE_DIR poppler-document.h PATH_SUFFIXES poppler/cpp)
find_library(POPPLER_CPP_LIBRARY poppler-cpp)
mark_as_advanced(POPPLER_CPP_INCLUDE_DIR POPPLER_CPP_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Poppler REQUIRED_VARS POPPLER_CPP_LIBRARY POPPLER_CPP_INCLUDE_DIR)

if(Poppler_FOUND AND NOT TARGET Poppler::cpp)
  add_library(Poppler::cpp UNKNOWN IMPORTED)
  set_target_properties(Poppler::cpp PROPERTIES
    IMPORTED_LOCATION "${POPPLER_CPP_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${POPPLER_CPP_INCLUDE_DIR}")
endif()
