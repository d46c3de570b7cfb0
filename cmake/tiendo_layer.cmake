# How a layer, an adapter and a test are declared. Files are listed, never globbed: a test fails on an
# unlisted .cpp. All flags hang on targets, so that a parent project's flags are left alone.

add_library(tiendo_warnings INTERFACE)
target_compile_features(tiendo_warnings INTERFACE cxx_std_20)
target_compile_options(tiendo_warnings INTERFACE
  -Wall -Wextra -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wconversion>
  $<$<BOOL:${TIENDO_WERROR}>:-Werror>
  # GCC 12 sees dangling and overlapping copies in libstdc++'s own std::string (GCC bugs 105329, 105651).
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>)
add_library(tiendo_build_flags INTERFACE)
target_link_libraries(tiendo_build_flags INTERFACE tiendo_warnings)
if(TIENDO_SANITIZE STREQUAL "address")
  target_compile_options(tiendo_build_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(tiendo_build_flags INTERFACE -fsanitize=address,undefined)
elseif(TIENDO_SANITIZE STREQUAL "thread")
  target_compile_options(tiendo_build_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(tiendo_build_flags INTERFACE -fsanitize=thread)
elseif(TIENDO_SANITIZE)
  message(FATAL_ERROR "TIENDO_SANITIZE is '${TIENDO_SANITIZE}'; use 'address' or 'thread'")
endif()

if(TIENDO_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 takes members for uninitialised in code that a sanitizer has changed.
  target_compile_options(tiendo_build_flags INTERFACE -Wno-maybe-uninitialized)
endif()

if(TIENDO_FUZZERS)  # or libFuzzer sees none of the code that it drives
  target_compile_options(tiendo_build_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(TIENDO_CCACHE ccache)
if(TIENDO_CCACHE AND PROJECT_IS_TOP_LEVEL)
  set(CMAKE_C_COMPILER_LAUNCHER "${TIENDO_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${TIENDO_CCACHE}")
endif()

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
  set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
endif()

function(tiendo_harden target)
  # Clang 16 forgets the visibility of a namespace for a function that a .cpp defines by opening the namespace
  # again, so with it nothing is hidden. Releases are built by GCC.
  set(visibility hidden)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    set(visibility default)
  endif()
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:tiendo_build_flags>)
  set_target_properties(${target} PROPERTIES
    CXX_VISIBILITY_PRESET ${visibility} C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
endfunction()

# tiendo_add_layer(<name> SOURCES <file>… [PUBLIC <target>…] [PRIVATE <target>…])
# Target tiendo_<name>, alias tiendo::<name>, headers under include/tiendo/<name>, sources in src/<name>.
# PUBLIC names only what the public headers need; third parties are PRIVATE without exception.
function(tiendo_add_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tiendo_add_layer(${name}): unknown words '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  set(target tiendo_${name})
  if(arg_SOURCES)
    add_library(${target} ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/src/${name}")
    tiendo_harden(${target})
    set_target_properties(${target} PROPERTIES
      VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
      INSTALL_RPATH "$ORIGIN")
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
    target_link_libraries(${target} INTERFACE ${arg_PUBLIC})
  endif()
  add_library(tiendo::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_include_directories(${target} ${scope}
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  set_property(GLOBAL APPEND PROPERTY TIENDO_LAYERS ${target})
endfunction()

# tiendo_add_test(<name> SOURCES <file>… [LINK <target>…] [DEPENDS <target>…] [DATA])
# One GoogleTest executable; each TEST is a case of its own for ctest. Label = <name>.
function(tiendo_add_test name)
  cmake_parse_arguments(arg "SERIAL" "TIMEOUT" "SOURCES;LINK;DEPENDS" ${ARGN})
  set(target tiendo_${name}_test)
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE ${arg_LINK} GTest::gmock GTest::gtest_main)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  tiendo_harden(${target})
  target_compile_definitions(${target} PRIVATE
    TIENDO_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    TIENDO_BINARY_DIR="${PROJECT_BINARY_DIR}")
  if(arg_DEPENDS)
    add_dependencies(${target} ${arg_DEPENDS})
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  gtest_discover_tests(${target}
    DISCOVERY_TIMEOUT 60 DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${name} TIMEOUT ${arg_TIMEOUT})
endfunction()

# tiendo_add_fuzzer(<name> SOURCE <file> [LINK <target>…]): libFuzzer where TIENDO_FUZZERS is on; in every
# test run the same entry point is driven over tests/corpus/<name> by a plain main.
function(tiendo_add_fuzzer name)
  cmake_parse_arguments(arg "" "SOURCE" "LINK" ${ARGN})
  set(target tiendo_${name}_fuzz)
  if(TIENDO_FUZZERS)
    add_executable(${target} ${arg_SOURCE})
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    add_executable(${target} ${arg_SOURCE} "${PROJECT_SOURCE_DIR}/tests/support/replay_corpus.cpp")
  endif()
  target_link_libraries(${target} PRIVATE ${arg_LINK})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  tiendo_harden(${target})
  add_test(NAME "Fuzz.${name}_replays_its_corpus"
    COMMAND ${target} $<$<BOOL:${TIENDO_FUZZERS}>:-runs=0> "${PROJECT_SOURCE_DIR}/tests/corpus/${name}"
    COMMAND_EXPAND_LISTS)  # an option that is off must not leave an empty argument
  set_tests_properties("Fuzz.${name}_replays_its_corpus" PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()

include("${CMAKE_CURRENT_LIST_DIR}/tiendo_adapter.cmake")
