#include "viewer/layout/callouts.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/layout/assignment.hpp"
#include "viewer/layout/palette.hpp"

namespace corridors::layout {
namespace {

constexpr double kRadiusPx = 10.5;  // badge at scale 1: two digits in readable type
constexpr double kSpacing = 2.45;   // of badges, in radii
constexpr double kElbowRadii = 2.6; // from the badge's centre to its elbow

double cross(ScreenPoint o, ScreenPoint a, ScreenPoint b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}
double distance(ScreenPoint a, ScreenPoint b) { return std::hypot(b.x - a.x, b.y - a.y); }

double distanceToSegment(ScreenPoint p, ScreenPoint a, ScreenPoint b) {
    const double length2 = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    const double along = length2 > 0 ? ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length2 : 0;
    const double t = std::clamp(along, 0.0, 1.0);
    return distance(p, {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
}

/// A place for a badge and where its leader arrives (the elbow; the badge's centre when leaders are straight).
struct Slot {
    ScreenPoint badge;
    ScreenPoint port;
};

class CalloutLayout {
public:
    CalloutLayout(std::span<const CalloutSubject> subjects, const CalloutOptions &options)
        : m_options(options),
          m_radiusPx(kRadiusPx *
                     (options.scale > 0 ? options.scale : furnitureScale(options.widthPx, options.heightPx))),
          m_insetPx(m_radiusPx * 1.9) {
        for (const CalloutSubject &s : subjects)
            if (s.target.x >= 0 && s.target.y >= 0 && s.target.x <= options.widthPx && s.target.y <= options.heightPx)
                m_subjects.push_back(s);
    }

    std::vector<Callout> make() {
        // A target in the strip of the elbows could meet another's elbow: then all leaders are straight.
        const double stripPx = m_insetPx + kElbowRadii * m_radiusPx;
        m_elbowed = m_options.elbowed && std::ranges::all_of(m_subjects, [&](const CalloutSubject &s) {
                        return s.target.x > stripPx && s.target.x < m_options.widthPx - stripPx;
                    });
        std::vector<Slot> slots = slotsAtSides();
        if (slots.size() < m_subjects.size() && m_elbowed) {
            m_elbowed = false;
            slots = slotsAtSides();
        }
        if (slots.size() < m_subjects.size()) addSlotsAboveAndBelow(slots);
        if (slots.size() < m_subjects.size()) m_subjects.resize(slots.size());
        const std::vector<std::size_t> chosen =
            assign(m_subjects.size(), slots.size(),
                   [&](std::size_t s, std::size_t p) { return distance(m_subjects[s].target, slots[p].port); });
        for (const std::size_t slot : chosen) m_placed.push_back(slots[slot]);
        levelLeaders();
        return finish();
    }

private:
    [[nodiscard]] bool isFree(ScreenPoint badge) const {
        const double r = m_radiusPx + 3;
        const PageBox box{badge.x - r, badge.y - r, badge.x + r, badge.y + r};
        if (box.left < 0 || box.top < 0 || box.right > m_options.widthPx || box.bottom > m_options.heightPx)
            return false;
        if (std::ranges::any_of(m_options.avoid, [&](const PageBox &other) { return other.intersects(box); }))
            return false;
        return std::ranges::none_of(
            m_subjects, [&](const CalloutSubject &s) { return distance(s.target, badge) < m_radiusPx + s.clearPx; });
    }

    [[nodiscard]] Slot slotAt(ScreenPoint badge) const {
        if (!m_elbowed) return {badge, badge};
        const double inwards = badge.x < m_options.widthPx / 2 ? 1 : -1;
        return {badge, {badge.x + inwards * kElbowRadii * m_radiusPx, badge.y}};
    }

    [[nodiscard]] std::vector<Slot> slotsAtSides() const {
        std::vector<Slot> slots;
        const double step = kSpacing * m_radiusPx;
        for (const double x : {m_insetPx, m_options.widthPx - m_insetPx})
            for (double y = m_insetPx; y <= m_options.heightPx - m_insetPx; y += step)
                if (isFree({x, y})) slots.push_back(slotAt({x, y}));
        return slots;
    }

    void addSlotsAboveAndBelow(std::vector<Slot> &slots) const {
        const double step = kSpacing * m_radiusPx;
        for (const double y : {m_insetPx, m_options.heightPx - m_insetPx})
            for (double x = m_insetPx + step; x <= m_options.widthPx - m_insetPx - step; x += step)
                if (isFree({x, y})) slots.push_back({{x, y}, {x, y}});
    }

    /// Moves badges along their side towards the height of their targets while nothing crosses or touches: level
    /// leaders are the calmest.
    void levelLeaders() {
        for (int pass = 0; pass < 3; ++pass)
            for (std::size_t i = 0; i < m_placed.size(); ++i) {
                if (m_placed[i].badge.y <= m_insetPx || isAtTopOrBottom(m_placed[i])) continue;
                const double wishedY = m_subjects[i].target.y;
                for (const double share : {1.0, 0.5, 0.25}) {
                    const double y = m_placed[i].badge.y + (wishedY - m_placed[i].badge.y) * share;
                    if (tryMove(i, {m_placed[i].badge.x, y})) break;
                }
            }
    }

    [[nodiscard]] bool isAtTopOrBottom(const Slot &slot) const {
        return slot.badge.x > m_insetPx + 1 && slot.badge.x < m_options.widthPx - m_insetPx - 1;
    }

    bool tryMove(std::size_t moved, ScreenPoint badge) {
        if (!isFree(badge)) return false;
        const Slot slot = slotAt(badge);
        for (std::size_t i = 0; i < m_placed.size(); ++i) {
            if (i == moved) continue;
            if (distance(m_placed[i].badge, badge) < kSpacing * m_radiusPx * 0.98) return false;
            const ScreenPoint target = m_subjects[moved].target;
            const ScreenPoint other = m_subjects[i].target;
            if (segmentsCross(other, m_placed[i].port, target, slot.port)) return false;
            // Nor may leaders run through another's target or badge.
            if (distanceToSegment(other, target, slot.port) < m_radiusPx * 0.6) return false;
            if (distanceToSegment(target, other, m_placed[i].port) < m_radiusPx * 0.6) return false;
            if (distanceToSegment(m_placed[i].badge, target, slot.port) < m_radiusPx * 1.1) return false;
            if (distanceToSegment(badge, other, m_placed[i].port) < m_radiusPx * 1.1) return false;
        }
        m_placed[moved] = slot;
        return true;
    }

    [[nodiscard]] std::vector<Callout> finish() const {
        std::vector<Callout> out;
        for (std::size_t i = 0; i < m_placed.size(); ++i) {
            Callout callout{m_subjects[i].number, m_subjects[i].target, m_placed[i].badge, m_radiusPx, {}};
            callout.leader.push_back(callout.target);
            if (m_elbowed) callout.leader.push_back(m_placed[i].port);
            const ScreenPoint from = callout.leader.back();
            const double length = std::max(distance(from, callout.badge), 1e-9);
            const double rest = std::max(0.0, 1 - m_radiusPx / length); // up to the badge's rim
            callout.leader.push_back(
                {from.x + (callout.badge.x - from.x) * rest, from.y + (callout.badge.y - from.y) * rest});
            out.push_back(std::move(callout));
        }
        return out;
    }

    const CalloutOptions &m_options;
    double m_radiusPx;
    double m_insetPx; ///< of badge centres from the page's edge
    bool m_elbowed = false;
    std::vector<CalloutSubject> m_subjects;
    std::vector<Slot> m_placed; ///< one a subject
};

} // namespace

bool segmentsCross(ScreenPoint a, ScreenPoint b, ScreenPoint c, ScreenPoint d) {
    const double d1 = cross(a, b, c);
    const double d2 = cross(a, b, d);
    const double d3 = cross(c, d, a);
    const double d4 = cross(c, d, b);
    return ((d1 > 0) != (d2 > 0)) && ((d3 > 0) != (d4 > 0)) && d1 != 0 && d2 != 0 && d3 != 0 && d4 != 0;
}

std::vector<Callout> layoutCallouts(std::span<const CalloutSubject> subjects, const CalloutOptions &options) {
    if (subjects.empty() || options.widthPx <= 0 || options.heightPx <= 0) return {};
    return CalloutLayout(subjects, options).make();
}

} // namespace corridors::layout
