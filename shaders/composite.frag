// Lays a texture of the same size over the target, pixel on pixel, with one opacity for the whole.
uniform sampler2D u_texture;
uniform float u_opacity;
out vec4 o_color;

void main() { o_color = texelFetch(u_texture, ivec2(gl_FragCoord.xy), 0) * u_opacity; }
