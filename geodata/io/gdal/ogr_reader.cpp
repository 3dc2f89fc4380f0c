#include "geodata/io/gdal/ogr_reader.hpp"

#include <algorithm>
#include <array>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

#include "geodata/io/gdal/crs.hpp"
#include "geodata/io/gdal/geometry.hpp"
#include "geodata/io/gdal/session.hpp"

namespace corridors::gdal {
namespace {

/// CSV has no notion of a geometry: name the columns that people use.
CPLStringList openOptions() {
    CPLStringList options;
    options.SetNameValue("X_POSSIBLE_NAMES", "lon,lng,long,longitude,x,easting");
    options.SetNameValue("Y_POSSIBLE_NAMES", "lat,latitude,y,northing");
    options.SetNameValue("GEOM_POSSIBLE_NAMES", "wkt,geom,geometry,the_geom,wkb_geometry");
    options.SetNameValue("AUTODETECT_TYPE", "YES");
    return options;
}

GDALDatasetUniquePtr open(const std::string &gdalPath, MessageCollector &messages) {
    const auto attempt = [&](const char *const *drivers, const char *const *options) {
        messages.clear();
        return GDALDatasetUniquePtr(GDALDataset::Open(
            gdalPath.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers, options, nullptr));
    };
    const CPLStringList options = openOptions();
    constexpr std::array<const char *, 2> kCsv = {"CSV", nullptr};
    GDALDriverH driver = GDALIdentifyDriverEx(gdalPath.c_str(), GDAL_OF_VECTOR, nullptr, nullptr);
    const std::string name = driver != nullptr ? GDALGetDriverShortName(driver) : "";
    auto dataset = name == "CSV" ? attempt(kCsv.data(), options.List()) : attempt(nullptr, nullptr);
    if (dataset) return dataset;
    const std::string why = messages.last();
    registerAllDrivers();
    dataset = attempt(nullptr, nullptr);
    if (!dataset && !name.empty()) messages.add(true, why.c_str());
    return dataset;
}

tl::unexpected<Error> notOpened(const io::Probe &probe, const std::string &path, const MessageCollector &messages) {
    const std::string kind = io::kindOfBytes(probe.head);
    const char *remedy =
        "GeoJSON, GeoPackage, Shapefile, FlatGeobuf, KML, GPX, CSV and whatever else GDAL reads can be opened";
    if (!probe.isFile) return fail("GDAL cannot open it: " + messages.last(), path, {}, "Check the address");
    if (!kind.empty() && kind != "XML or HTML") return fail(fmt::format("is {}, not map data", kind), path, {}, remedy);
    GDALDriverH driver = GDALIdentifyDriverEx(probe.gdalPath.c_str(), GDAL_OF_VECTOR, nullptr, nullptr);
    if (driver != nullptr && messages.failed())
        return fail(fmt::format("is damaged {}: {}", GDALGetDriverShortName(driver), messages.last()), path, {},
                    "Copy, download or export it again");
    if (GDALIdentifyDriverEx(probe.gdalPath.c_str(), GDAL_OF_RASTER, nullptr, nullptr) != nullptr)
        return fail("is a raster, not vector data", path, {}, remedy);
    return fail(io::looksBinary(probe.head) ? "is binary data in no format that GDAL reads"
                                            : "is in no format that GDAL reads",
                path, {}, remedy);
}

std::string jsonList(const char *const *strings) {
    nlohmann::json list = nlohmann::json::array();
    for (; strings != nullptr && *strings != nullptr; ++strings) list.push_back(*strings);
    return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// One field as an attribute; text goes to `scratch`.
PropertyValue fieldValue(const OGRFeature &feature, int i, std::string &scratch) {
    if (feature.IsFieldNull(i)) return std::monostate{};
    const OGRFieldDefn &field = *feature.GetFieldDefnRef(i);
    switch (field.GetType()) {
    case OFTInteger:
        if (field.GetSubType() == OFSTBoolean) return feature.GetFieldAsInteger(i) != 0;
        return static_cast<double>(feature.GetFieldAsInteger(i));
    case OFTInteger64: return static_cast<double>(feature.GetFieldAsInteger64(i));
    case OFTReal: return feature.GetFieldAsDouble(i);
    case OFTStringList: scratch = jsonList(feature.GetFieldAsStringList(i)); return JsonText{scratch};
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList: {
        CPLString json = const_cast<OGRFeature &>(feature).GetFieldAsSerializedJSon(i);
        scratch = std::move(json);
        return JsonText{scratch};
    }
    default: break;
    }
    scratch = feature.GetFieldAsString(i);
    if (field.GetSubType() == OFSTJSON) return JsonText{scratch};
    return std::string_view(scratch);
}

class LayerReader {
public:
    LayerReader(OGRLayer &layer, io::FeatureSink &sink, const std::string &path, bool nameLayers)
        : m_layer(layer), m_sink(sink), m_path(path), m_nameLayers(nameLayers) {}

    /// False when cancelled; an error is the layer's.
    Result<bool> read(std::uint64_t &number, std::uint64_t total) {
        if (auto ok = applyCrs(); !ok) return tl::unexpected(ok.error());
        MessageCollector messages;
        m_layer.ResetReading();
        const OGRFeatureDefn &definition = *m_layer.GetLayerDefn();
        const int idField = definition.GetFieldIndex("id");
        while (const OGRFeatureUniquePtr feature{m_layer.GetNextFeature()}) {
            ++number;
            addFeature(*feature, number, idField);
            if (!m_sink.keepGoing(total > 0 ? static_cast<double>(number) / static_cast<double>(total) : 0))
                return false;
        }
        if (messages.failed())
            m_sink.warn({"reading stopped early: " + messages.last(), m_path, fmt::format("feature {}", number + 1),
                         "Copy, download or export the file again"});
        return true;
    }

private:
    Result<void> applyCrs() {
        const OGRSpatialReference *crs = m_layer.GetSpatialRef();
        if (crs == nullptr || crs->IsLocal() != FALSE) {
            m_sink.setCrs({});
            return {};
        }
        auto known = sourceCrs(*crs, m_path);
        if (!known) return tl::unexpected(known.error());
        m_sink.setCrs(std::move(*known));
        return {};
    }

    void addFeature(const OGRFeature &feature, std::uint64_t number, int idField) {
        std::string id;
        bool idIsNumber = false;
        if (idField >= 0 && feature.IsFieldSetAndNotNull(idField)) {
            const OGRFieldType type = feature.GetFieldDefnRef(idField)->GetType();
            idIsNumber = type == OFTInteger || type == OFTInteger64 || type == OFTReal;
            id = feature.GetFieldAsString(idField);
        }
        takeGeometry(feature.GetGeometryRef(), m_geometry);
        m_sink.add(number, id, idIsNumber, &m_geometry, [&](LayerDataBuilder &builder) {
            for (int i = 0; i < feature.GetFieldCount(); ++i) {
                if (!feature.IsFieldSet(i) || feature.GetFieldDefnRef(i)->GetType() == OFTBinary) continue;
                builder.setProperty(feature.GetFieldDefnRef(i)->GetNameRef(), fieldValue(feature, i, m_scratch));
            }
            if (m_nameLayers && feature.GetFieldIndex("layer") < 0)
                builder.setProperty("layer", std::string_view(m_layer.GetName()));
        });
    }

    OGRLayer &m_layer;
    io::FeatureSink &m_sink;
    const std::string &m_path;
    bool m_nameLayers;
    std::string m_scratch;
    io::SourceGeometry m_geometry;
};

Result<std::vector<OGRLayer *>> chooseLayers(GDALDataset &dataset, const std::string &path,
                                             const std::string &layerName) {
    std::vector<OGRLayer *> layers;
    std::string names;
    for (OGRLayer *layer : dataset.GetLayers()) {
        names += (names.empty() ? "" : ", ") + std::string(layer->GetName());
        if (layerName.empty() ? layer->GetGeomType() != wkbNone : layerName == layer->GetName())
            layers.push_back(layer);
    }
    if (!layers.empty()) return layers;
    if (!layerName.empty())
        return fail(fmt::format("has no layer \"{}\"", layerName), path, {},
                    names.empty() ? "It has no layer at all" : "Its layers are: " + names);
    const bool csv = std::string(dataset.GetDriverName()) == "CSV";
    return fail("holds no layer with geometries", path, {},
                csv ? "Name its columns lon and lat, or one column wkt" : "Export it with geometries");
}

} // namespace

Result<std::vector<std::string>> layerNames(const io::Probe &probe, const std::string &path) {
    MessageCollector messages;
    const GDALDatasetUniquePtr dataset = open(probe.gdalPath, messages);
    if (!dataset) return notOpened(probe, path, messages);
    const auto layers = chooseLayers(*dataset, path, {});
    if (!layers) return tl::unexpected(layers.error());
    std::vector<std::string> names;
    for (OGRLayer *layer : *layers) names.emplace_back(layer->GetName());
    return names;
}

Result<io::ReadResult> readWithOgr(const io::Probe &probe, const std::string &path, const std::string &layerName,
                                   io::FeatureSink &sink) {
    MessageCollector messages;
    const GDALDatasetUniquePtr dataset = open(probe.gdalPath, messages);
    if (!dataset) return notOpened(probe, path, messages);
    const auto layers = chooseLayers(*dataset, path, layerName);
    if (!layers) return tl::unexpected(layers.error());

    std::uint64_t total = 0;
    for (OGRLayer *layer : *layers) {
        const GIntBig count = layer->GetFeatureCount(FALSE);
        if (count > 0) total += static_cast<std::uint64_t>(count);
    }
    std::uint64_t number = 0;
    const std::size_t filled = static_cast<std::size_t>(
        std::count_if(layers->begin(), layers->end(), [](OGRLayer *l) { return l->GetFeatureCount(FALSE) != 0; }));
    for (OGRLayer *layer : *layers) {
        const auto done = LayerReader(*layer, sink, path, filled > 1).read(number, total);
        if (!done) return tl::unexpected(done.error());
        if (!*done) return sink.cancelled();
    }
    return sink.finish(dataset->GetDriverName());
}

} // namespace corridors::gdal
