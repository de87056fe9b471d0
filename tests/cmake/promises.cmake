# A promise that is compiled out of what ships guards nothing: no room has an assert() (base/process/promise.h says what instead).
cmake_minimum_required(VERSION 3.25)

include(${CMAKE_CURRENT_LIST_DIR}/rooms.cmake)
gaz_sources_of_rooms(files *.[ch])
set(n 0)
foreach(file IN LISTS files)
  file(STRINGS ${SOURCE}/${file} lines REGEX "(^|[^a-zA-Z0-9_])(g_)?assert(_[a-z_]+)?[ ]*\\(|<assert\\.h>|g_return_(val_)?if_fail")
  foreach(line IN LISTS lines)
    if(NOT line MATCHES "^ \\* |static_assert|_Static_assert") # prose
      message(SEND_ERROR "${file}: ${line}")
    endif()
  endforeach()
  math(EXPR n "${n} + 1")
endforeach()
if(n LESS 100)
  message(SEND_ERROR "only ${n} files were looked at")
endif()
message(STATUS "${n} files, no assert")
