# A promise that is compiled out of what ships guards nothing: no room has an assert() (base/promise.h says what instead).
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/base/*.[ch] ${SOURCE}/input/*.[ch] ${SOURCE}/styles/*.[ch]
     ${SOURCE}/fonts/*.[ch] ${SOURCE}/layout/*.[ch] ${SOURCE}/output/*.[ch] ${SOURCE}/archive/*.[ch]
     ${SOURCE}/compare/*.[ch] ${SOURCE}/desk/*.[ch] ${SOURCE}/proof/*.[ch] ${SOURCE}/cli/*.[ch])
file(GLOB root RELATIVE ${SOURCE} ${SOURCE}/*.[ch])
set(n 0)
foreach(file IN LISTS files root)
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
