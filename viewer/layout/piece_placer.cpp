#include "viewer/layout/piece_placer.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr double kClearPx = 6;       // around highlighted points
constexpr double kSampleStepPx = 7;  // along highlighted lines
constexpr double kMostOfPage = 0.45; // areas larger than this cannot be kept clear of
constexpr int kSearchSteps = 40;     // positions tried each way around a place that is taken
constexpr std::size_t kMaxSamples = 20000;

bool isTop(Corner c) { return c == Corner::TopLeft || c == Corner::TopRight; }
bool isLeft(Corner c) { return c == Corner::TopLeft || c == Corner::BottomLeft; }

} // namespace

bool PiecePlacer::isFree(const PageBox &box) const {
    if (box.left < 0 || box.top < 0 || box.right > m_room.widthPx || box.bottom > m_room.heightPx) return false;
    return std::ranges::none_of(m_taken, [&](const PageBox &other) { return other.intersects(box); });
}

std::size_t PiecePlacer::coveredBy(const PageBox &box) const {
    return static_cast<std::size_t>(std::ranges::count_if(m_highlights, [&](ScreenPoint p) {
        return p.x > box.left - kClearPx && p.x < box.right + kClearPx && p.y > box.top - kClearPx &&
               p.y < box.bottom + kClearPx;
    }));
}

std::optional<PageBox> PiecePlacer::inCorner(Corner corner, double widthPx, double heightPx) const {
    const double left = isLeft(corner) ? m_room.marginPx : m_room.widthPx - m_room.marginPx - widthPx;
    const double step = isTop(corner) ? 1 : -1;
    double top = isTop(corner) ? m_room.marginPx : m_room.heightPx - m_room.marginPx - heightPx;
    // Beyond each piece that stands in the way, away from the corner.
    for (std::size_t tries = 0; tries <= m_taken.size(); ++tries) {
        const PageBox box{left, top, left + widthPx, top + heightPx};
        if (isFree(box)) return box;
        const auto other = std::ranges::find_if(m_taken, [&](const PageBox &o) { return o.intersects(box); });
        if (other == m_taken.end()) return std::nullopt; // beyond the page
        top = step > 0 ? other->bottom + m_room.gapPx : other->top - m_room.gapPx - heightPx;
    }
    return std::nullopt;
}

std::optional<PageBox> PiecePlacer::whereMoved(const std::string &role, double widthPx, double heightPx) const {
    const auto it = m_moved.find(role);
    if (it == m_moved.end() || widthPx > m_room.widthPx || heightPx > m_room.heightPx) return std::nullopt;
    const double x = std::clamp(it->second.x, 0.0, 1.0) * (m_room.widthPx - widthPx);
    const double y = std::clamp(it->second.y, 0.0, 1.0) * (m_room.heightPx - heightPx);
    const PageBox wanted{x, y, x + widthPx, y + heightPx};
    if (isFree(wanted)) return wanted;
    // The nearest free place: two pieces that were moved onto one another stand side by side.
    std::optional<PageBox> best;
    double bestDistance = 0;
    for (int i = 0; i <= kSearchSteps; ++i)
        for (int k = 0; k <= kSearchSteps; ++k) {
            const double left = (m_room.widthPx - widthPx) * i / kSearchSteps;
            const double top = (m_room.heightPx - heightPx) * k / kSearchSteps;
            const PageBox box{left, top, left + widthPx, top + heightPx};
            const double distance = std::hypot(left - x, top - y);
            if ((!best || distance < bestDistance) && isFree(box)) {
                best = box;
                bestDistance = distance;
            }
        }
    return best;
}

void PiecePlacer::add(Block block, const PageBox &box) {
    m_taken.push_back(box);
    append(m_list, placed(std::move(block.list), box.left, box.top));
}

bool PiecePlacer::place(const std::string &role, Block block, std::initializer_list<Corner> corners, bool always) {
    if (const auto box = whereMoved(role, block.widthPx, block.heightPx)) {
        add(std::move(block), *box);
        return true;
    }
    std::optional<Candidate> best;
    for (const Corner corner : corners) {
        const auto box = inCorner(corner, block.widthPx, block.heightPx);
        if (!box) continue;
        const std::size_t covered = coveredBy(*box);
        if (!best || covered < best->covered) best = Candidate{*box, covered};
        if (covered == 0) break;
    }
    if (!best && always) {
        const double left = std::max(0.0, m_room.widthPx - m_room.marginPx - block.widthPx);
        const double top = std::max(0.0, m_room.heightPx - m_room.marginPx - block.heightPx);
        best = Candidate{{left, top, left + block.widthPx, top + block.heightPx}, 0};
    }
    if (!best) return false;
    add(std::move(block), best->box);
    return true;
}

