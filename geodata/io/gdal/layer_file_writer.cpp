#include "geodata/io/gdal/layer_file_writer.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "geodata/io/gdal/session.hpp"
#include "geodata/io/layer_cells.hpp"

namespace corridors::gdal {
namespace {

constexpr std::uint32_t kCancelInterval = 1024;

void setPoints(OGRSimpleCurve &curve, std::span<const WorldPoint> points) {
    curve.setNumPoints(static_cast<int>(points.size()), FALSE);
    for (std::size_t i = 0; i < points.size(); ++i) curve.setPoint(static_cast<int>(i), points[i].x, points[i].y);
}

std::unique_ptr<OGRPolygon> toPolygon(const FeatureView &f, std::size_t &part) {
    auto polygon = std::make_unique<OGRPolygon>();
    do {
        auto ring = std::make_unique<OGRLinearRing>();
        setPoints(*ring, f.part(part));
        polygon->addRingDirectly(ring.release());
        ++part;
    } while (part < f.partCount() && !f.isShell(part));
    return polygon;
}

std::unique_ptr<OGRLineString> toLine(std::span<const WorldPoint> points) {
    auto line = std::make_unique<OGRLineString>();
    setPoints(*line, points);
    return line;
}

std::unique_ptr<OGRGeometry> toGeometry(const FeatureView &f) {
    std::size_t part = 0;
    switch (f.type()) {
    case GeometryType::Point: return std::make_unique<OGRPoint>(f.part(0)[0].x, f.part(0)[0].y);
    case GeometryType::LineString: return toLine(f.part(0));
    case GeometryType::Polygon: return toPolygon(f, part);
    case GeometryType::MultiPoint: {
        auto out = std::make_unique<OGRMultiPoint>();
        for (; part < f.partCount(); ++part)
            out->addGeometryDirectly(new OGRPoint(f.part(part)[0].x, f.part(part)[0].y));
        return out;
    }
    case GeometryType::MultiLineString: {
        auto out = std::make_unique<OGRMultiLineString>();
        for (; part < f.partCount(); ++part) out->addGeometryDirectly(toLine(f.part(part)).release());
        return out;
    }
    case GeometryType::MultiPolygon: {
        auto out = std::make_unique<OGRMultiPolygon>();
        while (part < f.partCount()) out->addGeometryDirectly(toPolygon(f, part).release());
        return out;
    }
    case GeometryType::None: break;
    }
    return nullptr;
}

bool defineFields(OGRLayer &layer) {
    OGRFieldDefn id("id", OFTString);
    OGRFieldDefn isNumber("id_is_number", OFTInteger);
    OGRFieldDefn properties("properties", OFTBinary);
    return layer.CreateField(&id) == OGRERR_NONE && layer.CreateField(&isNumber) == OGRERR_NONE &&
           layer.CreateField(&properties) == OGRERR_NONE;
}

bool writeFeature(OGRLayer &layer, const FeatureView &f, std::string &blob) {
    OGRFeature out(layer.GetLayerDefn());
    out.SetField(io::kLayerFileId, std::string(f.id()).c_str());
    out.SetField(io::kLayerFileIdIsNumber, f.idIsNumber() ? 1 : 0);
    const PropertyTable &table = f.layer().properties();
    blob.clear();
    for (std::size_t c = 0; c < table.columns().size(); ++c)
        if (const auto value = table.get(f.index(), c)) io::putCell(blob, c, *value);
    if (!blob.empty()) out.SetField(io::kLayerFileProperties, static_cast<int>(blob.size()), blob.data());
    out.SetGeometryDirectly(toGeometry(f).release());
    return layer.CreateFeature(&out) == OGRERR_NONE;
}

} // namespace

bool writeLayerFile(const std::string &path, const LayerData &layer, io::LayerFileInfo &info,
                    const std::stop_token &cancel) {
    const MessageCollector quiet;
    info = {layer.featureCount(), 0, layer.vertexCount(), layer.properties().columns()};
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("FlatGeobuf");
    if (driver == nullptr) return false;
    const GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) return false;
    CPLStringList options;
    options.SetNameValue("SPATIAL_INDEX", "NO");
    OGRLayer *out = dataset->CreateLayer("layer", nullptr, wkbUnknown, options.List());
    if (out == nullptr || !defineFields(*out)) return false;
    std::string blob;
    for (std::uint32_t i = 0; i < layer.featureCount(); ++i) {
        if (i % kCancelInterval == 0 && cancel.stop_requested()) return false;
        const FeatureView f = layer.feature(i);
        info.parts += f.partCount();
        // An id that holds a zero byte would be cut by GDAL's strings.
        if (f.id().find('\0') != std::string_view::npos || !writeFeature(*out, f, blob)) return false;
    }
    return !quiet.failed();
}

} // namespace corridors::gdal
