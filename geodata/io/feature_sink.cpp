#include "geodata/io/feature_sink.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace corridors::io {
namespace {

constexpr double kFirstPartialS = 0.25;
constexpr std::chrono::milliseconds kReportInterval{50};
// A partial layer is a copy that lives beside the growing one: beyond this, only progress is reported.
constexpr std::size_t kMaxPartialBytes = std::size_t{48} << 20;
// The totals of a large file are guessed once, from its first part: growing an array of 160 MB by doubling would take
// 400 MB for a moment.
constexpr double kReserveAt = 1.0 / 32;
constexpr double kReserveMargin = 1.05;
constexpr std::size_t kReserveFromVertices = 10'000;
// Longitudes of a whole further turn occur (0..360); beyond that a number is not a longitude.
constexpr double kMaxLonDeg = 360;
// 90 plus what a rounded transformation may exceed it by.
constexpr double kMaxLatDeg = 90 + 1e-6;

GeometryType typeOf(GeometryClass kind, bool multi) {
    switch (kind) {
    case GeometryClass::Point: return multi ? GeometryType::MultiPoint : GeometryType::Point;
    case GeometryClass::Line: return multi ? GeometryType::MultiLineString : GeometryType::LineString;
    case GeometryClass::Polygon: return multi ? GeometryType::MultiPolygon : GeometryType::Polygon;
    case GeometryClass::None: break;
    }
    return GeometryType::None;
}

std::shared_ptr<const Projection> orMercator(std::shared_ptr<const Projection> projection) {
    return projection ? std::move(projection) : webMercator();
}

/// A map that does not go round the globe is cut open opposite to its middle. Around a pole it is not cut at all.
double middleLonOf(const Projection &projection) {
    if (projection.wraps()) return 0;
    constexpr double kPolarDeg = 75;
    const PyramidSquare square = projection.square();
    const LonLat middle =
        projection.unproject({square.northWest.x + square.edgeM / 2, square.northWest.y - square.edgeM / 2});
    return std::abs(middle.latDeg) < kPolarDeg && std::abs(middle.lonDeg) <= 180 ? middle.lonDeg : 0;
}

} // namespace

FeatureSink::FeatureSink(std::string path, const ReadOptions &options, const std::stop_token &cancel)
    : m_path(std::move(path)), m_onProgress(options.onProgress), m_cancel(cancel),
      m_projection(orMercator(options.projection)), m_middleLonDeg(middleLonOf(*m_projection)), m_builder(m_projection),
      m_start(Clock::now()), m_nextReport(m_start + kReportInterval), m_nextPartialS(kFirstPartialS) {}

void FeatureSink::restart() {
    m_builder = LayerDataBuilder(m_projection);
    m_extent = {};
    m_seen = 0;
    m_vertices = m_parts = 0;
    m_noGeometry = m_unreadable = m_outside = m_degenerate = m_repairedText = {};
}

void FeatureSink::reserveOnce(double progress) {
    if (m_reserved || progress < kReserveAt || progress > 1) return;
    m_reserved = true;
    if (m_vertices < kReserveFromVertices) return;
    const auto total = [progress](std::size_t soFar) {
        return static_cast<std::size_t>(static_cast<double>(soFar) / progress * kReserveMargin);
    };
    m_builder.reserve(total(m_builder.featureCount()), total(m_parts), total(m_vertices));
}

bool FeatureSink::keepGoing(double progress) {
    if (m_cancel.stop_requested()) return false;
    reserveOnce(progress);
    if (!m_onProgress) return true;
    const auto now = Clock::now();
    const double elapsedS = std::chrono::duration<double>(now - m_start).count();
    std::shared_ptr<const LayerData> partial;
    if (elapsedS >= m_nextPartialS && m_builder.featureCount() > 0) {
        m_nextPartialS = 2 * elapsedS;
        if (m_vertices * sizeof(WorldPoint) <= kMaxPartialBytes) partial = m_builder.snapshot();
    }
    if (!partial && now < m_nextReport) return true;
    m_nextReport = now + kReportInterval;
    m_onProgress(std::clamp(progress, 0.0, 1.0), std::move(partial));
    return true;
}

