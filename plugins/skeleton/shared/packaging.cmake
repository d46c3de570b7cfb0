# `cpack --config build/CPackConfig.cmake` makes a .deb and a .tgz with the adapter in the folder where tiendo looks.
# TODO 1: who answers for the package.
set(CPACK_PACKAGE_VENDOR "Example vendor")
set(CPACK_PACKAGE_CONTACT "Example vendor <adapters@example.com>")

include(GNUInstallDirs)
string(REPLACE "_" "-" package "tiendo-adapter-${PROJECT_NAME}")  # Debian's names have no '_'
set(CPACK_PACKAGE_NAME "${package}")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Adapter of tiendo: ${PROJECT_NAME}")
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "tiendo")
install(FILES README.md LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${package}")
include(CPack)
