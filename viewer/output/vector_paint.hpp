// From a style layer's properties and a feature to the look of a shape, at the exact zoom; and the geometry that looks
// ask for (offset strips, dashes). Internal to viewer/output; used by vector_scene.
#pragma once

#include <optional>
#include <vector>

#include "geodata/style/style_layer.hpp"
#include "viewer/output/vector_scene.hpp"

namespace corridors::output {

/// A line's look with what its geometry needs before it can be stroked.
struct LinePlan {
    LineShape shape; ///< without paths; dashPx refers to `dashes`
    std::vector<double> dashes;
    double gapWidthPx = 0; ///< > 0: two strips beside a gap
    double offsetPx = 0;   ///< to the right of travel
    /// How far from the line anything is drawn.
    [[nodiscard]] double reachPx() const;
};

/// Looks of a feature; nullopt when nothing would be seen.
[[nodiscard]] std::optional<FillShape> fillLook(const style::FillStyle &style, double zoom, const FeatureView &feature);
[[nodiscard]] std::optional<LinePlan> lineLook(const style::LineStyle &style, double zoom, const FeatureView &feature);
[[nodiscard]] std::optional<CircleShape> circleLook(const style::CircleStyle &style, double zoom,
                                                    const FeatureView &feature);

/// An upper bound of how far a layer draws beyond its geometry, for finding the features that reach into an area.
[[nodiscard]] double layerReachPx(const style::StyleLayer &layer, double zoom);

/// The layer's *-translate.
[[nodiscard]] ScreenPoint translationOf(const style::StyleLayer &layer, double zoom);

/// A path moved sideways by `offsetPx` to the right of travel, corners mitred up to twice the offset, else bevelled.
[[nodiscard]] tile::PagePath offsetPath(const tile::PagePath &path, double offsetPx);

/// The two strips beside a gap as paths `apartPx` from the line moved by `offsetPx`. Round caps go around the line's
/// ends from one strip to the other, as the Style Spec's reference draws them: then it is one closed path.
void appendStrips(const tile::PagePath &path, double offsetPx, double apartPx, bool roundCaps,
                  std::vector<tile::PagePath> &out);

} // namespace corridors::output
