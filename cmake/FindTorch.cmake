# SPDX-License-Identifier: GPL-3.0-or-later
# Finds libtorch wherever it comes from: Debian's package, the archive with the headers, pip's wheels for CPU or CUDA. The config
# file of these two asks for a whole CUDA toolkit where they were built with one; nothing here needs more than headers and libraries.
#
# CMAKE_PREFIX_PATH (or Torch_ROOT) may name what torch.utils.cmake_prefix_path says, the folder `torch` of a wheel, the
# site-packages that it lies in, or a prefix with include/ and lib/. Gives the target `torch`, TORCH_INCLUDE_DIRS and Torch_VERSION.
set(torch_hints)
foreach(prefix ${Torch_ROOT} ${CMAKE_PREFIX_PATH})
  list(APPEND torch_hints ${prefix} ${prefix}/../.. ${prefix}/torch) # the second: .../torch/share/cmake
endforeach()

find_path(TORCH_API_INCLUDE_DIR torch/torch.h HINTS ${torch_hints}
  PATH_SUFFIXES torch/csrc/api/include include/torch/csrc/api/include)
mark_as_advanced(TORCH_API_INCLUDE_DIR)
get_filename_component(torch_include "${TORCH_API_INCLUDE_DIR}/../../../.." ABSOLUTE)
get_filename_component(torch_prefix "${torch_include}/.." ABSOLUTE)

set(torch_libraries)
foreach(name torch torch_cpu c10 torch_cuda c10_cuda)
  find_library(TORCH_${name}_LIBRARY ${name} HINTS ${torch_prefix}/lib)
  mark_as_advanced(TORCH_${name}_LIBRARY)
endforeach()
if(NOT TORCH_torch_LIBRARY MATCHES "^${torch_prefix}/")
  set(TORCH_torch_LIBRARY TORCH_torch_LIBRARY-NOTFOUND) # of another torch than the headers
endif()

foreach(header torch/headeronly/version.h torch/csrc/api/include/torch/version.h)
  if(EXISTS ${torch_include}/${header} AND NOT Torch_VERSION)
    file(STRINGS ${torch_include}/${header} torch_numbers REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]+")
    string(REGEX REPLACE "[^;]*_[A-Z]+ ([0-9]+)" "\\1" torch_numbers "${torch_numbers}")
    string(REPLACE ";" "." Torch_VERSION "${torch_numbers}")
  endif()
endforeach()

if(torch_include AND NOT EXISTS ${torch_prefix}/share/cmake/Torch)
  find_package(Torch ${Torch_FIND_VERSION} CONFIG REQUIRED) # a distribution's: it knows what its build needs besides
  return()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Torch
  REQUIRED_VARS TORCH_torch_LIBRARY TORCH_torch_cpu_LIBRARY TORCH_c10_LIBRARY TORCH_API_INCLUDE_DIR VERSION_VAR Torch_VERSION)

if(Torch_FOUND AND NOT TARGET torch)
  set(TORCH_INCLUDE_DIRS ${torch_include} ${TORCH_API_INCLUDE_DIR})
  # Wheels before 2.7 speak the old ABI of libstdc++, which Qt does not.
  if(EXISTS ${torch_prefix}/share/cmake/Torch/TorchConfig.cmake)
    file(STRINGS ${torch_prefix}/share/cmake/Torch/TorchConfig.cmake torch_old_abi REGEX "_GLIBCXX_USE_CXX11_ABI=0")
    if(torch_old_abi)
      message(FATAL_ERROR "The torch in ${torch_prefix} was built for the old ABI of libstdc++: take 2.7 or newer.")
    endif()
  endif()
  add_library(torch INTERFACE IMPORTED)
  target_include_directories(torch INTERFACE ${TORCH_INCLUDE_DIRS})
  target_compile_options(torch INTERFACE -D_GLIBCXX_USE_CXX11_ABI=1)
  # Wheels hold parts of a libstdc++ of their own (std::filesystem) and export them, without a version: who found them there
  # first would call those, which crash outside of a wheel's toolchain.
  target_link_libraries(torch INTERFACE stdc++ ${TORCH_torch_LIBRARY} ${TORCH_torch_cpu_LIBRARY} ${TORCH_c10_LIBRARY})
  if(TORCH_torch_cuda_LIBRARY AND TORCH_torch_cuda_LIBRARY MATCHES "^${torch_prefix}/")
    # Nobody calls it by name: it must stay among what is loaded. What it needs of CUDA lies in wheels of its own, or nowhere
    # on a machine that only builds; it is looked for when the program starts.
    target_link_libraries(torch INTERFACE ${TORCH_c10_cuda_LIBRARY} -Wl,--allow-shlib-undefined
      "-Wl,--push-state,--no-as-needed,${TORCH_torch_cuda_LIBRARY},--pop-state")
  endif()
endif()
