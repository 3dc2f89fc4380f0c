#include "geodata/tile/label_anchors.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "geodata/tile/clip.hpp"

namespace corridors::tile {
namespace {

double distance(WorldPoint a, WorldPoint b) { return lengthOf(b.x - a.x, b.y - a.y); }
WorldPoint mix(WorldPoint a, WorldPoint b, double t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

constexpr std::size_t kMaxAnchorsPerSegment = 4096;

/// The anchor at `alongM`; on a common vertex it belongs to the segment that ends there.
std::optional<LineAnchor> middleOf(std::span<const WorldPoint> line, double alongM) {
    double start = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double length = distance(line[i], line[i + 1]);
        const double end = start + length;
        if (length > 0 && (alongM > start || i == 0) && alongM <= end)
            return LineAnchor{mix(line[i], line[i + 1], (alongM - start) / length), alongM};
        start = end;
    }
    return std::nullopt;
}

} // namespace

double lineLengthM(std::span<const WorldPoint> line) {
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) length += distance(line[i], line[i + 1]);
    return length;
}

std::vector<LineAnchor> anchorsInTile(std::span<const WorldPoint> line, double spacingM, const TileFrame &frame) {
    std::vector<LineAnchor> anchors;
    const double middle = lineLengthM(line) / 2;
    const UnitBox box{-1, -1, kTileExtent + 1, kTileExtent + 1};
    if (!(spacingM > 0) || middle < spacingM) { // as most lines of most layers: the middle alone
        if (const auto anchor = middleOf(line, middle); anchor && box.contains(frame.toUnits(anchor->point)))
            anchors.push_back(*anchor);
        return anchors;
    }
    std::vector<LinePiece> pieces;
    double start = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double length = distance(line[i], line[i + 1]);
        const double end = start + length;
        const std::array<UnitPoint, 2> segment{frame.toUnits(line[i]), frame.toUnits(line[i + 1])};
        pieces.clear();
        if (length > 0) clipLine(segment, false, box, pieces);
        if (!pieces.empty()) {
            // The stretch inside the tile, a unit more on both sides; then which anchors fall on it. An anchor on a
            // common vertex belongs to the segment that ends there.
            const double unitM = 1 / frame.unitsPerM();
            const UnitPoint a = pieces[0].points.front();
            const UnitPoint b = pieces[0].points.back();
            const double from = start + pieces[0].startDistance * unitM - unitM;
            const double to = start + pieces[0].startDistance * unitM + lengthOf(b.x - a.x, b.y - a.y) * unitM + unitM;
            double first = 0;
            double last = 0;
            if (spacingM > 0) {
                first = std::ceil((std::max(from, start) - middle) / spacingM);
                last = std::min(std::floor((std::min(to, end) - middle) / spacingM),
                                first + static_cast<double>(kMaxAnchorsPerSegment));
            }
            for (double k = first; k <= last; ++k) {
                const double at = middle + k * spacingM;
                const bool onSegment = (at > start || (i == 0 && at >= start)) && at <= end;
                if (onSegment) anchors.push_back({mix(line[i], line[i + 1], (at - start) / length), at});
            }
        }
        start = end;
    }
    return anchors;
}

std::vector<WorldPoint> pathAround(std::span<const WorldPoint> line, const LineAnchor &anchor, double halfWindowM,
                                   const std::function<bool(std::size_t)> &keep, double &anchorAlongM) {
    std::vector<WorldPoint> path;
    const double from = anchor.alongM - halfWindowM;
    const double to = anchor.alongM + halfWindowM;
    const auto append = [&](WorldPoint p) {
        if (path.empty() || !(path.back() == p)) path.push_back(p);
    };
    double start = 0;
    std::size_t anchorIndex = 0;
    bool anchored = false;
    for (std::size_t i = 0; i + 1 < line.size() && start <= to; ++i) {
        const double length = distance(line[i], line[i + 1]);
        const double end = start + length;
        if (length > 0 && end >= from) {
            if (path.empty())
                append(start >= from ? line[i] : mix(line[i], line[i + 1], (from - start) / length));
            else if (keep(i))
                append(line[i]);
            if (!anchored && anchor.alongM <= end) {
                append(anchor.point);
                anchorIndex = path.size() - 1;
                anchored = true;
            }
            const bool lastSegment = end >= to || i + 2 == line.size();
            if (lastSegment) append(end <= to ? line[i + 1] : mix(line[i], line[i + 1], (to - start) / length));
            if (end >= to) break;
        }
        start = end;
    }
    anchorAlongM = lineLengthM(std::span(path).first(std::min(anchorIndex + 1, path.size())));
    return path;
}

std::uint64_t LabelCells::keyOf(UnitPoint at) const {
    const auto column = static_cast<std::int64_t>(std::floor(at.x / m_cellUnits));
    const auto row = static_cast<std::int64_t>(std::floor(at.y / m_cellUnits));
    return static_cast<std::uint64_t>(column) << 32 ^ (static_cast<std::uint64_t>(row) & 0xffffffff);
}

bool LabelCells::accepts(UnitPoint at, double sortKey) const {
    const auto it = m_cells.find(keyOf(at));
    return it == m_cells.end() || it->second.size() < m_perCell || sortKey < it->second.back().sortKey;
}

bool LabelCells::mayAccept(const UnitBox &box, double sortKey) const {
    // A unit more: the box is that of points which round otherwise.
    const auto cell = [this](double units) { return std::floor(units / m_cellUnits); };
    const double columns = cell(box.maxX + 1) - cell(box.minX - 1) + 1;
    const double rows = cell(box.maxY + 1) - cell(box.minY - 1) + 1;
    constexpr double kManyCells = 9;
    if (!(columns * rows <= kManyCells)) return true;
    for (double row = 0; row < rows; ++row)
        for (double column = 0; column < columns; ++column)
            if (accepts(
                    {(cell(box.minX - 1) + column + 0.5) * m_cellUnits, (cell(box.minY - 1) + row + 0.5) * m_cellUnits},
                    sortKey))
                return true;
    return false;
}

std::size_t LabelCells::insert(UnitPoint at, double sortKey, std::size_t label) {
    std::vector<Entry> &entries = m_cells[keyOf(at)];
    const auto place = std::upper_bound(entries.begin(), entries.end(), sortKey,
                                        [](double key, const Entry &e) { return key < e.sortKey; });
    entries.insert(place, {sortKey, label});
    if (entries.size() <= m_perCell) return label + 1;
    const std::size_t displaced = entries.back().label;
    entries.pop_back();
    return displaced;
}

} // namespace corridors::tile
