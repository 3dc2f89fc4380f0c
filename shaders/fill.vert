// Triangles of a tile, in tile units. Positions are rounded to 1/64 px so that a tile drawn at another whole-pixel
// offset (panning) covers exactly the same pixels.
layout(location = 0) in vec2 a_position;

uniform vec3 u_tile; // px per tile unit; the tile's origin in px
uniform vec4 u_clip; // px -> clip space: scale, offset

void main() {
    vec2 px = floor(a_position * u_tile.x * 64.0 + 0.5) / 64.0 + u_tile.yz;
    gl_Position = vec4(px * u_clip.xy + u_clip.zw, 0.0, 1.0);
}
