// The north arrow: true north as the meridian runs at the map's centre, and grid north where it differs or is asked
// for.
#include <cmath>
#include <numbers>

#include "viewer/layout/blocks.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "north-arrow";
constexpr double kSizePx = 50;
constexpr double kLeastConvergenceDeg = 0.2; // below it two arrows would lie upon each other

class Arrow {
public:
    Arrow(double angle, const BlockContext &context)
        : m_angle(angle), m_context(context), m_s(context.scale), m_c{kSizePx * m_s / 2, kSizePx * m_s / 2} {}

    [[nodiscard]] ScreenPoint turned(double x, double y) const {
        return {m_c.x + (x * std::cos(m_angle) - y * std::sin(m_angle)) * m_s,
                m_c.y + (x * std::sin(m_angle) + y * std::cos(m_angle)) * m_s};
    }

    /// A slim kite: its western half filled, the eastern one open, as on survey sheets.
    void addKite(DrawList &list) const {
        PathPrimitive west;
        west.subpaths = {{turned(0, -7), turned(-7, 18.5), turned(0, 13)}};
        west.closed = true;
        west.fill = m_context.palette.ink;
        west.stroke = m_context.palette.ink;
        west.strokeWidthPx = 0.8 * m_s;
        PathPrimitive east = west;
        east.subpaths = {{turned(0, -7), turned(7, 18.5), turned(0, 13)}};
        east.fill = m_context.palette.paper;
        list.push_back(path(kRole, std::move(east)));
        list.push_back(path(kRole, std::move(west)));
    }

    /// A thin needle, as grid north is drawn beside true north.
    void addNeedle(DrawList &list) const {
        PathPrimitive needle = polyline({turned(0, 18.5), turned(0, -8)});
        needle.stroke = m_context.palette.softInk;
        needle.strokeWidthPx = 0.9 * m_s;
        list.push_back(path(kRole, std::move(needle)));
    }

    void addLetters(DrawList &list, const char *letters, double sizePx) const {
        text::TextStyle style = textStyle("Noto Sans Bold", sizePx * m_s, m_context.palette.ink);
        style.lineHeightEm = 1;
        const text::TextMetrics size = m_context.text.measure(letters, style);
        const ScreenPoint at = turned(0, -14.6);
        list.push_back(text(kRole, letters, {at.x - size.widthPx / 2, at.y - size.heightPx / 2}, style));
    }

private:
    double m_angle; ///< clockwise from up
    const BlockContext &m_context;
    double m_s;
    ScreenPoint m_c;
};

/// Where a small step along the meridian leads on the page: radians clockwise from up.
double trueNorthAt(const Projection &projection, const app::Viewport &viewport) {
    const LonLat centre = projection.unproject(viewport.camera.center);
    const double stepDeg = centre.latDeg < 89 ? 0.05 : -0.05;
    const WorldPoint from = projection.project(centre);
    const WorldPoint to = projection.project({centre.lonDeg, centre.latDeg + stepDeg});
    const double sign = stepDeg > 0 ? 1 : -1;
    return std::atan2(sign * (to.x - from.x), sign * (to.y - from.y));
}

} // namespace

Block northArrowBlock(const app::Viewport &viewport, app::NorthArrow kind, const BlockContext &context) {
    const double sizePx = kSizePx * context.scale;
    Block block = plateBlock(kRole, sizePx, sizePx, context);
    std::get<PathPrimitive>(block.list[0].content).cornerRadiusPx = sizePx / 2;
    const double trueAngle = trueNorthAt(*context.state.projection, viewport);
    if (kind == app::NorthArrow::Grid) {
        const Arrow grid(0, context);
        grid.addKite(block.list);
        grid.addLetters(block.list, "GN", 9.5);
        return block;
    }
    const Arrow arrow(trueAngle, context);
    const bool differ = std::abs(trueAngle) * 180 / std::numbers::pi >= kLeastConvergenceDeg;
    if (kind == app::NorthArrow::Both && differ) Arrow(0, context).addNeedle(block.list);
    arrow.addKite(block.list);
    arrow.addLetters(block.list, "N", 12);
    return block;
}

} // namespace corridors::layout
