// The bitmap has colour and halo in it, premultiplied.
uniform sampler2D u_texture;

in vec2 v_texture;
in float v_opacity;
out vec4 o_color;

void main() { o_color = texture(u_texture, v_texture) * v_opacity; }
