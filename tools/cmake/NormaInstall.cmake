# Install rules: static libraries, public headers and a package file, so that
# `find_package(norma)` followed by linking `norma::norma` works.
include(CMakePackageConfigHelpers)

get_property(norma_libraries GLOBAL PROPERTY NORMA_LIBRARIES)
get_property(NORMA_PACKAGE_CALLS GLOBAL PROPERTY NORMA_PACKAGE_CALLS)
set(norma_package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/norma")
set(NORMA_DATA_FOLDER "${CMAKE_INSTALL_DATADIR}/norma")

install(TARGETS norma ${norma_libraries} EXPORT normaTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/norma" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT normaTargets NAMESPACE norma:: DESTINATION "${norma_package_folder}")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/normaConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/normaConfig.cmake" INSTALL_DESTINATION "${norma_package_folder}"
  PATH_VARS NORMA_DATA_FOLDER)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/normaConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/normaConfig.cmake" "${PROJECT_BINARY_DIR}/normaConfigVersion.cmake"
  DESTINATION "${norma_package_folder}")

if(TARGET norma_cli)
  install(TARGETS norma_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
foreach(folder stdlib rules)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}")
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/${folder}" DESTINATION "${NORMA_DATA_FOLDER}")
  endif()
endforeach()
