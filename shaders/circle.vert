// One square for each centre (instanced), a triangle strip of four vertices.
layout(location = 0) in vec2 a_center; // tile units

uniform vec3 u_tile;     // px per tile unit; the tile's origin in px, moved by circle-translate
uniform vec4 u_clip;     // px -> clip space: scale, offset
uniform float u_reach;   // radius with stroke, px

out vec2 v_extrude; // -1 ... 1 over the square

void main() {
    v_extrude = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    vec2 px = floor(a_center * u_tile.x * 64.0 + 0.5) / 64.0 + u_tile.yz + v_extrude * u_reach;
    gl_Position = vec4(px * u_clip.xy + u_clip.zw, 0.0, 1.0);
}
