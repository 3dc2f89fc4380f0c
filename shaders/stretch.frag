// A part of a texture, larger or smaller than it is. Nothing but this one look-up: software drawing has a short cut for
// exactly that, less than half as long as glBlitFramebuffer with GL_LINEAR.
uniform sampler2D u_texture;

in vec2 v_texture;
out vec4 o_color;

void main() { o_color = texture(u_texture, v_texture); }
