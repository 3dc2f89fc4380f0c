// Numbered callouts: a badge for each feature at the sides of the page, joined to it by a leader line that crosses no
// other. The same layout serves exported pages and the live map (key A). Primitives only; no drawing, no state.
//
// Badges stand in slots along the frame (boundary labelling). Which target gets which slot is the assignment with the
// least total length of straight leaders: in it no two leaders cross, for if two did, exchanging their ends would be
// shorter by the triangle inequality. Elbows are short level ends of leaders in the strip along the frame, where no
// other leader goes. From there each badge is drawn in towards its target as far as it stands free and its leader still
// crosses no other: on an empty map a number stands beside what it names, in a crowd it stays at the frame.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/layout/furniture.hpp"

namespace corridors::layout {

/// Something to point at.
struct CalloutSubject {
    int number = 0;
    ScreenPoint target; ///< where the leader ends; on the page
    double clearPx = 8; ///< radius around the target that no badge covers
};

struct CalloutOptions {
    double widthPx = 0; ///< of the page
    double heightPx = 0;
    std::vector<PageBox> avoid;         ///< furniture
    std::vector<ScreenPoint> keepClear; ///< points of what is named, which no badge covers
    bool elbowed = true;                ///< leaders end level at their badge; else they are straight
    double scale = 0;                   ///< of badges and lines; 0: chosen for the page
};

struct Callout {
    int number = 0;
    ScreenPoint target;
    ScreenPoint badge; ///< centre
    double radiusPx = 0;
    std::vector<ScreenPoint> leader; ///< from the target to the badge's rim: two points, three with an elbow
};

/// Callouts for as many subjects as there is room for, in the order given (the first are placed when not all fit).
/// Subjects outside the page are left out.
[[nodiscard]] std::vector<Callout> layoutCallouts(std::span<const CalloutSubject> subjects,
                                                  const CalloutOptions &options);

/// The callouts as primitives of role "callout": leaders with a light casing and a dot at the target, then badges.
[[nodiscard]] DrawList drawCallouts(std::span<const Callout> callouts, const app::AppState &state,
                                    const text::TextEngine &text);

/// Where to point at a feature: a point itself; the middle of the longest visible stretch of a line; for a polygon a
/// place inside its visible part. Lines are pointed at outside the boxes to avoid when some of them is. nullopt when
/// nothing of it is in the view.
[[nodiscard]] std::optional<ScreenPoint> calloutTarget(const FeatureView &feature, const app::Viewport &viewport,
                                                       std::span<const PageBox> avoid = {});

/// True when the open segments a-b and c-d have a point in common.
[[nodiscard]] bool segmentsCross(ScreenPoint a, ScreenPoint b, ScreenPoint c, ScreenPoint d);

} // namespace corridors::layout
