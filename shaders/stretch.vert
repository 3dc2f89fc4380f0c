// A rectangle of the target as a triangle strip of four vertices, each with its place in a texture.
uniform vec4 u_rect; // px: x, y, width, height
uniform vec4 u_clip;
uniform vec4 u_part; // of the texture, 0 to 1: x, y, width, height

out vec2 v_texture;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    v_texture = u_part.xy + u_part.zw * corner;
    gl_Position = vec4((u_rect.xy + u_rect.zw * corner) * u_clip.xy + u_clip.zw, 0.0, 1.0);
}
