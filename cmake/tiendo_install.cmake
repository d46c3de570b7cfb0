# The package: headers, libraries, adapters, simulators, find_package(tiendo CONFIG), pkg-config. DESTDIR is respected.
get_property(layers GLOBAL PROPERTY TIENDO_LAYERS)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/tiendo")

install(TARGETS ${layers} EXPORT tiendo_targets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/tiendo" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT tiendo_targets NAMESPACE tiendo:: FILE tiendo_targets.cmake DESTINATION "${package_dir}")

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/tiendo_config.cmake.in"
  "${PROJECT_BINARY_DIR}/tiendo-config.cmake" INSTALL_DESTINATION "${package_dir}"
  PATH_VARS CMAKE_INSTALL_BINDIR CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_LIBEXECDIR)
# Before 1.0 a minor release may change anything, so only the same minor version fits.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/tiendo-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/tiendo-config.cmake"
  "${PROJECT_BINARY_DIR}/tiendo-config-version.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/tiendo_adapter.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/tiendo_adapter.map"
  "${PROJECT_SOURCE_DIR}/cmake/FindGumbo.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/FindLibical.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/FindSoci.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/FindXlsxwriter.cmake"
  DESTINATION "${package_dir}")

set(libraries "")
foreach(layer IN LISTS layers)
  get_target_property(type ${layer} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    string(PREPEND libraries " -l${layer}")
  endif()
endforeach()
configure_file("${PROJECT_SOURCE_DIR}/cmake/tiendo.pc.in" "${PROJECT_BINARY_DIR}/tiendo.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/tiendo.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/THIRD_PARTY.md"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}")
