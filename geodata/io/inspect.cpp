// inspectFile: what `corridors info` says of a file.
#include <algorithm>
#include <map>
#include <set>
#include <sys/stat.h>

#include "geodata/io/gdal_door.hpp"
#include "geodata/io/probe.hpp"
#include "geodata/io/reader.hpp"

namespace corridors::io {
namespace {

const char *typeName(const PropertyValue &value) {
    if (std::holds_alternative<bool>(value)) return "boolean";
    if (std::holds_alternative<double>(value)) return "number";
    if (std::holds_alternative<std::string_view>(value)) return "text";
    if (std::holds_alternative<JsonText>(value)) return "JSON";
    return "";
}

FieldInfo describeField(const LayerData &data, std::size_t column) {
    FieldInfo field;
    field.name = data.properties().columns()[column];
    std::set<std::string> types;
    for (std::size_t row = 0; row < data.featureCount(); ++row) {
        const auto value = data.properties().get(row, column);
        if (!value || std::holds_alternative<std::monostate>(*value)) continue;
        if (types.insert(typeName(*value)).second && field.sample.empty())
            field.sample = data.feature(row).text(field.name);
    }
    for (const std::string &type : types) field.type += (field.type.empty() ? "" : "/") + type;
    return field;
}

LayerInfo describeLayer(const std::string &name, const ReadResult &read) {
    const LayerData &data = *read.data;
    LayerInfo layer;
    layer.name = name;
    layer.featureCount = data.featureCount();
    layer.vertexCount = data.vertexCount();
    layer.extent = read.extent;
    layer.crs = read.sourceCrs;
    std::set<GeometryType> types;
    for (std::size_t i = 0; i < data.featureCount(); ++i) types.insert(data.feature(i).type());
    for (const GeometryType type : types)
        layer.geometryType += (layer.geometryType.empty() ? "" : ", ") + std::string(geometryTypeName(type));
    for (std::size_t c = 0; c < data.properties().columns().size(); ++c) layer.fields.push_back(describeField(data, c));
    return layer;
}

std::string stem(const std::string &path) {
    const auto slash = path.find_last_of('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    return name.substr(0, name.find_last_of('.'));
}

} // namespace

Result<FileInfo> inspectFile(const std::string &path, const std::stop_token &cancel) {
    const auto probed = probe(path);
    if (!probed) return tl::unexpected(probed.error());
    FileInfo info;
    info.path = path;
    struct stat onDisk {};
    if (::stat(path.c_str(), &onDisk) == 0) info.sizeBytes = static_cast<std::uint64_t>(onDisk.st_size);
    ReadOptions options;
    options.useCache = false;

    std::vector<std::string> names;
    if (probed->reading == Reading::Ogr) {
        const auto gdal = openGdal(path);
        if (!gdal) return tl::unexpected(gdal.error());
        auto listed = (*gdal)->layerNames(*probed, path);
        if (!listed) return tl::unexpected(listed.error());
        names = std::move(*listed);
    }
    if (names.size() <= 1) {
        auto read = readFile(path, options, cancel);
        if (!read) return tl::unexpected(read.error());
        info.format = read->format;
        info.problems = std::move(read->warnings);
        info.layers.push_back(describeLayer(names.empty() ? stem(path) : names.front(), *read));
        return info;
    }
    for (const std::string &name : names) { // one bad layer does not hide the others
        options.layerName = name;
        auto read = readFile(path, options, cancel);
        if (cancel.stop_requested()) return tl::unexpected(read.error());
        if (!read) {
            info.problems.push_back(read.error());
            continue;
        }
        info.format = read->format;
        info.problems.insert(info.problems.end(), read->warnings.begin(), read->warnings.end());
        info.layers.push_back(describeLayer(name, *read));
    }
    if (info.layers.empty()) return tl::unexpected(info.problems.front());
    return info;
}

} // namespace corridors::io
