// An sRGB colour with straight (not premultiplied) alpha. Parsing of CSS colours is in geodata/style.
#pragma once

namespace corridors {

/// Components in [0, 1], sRGB-encoded, alpha straight.
struct Color {
    float r = 0;
    float g = 0;
    float b = 0;
    float a = 1;
    friend bool operator==(const Color &, const Color &) = default;
};

} // namespace corridors
