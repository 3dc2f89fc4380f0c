#include "viewer/layout/numbering.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/layout/piece_placer.hpp"

namespace corridors::layout {
namespace {

constexpr double kClearPx = 9;       // around targets
constexpr double kSampleStepPx = 10; // of what is named, which badges keep off
constexpr double kLeaderPx = 3;      // each side of a leader
constexpr double kBeadPx = 8;        // leaders as a chain of boxes, since they run slantwise
constexpr double kBadgeGapPx = 2;

/// Where to point at a corridor: at the segment of which the view shows most.
std::optional<ScreenPoint> targetOf(const app::NumberedFeature &feature, const app::AppState &state,
                                    const app::Viewport &view, std::span<const PageBox> avoid) {
    std::optional<ScreenPoint> best;
    double bestSize = -1;
    for (const app::FeatureRef &ref : feature.parts) {
        const app::SourceState *source = state.source(ref.source);
        const auto index = source != nullptr && source->data ? source->data->find(ref.id) : std::nullopt;
        if (!index) continue;
        const FeatureView part = source->data->feature(*index);
        const auto target = calloutTarget(part, view, avoid);
        if (!target) continue;
        const WorldBounds &b = part.bounds();
        const WorldBounds shown = view.bounds();
        const double size = std::max(0.0, std::min(b.maxX, shown.maxX) - std::max(b.minX, shown.minX)) +
                            std::max(0.0, std::min(b.maxY, shown.maxY) - std::max(b.minY, shown.minY));
        if (size > bestSize) {
            best = target;
            bestSize = size;
        }
    }
    return best;
}

bool isHidden(ScreenPoint p, std::span<const PageBox> avoid) {
    return std::ranges::any_of(avoid, [&](const PageBox &box) {
        return p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom;
    });
}

} // namespace

Numbering number(std::vector<app::NumberedFeature> features, const app::AppState &state, std::span<const PageBox> avoid,
                 bool elbowed, double scale) {
    Numbering out;
    out.asked = features.size();
    CalloutOptions options;
    options.widthPx = state.viewportWidthPx;
    options.heightPx = state.viewportHeightPx;
    options.avoid.assign(avoid.begin(), avoid.end());
    options.elbowed = elbowed;
    options.scale = scale;
    const app::Viewport view = state.viewport();
    std::vector<ScreenPoint> targets;
    for (app::NumberedFeature &feature : features) {
        const auto target = targetOf(feature, state, view, avoid);
        if (!target || isHidden(*target, avoid)) continue;
        targets.push_back(*target);
        for (const app::FeatureRef &ref : feature.parts) {
            const app::SourceState *source = state.source(ref.source);
            const auto index = source != nullptr && source->data ? source->data->find(ref.id) : std::nullopt;
            if (index) appendSamples(source->data->feature(*index), view, kSampleStepPx, options.keepClear);
        }
        out.features.push_back(std::move(feature));
    }
    for (;;) {
        std::vector<CalloutSubject> subjects;
        for (std::size_t i = 0; i < targets.size(); ++i)
            subjects.push_back({static_cast<int>(i) + 1, targets[i], kClearPx});
        out.callouts = layoutCallouts(subjects, options);
        if (out.callouts.size() == targets.size()) return out;
        targets.resize(out.callouts.size()); // no room for all: the first ones
        out.features.resize(out.callouts.size());
    }
}

void addObstacles(std::span<const Callout> callouts, std::vector<app::Obstacle> &to) {
    for (const Callout &callout : callouts) {
        const double r = callout.radiusPx + kBadgeGapPx;
        to.push_back({callout.badge.x - r, callout.badge.y - r, callout.badge.x + r, callout.badge.y + r});
        for (std::size_t i = 1; i < callout.leader.size(); ++i) {
            const ScreenPoint a = callout.leader[i - 1];
            const ScreenPoint b = callout.leader[i];
            const int beads = std::max(1, static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / kBeadPx));
            for (int k = 0; k <= beads; ++k) {
                const double x = a.x + (b.x - a.x) * k / beads;
                const double y = a.y + (b.y - a.y) * k / beads;
                to.push_back({x - kLeaderPx, y - kLeaderPx, x + kLeaderPx, y + kLeaderPx});
            }
        }
    }
}

} // namespace corridors::layout
