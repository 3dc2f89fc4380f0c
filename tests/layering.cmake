# cmake -DROOT=<source folder> -P layering.cmake
# Holds the sources against ARCHITECTURE.md: which folder may include which, where third-party headers may stand, how long a file may be.
cmake_minimum_required(VERSION 3.25)
set(problems "")

# Which of our folders each folder may include (itself and geodata/core are always allowed).
set(allow_geodata/core "")
set(allow_geodata/io "")
set(allow_geodata/query "")
set(allow_geodata/style "")
set(allow_geodata/article "")
set(allow_geodata/tile geodata/style)
set(allow_geodata/links geodata/article geodata/style)
set(allow_geodata/story geodata/style)
set(geodata_all geodata/style geodata/tile geodata/query geodata/article geodata/links geodata/story)
set(allow_viewer/app ${geodata_all})
set(allow_viewer/gpu "")
set(allow_viewer/text "")
set(allow_viewer/render ${geodata_all} viewer/app viewer/gpu viewer/text shaders)
set(allow_viewer/layout ${geodata_all} viewer/app viewer/text)
set(allow_viewer/ui ${geodata_all} viewer/app viewer/text viewer/layout)
set(allow_viewer/output ${geodata_all} viewer/app viewer/gpu viewer/text viewer/render viewer/layout)
set(allow_viewer/platform ${geodata_all} geodata/io viewer/app viewer/gpu viewer/text viewer/render viewer/layout viewer/output viewer/ui)
set(allow_viewer/cli ${allow_viewer/platform} viewer/platform)

# Third-party headers and the folders they are confined to.
set(confined
  "gdal|ogr|cpl_|proj\\.h=geodata/io"
  "epoxy/gl\\.h|GL/=viewer/gpu"
  "epoxy/egl\\.h|EGL/=viewer/output"
  "imgui=viewer/ui|viewer/platform"
  "SDL=viewer/platform"
  "pango|cairo|fontconfig|hb\\.h=viewer/text|viewer/output|viewer/platform"
  "unicode/=geodata/article|geodata/links|geodata/query|geodata/style|geodata/tile"
  "poppler=geodata/article"
  "GeographicLib=geodata/query|viewer/layout"
  "CLI/=viewer/cli"
  "png\\.h=viewer/output"
  "nettle=geodata/core"
  "isa-l=viewer/output"
  "qpdf=viewer/output")

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/geodata/*.hpp ${ROOT}/geodata/*.cpp ${ROOT}/viewer/*.hpp ${ROOT}/viewer/*.cpp)
foreach(file IN LISTS files)
  string(REGEX MATCH "^[a-z]+/[a-z]+" folder "${file}")
  file(STRINGS ${ROOT}/${file} includes REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS includes)
    if(line MATCHES "\"((geodata|viewer|shaders)/?[a-z]*)/")
      string(REGEX MATCH "\"([a-z]+/[a-z]+)/|\"(shaders)/" unused "${line}")
      set(target "${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
      if(NOT target STREQUAL folder AND NOT target STREQUAL "geodata/core" AND NOT file STREQUAL "viewer/main.cpp"
         AND NOT target IN_LIST allow_${folder})
        list(APPEND problems "${file}: ${folder} may not include ${target}")
      endif()
    endif()
    foreach(rule IN LISTS confined)
      string(REGEX REPLACE "^(.*)=(.*)$" "\\1" what "${rule}")
      string(REGEX REPLACE "^(.*)=(.*)$" "\\2" homes "${rule}")
      if(line MATCHES "[<\"](${what})" AND NOT folder MATCHES "^(${homes})$")
        list(APPEND problems "${file}: ${line} belongs in ${homes}")
      endif()
    endforeach()
    if(line MATCHES "[<\"](gdal|ogr|cpl_|proj\\.h)" AND NOT file MATCHES "^geodata/io/gdal/")
      list(APPEND problems "${file}: ${line} belongs in geodata/io/gdal, which io loads when it needs it")
    endif()
    if(file MATCHES "\\.hpp$" AND line MATCHES "<(nlohmann/json.hpp|gdal|ogr|pango|cairo|imgui|SDL|epoxy|CLI)" AND NOT line MATCHES "json_fwd")
      string(REGEX MATCH "[^/]*$" name "${file}")
      file(GLOB users RELATIVE ${ROOT} ${ROOT}/geodata/*/*.* ${ROOT}/viewer/*/*.* ${ROOT}/viewer/main.cpp)
      foreach(user IN LISTS users)
        if(NOT user MATCHES "^${folder}/")
          file(STRINGS ${ROOT}/${user} hits REGEX "include \"${file}\"")
          if(hits)
            list(APPEND problems "${user}: includes ${file}, which lets a third-party type cross folders")
          endif()
        endif()
      endforeach()
    endif()
  endforeach()
  if(file MATCHES "\\.hpp$")
    file(STRINGS ${ROOT}/${file} once REGEX "^#pragma once")
    if(NOT once)
      list(APPEND problems "${file}: no #pragma once")
    endif()
  endif()
  file(READ ${ROOT}/${file} text)
  string(REGEX REPLACE "[^\n]" "" newlines "${text}")
  string(LENGTH "${newlines}" length)
  if(length GREATER 400)
    list(APPEND problems "${file}: ${length} lines; split it (the limit is 400)")
  endif()
endforeach()
list(LENGTH files count)
list(LENGTH problems wrong)
foreach(problem IN LISTS problems)
  message("${problem}")
endforeach()
if(wrong GREATER 0)
  message(FATAL_ERROR "${wrong} breaches of ARCHITECTURE.md in ${count} files")
endif()
message("${count} files keep to ARCHITECTURE.md")
