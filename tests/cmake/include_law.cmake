# The house's one-way dependencies (docs/architecture.md): every #include "…" of ours is written from the root and
# goes only where its folder may look; the libraries that a room wraps are included in that room alone.
cmake_minimum_required(VERSION 3.25)

set(input_may "base|input")
set(styles_may "base|styles")
set(fonts_may "base|fonts")
set(base_may "base")
set(output_may "base|output|fonts/face\\.h|layout/pages\\.h")
# Behind the stages: their doors and products, and no other room's inside. Whoever writes JSON or lengths uses
# output/write.h; editing/ has the tables of keys too.
set(stages "input/(input|doc)\\.h|styles/(styles|style)\\.h|fonts/(fonts|face)\\.h|layout/(layout|pages)\\.h")
set(outside "base/|gazette/(gazette|press)\\.h|${stages}|output/output\\.h")
set(compare_may "${outside}|output/write\\.h|compare/")
# trial/ stands below the two rooms that try overrides: it writes them into a source, marks and values of 版面.
set(trial_may "base/|gazette/gazette\\.h|${stages}|input/front_edit\\.h|trial/")
set(tried "trial/(trial|stream|causes|search)\\.h")
set(editing_may "${outside}|${tried}|output/write\\.h|input/(front_edit|front_matter|manifest)\\.h|editing/")
# facsimile/ reads a printed copy's PDF by what reads the text layers of PDFs that come from outside.
set(facsimile_may "${outside}|${tried}|output/write\\.h|output/pdf/keys\\.h|output/text_layer(\\.h|/(glyphs|font)\\.h)|input/numbering\\.h|facsimile/")
# proof/ reads what people put on a PDF; what it and check/ write is proved by the same function.
set(proof_may "${outside}|output/(write|annotations|text_layer|web)\\.h|input/conserve\\.h|layout/sheet\\.h|proof/")
# intake/ writes sources: of input/ it has the tables of keys, what a typed number is, where pasted lines are paragraphs,
# and how an issue's list is written.
set(intake_may "base/|${stages}|input/(front_edit|front_matter|manifest|numbering|pasted)\\.h|intake/")
# watch/ serves what output/ tells a browser of the pages, and keeps what layout/ remembers.
set(watch_may "${outside}|output/web\\.h|layout/memory\\.h|watch/")
set(archive_may "${outside}|archive/")
# check/ asks the same pure functions what a typed number is, and is told by a style where the house's lists lie.
set(check_may "base/|input/(input|doc|conserve|numbering)\\.h|styles/style\\.h|check/")
set(cli_may "${outside}|gazette/volume\\.h|(archive/archive|check/check|compare/compare|editing/editing|facsimile/facsimile|proof/proof|watch/watch|intake/intake)\\.h|cli/")
set(gazette_may "base/|gazette/|${stages}|output/output\\.h")
set(layout_common "base/|input/doc\\.h|styles/style\\.h|styles/style_roles\\.h|fonts/face\\.h|layout/pages\\.h|layout/[a-z_]*\\.h")
set(layout_text "text")
set(layout_title "text|title")
set(layout_table "text|title|table")
set(layout_block "text|title|table|block")
set(layout_page "text|title|table|block|page")
set(layout_issue "text|title|table|block|page|issue")

set(n_files 0)
set(n_wrong 0)

function(wrong file line)
  message(SEND_ERROR "${file}: ${line}")
endfunction()

function(allowed_of file result)
  string(REGEX MATCH "^([a-z]+)/" room "${file}")
  set(room "${CMAKE_MATCH_1}")
  if(room STREQUAL "layout")
    string(REGEX MATCH "^layout/([a-z]+)/" sub "${file}")
    set(sub "${CMAKE_MATCH_1}")
    if(sub STREQUAL "")
      set(${result} "^(${layout_common}|layout/)" PARENT_SCOPE)
    else()
      set(${result} "^(${layout_common}$|layout/(${layout_${sub}})/)" PARENT_SCOPE)
    endif()
  else()
    set(${result} "^(${${room}_may})" PARENT_SCOPE)
  endif()
endfunction()

# A room that is not named here may not include the library at all.
function(check_library file include)
  foreach(law "pango:fonts" "hb:fonts" "cairo:output" "librsvg:output" "qpdf:output|facsimile/pdf" "png:output" "lcms2:output" "jpeglib:output" "jerror:output"
              "yaml:base" "expat:base|input|output|intake" "zip:intake" "gumbo:intake" "zlib:output" "libdeflate:output" "seccomp:base" "nettle:base" "microhttpd:watch" "unicode:layout/title" "fontconfig:fonts|output" "ft2build:fonts|output")
    string(REPLACE ":" ";" law "${law}")
    list(GET law 0 library)
    list(GET law 1 rooms)
    if(include MATCHES "^${library}([-./_]|$)" AND NOT file MATCHES "^(${rooms})/")
      wrong("${file}" "<${include}> belongs to ${rooms}")
    endif()
  endforeach()
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/rooms.cmake)
foreach(room IN LISTS ROOMS)
  file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/${room}/*.c ${SOURCE}/${room}/*.h)
  foreach(file IN LISTS files)
    math(EXPR n_files "${n_files} + 1")
    allowed_of("${file}" allowed)
    file(STRINGS ${SOURCE}/${file} lines REGEX "^ *# *include")
    foreach(line IN LISTS lines)
      if(line MATCHES "include \"(.*)\"")
        set(include "${CMAKE_MATCH_1}")
        if(NOT include MATCHES "${allowed}")
          wrong("${file}" "may not include \"${include}\"")
        elseif(NOT EXISTS ${SOURCE}/${include})
          wrong("${file}" "\"${include}\" is not written from the root")
        endif()
      elseif(line MATCHES "include <(.*)>")
        check_library("${file}" "${CMAKE_MATCH_1}")
      endif()
    endforeach()
  endforeach()
endforeach()
message(STATUS "${n_files} files keep the include law")
