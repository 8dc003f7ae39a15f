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
  target_compile_options(stepmark_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(stepmark_flags INTERFACE -fsanitize=address,undefined)
endif()
find_package(Threads REQUIRED)

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

# stepmark_add_test(NAME SOURCES ... [LIBS ...]): a Qt Test program, run by ctest without a display.
function(stepmark_add_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_compile_definitions(${name} PRIVATE STEPMARK_SOURCE_DIR="${STEPMARK_ROOT}" STEPMARK_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE stepmark_flags ${ARG_LIBS} Qt6::Test)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 900
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_NUM_THREADS=2;OMP_WAIT_POLICY=passive;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/testconfig;XDG_CACHE_HOME=${CMAKE_BINARY_DIR}/testcache")
endfunction()
