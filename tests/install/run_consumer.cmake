function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "failed (${status}): ${ARGV}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

# `output` must hold the text as it stands.
function(expect text)
  string(FIND "${output}" "${text}" place)
  if(place EQUAL -1)
    message(FATAL_ERROR "expected: ${text}\nprinted:\n${output}")
  endif()
endfunction()

# The example that people read is the program that is built here.
file(READ "${CONSUMER_SOURCE}/main.cpp" example)
file(READ "${README}" output)
expect("${example}")

set(prefix "${WORK_FOLDER}/prefix")
file(REMOVE_RECURSE "${prefix}" "${WORK_FOLDER}/moved" "${WORK_FOLDER}/build")
run(${CMAKE_COMMAND} --install ${BUILD_FOLDER} --prefix ${prefix})

# Only what the public headers say belongs into the installation.
file(GLOB_RECURSE headers RELATIVE "${prefix}/include" "${prefix}/include/*")
list(SORT headers)
if(NOT headers STREQUAL "norma/norma.hpp;norma/version.hpp")
  message(FATAL_ERROR "installed headers: ${headers}")
endif()

# An installation works wherever it is moved to.
file(RENAME "${prefix}" "${WORK_FOLDER}/moved")
set(prefix "${WORK_FOLDER}/moved")
run(${CMAKE_COMMAND} -S ${CONSUMER_SOURCE} -B ${WORK_FOLDER}/build -G ${GENERATOR}
  -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build ${WORK_FOLDER}/build)
run(${WORK_FOLDER}/build/consumer)
expect("norma ${EXPECTED_VERSION}")
expect("\"reduction\": 1.5}: satisfied\n  days = 4.5 person_days\n")
expect("\"reduction\": 2}: negative\n")
expect("within_cap: 由 6")
expect("{\"planned\": 6}: undetermined\n")
expect("missing: reduction\n")
expect("{\"planed\": 6}: invalid\n")
expect("did you mean `planned`?")
expect("sqrt(8) = 2*sqrt(2)\n")

# The program finds the standard library and the rules that were installed with it.
if(EXISTS "${prefix}/bin/norma")
  run(${prefix}/bin/norma check ${prefix}/share/norma/rules/cnca)
  run(${prefix}/bin/norma check ${prefix}/share/norma/stdlib)
  run(${prefix}/bin/norma eval "1/3 + 1/3")
  expect("2/3\n")
endif()
