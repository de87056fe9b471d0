# cmake -D SOURCE=… -D TEMPLATE=… -D OUTPUT=… -D VERSION=… [-D GIT=…] -P version.cmake
# Writes which version and which commit the program is built from. Run by every build; the file is touched only when it
# says something else, so nothing is compiled for nothing and a new commit needs no reconfigure. "+" stands behind the
# commit when files under version control differ from it. Only the source's own repository counts: a tarball unpacked
# somewhere inside another one has no commit.
cmake_minimum_required(VERSION 3.25)

# git in the source, whatever repository the environment (a hook's, for one) speaks of; no lock is taken
function(git result output)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env --unset=GIT_DIR --unset=GIT_WORK_TREE --unset=GIT_INDEX_FILE --unset=GIT_PREFIX
            ${GIT} --no-optional-locks -C ${SOURCE} ${ARGN}
    RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(${result} "${status}" PARENT_SCOPE)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

set(COMMIT 未知)
if(GIT)
  git(is_inside folder rev-parse --show-prefix)
  git(has_commit commit rev-parse --verify HEAD)
  if(is_inside EQUAL 0 AND folder STREQUAL "" AND has_commit EQUAL 0)
    set(COMMIT ${commit})
    git(differs text diff --quiet HEAD --)
    if(NOT differs EQUAL 0)
      string(APPEND COMMIT "+")
    endif()
  endif()
endif()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
