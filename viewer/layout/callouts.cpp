#include "viewer/layout/callouts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "viewer/layout/assignment.hpp"
#include "viewer/layout/palette.hpp"

namespace corridors::layout {
namespace {

constexpr double kRadiusPx = 10.5;          // badge at scale 1: two digits in readable type
constexpr double kSpacing = 2.45;           // of badges, in radii
constexpr double kDeepestFrame = 0.32;      // of the page: furniture that reaches further in is not stood beside
constexpr double kBehindFurniturePx = 4000; // a leader takes this much of a detour before it runs behind furniture
constexpr double kElbowRadii = 2.6;         // from the badge's centre to its elbow

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

bool isInside(ScreenPoint p, const PageBox &box) {
    return p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom;
}

bool meets(const PageBox &box, ScreenPoint a, ScreenPoint b) {
    const ScreenPoint nw{box.left, box.top};
    const ScreenPoint ne{box.right, box.top};
    const ScreenPoint se{box.right, box.bottom};
    const ScreenPoint sw{box.left, box.bottom};
    return isInside(a, box) || isInside(b, box) || segmentsCross(a, b, nw, se) || segmentsCross(a, b, ne, sw);
}

/// A place for a badge and where its leader arrives (the elbow; the badge's centre when leaders are straight).
struct Slot {
    ScreenPoint badge;
    ScreenPoint port;
    int side = 0; ///< -1 left, +1 right, 0 above or below
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
        // Elbows can meet where the frame has steps or a target lies beside the badges; then all leaders are straight.
        const std::vector<CalloutSubject> all = m_subjects;
        if (m_options.elbowed) {
            place(true);
            if (m_subjects.size() == all.size() && !anyCross()) return finish();
        }
        m_subjects = all;
        place(false);
        return finish();
    }

private:
    void place(bool elbowed) {
        m_elbowed = elbowed;
        std::vector<Slot> slots = slotsAtSides();
        if (slots.size() < m_subjects.size()) addSlotsAboveAndBelow(slots);
        if (slots.size() < m_subjects.size()) m_subjects.resize(slots.size());
        const std::vector<std::size_t> chosen =
            assign(m_subjects.size(), slots.size(), [&](std::size_t s, std::size_t p) {
                return distance(m_subjects[s].target, slots[p].port) +
                       kBehindFurniturePx * static_cast<double>(furnitureOnTheWay(m_subjects[s].target, slots[p].port));
            });
        m_placed.clear();
        for (const std::size_t slot : chosen) m_placed.push_back(slots[slot]);
        uncross();
        levelLeaders();
        drawIn();
    }

