// Antialiased lines: the colour fades over the last px (or over `blur`) towards the edge of the drawn strip.
// Variants: GAP (two strips beside a gap), DASHED, FRINGE (the outer half pixel of a polygon's edge).
uniform vec4 u_color; // premultiplied
uniform vec3 u_edge;  // T; 1 / width of the fade; with GAP: where the inner fade begins

in float v_side; // px from the centre line, right is positive
#ifdef DASHED
in float v_distance;
// Ends of dashes and gaps in turn, px from the pattern's start, filled up with the pattern's length.
uniform float u_dash[8];
uniform vec2 u_dashCap; // half a line width where dashes have round caps, else 0; 1 / pattern length
#endif
out vec4 o_color;

void main() {
#ifdef FRINGE
    // Inside (side > 0) the triangles have painted already.
    float alpha = v_side < 0.0 ? clamp(0.5 + v_side, 0.0, 1.0) : 0.0;
#else
    float d = abs(v_side);
    float alpha = (u_edge.x - d) * u_edge.y;
#ifdef GAP
    alpha = min(alpha, (d - u_edge.z) * u_edge.y);
#endif
#ifdef DASHED
    // Signed distance to the dash: positive within. Dash k covers [end of gap k - 1, end of dash k].
    float period = u_dash[7];
    float at = v_distance - period * floor(v_distance * u_dashCap.y);
    float inside = -1e6;
    float from = 0.0;
    for (int i = 0; i < 8; i += 2) {
        inside = max(inside, min(at - from, u_dash[i] - at));
        from = u_dash[i + 1];
    }
    // The last dash of the repetition before and the first of the next one.
    inside = max(inside, min(at + period - u_dash[5], u_dash[6] - period - at));
    inside = max(inside, min(at - period, u_dash[0] + period - at));
    if (u_dashCap.x > 0.0) {
        float beyond = max(-inside, 0.0);
        alpha = min(alpha, (u_edge.x - sqrt(beyond * beyond + d * d)) * u_edge.y);
    } else {
        alpha = min(alpha, inside + 0.5);
    }
#endif
    alpha = clamp(alpha, 0.0, 1.0);
#endif
    o_color = u_color * alpha;
}