double PiecePlacer::roomInColumn(Corner corner, double widthPx) const {
    const double left = isLeft(corner) ? m_room.marginPx : m_room.widthPx - m_room.marginPx - widthPx;
    double top = m_room.marginPx;
    double bottom = m_room.heightPx - m_room.marginPx;
    // What stands in the column's lower half ends it below, what stands in its upper half above.
    for (const PageBox &box : m_taken) {
        if (box.right <= left || box.left >= left + widthPx) continue;
        if ((box.top + box.bottom) / 2 < m_room.heightPx / 2) {
            top = std::max(top, box.bottom + m_room.gapPx);
        } else {
            bottom = std::min(bottom, box.top - m_room.gapPx);
        }
    }
    return bottom - top;
}

bool PiecePlacer::placeInColumns(const std::string &role, const std::function<std::optional<Block>(double)> &make,
                                 std::initializer_list<Corner> corners, bool onlyClear) {
    if (isMoved(role)) {
        std::optional<Block> block = make(m_room.heightPx - 2 * m_room.marginPx);
        return block && place(role, std::move(*block), corners);
    }
    std::optional<Candidate> best;
    std::optional<Block> bestBlock;
    for (const Corner corner : corners) {
        // How wide the piece is decides what stands above and below it.
        std::optional<Block> block = make(m_room.heightPx);
        for (int round = 0; block && round < 3; ++round) {
            const double room = roomInColumn(corner, block->widthPx);
            if (block->heightPx <= room) break;
            block = make(room);
        }
        if (!block) continue;
        const auto box = inCorner(corner, block->widthPx, block->heightPx);
        if (!box) continue;
        const std::size_t covered = coveredBy(*box);
        if (!best || covered < best->covered) {
            best = Candidate{*box, covered};
            bestBlock = std::move(block);
        }
        if (covered == 0) break;
    }
    if (!best || (onlyClear && best->covered > 0)) return false;
    add(std::move(*bestBlock), best->box);
    return true;
}

void appendSamples(const FeatureView &feature, const app::Viewport &viewport, double stepPx,
                   std::vector<ScreenPoint> &out) {
    const auto isOnPage = [&](ScreenPoint p) {
        return p.x >= 0 && p.y >= 0 && p.x <= viewport.widthPx && p.y <= viewport.heightPx;
    };
    for (std::size_t part = 0; part < feature.partCount(); ++part) {
        const auto points = feature.part(part);
        double sinceLast = stepPx; // along the line, so that short segments are not each a sample
        for (std::size_t i = 0; i < points.size() && out.size() < kMaxSamples; ++i) {
            const ScreenPoint b = viewport.toScreen(points[i]);
            const ScreenPoint a = i == 0 ? b : viewport.toScreen(points[i - 1]);
            if (std::max(a.x, b.x) < 0 || std::max(a.y, b.y) < 0 || std::min(a.x, b.x) > viewport.widthPx ||
                std::min(a.y, b.y) > viewport.heightPx)
                continue;
            const double length = std::hypot(b.x - a.x, b.y - a.y);
            sinceLast += length;
            if (sinceLast < stepPx && i + 1 < points.size()) continue;
            sinceLast = 0;
            const int steps = std::clamp(static_cast<int>(length / stepPx), 1, 2000);
            for (int k = 1; k <= steps; ++k) {
                const ScreenPoint p{a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps};
                if (isOnPage(p)) out.push_back(p);
            }
        }
    }
}

std::vector<ScreenPoint> highlightSamples(const app::AppState &state, const app::Viewport &viewport) {
    std::vector<ScreenPoint> out;
    for (const app::FeatureRef &ref : state.selected) {
        const app::SourceState *source = state.source(ref.source);
        const auto index = source != nullptr && source->data ? source->data->find(ref.id) : std::nullopt;
        if (!index) continue;
        const FeatureView feature = source->data->feature(*index);
        if (feature.geometryClass() == GeometryClass::Polygon) {
            const ScreenPoint nw = viewport.toScreen({feature.bounds().minX, feature.bounds().maxY});
            const ScreenPoint se = viewport.toScreen({feature.bounds().maxX, feature.bounds().minY});
            const double width = std::min(se.x, viewport.widthPx) - std::max(nw.x, 0.0);
            const double height = std::min(se.y, viewport.heightPx) - std::max(nw.y, 0.0);
            if (width * height > kMostOfPage * viewport.widthPx * viewport.heightPx) continue;
        }
        appendSamples(feature, viewport, kSampleStepPx, out);
    }
    return out;
}

} // namespace corridors::layout
