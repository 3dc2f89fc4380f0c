#include "geodata/core/layer_data.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <charconv>
#include <functional>

namespace corridors {
namespace {

/// The bounds of features with more vertices are kept.
constexpr std::size_t kFewVertices = 64;

WorldBounds boundsOf(std::span<const WorldPoint> points) {
    WorldBounds bounds;
    for (const WorldPoint &p : points) bounds.extend(p);
    return bounds;
}

std::size_t hashOf(std::string_view id) { return std::hash<std::string_view>{}(id); }

} // namespace

GeometryClass classOf(GeometryType type) {
    switch (type) {
    case GeometryType::None: return GeometryClass::None;
    case GeometryType::Point:
    case GeometryType::MultiPoint: return GeometryClass::Point;
    case GeometryType::LineString:
    case GeometryType::MultiLineString: return GeometryClass::Line;
    case GeometryType::Polygon:
    case GeometryType::MultiPolygon: return GeometryClass::Polygon;
    }
    return GeometryClass::None;
}

std::string_view geometryTypeName(GeometryType type) {
    switch (type) {
    case GeometryType::None: break;
    case GeometryType::Point: return "Point";
    case GeometryType::MultiPoint: return "MultiPoint";
    case GeometryType::LineString: return "LineString";
    case GeometryType::MultiLineString: return "MultiLineString";
    case GeometryType::Polygon: return "Polygon";
    case GeometryType::MultiPolygon: return "MultiPolygon";
    }
    return "Unknown";
}

std::span<const std::uint8_t> LayerData::vertexRanks(const VertexRanking &ranking) const {
    std::call_once(m_ranks->made, [&] { m_ranks->values = ranking(*this); });
    return m_ranks->values;
}

std::string_view FeatureView::id() const {
    const auto begin = m_layer->m_idStarts[m_index];
    return std::string_view(m_layer->m_idText).substr(begin, m_layer->m_idStarts[m_index + 1] - begin);
}

bool FeatureView::idIsNumber() const { return m_layer->m_idIsNumber[m_index]; }

GeometryType FeatureView::type() const { return m_layer->m_types[m_index]; }

std::span<const WorldPoint> FeatureView::vertices() const {
    const std::vector<std::uint32_t> &parts = m_layer->m_partStarts;
    const std::size_t begin = parts[m_layer->m_featureParts[m_index]];
    return std::span(m_layer->m_points).subspan(begin, parts[m_layer->m_featureParts[m_index + 1]] - begin);
}

WorldBounds FeatureView::bounds() const {
    const std::span<const WorldPoint> points = vertices();
    if (points.size() > kFewVertices) {
        const auto &large = m_layer->m_largeBounds;
        const auto it = std::ranges::lower_bound(large, m_index, {}, [](const auto &entry) { return entry.first; });
        if (it != large.end() && it->first == m_index) return it->second;
    }
    return boundsOf(points);
}

std::size_t FeatureView::partCount() const {
    return m_layer->m_featureParts[m_index + 1] - m_layer->m_featureParts[m_index];
}

std::span<const WorldPoint> FeatureView::part(std::size_t i) const {
    const std::size_t p = m_layer->m_featureParts[m_index] + i;
    const std::size_t begin = m_layer->m_partStarts[p];
    return std::span(m_layer->m_points).subspan(begin, m_layer->m_partStarts[p + 1] - begin);
}

bool FeatureView::isShell(std::size_t i) const { return m_layer->m_partIsShell[m_layer->m_featureParts[m_index] + i]; }

std::optional<PropertyValue> FeatureView::property(std::string_view name) const {
    return m_layer->m_properties.get(m_index, name);
}

std::string FeatureView::text(std::string_view name) const {
    const auto value = property(name);
    if (!value) return {};
    if (const auto *s = std::get_if<std::string_view>(&*value)) return std::string(*s);
    if (const auto *j = std::get_if<JsonText>(&*value)) return std::string(j->text);
    if (const auto *b = std::get_if<bool>(&*value)) return *b ? "true" : "false";
    if (const auto *d = std::get_if<double>(&*value)) {
        char buffer[32];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, *d).ptr;
        return {buffer, end};
    }
    return {};
}

std::optional<std::uint32_t> LayerData::find(std::string_view id) const {
    if (m_idsAreOrdinals) {
        std::uint32_t ordinal = 0;
        const char *end = id.data() + id.size();
        if (id.size() < 2 || id[0] != '#' || id[1] == '0') return std::nullopt;
        const auto [last, error] = std::from_chars(id.data() + 1, end, ordinal);
        if (error != std::errc() || last != end || ordinal > featureCount()) return std::nullopt;
        return ordinal - 1;
    }
    if (m_idTable.empty()) return std::nullopt;
    const std::size_t mask = m_idTable.size() - 1;
    for (std::size_t at = hashOf(id) & mask; m_idTable[at] != 0; at = (at + 1) & mask)
        if (feature(m_idTable[at] - 1).id() == id) return m_idTable[at] - 1;
    return std::nullopt;
}

std::size_t LayerData::byteSize() const {
    return m_points.capacity() * sizeof(WorldPoint) + m_partStarts.capacity() * sizeof(std::uint32_t) +
           m_featureParts.capacity() * sizeof(std::uint32_t) + m_types.capacity() +
           m_largeBounds.capacity() * sizeof m_largeBounds[0] + m_idStarts.capacity() * sizeof(std::uint32_t) +
           m_idText.capacity() + m_index.byteSize() + m_properties.byteSize() +
           (m_idTable.capacity() + m_segments.capacity()) * sizeof(std::uint32_t);
}