void FeatureSink::takePart(const SourceGeometry &from, std::size_t begin, std::size_t end) {
    const auto at = [&from](std::size_t i) { return from.points.begin() + static_cast<std::ptrdiff_t>(i); };
    m_piece.points.insert(m_piece.points.end(), at(begin), at(end));
}

/// Turns the points from `begin` on into degrees; false, and they are gone, when one of them is nowhere on the world.
bool FeatureSink::bringToWorld(std::size_t begin, std::uint64_t number) {
    const auto tail = std::span(m_piece.points).subspan(begin);
    m_crs.toDegrees(tail);
    for (LonLat &p : tail) {
        if (!(std::abs(p.lonDeg) <= kMaxLonDeg && std::abs(p.latDeg) <= kMaxLatDeg)) { // true for NaN as well
            m_outside.add(number, fmt::format("({:.7g}, {:.7g})", p.lonDeg, p.latDeg));
            m_piece.points.resize(begin);
            return false;
        }
        p.latDeg = std::clamp(p.latDeg, -90.0, 90.0);
    }
    return true;
}

/// Longitudes from the middle, so that the cut is where those who split look for it: at half a turn.
void FeatureSink::turnToMiddle(std::size_t begin) {
    if (m_middleLonDeg == 0) return;
    for (LonLat &p : std::span(m_piece.points).subspan(begin)) p.lonDeg -= m_middleLonDeg;
}

void FeatureSink::turnBack() {
    if (m_middleLonDeg == 0) return;
    constexpr double kMostDeg =
        180 - 1e-9; // a tenth of a millimetre from the cut, so that each piece stays on its side
    for (LonLat &p : m_piece.points)
        p.lonDeg = wrapLongitude(std::clamp(p.lonDeg, -kMostDeg, kMostDeg) + m_middleLonDeg);
}

/// Where parallels are curves, the edges that run along them, as along a pole, get vertices on the way: straight from
/// end to end they would cross the map.
void FeatureSink::followParallels() {
    if (m_projection->wraps()) return;
    constexpr double kLongDeg = 5;
    const std::vector<LonLat> &points = m_piece.points;
    const auto isLong = [](LonLat a, LonLat b) { return std::abs(b.lonDeg - a.lonDeg) > kLongDeg; };
    if (std::adjacent_find(points.begin(), points.end(), isLong) == points.end()) return;
    SourceGeometry dense;
    std::size_t begin = 0;
    for (const SourceGeometry::Part &part : m_piece.parts) {
        for (std::size_t i = begin; i < part.end; ++i) {
            const LonLat to = points[i];
            const LonLat from = i > begin ? points[i - 1] : to;
            const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(to.lonDeg - from.lonDeg) / kLongDeg)));
            for (int k = 1; k < steps; ++k) {
                const double t = static_cast<double>(k) / steps;
                dense.points.push_back(
                    {from.lonDeg + t * (to.lonDeg - from.lonDeg), from.latDeg + t * (to.latDeg - from.latDeg)});
            }
            dense.points.push_back(to);
        }
        dense.endPart(part.isShell);
        begin = part.end;
    }
    m_piece.points = std::move(dense.points);
    m_piece.parts = std::move(dense.parts);
}

void FeatureSink::collectPoints(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number) {
    for (const SourceGeometry::Part &part : parts) {
        const std::size_t mine = m_piece.points.size();
        takePart(from, begin, part.end);
        begin = part.end;
        if (m_piece.points.size() == mine || !bringToWorld(mine, number)) continue; // an empty point is none
        m_piece.points[mine].lonDeg = wrapLongitude(m_piece.points[mine].lonDeg);
        m_piece.endPart();
    }
}

void FeatureSink::collectLines(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number) {
    for (const SourceGeometry::Part &part : parts) {
        const std::size_t mine = m_piece.points.size();
        takePart(from, begin, part.end);
        begin = part.end;
        if (!bringToWorld(mine, number)) continue;
        turnToMiddle(mine);
        const auto line = std::span(m_piece.points).subspan(mine);
        if (line.size() < 2) {
            m_degenerate.add(number);
            m_piece.points.resize(mine);
        } else if (staysInWorld(line)) {
            m_piece.endPart();
        } else {
            std::vector<std::vector<LonLat>> cut;
            splitLine(line, cut);
            m_piece.points.resize(mine);
            for (const auto &c : cut) {
                m_piece.points.insert(m_piece.points.end(), c.begin(), c.end());
                m_piece.endPart();
            }
        }
    }
}

