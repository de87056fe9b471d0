# How everything of ours is compiled, and what a room is.

function(gaz_flags target)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
                                           -Wvla -Wpointer-arith -Wwrite-strings
                                           -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=) # __FILE__ as in base/promise.h: no machine's path
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE GAZ_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  if(GAZ_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(GAZ_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${GAZ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${GAZ_SANITIZE})
  endif()
endfunction()

# gaz_room(NAME [base] LIBRARIES…): the folder NAME and its subfolders as the library gaz_NAME.
function(gaz_room name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${name}/*.c)
  if(NOT sources) # a room that is still empty stops nobody
    add_library(gaz_${name} INTERFACE)
    return()
  endif()
  add_library(gaz_${name} STATIC ${sources})
  foreach(library IN LISTS ARGN)
    if(library STREQUAL "base")
      target_link_libraries(gaz_${name} PUBLIC gaz_base)
    else()
      target_link_libraries(gaz_${name} PUBLIC ${library})
    endif()
  endforeach()
  gaz_flags(gaz_${name})
endfunction()

# gaz_version(): the library of base/version.h, looked at by every build. Only what is linked with it is linked anew after
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