LayerDataBuilder::LayerDataBuilder(std::shared_ptr<const Projection> projection)
    : m_data(std::make_unique<LayerData>()) {
    assert(projection);
    m_data->m_projection = std::move(projection);
    m_data->m_partStarts.push_back(0);
    m_data->m_featureParts.push_back(0);
    m_data->m_idStarts.push_back(0);
}

void LayerDataBuilder::reserve(std::size_t features, std::size_t parts, std::size_t vertices) {
    LayerData &d = *m_data;
    d.m_types.reserve(features);
    d.m_featureParts.reserve(features + 1);
    d.m_idStarts.reserve(features + 1);
    d.m_idIsNumber.reserve(features);
    d.m_partStarts.reserve(parts + 1);
    d.m_partIsShell.reserve(parts);
    d.m_points.reserve(vertices);
}

void LayerDataBuilder::beginFeature(std::string_view id, GeometryType type, bool idIsNumber) {
    LayerData &d = *m_data;
    d.m_types.push_back(type);
    d.m_featureParts.push_back(static_cast<std::uint32_t>(d.m_partStarts.size() - 1));
    d.m_idIsNumber.push_back(idIsNumber);
    if (id.empty()) {
        d.m_idText += '#';
        d.m_idText += std::to_string(d.m_types.size());
    } else {
        d.m_idText += id;
        d.m_idsAreOrdinals = d.m_idsAreOrdinals && id[0] == '#' && id.substr(1) == std::to_string(d.m_types.size());
    }
    d.m_idStarts.push_back(static_cast<std::uint32_t>(d.m_idText.size()));
}

void LayerDataBuilder::addPart(std::span<const LonLat> points, bool isShell) {
    std::vector<WorldPoint> projected;
    projected.reserve(points.size());
    for (const LonLat &p : points) projected.push_back(m_data->m_projection->project(p));
    addProjectedPart(projected, isShell);
}

void LayerDataBuilder::addProjectedPart(std::span<const WorldPoint> points, bool isShell) {
    LayerData &d = *m_data;
    assert(!d.m_types.empty() && "beginFeature comes first");
    d.m_points.insert(d.m_points.end(), points.begin(), points.end());
    d.m_partStarts.push_back(static_cast<std::uint32_t>(d.m_points.size()));
    d.m_partIsShell.push_back(isShell);
    d.m_featureParts.back() = static_cast<std::uint32_t>(d.m_partStarts.size() - 1);
}

void LayerDataBuilder::setProperty(std::string_view name, const PropertyValue &value) {
    assert(!m_data->m_types.empty() && "beginFeature comes first");
    m_data->m_properties.set(m_data->m_types.size() - 1, name, value);
}

void LayerDataBuilder::complete(LayerData &d) {
    findBounds(d);
    d.m_index = BoxIndex(d.featureCount(), [&d](std::size_t i) { return d.feature(i).bounds(); });
    indexIds(d);
}

void LayerDataBuilder::findBounds(LayerData &d) {
    d.m_largeBounds.clear();
    d.m_bounds = {};
    for (std::uint32_t i = 0; i < d.featureCount(); ++i) {
        const std::span<const WorldPoint> points = d.feature(i).vertices();
        const WorldBounds bounds = boundsOf(points);
        d.m_bounds.extend(bounds);
        if (points.size() > kFewVertices) d.m_largeBounds.emplace_back(i, bounds);
    }
}

void LayerDataBuilder::indexIds(LayerData &d) {
    d.m_segments.clear();
    d.m_idTable.clear();
    if (d.m_idsAreOrdinals) return;
    d.m_idTable.assign(std::bit_ceil(d.featureCount() * 3 / 2 + 1), 0);
    const std::size_t mask = d.m_idTable.size() - 1;
    for (std::uint32_t i = 0; i < d.featureCount(); ++i) {
        const std::string_view id = d.feature(i).id();
        if (id.find('/') != std::string_view::npos) d.m_segments.push_back(i);
        std::size_t at = hashOf(id) & mask;
        while (d.m_idTable[at] != 0 && d.feature(d.m_idTable[at] - 1).id() != id) at = (at + 1) & mask;
        if (d.m_idTable[at] == 0) d.m_idTable[at] = i + 1; // the first of equals stays
    }
}

std::shared_ptr<const LayerData> LayerDataBuilder::snapshot() const {
    auto copy = std::make_shared<LayerData>(*m_data);
    copy->m_ranks = std::make_shared<LayerData::Ranks>(); // more features are to come
    complete(*copy);
    return copy;
}

std::shared_ptr<const LayerData> LayerDataBuilder::finish() {
    auto projection = m_data->m_projection;
    std::shared_ptr<LayerData> done = std::move(m_data);
    // Shrinking copies: of a hundred megabytes only when there is much to win.
    if (done->m_points.capacity() - done->m_points.size() > done->m_points.size() / 8) done->m_points.shrink_to_fit();
    done->m_properties.shrink();
    complete(*done);
    if (!m_vertexRanks.empty() && m_vertexRanks.size() == done->vertexCount())
        std::call_once(done->m_ranks->made, [&] { done->m_ranks->values = std::move(m_vertexRanks); });
    *this = LayerDataBuilder(std::move(projection));
    return done;
}

} // namespace corridors