/// Appends the rings of one polygon; false when the polygon is to be left out. `inside`: no ring needs to be cut.
bool FeatureSink::takeRings(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number,
                            bool &inside) {
    bool isShell = true;
    for (const SourceGeometry::Part &part : parts) {
        const std::size_t mine = m_piece.points.size();
        takePart(from, begin, part.end);
        begin = part.end;
        if (!bringToWorld(mine, number)) return false;
        turnToMiddle(mine);
        if (m_piece.points.size() > mine && m_piece.points[mine] != m_piece.points.back())
            m_piece.points.push_back(LonLat(m_piece.points[mine]));
        const auto ring = std::span(m_piece.points).subspan(mine);
        if (ring.size() < 4) {
            m_degenerate.add(number);
            m_piece.points.resize(mine);
            if (isShell) return false; // without its shell a polygon is nothing
            continue;
        }
        inside = inside && staysInWorld(ring);
        m_piece.endPart(isShell);
        isShell = false;
    }
    return true;
}

void FeatureSink::collectPolygon(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number) {
    const std::size_t pointsBefore = m_piece.points.size();
    const std::size_t partsBefore = m_piece.parts.size();
    bool inside = true;
    if (!takeRings(from, begin, parts, number, inside)) {
        m_piece.points.resize(pointsBefore);
        m_piece.parts.resize(partsBefore);
    } else if (!inside) {
        splitTail(pointsBefore, partsBefore);
    }
}

/// Cuts the polygon that was appended last at the antimeridian, or where the map is cut open.
void FeatureSink::splitTail(std::size_t pointsBefore, std::size_t partsBefore) {
    std::vector<Ring> rings;
    std::size_t begin = pointsBefore;
    for (const SourceGeometry::Part &part : std::span(m_piece.parts).subspan(partsBefore)) {
        const auto points = std::span(m_piece.points).subspan(begin, part.end - begin);
        rings.push_back({{points.begin(), points.end()}, part.isShell});
        begin = part.end;
    }
    std::vector<Ring> cut;
    splitPolygon(rings, cut);
    m_piece.points.resize(pointsBefore);
    m_piece.parts.resize(partsBefore);
    for (const Ring &ring : cut) {
        m_piece.points.insert(m_piece.points.end(), ring.points.begin(), ring.points.end());
        m_piece.endPart(ring.isShell);
    }
}

void FeatureSink::emit(GeometryClass kind, bool multi, std::string_view id, bool idIsNumber,
                       const SetProperties &setProperties) {
    if (m_piece.parts.empty()) return;
    if (kind != GeometryClass::Point) {
        followParallels();
        turnBack();
    }
    m_builder.beginFeature(id, typeOf(kind, multi), idIsNumber);
    std::size_t begin = 0;
    for (const SourceGeometry::Part &part : m_piece.parts) {
        m_builder.addPart(std::span(m_piece.points).subspan(begin, part.end - begin), part.isShell);
        begin = part.end;
    }
    for (const LonLat &p : m_piece.points) m_extent.extend(p);
    m_vertices += m_piece.points.size();
    m_parts += m_piece.parts.size();
    if (setProperties) setProperties(m_builder);
}

