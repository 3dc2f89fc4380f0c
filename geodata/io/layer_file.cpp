#include "geodata/io/layer_file.hpp"

#include <bit>
#include <cpl_string.h>
#include <cstring>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "geodata/io/gdal_session.hpp"

namespace corridors::io {
namespace {

enum Field : int { kId, kIdIsNumber, kProperties };
enum class Tag : char { Null, False, True, Number, String, Json };
constexpr std::uint32_t kCancelInterval = 1024;

void putCount(std::string &out, std::size_t n) { // LEB128
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(static_cast<unsigned char>((n & 0x7F) | 0x80));
    out += static_cast<char>(n);
}

void putCell(std::string &out, std::size_t column, const PropertyValue &value) {
    putCount(out, column);
    const auto putText = [&out](Tag tag, std::string_view text) {
        out += static_cast<char>(tag);
        putCount(out, text.size());
        out += text;
    };
    if (const auto *s = std::get_if<std::string_view>(&value)) {
        putText(Tag::String, *s);
    } else if (const auto *j = std::get_if<JsonText>(&value)) {
        putText(Tag::Json, j->text);
    } else if (const auto *d = std::get_if<double>(&value)) {
        out += static_cast<char>(Tag::Number);
        char bytes[sizeof(double)];
        std::memcpy(bytes, d, sizeof bytes);
        out.append(bytes, sizeof bytes);
    } else if (const auto *b = std::get_if<bool>(&value)) {
        out += static_cast<char>(*b ? Tag::True : Tag::False);
    } else {
        out += static_cast<char>(Tag::Null);
    }
}

/// Takes cells off the front of a blob; fails instead of reading past its end.
class CellReader {
public:
    explicit CellReader(std::string_view bytes) : m_bytes(bytes) {}
    [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }

    bool next(std::size_t &column, PropertyValue &value) {
        char tag = 0;
        if (!takeCount(column) || !takeByte(tag)) return false;
        switch (static_cast<Tag>(tag)) {
        case Tag::Null: value = std::monostate{}; return true;
        case Tag::False: value = false; return true;
        case Tag::True: value = true; return true;
        case Tag::Number: {
            double number = 0;
            if (m_bytes.size() < sizeof number) return false;
            std::memcpy(&number, m_bytes.data(), sizeof number);
            m_bytes.remove_prefix(sizeof number);
            value = number;
            return true;
        }
        case Tag::String:
        case Tag::Json: {
            std::size_t size = 0;
            if (!takeCount(size) || size > m_bytes.size()) return false;
            const std::string_view text = m_bytes.substr(0, size);
            m_bytes.remove_prefix(size);
            if (static_cast<Tag>(tag) == Tag::String)
                value = text;
            else
                value = JsonText{text};
            return true;
        }
        }
        return false;
    }

private:
    bool takeByte(char &byte) {
        if (m_bytes.empty()) return false;
        byte = m_bytes.front();
        m_bytes.remove_prefix(1);
        return true;
    }
    bool takeCount(std::size_t &n) {
        n = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            char byte = 0;
            if (!takeByte(byte)) return false;
            n |= static_cast<std::size_t>(static_cast<unsigned char>(byte) & 0x7FU) << shift;
            if ((static_cast<unsigned char>(byte) & 0x80U) == 0) return true;
        }
        return false;
    }
    std::string_view m_bytes;
};

// --- LayerData -> OGR ---------------------------------------------------------------------------------------------

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

// --- OGR -> LayerData ---------------------------------------------------------------------------------------------

class GeometryTaker {
public:
    explicit GeometryTaker(LayerDataBuilder &builder) : m_builder(builder) {}

    [[nodiscard]] static GeometryType typeOf(const OGRGeometry &g) {
        switch (wkbFlatten(g.getGeometryType())) {
        case wkbPoint: return GeometryType::Point;
        case wkbLineString: return GeometryType::LineString;
        case wkbPolygon: return GeometryType::Polygon;
        case wkbMultiPoint: return GeometryType::MultiPoint;
        case wkbMultiLineString: return GeometryType::MultiLineString;
        case wkbMultiPolygon: return GeometryType::MultiPolygon;
        default: return GeometryType::None;
        }
    }

