# The rooms of docs/architecture.md, from the ground up: what a law about the sources looks at. A folder with sources that is
# not named here is a mistake, and so is a source that lies in no room.
set(ROOMS base input styles fonts layout output gazette trial archive compare check editing facsimile proof intake watch cli)

file(GLOB sources RELATIVE ${SOURCE} ${SOURCE}/*.[ch] ${SOURCE}/*/*.[ch])
foreach(source IN LISTS sources)
  string(REGEX REPLACE "/.*" "" room "${source}")
  if(NOT room IN_LIST ROOMS AND NOT room MATCHES "^(tests|bench|build)$")
    message(SEND_ERROR "${source} is in no room of tests/cmake/rooms.cmake")
  endif()
endforeach()

# gaz_sources_of_rooms(RESULT PATTERN…): the files of all rooms that a pattern fits, from the root.
function(gaz_sources_of_rooms result)
  set(patterns "")
  foreach(room IN LISTS ROOMS)
    foreach(pattern IN LISTS ARGN)
      list(APPEND patterns ${SOURCE}/${room}/${pattern})
    endforeach()
  endforeach()
  file(GLOB_RECURSE files RELATIVE ${SOURCE} ${patterns})
  set(${result} ${files} PARENT_SCOPE)
endfunction()
