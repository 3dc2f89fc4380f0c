#include "viewer/layout/graticule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "viewer/layout/palette.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr const char *kRole = "graticule";
constexpr int kSamples = 96; ///< points along a meridian or parallel: smooth at any page size

class Graticule {
public:
    Graticule(const app::AppState &state, const GraticuleOptions &options, const text::TextEngine &text)
        : m_projection(*state.projection), m_options(options), m_text(text), m_palette(paletteFor(state)),
          m_scale(options.scale > 0 ? options.scale : furnitureScale(options.widthPx, options.heightPx)),
          m_view{state.camera, state.projection->square(), options.widthPx, options.heightPx} {}

    DrawList make() {
        const LonLatBounds box = viewBounds();
        if (box.isEmpty()) return {};
        const double stepDeg = graticuleStepDeg(std::max(box.east - box.west, box.north - box.south));
        const auto each = [&](double from, double to, const auto &use) {
            for (double k = std::ceil(from / stepDeg); k * stepDeg <= to; ++k) use(k * stepDeg);
        };
        each(box.west, box.east, [&](double lonDeg) {
            addLine(lonDeg, false, [&](double t) { return LonLat{lonDeg, box.south + (box.north - box.south) * t}; });
        });
        each(box.south, box.north, [&](double latDeg) {
            addLine(latDeg, true, [&](double t) { return LonLat{box.west + (box.east - box.west) * t, latDeg}; });
        });
        append(m_lines, std::move(m_labels));
        return std::move(m_lines);
    }

private:
    /// Degrees shown: the page's outline and a grid over it, unprojected.
    [[nodiscard]] LonLatBounds viewBounds() const {
        LonLatBounds box;
        constexpr int kGrid = 16;
        for (int i = 0; i <= kGrid; ++i)
            for (int k = 0; k <= kGrid; ++k) {
                const LonLat p =
                    m_projection.unproject(m_view.toWorld({m_view.widthPx * i / kGrid, m_view.heightPx * k / kGrid}));
                if (std::isfinite(p.lonDeg) && std::isfinite(p.latDeg)) box.extend(p);
            }
        const double margin = (box.north - box.south) * 0.05; // lines go on to the page's edge
        return {std::max(-180.0, box.west - margin), std::max(-89.0, box.south - margin),
                std::min(180.0, box.east + margin), std::min(89.0, box.north + margin)};
    }

    template <class At>
    void addLine(double degrees, bool isParallel, const At &at) {
        std::vector<ScreenPoint> points;
        for (int i = 0; i <= kSamples; ++i)
            points.push_back(m_view.toScreen(m_projection.project(at(static_cast<double>(i) / kSamples))));
        PathPrimitive line = polyline(points);
        line.stroke = m_palette.softInk;
        line.stroke.a = 0.38F;
        line.strokeWidthPx = 0.6 * m_scale;
        m_lines.push_back(path(kRole, std::move(line)));
        addLabels(points, formatDegrees(degrees, isParallel), isParallel);
    }

    /// Parallels are labelled where they meet the left and right edge, meridians at the top and bottom.
    void addLabels(const std::vector<ScreenPoint> &points, const std::string &label, bool isParallel) {
        text::TextStyle style = textStyle("Noto Sans Regular", 7.8 * m_scale, m_palette.softInk);
        style.haloColor = m_palette.plate;
        style.haloWidthPx = 1.4 * m_scale;
        style.lineHeightEm = 1.1;
        const text::TextMetrics size = m_text.measure(label, style);
        const double inset = 4 * m_scale;
        for (const bool far : {false, true}) {
            const double edge = far ? (isParallel ? m_options.widthPx - inset : m_options.heightPx - inset) : inset;
            const std::optional<ScreenPoint> at = crossing(points, edge, isParallel);
            if (!at) continue;
            const ScreenPoint topLeft{isParallel ? (far ? at->x - size.widthPx : at->x) : at->x + 2 * m_scale,
                                      isParallel ? at->y - size.heightPx - 0.5 * m_scale
                                                 : (far ? at->y - size.heightPx : at->y)};
            const PageBox box{topLeft.x, topLeft.y, topLeft.x + size.widthPx, topLeft.y + size.heightPx};
            const bool onPage =
                box.left >= 0 && box.top >= 0 && box.right <= m_options.widthPx && box.bottom <= m_options.heightPx;
            const auto touches = [&](const PageBox &other) { return other.intersects(box); };
            if (!onPage || std::ranges::any_of(m_options.avoid, touches) || std::ranges::any_of(m_taken, touches))
                continue;
            m_taken.push_back(box);
            m_labels.push_back(text(kRole, label, topLeft, style));
        }
    }

    /// Where the line meets x = edge (parallels) or y = edge (meridians).
    static std::optional<ScreenPoint> crossing(const std::vector<ScreenPoint> &points, double edge, bool vertical) {
        for (std::size_t i = 1; i < points.size(); ++i) {
            const double a = (vertical ? points[i - 1].x : points[i - 1].y) - edge;
            const double b = (vertical ? points[i].x : points[i].y) - edge;
            if ((a <= 0) == (b <= 0)) continue;
            const double t = a / (a - b);
            return ScreenPoint{points[i - 1].x + (points[i].x - points[i - 1].x) * t,
                               points[i - 1].y + (points[i].y - points[i - 1].y) * t};
        }
        return std::nullopt;
    }

    const Projection &m_projection;
    const GraticuleOptions &m_options;
    const text::TextEngine &m_text;
    Palette m_palette;
    double m_scale;
    app::Viewport m_view;
    DrawList m_lines;
    DrawList m_labels;
    std::vector<PageBox> m_taken;
};

} // namespace

double graticuleStepDeg(double spanDeg) {
    constexpr double kSteps[] = {1.0 / 60, 2.0 / 60, 5.0 / 60, 10.0 / 60, 20.0 / 60, 30.0 / 60, 1, 2, 5, 10, 15, 30};
    for (const double step : kSteps)
        if (spanDeg / step <= 8) return step;
    return 45;
}

std::string formatDegrees(double degrees, bool isLatitude) {
    const long minutes = std::lround(std::abs(degrees) * 60);
    const char *hemisphere = isLatitude ? (degrees < 0 ? "S" : "N") : (degrees < 0 ? "W" : "E");
    if (minutes == 0) return "0°";
    if (!isLatitude && minutes == 180L * 60) return "180°";
    if (minutes % 60 == 0) return fmt::format("{}°{}", minutes / 60, hemisphere);
    return fmt::format("{}°{:02}′{}", minutes / 60, minutes % 60, hemisphere);
}

DrawList buildGraticule(const app::AppState &state, const GraticuleOptions &options, const text::TextEngine &text) {
    if (!state.projection || options.widthPx < 1 || options.heightPx < 1) return {};
    return Graticule(state, options, text).make();
}

} // namespace corridors::layout
