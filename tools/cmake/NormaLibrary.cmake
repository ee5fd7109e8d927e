include(GNUInstallDirs)

# Private compile settings shared by every target of the project.
function(norma_set_compile_options target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
  if(NORMA_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(NORMA_SANITIZE)
    # g++ 12 sees uninitialised reads in the standard library once it is instrumented; there are none.
    target_compile_options(${target} PRIVATE
      -fsanitize=${NORMA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-maybe-uninitialized)
    target_link_options(${target} PUBLIC -fsanitize=${NORMA_SANITIZE})
  endif()
endfunction()

# norma_add_library(name SOURCES … [DEPENDS …] [PRIVATE_DEPENDS …])
# A static library for one stage. Sources are listed explicitly, relative to the calling folder; a source file
# in the folder that is not listed is an error, so that nothing is left out of the build unnoticed.
function(norma_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS")
  norma_check_sources_listed("${ARG_SOURCES}")
  add_library(${name} STATIC ${ARG_SOURCES})
  norma_set_compile_options(${name})
  target_include_directories(${name} PUBLIC
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>"
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
    "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
  string(REGEX REPLACE "^norma_" "" export_name ${name})
  set_target_properties(${name} PROPERTIES EXPORT_NAME ${export_name} POSITION_INDEPENDENT_CODE ON)
  set_property(GLOBAL APPEND PROPERTY NORMA_LIBRARIES ${name})
endfunction()

function(norma_check_sources_listed sources)
  file(GLOB present RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" CONFIGURE_DEPENDS "*.cpp")
  foreach(source IN LISTS present)
    if(NOT source IN_LIST sources)
      message(WARNING "${CMAKE_CURRENT_SOURCE_DIR}/${source} is not listed in its CMakeLists.txt")
    endif()
  endforeach()
endfunction()

# norma_add_unit_test(name SOURCES … [LIBRARIES …])
# Builds the executable <name>_tests with the shared Catch2 main and registers it with ctest under label `unit`.
function(norma_add_unit_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LIBRARIES")
  set(target ${name}_tests)
  add_executable(${target} ${ARG_SOURCES} $<TARGET_OBJECTS:norma_catch_main>)
  norma_set_compile_options(${target})
  target_link_libraries(${target} PRIVATE ${ARG_LIBRARIES} Catch2::Catch2)
  target_compile_definitions(${target} PRIVATE NORMA_SOURCE_DIRECTORY="${PROJECT_SOURCE_DIR}")
  add_test(NAME unit.${name} COMMAND ${target})
  set_tests_properties(unit.${name} PROPERTIES LABELS unit TIMEOUT 300)
endfunction()
