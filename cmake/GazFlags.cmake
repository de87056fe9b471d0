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
