// Extruded lines and outlines; geodata/tile/line_vertex.hpp draws and explains the geometry. All lengths in px of the
// target. Tile positions are rounded as in fill.vert, so that fills and their outlines meet.
layout(location = 0) in vec2 a_position;
layout(location = 1) in vec2 a_normal;  // 1024 = 1
layout(location = 2) in vec3 a_corner;  // across, along, side
#ifdef DASHED
layout(location = 3) in float a_distance;
#endif

uniform vec3 u_tile;  // px per tile unit; the tile's origin in px
uniform vec4 u_clip;  // px -> clip space: scale, offset
uniform vec2 u_thick; // T: half the drawn thickness with the fade; offset to the right

out float v_side;
#ifdef DASHED
out float v_distance; // px along the line
#endif

void main() {
    vec2 normal = a_normal / 1024.0;
    vec2 along = vec2(normal.y, -normal.x);
    vec2 px = floor(a_position * u_tile.x * 64.0 + 0.5) / 64.0 + u_tile.yz;
    px += normal * (a_corner.x * u_thick.x + u_thick.y) + along * (a_corner.y * u_thick.x);
    v_side = a_corner.z * u_thick.x;
#ifdef DASHED
    v_distance = a_distance * u_tile.x + a_corner.y * u_thick.x;
#endif
    gl_Position = vec4(px * u_clip.xy + u_clip.zw, 0.0, 1.0);
}
