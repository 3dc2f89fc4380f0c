#include "geodata/io/gdal/geometry.hpp"

#include <memory>

#include "geodata/io/gdal/session.hpp"

namespace corridors::gdal {
namespace {

void takePoint(const OGRPoint &p, io::SourceGeometry &out) {
    if (p.IsEmpty()) return;
    out.points.push_back({p.getX(), p.getY()});
    out.endPart();
}

void takeCurve(const OGRSimpleCurve &curve, io::SourceGeometry &out, bool isShell = true) {
    static_assert(sizeof(LonLat) == sizeof(OGRRawPoint));
    const std::size_t before = out.points.size();
    out.points.resize(before + static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i)
        out.points[before + static_cast<std::size_t>(i)] = {curve.getX(i), curve.getY(i)};
    out.endPart(isShell);
}

void takePolygon(const OGRPolygon &polygon, io::SourceGeometry &out) {
    bool isShell = true;
    for (const OGRLinearRing *ring : polygon) {
        takeCurve(*ring, out, isShell);
        isShell = false;
    }
}

void append(const OGRGeometry &geometry, io::SourceGeometry &out) {
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: takePoint(*geometry.toPoint(), out); return out.endPiece(GeometryClass::Point, false);
    case wkbLineString: takeCurve(*geometry.toLineString(), out); return out.endPiece(GeometryClass::Line, false);
    case wkbTriangle:
    case wkbPolygon: takePolygon(*geometry.toPolygon(), out); return out.endPiece(GeometryClass::Polygon, false);
    case wkbMultiPoint:
        for (const OGRPoint *p : *geometry.toMultiPoint()) takePoint(*p, out);
        return out.endPiece(GeometryClass::Point, true);
    case wkbMultiLineString:
        for (const OGRLineString *l : *geometry.toMultiLineString()) takeCurve(*l, out);
        return out.endPiece(GeometryClass::Line, true);
    case wkbMultiPolygon:
        for (const OGRPolygon *p : *geometry.toMultiPolygon()) takePolygon(*p, out);
        return out.endPiece(GeometryClass::Polygon, true);
    case wkbPolyhedralSurface:
    case wkbTIN:
        for (const OGRPolygon *p : *geometry.toPolyhedralSurface()) takePolygon(*p, out);
        return out.endPiece(GeometryClass::Polygon, true);
    case wkbGeometryCollection:
        for (const OGRGeometry *part : *geometry.toGeometryCollection()) append(*part, out);
        return;
    default: break;
    }
    if (geometry.hasCurveGeometry() == FALSE) return;
    const std::unique_ptr<OGRGeometry> flat(geometry.getLinearGeometry());
    if (flat && flat->hasCurveGeometry() == FALSE) append(*flat, out);
}

} // namespace

void takeGeometry(const OGRGeometry *geometry, io::SourceGeometry &out) {
    out.clear();
    if (geometry != nullptr && !geometry->IsEmpty()) append(*geometry, out);
}

bool geometryFromGeoJson(const std::string &json, io::SourceGeometry &out, std::string &why) {
    const MessageCollector messages;
    // Without a CRS of its own a geometry gets GDAL's WGS 84 object, whose making opens PROJ's database: 16 ms. A null
    // one says that there is none.
    const std::string text = "{\"crs\":null," + json.substr(1);
    const std::unique_ptr<OGRGeometry> geometry(
        OGRGeometryFactory::createFromGeoJson(text.c_str(), static_cast<int>(text.size())));
    takeGeometry(geometry.get(), out);
    if (!geometry) why = messages.last();
    return geometry != nullptr;
}

} // namespace corridors::gdal
