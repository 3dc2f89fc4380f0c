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

} // namespace

FeatureSink::FeatureSink(std::string path, const ReadOptions &options, const std::stop_token &cancel)
    : m_path(std::move(path)), m_onProgress(options.onProgress), m_cancel(cancel),
      m_projection(orMercator(options.projection)), m_builder(m_projection), m_start(Clock::now()),
      m_nextReport(m_start + kReportInterval), m_nextPartialS(kFirstPartialS) {}

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

bool FeatureSink::inWorld(const std::vector<double> &x, const std::vector<double> &y, std::uint64_t number) {
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::abs(x[i]) <= kMaxLonDeg && std::abs(y[i]) <= kMaxLatDeg) continue; // false for NaN as well
        m_outside.add(number, fmt::format("({:.7g}, {:.7g})", x[i], y[i]));
        return false;
    }
    return true;
}

bool FeatureSink::degrees(const OGRSimpleCurve &line, std::uint64_t number, std::vector<LonLat> &out) {
    const auto n = static_cast<std::size_t>(line.getNumPoints());
    m_x.resize(n);
    m_y.resize(n);
    m_raw.resize(n);
    if (n > 0) line.getPoints(m_raw.data());
    for (std::size_t i = 0; i < n; ++i) {
        m_x[i] = m_raw[i].x;
        m_y[i] = m_raw[i].y;
    }
    if (!m_crs.isWgs84()) m_crs.toDegrees(m_x, m_y);
    if (!inWorld(m_x, m_y, number)) return false;
    out.resize(n);
    for (std::size_t i = 0; i < n; ++i) out[i] = {m_x[i], std::clamp(m_y[i], -90.0, 90.0)};
    return true;
}

void FeatureSink::collectLine(const OGRSimpleCurve &line, std::uint64_t number, Piece &piece) {
    std::vector<LonLat> points;
    if (!degrees(line, number, points)) return;
    if (points.size() < 2) {
        m_degenerate.add(number);
    } else if (staysInWorld(points)) {
        piece.parts.push_back({std::move(points), true});
    } else {
        std::vector<std::vector<LonLat>> cut;
        splitLine(points, cut);
        for (auto &c : cut) piece.parts.push_back({std::move(c), true});
    }
}

void FeatureSink::collectPolygon(const OGRPolygon &polygon, std::uint64_t number, Piece &piece) {
    std::vector<Ring> rings;
    bool inside = true;
    for (const OGRLinearRing *ring : polygon) {
        std::vector<LonLat> points;
        if (!degrees(*ring, number, points)) return;
        if (!points.empty() && points.front() != points.back()) points.push_back(points.front());
        if (points.size() < 4) {
            m_degenerate.add(number);
            if (rings.empty()) return; // without its shell a polygon is nothing
            continue;
        }
        inside = inside && staysInWorld(points);
        rings.push_back({std::move(points), rings.empty()});
    }
    if (inside) {
        std::move(rings.begin(), rings.end(), std::back_inserter(piece.parts));
        return;
    }
    const std::size_t before = piece.parts.size();
    splitPolygon(rings, piece.parts);
    const auto shells = std::count_if(piece.parts.begin() + static_cast<std::ptrdiff_t>(before), piece.parts.end(),
                                      [](const Ring &r) { return r.isShell; });
    piece.multi = piece.multi || shells > 1;
}

void FeatureSink::collect(const OGRGeometry &geometry, std::uint64_t number, std::vector<Piece> &pieces) {
    const auto addPiece = [&](GeometryClass kind, bool multi, const auto &fill) {
        Piece piece;
        piece.kind = kind;
        piece.multi = multi;
        fill(piece);
        if (kind == GeometryClass::Line && piece.parts.size() > 1) piece.multi = true;
        if (!piece.parts.empty()) pieces.push_back(std::move(piece));
    };
    const auto addPoint = [&](const OGRPoint &p, Piece &piece) {
        if (p.IsEmpty()) return;
        m_x.assign(1, p.getX());
        m_y.assign(1, p.getY());
        m_crs.toDegrees(m_x, m_y);
        if (inWorld(m_x, m_y, number))
            piece.parts.push_back({{{wrapLongitude(m_x[0]), std::clamp(m_y[0], -90.0, 90.0)}}, true});
    };
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: addPiece(GeometryClass::Point, false, [&](Piece &q) { addPoint(*geometry.toPoint(), q); }); return;
    case wkbLineString:
        addPiece(GeometryClass::Line, false, [&](Piece &q) { collectLine(*geometry.toLineString(), number, q); });
        return;
    case wkbTriangle:
    case wkbPolygon:
        addPiece(GeometryClass::Polygon, false, [&](Piece &q) { collectPolygon(*geometry.toPolygon(), number, q); });
        return;
    case wkbMultiPoint:
        addPiece(GeometryClass::Point, true, [&](Piece &q) {
            for (const OGRPoint *p : *geometry.toMultiPoint()) addPoint(*p, q);
        });
        return;
    case wkbMultiLineString:
        addPiece(GeometryClass::Line, true, [&](Piece &q) {
            for (const OGRLineString *l : *geometry.toMultiLineString()) collectLine(*l, number, q);
        });
        return;
    case wkbMultiPolygon:
        addPiece(GeometryClass::Polygon, true, [&](Piece &q) {
            for (const OGRPolygon *p : *geometry.toMultiPolygon()) collectPolygon(*p, number, q);
        });
        return;
    case wkbGeometryCollection:
        for (const OGRGeometry *part : *geometry.toGeometryCollection()) collect(*part, number, pieces);
        return;
    case wkbPolyhedralSurface:
    case wkbTIN:
        addPiece(GeometryClass::Polygon, true, [&](Piece &q) {
            for (const OGRPolygon *p : *geometry.toPolyhedralSurface()) collectPolygon(*p, number, q);
        });
        return;
    default: break;
    }
    if (geometry.hasCurveGeometry() == FALSE) return;
    const std::unique_ptr<OGRGeometry> flat(geometry.getLinearGeometry());
    if (flat && flat->hasCurveGeometry() == FALSE) collect(*flat, number, pieces);
}

void FeatureSink::emit(Piece &piece, std::string_view id, bool idIsNumber, const SetProperties &setProperties) {
    m_builder.beginFeature(id, typeOf(piece.kind, piece.multi), idIsNumber);
    for (const Ring &part : piece.parts) {
        for (const LonLat &p : part.points) m_extent.extend(p);
        m_vertices += part.points.size();
        m_builder.addPart(part.points, part.isShell);
    }
    m_parts += piece.parts.size();
    if (setProperties) setProperties(m_builder);
}

void FeatureSink::add(std::uint64_t number, std::string_view id, bool idIsNumber, const OGRGeometry *geometry,
                      const SetProperties &setProperties) {
    ++m_seen;
    if (geometry == nullptr || geometry->IsEmpty()) {
        m_noGeometry.add(number);
        return;
    }
    std::string ordinal;
    if (id.empty()) id = ordinal = fmt::format("#{}", number);
    std::vector<Piece> pieces;
    collect(*geometry, number, pieces);
    for (Piece &piece : pieces) emit(piece, id, idIsNumber, setProperties);
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
