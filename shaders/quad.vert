// A rectangle in px as a triangle strip of four vertices, without any vertex buffer.
uniform vec4 u_rect; // x, y, width, height
uniform vec4 u_clip;

void main() {
    vec2 px = u_rect.xy + u_rect.zw * vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4(px * u_clip.xy + u_clip.zw, 0.0, 1.0);
}
