# How everything of ours is compiled, and what a room is.

include(CheckCCompilerFlag)
include(CheckCSourceCompiles)

# Hardening, where it is optimised and no sanitizer does more: what the compiler at hand knows. Overruns found at run time,
# return addresses guarded, jumps only where jumps may go, no table of functions that can be written to, no fixed address.
set(GAZ_HARDEN_COMPILE -fstack-protector-strong)
set(GAZ_HARDEN_LINK -pie -Wl,-z,relro,-z,now)
check_c_compiler_flag(-fcf-protection GAZ_HAS_CF_PROTECTION)
if(GAZ_HAS_CF_PROTECTION)
  list(APPEND GAZ_HARDEN_COMPILE -fcf-protection)
endif()
set(CMAKE_REQUIRED_FLAGS "-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3") # the C library warns where it has 2 at most
check_c_source_compiles("#include <string.h>\nint main(void) { return 0; }" GAZ_HAS_FORTIFY_3)
unset(CMAKE_REQUIRED_FLAGS)
list(APPEND GAZ_HARDEN_COMPILE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$<IF:$<BOOL:${GAZ_HAS_FORTIFY_3}>,3,2>)

function(gaz_flags target)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
                                           -Wvla -Wpointer-arith -Wwrite-strings
                                           -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=) # __FILE__ as in base/process/promise.h: no machine's path
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE GAZ_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  if(GAZ_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(GAZ_COVERAGE) # what a child has run that ends by _exit is counted too
    target_compile_options(${target} PRIVATE --coverage -fprofile-update=atomic)
    target_compile_definitions(${target} PRIVATE GAZ_COVERAGE="${CMAKE_BINARY_DIR}")
    target_link_options(${target} PRIVATE --coverage -Wl,--wrap=_exit,--wrap=execvp)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "EXECUTABLE")
      target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/coverage_exit.c)
    endif()
  endif()
  if(NOT GAZ_SANITIZE AND CMAKE_BUILD_TYPE MATCHES "^Rel")
    target_compile_options(${target} PRIVATE ${GAZ_HARDEN_COMPILE})
    get_target_property(type ${target} TYPE)
    if(NOT type STREQUAL "MODULE_LIBRARY")
      target_compile_options(${target} PRIVATE -fPIE)
    endif()
    if(type STREQUAL "EXECUTABLE")
      target_link_options(${target} PRIVATE ${GAZ_HARDEN_LINK})
    endif()
  endif()
  if(GAZ_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${GAZ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${GAZ_SANITIZE})
  endif()
  if(GAZ_FUZZ) # what libFuzzer sees of a run
    target_compile_options(${target} PRIVATE -fsanitize-coverage=${GAZ_FUZZ_COUNTERS})
  endif()
endfunction()

# No number of ours becomes a narrower one, or one of another sign, unless it says so: a cast, or a type that fits. What gcc
# takes for such; clang takes more, and other things.
function(gaz_conversions target)
  target_compile_options(${target} PRIVATE $<$<C_COMPILER_ID:GNU>:-Wconversion>)
endfunction()

# gaz_room(NAME [base] LIBRARIES…): the folder NAME and its subfolders as the library gaz_NAME.
function(gaz_room name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${name}/*.c)
  if(NOT sources) # a room that is still empty stops nobody
    add_library(gaz_${name} INTERFACE)
    return()
  endif()
  add_library(gaz_${name} STATIC ${sources})
  list(TRANSFORM ARGN REPLACE "^base$" gaz_base)
  target_link_libraries(gaz_${name} PUBLIC ${ARGN})
  gaz_flags(gaz_${name})
  gaz_conversions(gaz_${name})
endfunction()

# gaz_version(): the library of base/process/version.h, looked at by every build. Only what is linked with it is linked anew after
# a commit.
function(gaz_version)
  find_package(Git QUIET)
  set(file ${CMAKE_BINARY_DIR}/generated/version.c)
  add_custom_target(
    gaz_version_file
    COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D TEMPLATE=${CMAKE_SOURCE_DIR}/cmake/version.c.in -D OUTPUT=${file}
            -D VERSION=${PROJECT_VERSION} -D GIT=${GIT_EXECUTABLE} -P ${CMAKE_SOURCE_DIR}/cmake/version.cmake
    BYPRODUCTS ${file}
    COMMENT "" VERBATIM)
  add_library(gaz_version STATIC ${file})
  add_dependencies(gaz_version gaz_version_file)
  gaz_flags(gaz_version)
endfunction()