    void take(const OGRGeometry &g) {
        switch (typeOf(g)) {
        case GeometryType::Point: {
            const WorldPoint p{g.toPoint()->getX(), g.toPoint()->getY()};
            m_builder.addProjectedPart(std::span(&p, 1));
            break;
        }
        case GeometryType::LineString: add(*g.toLineString(), true); break;
        case GeometryType::Polygon: {
            bool shell = true;
            for (const OGRLinearRing *ring : *g.toPolygon()) {
                add(*ring, shell);
                shell = false;
            }
            break;
        }
        case GeometryType::MultiPoint:
        case GeometryType::MultiLineString:
        case GeometryType::MultiPolygon:
            for (const OGRGeometry *part : *g.toGeometryCollection()) take(*part);
            break;
        case GeometryType::None: break;
        }
    }

private:
    void add(const OGRSimpleCurve &curve, bool shell) {
        static_assert(sizeof(WorldPoint) == sizeof(OGRRawPoint));
        m_raw.resize(static_cast<std::size_t>(curve.getNumPoints()));
        if (!m_raw.empty()) curve.getPoints(m_raw.data());
        m_points.resize(m_raw.size());
        for (std::size_t i = 0; i < m_raw.size(); ++i) m_points[i] = {m_raw[i].x, m_raw[i].y};
        m_builder.addProjectedPart(m_points, shell);
    }
    LayerDataBuilder &m_builder;
    std::vector<OGRRawPoint> m_raw;
    std::vector<WorldPoint> m_points;
};

bool takeProperties(const OGRFeature &feature, const std::vector<std::string> &columns, LayerDataBuilder &builder) {
    if (!feature.IsFieldSetAndNotNull(kProperties)) return true;
    int size = 0;
    const GByte *bytes = const_cast<OGRFeature &>(feature).GetFieldAsBinary(kProperties, &size);
    CellReader cells({reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(size)});
    while (!cells.atEnd()) {
        std::size_t column = 0;
        PropertyValue value;
        if (!cells.next(column, value) || column >= columns.size()) return false;
        builder.setProperty(columns[column], value);
    }
    return true;
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
    out.SetField(kId, std::string(f.id()).c_str());
    out.SetField(kIdIsNumber, f.idIsNumber() ? 1 : 0);
    const PropertyTable &table = f.layer().properties();
    blob.clear();
    for (std::size_t c = 0; c < table.columns().size(); ++c)
        if (const auto value = table.get(f.index(), c)) putCell(blob, c, *value);
    if (!blob.empty()) out.SetField(kProperties, static_cast<int>(blob.size()), blob.data());
    out.SetGeometryDirectly(toGeometry(f).release());
    return layer.CreateFeature(&out) == OGRERR_NONE;
}

} // namespace

bool writeLayerFile(const std::string &path, const LayerData &layer, LayerFileInfo &info,
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

std::shared_ptr<const LayerData> readLayerFile(const std::string &path, const LayerFileInfo &info,
                                               const std::shared_ptr<const Projection> &projection,
                                               const std::stop_token &cancel, std::vector<std::uint8_t> ranks) {
    const MessageCollector quiet;
    const char *drivers[] = {"FlatGeobuf", nullptr};
    const char *options[] = {"VERIFY_BUFFERS=NO", nullptr}; // the cache has checked every byte
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, drivers, options, nullptr));
    OGRLayer *layer = dataset ? dataset->GetLayer(0) : nullptr;
    if (layer == nullptr || layer->GetLayerDefn()->GetFieldCount() != kProperties + 1) return nullptr;
    LayerDataBuilder builder(projection);
    builder.reserve(info.features, info.parts, info.vertices);
    GeometryTaker taker(builder);
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        if (builder.featureCount() % kCancelInterval == 0 && cancel.stop_requested()) return nullptr;
        const OGRGeometry *geometry = feature->GetGeometryRef();
        if (geometry == nullptr) return nullptr;
        builder.beginFeature(feature->GetFieldAsString(kId), GeometryTaker::typeOf(*geometry),
                             feature->GetFieldAsInteger(kIdIsNumber) != 0);
        taker.take(*geometry);
        if (!takeProperties(*feature, info.columns, builder)) return nullptr;
    }
    if (quiet.failed() || builder.featureCount() != info.features) return nullptr;
    builder.setVertexRanks(std::move(ranks));
    auto data = builder.finish();
    return data->vertexCount() == info.vertices ? data : nullptr;
}

} // namespace corridors::io
