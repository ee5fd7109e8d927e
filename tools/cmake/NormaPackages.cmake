# norma_require_package(NAME [find_package arguments…])
# Finds a package that libraries of this project link to, and remembers the call so that the installed
# normaConfig.cmake asks for the same package.
macro(norma_require_package)
  find_package(${ARGN} REQUIRED)
  string(REPLACE ";" " " _norma_package_call "${ARGN}")
  set_property(GLOBAL APPEND_STRING PROPERTY NORMA_PACKAGE_CALLS "find_dependency(${_norma_package_call})\n")
endmacro()
