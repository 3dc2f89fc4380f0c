// Labels: textured quads, one vertex buffer a frame.
layout(location = 0) in vec2 a_position; // px of the target, y down
layout(location = 1) in vec3 a_texture;  // texel, opacity

uniform vec4 u_clip;     // px -> clip space: scale, offset
uniform vec2 u_texel;    // 1 / size of the page

out vec2 v_texture;
out float v_opacity;

void main() {
    v_texture = a_texture.xy * u_texel;
    v_opacity = a_texture.z;
    gl_Position = vec4(a_position * u_clip.xy + u_clip.zw, 0.0, 1.0);
}
