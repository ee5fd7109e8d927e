# Build-wide options; everything else is set per target by NormaLibrary.cmake.
option(NORMA_WERROR "Treat compiler warnings as errors" OFF)
option(NORMA_BENCH "Build the benchmarks (needs Google Benchmark)" OFF)
option(NORMA_BUILD_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(NORMA_INSTALL "Create install rules" ${PROJECT_IS_TOP_LEVEL})
set(NORMA_ONLY "" CACHE STRING "Stages to build while working on them, as a pattern: base|number (all when empty)")
set(NORMA_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
  endif()
  # -g1 keeps function names and lines for stack traces at little cost in size.
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
  set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

  find_program(CCACHE_PROGRAM ccache)
  if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  endif()
endif()
