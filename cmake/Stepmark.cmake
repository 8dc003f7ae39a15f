# SPDX-License-Identifier: GPL-3.0-or-later
# What every folder of Stepmark shares: language level, warnings, and how a library, a program and a test are declared.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

set(STEPMARK_ROOT ${CMAKE_CURRENT_SOURCE_DIR})

# Flags every target of ours gets, and nothing that we only use.
add_library(stepmark_flags INTERFACE)
target_include_directories(stepmark_flags INTERFACE ${STEPMARK_ROOT})
target_compile_definitions(stepmark_flags INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_BYTEARRAY)
target_compile_options(stepmark_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  # Designated initializers leave fields at their defaults on purpose.
  -Wno-missing-field-initializers)
if(STEPMARK_WERROR)
  # What the optimizer guesses depends on its level and has false alarms in GCC 12 (bugs 105329, 105562): shown, no error.
  target_compile_options(stepmark_flags INTERFACE -Werror
    -Wno-error=restrict
    -Wno-error=maybe-uninitialized
    -Wno-error=uninitialized
    -Wno-error=format-truncation
    -Wno-error=format-overflow
    -Wno-error=stringop-overflow
    -Wno-error=stringop-overread
    -Wno-error=stringop-truncation
    -Wno-error=array-bounds
    -Wno-error=free-nonheap-object
    -Wno-error=dangling-pointer
    -Wno-error=use-after-free
    -Wno-error=nonnull
    -Wno-error=aggressive-loop-optimizations)
endif()
if(STEPMARK_SANITIZE)
  target_compile_options(stepmark_flags INTERFACE -fsanitize=${STEPMARK_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all) # undefined behaviour would be told and passed over
  target_link_options(stepmark_flags INTERFACE -fsanitize=${STEPMARK_SANITIZE})
endif()
find_package(Threads REQUIRED)

# What a build from nothing costs most is the same headers again and again. Two ways out, by what a library is like:
# - stepmark_precompile(NAME HEADERS...): its files are many and share large headers.
# - stepmark_unite(NAME...): its files fill the same templates (JSON, options): several are compiled as one. That is slower
#   after an edit, so that only bootstrap.sh asks for it (STEPMARK_UNITY); names in unnamed namespaces must differ within a library.
function(stepmark_precompile name)
  list(TRANSFORM ARGN REPLACE "(.+)" "<\\1>" OUTPUT_VARIABLE headers)
  target_precompile_headers(${name} PRIVATE ${headers})
endfunction()

function(stepmark_unite)
  if(STEPMARK_UNITY)
    foreach(name ${ARGN})
      set_target_properties(${name} PROPERTIES UNITY_BUILD ON)
      # Asks whether a class of a header has a member of an unnamed namespace; sources look like headers here.
      target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
    endforeach()
  endif()
endfunction()

# A JSON parser made of headers is four times slower where nothing is inlined. Not with sanitizers: GCC 12 crashes on a precompiled
# header of another level then.
function(stepmark_inline_in_dev name)
  if(NOT STEPMARK_SANITIZE)
    target_compile_options(${name} PRIVATE $<$<CONFIG:Dev>:-O2>)
  endif()
endfunction()

# stepmark_add_library(NAME SOURCES ... [PUBLIC_LIBS ...] [PRIVATE_LIBS ...])
function(stepmark_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC_LIBS;PRIVATE_LIBS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(${name} PUBLIC stepmark_flags Threads::Threads ${ARG_PUBLIC_LIBS} PRIVATE ${ARG_PRIVATE_LIBS})
endfunction()

# stepmark_add_program(NAME SOURCES ... [LIBS ...])
function(stepmark_add_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE stepmark_flags ${ARG_LIBS})
endfunction()

# stepmark_add_test(NAME SOURCES ... [LIBS ...]): a Qt Test program, run by ctest without a display. Those of readers, storage and
# domain are the target and label reader_tests, too: what runs under sanitizers.
function(stepmark_add_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  # One class a test, in the source of its name: AUTOMOC would look for it in a run, and a compilation, of its own.
  qt_generate_moc(${name}.cpp ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
  target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
  target_compile_options(${name} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR) # differs by folder, the precompiled header may not
  stepmark_precompile_test(${name} ${ARG_LIBS})
  target_compile_definitions(${name} PRIVATE STEPMARK_SOURCE_DIR="${STEPMARK_ROOT}" STEPMARK_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE stepmark_flags ${ARG_LIBS} Qt6::Test)
  add_test(NAME ${name} COMMAND ${name})
  set(groups)
  if(CMAKE_CURRENT_SOURCE_DIR MATCHES "/tests/(fuzz|storage|model/(domain|files|base|tokenizer|grading))")
    list(APPEND groups reader_tests)
  endif()
  if(groups)
    add_dependencies(reader_tests ${name})
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT 900
    LABELS "${groups}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_NUM_THREADS=2;OMP_WAIT_POLICY=passive;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/testconfig;XDG_CACHE_HOME=${CMAKE_BINARY_DIR}/testcache")
endfunction()

# stepmark_thread_tests(NAME ...), behind their declaration: tests whose threads meet in our code, for the thread sanitizer.
# Not those of Qt's threads: it would have to be built with the sanitizer itself.
function(stepmark_thread_tests)
  set_property(TEST ${ARGN} APPEND PROPERTY LABELS thread_tests)
  add_dependencies(thread_tests ${ARGN})
endfunction()

# Tests share two precompiled headers, with widgets and without: Qt Test's own header is not the same for both.
function(stepmark_precompile_test name)
  if("torch" IN_LIST ARGN OR "Qt6::Qml" IN_LIST ARGN)
    return() # other flags, another of Qt Test's forms
  endif()
  set(widgets "")
  foreach(library stepmark_ui stepmark_made_up stepmark_desktop stepmark_capture Qt6::Widgets)
    if(library IN_LIST ARGN)
      set(widgets _widgets)
    endif()
  endforeach()
  target_precompile_headers(${name} REUSE_FROM stepmark_test_headers${widgets})
endfunction()
