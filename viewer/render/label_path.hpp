// Text along a line: where each piece of a shaped text lies on a polyline on the screen, and how it is turned.
// Pure geometry in logical pixels. Used by label_placement for collisions and by label_layer for every frame.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::render {

/// A polyline with the distance of each vertex from its start.
class ScreenPath {
public:
    explicit ScreenPath(std::span<const ScreenPoint> points);
    [[nodiscard]] double lengthPx() const { return m_distances.empty() ? 0 : m_distances.back(); }
    /// The point at a distance along the path; beyond its ends it goes straight on.
    [[nodiscard]] ScreenPoint at(double distancePx) const;

private:
    std::vector<ScreenPoint> m_points; // at least two, no two neighbours equal; empty when the input had no length
    std::vector<double> m_distances;
};

struct CurvedText {
    struct Piece {
        ScreenPoint pivot;    ///< of the cluster: middle of its advance, middle of the line's height
        double rotateDeg = 0; ///< clockwise, in (-180, 180]
    };
    std::vector<Piece> pieces; ///< one a cluster, in the clusters' order
    double maxTurnDeg = 0;     ///< largest change of direction within an em of text
    double spreadDeg = 0;      ///< largest difference of a piece's direction from the text's mean direction
    double meanDeg = 0;        ///< direction from the first piece to the last
    ScreenPoint middle;        ///< where a text that is drawn unbent has its centre
};

struct CurveRequest {
    std::span<const text::TextCluster> clusters; ///< of a text widthPx wide, before scaling
    double widthPx = 0;
    double scale = 1;     ///< of clusters and width
    double sizePx = 16;   ///< font size after scaling
    double alongPx = 0;   ///< where on the path the text's middle comes to lie
    double offsetXPx = 0; ///< text-offset: along the reading direction
    double offsetYPx = 0; ///< and below it
    bool keepUpright = true;
    double mostTurnDeg = 360; ///< nothing is laid along a line that bends more within an em of text
};

/// Lays the text so that its middle is at alongPx, reading left to right on the screen if keepUpright (a vertical text
/// reads upwards). The letters stand on a smoothed copy of the line, so that jags do not shake them and bends neither
/// crowd nor scatter them; maxTurnDeg tells how much the line itself bends. nullopt when the path has no length, the
/// text no letters, or the line bends too much.
[[nodiscard]] std::optional<CurvedText> layAlong(const ScreenPath &path, const CurveRequest &request);

} // namespace corridors::render