void FeatureSink::add(std::uint64_t number, std::string_view id, bool idIsNumber, const SourceGeometry *geometry,
                      const SetProperties &setProperties) {
    ++m_seen;
    if (geometry == nullptr || geometry->points.empty()) {
        m_noGeometry.add(number);
        return;
    }
    std::string ordinal;
    if (id.empty()) id = ordinal = fmt::format("#{}", number);
    const PartRange all(geometry->parts);
    const auto startOf = [&all](std::size_t part) { return part > 0 ? all[part - 1].end : 0; };
    std::size_t first = 0;
    for (const SourceGeometry::Piece &piece : geometry->pieces) {
        const PartRange parts = all.subspan(first, piece.end - first);
        bool multi = piece.multi;
        m_piece.clear();
        switch (piece.kind) {
        case GeometryClass::Point: collectPoints(*geometry, startOf(first), parts, number); break;
        case GeometryClass::Line:
            collectLines(*geometry, startOf(first), parts, number);
            multi = multi || m_piece.parts.size() > 1;
            break;
        case GeometryClass::Polygon:
            for (std::size_t i = 0; i < parts.size();) { // a shell and its holes at a time
                std::size_t end = i + 1;
                while (end < parts.size() && !parts[end].isShell) ++end;
                collectPolygon(*geometry, startOf(first + i), parts.subspan(i, end - i), number);
                i = end;
            }
            multi = multi || std::count_if(m_piece.parts.begin(), m_piece.parts.end(),
                                           [](const auto &part) { return part.isShell; }) > 1;
            break;
        case GeometryClass::None: break;
        }
        emit(piece.kind, multi, id, idIsNumber, setProperties);
        first = piece.end;
    }
}

void FeatureSink::addTallies() {
    const auto tell = [this](const Tally &t, const char *one, const char *many, const char *remedy) {
        if (t.count() == 0) return;
        std::string text = t.count() == 1 ? one : fmt::format("{} {}", t.count(), many);
        if (!t.detail().empty()) text += ": " + t.detail();
        m_warnings.push_back({text, m_path, fmt::format("feature {}", t.first()), remedy});
    };
    tell(m_noGeometry, "a feature has no geometry and is not shown",
         "features have no geometry and are not shown, the first", "");
    tell(m_unreadable, "a geometry cannot be read", "geometries cannot be read, the first",
         "Check its \"type\" and \"coordinates\"");
    tell(m_outside, "a coordinate lies outside the world", "coordinates lie outside the world, the first",
         "Longitude comes first, then latitude, in degrees");
    tell(m_degenerate, "a line or ring has too few points and is left out",
         "lines or rings have too few points and are left out, the first", "");
    tell(m_repairedText, "a text is not UTF-8 and was read as Latin-1",
         "texts are not UTF-8 and were read as Latin-1, the first", "Save the file as UTF-8");
    if (m_nonFinite > 0)
        m_warnings.push_back(
            {fmt::format("{} numbers are NaN or Infinity, which JSON does not know; read as null", m_nonFinite),
             m_path,
             {},
             {}});
}

tl::unexpected<Error> FeatureSink::nothingUsable() const {
    if (m_seen == 0) return fail("holds no features", m_path, {}, "Check that the export wrote any");
    const std::string place = fmt::format("feature {}", m_outside.count() > 0      ? m_outside.first()
                                                        : m_unreadable.count() > 0 ? m_unreadable.first()
                                                        : m_degenerate.count() > 0 ? m_degenerate.first()
                                                                                   : m_noGeometry.first());
    if (m_outside.count() > 0)
        return fail(
            fmt::format("its coordinates, such as {}, lie outside the world", m_outside.detail()), m_path, place,
            m_crs.isWgs84() ? "They look like metres of a projected CRS that the file does not name: convert it with "
                              "ogr2ogr -s_srs EPSG:<its code> -t_srs EPSG:4326 out.geojson <file>"
                            : "The CRS that the file names does not fit them");
    if (m_unreadable.count() > 0)
        return fail("none of its geometries can be read: " + m_unreadable.detail(), m_path, place,
                    "Check \"type\" and \"coordinates\" against RFC 7946 section 3.1");
    if (m_degenerate.count() > 0)
        return fail("its lines and rings have too few points", m_path, place, "A line needs two, a ring three");
    return fail(fmt::format("none of its {} features has a geometry", m_seen), m_path, place,
                "Export it with geometries, or name the layer that has them");
}

Result<ReadResult> FeatureSink::finish(std::string format) {
    if (m_cancel.stop_requested()) return cancelled();
    if (m_builder.featureCount() == 0 || m_outside.count() * 2 > m_seen) return nothingUsable();
    addTallies();
    ReadResult out;
    out.data = m_builder.finish();
    out.warnings = std::move(m_warnings);
    out.format = std::move(format);
    out.sourceCrs = m_crs.name();
    out.extent = m_extent;
    return out;
}

} // namespace corridors::io
