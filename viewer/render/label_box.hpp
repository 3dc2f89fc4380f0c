// ScreenBox: an axis-aligned box on the screen, for labels and their collisions.
#pragma once

namespace corridors::render {

/// Logical pixels, +y down.
struct ScreenBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool intersects(const ScreenBox &o) const {
        return left < o.right && right > o.left && top < o.bottom && bottom > o.top;
    }
    [[nodiscard]] ScreenBox expanded(double px) const { return {left - px, top - px, right + px, bottom + px}; }
    [[nodiscard]] bool isInside(const ScreenBox &o) const {
        return left >= o.left && right <= o.right && top >= o.top && bottom <= o.bottom;
    }
    [[nodiscard]] bool contains(double x, double y) const { return x >= left && x < right && y >= top && y < bottom; }
    friend bool operator==(const ScreenBox &, const ScreenBox &) = default;
};

} // namespace corridors::render