    [[nodiscard]] std::size_t furnitureOnTheWay(ScreenPoint target, ScreenPoint port) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            m_options.avoid, [&](const PageBox &box) { return !isInside(target, box) && meets(box, target, port); }));
    }

    /// Shunning furniture may have made leaders cross: exchanging their ends shortens them, so this comes to an end.
    void uncross() {
        for (bool again = true; again;) {
            again = false;
            for (std::size_t i = 0; i < m_placed.size(); ++i)
                for (std::size_t k = i + 1; k < m_placed.size(); ++k)
                    if (segmentsCross(m_subjects[i].target, m_placed[i].port, m_subjects[k].target, m_placed[k].port)) {
                        std::swap(m_placed[i], m_placed[k]);
                        again = true;
                    }
        }
    }

    [[nodiscard]] bool anyCross() const {
        for (std::size_t i = 0; i < m_placed.size(); ++i)
            for (std::size_t k = i + 1; k < m_placed.size(); ++k)
                if (leadersCross(m_subjects[i].target, m_placed[i], m_subjects[k].target, m_placed[k])) return true;
        return false;
    }

    static bool leadersCross(ScreenPoint target, const Slot &slot, ScreenPoint other, const Slot &otherSlot) {
        return segmentsCross(target, slot.port, other, otherSlot.port) ||
               segmentsCross(target, slot.port, otherSlot.port, otherSlot.badge) ||
               segmentsCross(slot.port, slot.badge, other, otherSlot.port) ||
               segmentsCross(slot.port, slot.badge, otherSlot.port, otherSlot.badge);
    }

    [[nodiscard]] bool isFree(ScreenPoint badge) const {
        const double r = m_radiusPx + 3;
        const PageBox box{badge.x - r, badge.y - r, badge.x + r, badge.y + r};
        if (box.left < 0 || box.top < 0 || box.right > m_options.widthPx || box.bottom > m_options.heightPx)
            return false;
        if (std::ranges::any_of(m_options.avoid, [&](const PageBox &other) { return other.intersects(box); }))
            return false;
        if (std::ranges::any_of(m_options.keepClear, [&](ScreenPoint p) { return distance(p, badge) < r; }))
            return false;
        return std::ranges::none_of(
            m_subjects, [&](const CalloutSubject &s) { return distance(s.target, badge) < m_radiusPx + s.clearPx; });
    }

    /// Where badges stand at a height: at the page's edge, or beside the furniture that stands there.
    [[nodiscard]] double frameX(int side, double y) const {
        double inset = m_insetPx;
        for (const PageBox &box : m_options.avoid) {
            const double reach = side < 0 ? box.right : m_options.widthPx - box.left;
            if (box.top > y + m_radiusPx + 3 || box.bottom < y - m_radiusPx - 3) continue;
            if (reach < m_options.widthPx * kDeepestFrame) inset = std::max(inset, reach + m_radiusPx + 4);
        }
        return side < 0 ? inset : m_options.widthPx - inset;
    }

    [[nodiscard]] Slot slotAt(int side, double y) const {
        const ScreenPoint badge{frameX(side, y), y};
        if (!m_elbowed) return {badge, badge, side};
        return {badge, {badge.x - side * kElbowRadii * m_radiusPx, y}, side};
    }

    [[nodiscard]] std::vector<Slot> slotsAtSides() const {
        std::vector<Slot> slots;
        for (const int side : {-1, 1})
            for (double y = m_insetPx; y <= m_options.heightPx - m_insetPx; y += kSpacing * m_radiusPx) {
                const Slot slot = slotAt(side, y);
                if (isFree(slot.badge)) slots.push_back(slot);
            }
        return slots;
    }

    void addSlotsAboveAndBelow(std::vector<Slot> &slots) const {
        const double step = kSpacing * m_radiusPx;
        for (const double y : {m_insetPx, m_options.heightPx - m_insetPx})
            for (double x = m_insetPx + step; x <= m_options.widthPx - m_insetPx - step; x += step) {
                const bool touches = std::ranges::any_of(slots, [&](const Slot &other) {
                    return distance(other.badge, {x, y}) < step * 0.98;
                });
                if (!touches && isFree({x, y})) slots.push_back({{x, y}, {x, y}, 0});
            }
    }

    /// Moves badges along their side towards the height of their targets while nothing crosses or touches: level
    /// leaders are the calmest.
    void levelLeaders() {
        for (int pass = 0; pass < 3; ++pass)
            for (std::size_t i = 0; i < m_placed.size(); ++i) {
                if (m_placed[i].side == 0) continue;
                const double fromY = m_placed[i].badge.y;
                for (const double share : {1.0, 0.5, 0.25})
                    if (tryMove(i, slotAt(m_placed[i].side, fromY + (m_subjects[i].target.y - fromY) * share))) break;
            }
    }

    /// Moves each badge to the nearest free place beside its target, on the side where it stands if it can be, and
    /// level.
    void drawIn() {
        constexpr double kNearestRadii = 4;
        constexpr double kFarther = 1.25;
        constexpr double kTurnsDeg[] = {0, -25, 25, -50, 50, -75, 75, 180, -155, 155, -130, 130, -105, 105};
        for (std::size_t turn = 0; turn < 2 * m_placed.size(); ++turn) { // twice: the first ones make room for others
            const std::size_t i = turn % m_placed.size();
            const ScreenPoint target = m_subjects[i].target;
            const ScreenPoint now = m_placed[i].badge;
            const int side = now.x < target.x ? -1 : 1;
            const double longest = distance(target, now) * 0.9;
            bool moved = false;
            for (double d = kNearestRadii * m_radiusPx; !moved && d < longest; d *= kFarther)
                moved = std::ranges::any_of(kTurnsDeg,
                                            [&](double deg) { return tryMove(i, slotBeside(target, d, side, deg)); });
        }
    }

    /// A badge `d` away from its target, turned from the level of its side; beyond 90 degrees it is the other side.
    [[nodiscard]] Slot slotBeside(ScreenPoint target, double d, int side, double turnDeg) const {
        const double angle = turnDeg * std::numbers::pi / 180;
        const double dx = side * d * std::cos(angle);
        const ScreenPoint badge{target.x + dx, target.y + d * std::sin(angle)};
        const double levelPx = kElbowRadii * m_radiusPx;
        if (!m_elbowed || std::abs(dx) < levelPx + m_radiusPx || std::abs(badge.y - target.y) < 1)
            return {badge, badge, 0};
        return {badge, {badge.x - std::copysign(levelPx, dx), badge.y}, 0};
    }

    bool tryMove(std::size_t moved, const Slot &slot) {
        const ScreenPoint target = m_subjects[moved].target;
        if (!isFree(slot.badge)) return false;
        if (furnitureOnTheWay(target, slot.port) > furnitureOnTheWay(target, m_placed[moved].port)) return false;
        for (std::size_t i = 0; i < m_placed.size(); ++i) {
            if (i == moved) continue;
            const ScreenPoint other = m_subjects[i].target;
            if (distance(m_placed[i].badge, slot.badge) < kSpacing * m_radiusPx * 0.98) return false;
            if (leadersCross(target, slot, other, m_placed[i])) return false;
            // Nor may leaders run through another's target or badge.
            if (distanceToSegment(other, target, slot.port) < m_radiusPx * 0.6) return false;
            if (distanceToSegment(target, other, m_placed[i].port) < m_radiusPx * 0.6) return false;
            if (distanceToSegment(m_placed[i].badge, target, slot.port) < m_radiusPx * 1.1) return false;
            if (distanceToSegment(slot.badge, other, m_placed[i].port) < m_radiusPx * 1.1) return false;
        }
        m_placed[moved] = slot;
        return true;
    }

    [[nodiscard]] std::vector<Callout> finish() const {
        std::vector<Callout> out;
        for (std::size_t i = 0; i < m_placed.size(); ++i) {
            Callout callout{m_subjects[i].number, m_subjects[i].target, m_placed[i].badge, m_radiusPx, {}};
            callout.leader.push_back(callout.target);
            if (!(m_placed[i].port == m_placed[i].badge)) callout.leader.push_back(m_placed[i].port);
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
