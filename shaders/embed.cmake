# cmake -DOUT=file.cpp -DFILES="a.vert;b.frag" -P embed.cmake
set(body "// Generated from shaders/ by embed.cmake.\n#include \"shaders/embedded_shaders.hpp\"\n\nnamespace corridors::shaders {\n\nstd::string_view source(std::string_view name) {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND body "    if (name == \"${name}\") return R\"GLSL(${text})GLSL\";\n")
endforeach()
string(APPEND body "    return {};\n}\n\n} // namespace corridors::shaders\n")
file(WRITE ${OUT} "${body}")
