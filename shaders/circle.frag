// Circle with stroke and blur. The edge fades inwards over one px or over circle-blur of the radius, as the Style Spec's
// reference draws it.
uniform vec4 u_color;       // premultiplied, opacity included
uniform vec4 u_strokeColor; // premultiplied, opacity included
uniform vec2 u_shape;       // radius / reach (1: no stroke); width of the fade as a share of the reach

in vec2 v_extrude;
out vec4 o_color;

void main() {
    float r = length(v_extrude);
    float opacity = smoothstep(0.0, 1.0, clamp((1.0 - r) / u_shape.y, 0.0, 1.0));
    float stroke = u_shape.x >= 1.0 ? 0.0 : smoothstep(0.0, 1.0, clamp((r - u_shape.x) / u_shape.y + 1.0, 0.0, 1.0));
    o_color = mix(u_color, u_strokeColor, stroke) * opacity;
}
