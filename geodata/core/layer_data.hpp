// LayerData: one source's features, projected into the map's projection, immutable, shared between threads.
// What it is not: styled, clipped or simplified (geodata/tile does that), nor visible or hidden (viewer/app).
// io and tests build it through LayerDataBuilder; tile, query, style and ui read it.
//
// Storage is columnar: all vertices end to end, parts (rings, lines, points) as ranges of vertices, features as
// ranges of parts. One vertex costs 16 bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/core/bounds.hpp"
#include "geodata/core/box_index.hpp"
#include "geodata/core/projection.hpp"
#include "geodata/core/property_table.hpp"

namespace corridors {

/// RFC 7946 geometry types; a GeometryCollection is split into features that share their id before it gets here.
enum class GeometryType : std::uint8_t { None, Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon };

/// Dimension of a geometry regardless of Multi: what decides how it is drawn and picked.
enum class GeometryClass : std::uint8_t { None, Point, Line, Polygon };
[[nodiscard]] GeometryClass classOf(GeometryType type);

/// "Point", "MultiPoint", ... as RFC 7946 spells it; "Unknown" for None.
[[nodiscard]] std::string_view geometryTypeName(GeometryType type);

class LayerData;

/// Gives a layer a byte a vertex, in the order of its vertices, that says how much the vertex matters to the shape;
/// nothing for a layer without shapes. tile/importance.hpp has the one that is used.
using VertexRanking = std::function<std::vector<std::uint8_t>(const LayerData &)>;

/// A cheap handle on one feature of a LayerData, which must outlive it.
class FeatureView {
public:
    FeatureView(const LayerData &layer, std::uint32_t index) : m_layer(&layer), m_index(index) {}

    [[nodiscard]] const LayerData &layer() const { return *m_layer; }
    [[nodiscard]] std::uint32_t index() const { return m_index; }
    [[nodiscard]] std::string_view id() const;
    /// True when the source's id was a JSON number (expressions tell 1 from "1").
    [[nodiscard]] bool idIsNumber() const;
    [[nodiscard]] GeometryType type() const;
    [[nodiscard]] GeometryClass geometryClass() const { return classOf(type()); }
    [[nodiscard]] WorldBounds bounds() const;
    [[nodiscard]] std::size_t partCount() const;
    /// Vertices of all parts, end to end.
    [[nodiscard]] std::span<const WorldPoint> vertices() const;
    /// Vertices of a part: a line, a ring (closed: first == last), or the single point of a (multi)point.
    [[nodiscard]] std::span<const WorldPoint> part(std::size_t i) const;
    /// Polygons only: true where part i is a shell, false where it is a hole of the last shell before it.
    [[nodiscard]] bool isShell(std::size_t i) const;
    [[nodiscard]] std::optional<PropertyValue> property(std::string_view name) const;
    /// The attribute as plain text ("" where absent or null): strings as they are, numbers without trailing zeros.
    [[nodiscard]] std::string text(std::string_view name) const;

private:
    const LayerData *m_layer;
    std::uint32_t m_index;
};

class LayerData {
public:
    [[nodiscard]] std::size_t featureCount() const { return m_types.size(); }
    [[nodiscard]] FeatureView feature(std::size_t i) const { return {*this, static_cast<std::uint32_t>(i)}; }
    /// Index of the first feature with this id, if any.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
    /// Features whose ids contain a slash: pieces of something whole, as "a1+/3" is of "a1+".
    [[nodiscard]] std::span<const std::uint32_t> segments() const { return m_segments; }
    [[nodiscard]] const WorldBounds &bounds() const { return m_bounds; }
    [[nodiscard]] const BoxIndex &index() const { return m_index; }
    [[nodiscard]] const PropertyTable &properties() const { return m_properties; }
    [[nodiscard]] const Projection &projection() const { return *m_projection; }
    [[nodiscard]] std::shared_ptr<const Projection> sharedProjection() const { return m_projection; }
    [[nodiscard]] std::size_t vertexCount() const { return m_points.size(); }
    [[nodiscard]] std::size_t byteSize() const;
    /// What `ranking` gives of this layer. It is asked once, by the first caller while others wait, or never where the
    /// ranks came with the layer (LayerDataBuilder::setVertexRanks).
    [[nodiscard]] std::span<const std::uint8_t> vertexRanks(const VertexRanking &ranking) const;

private:
    struct Ranks {
        std::once_flag made;
        std::vector<std::uint8_t> values;
    };
    friend class FeatureView;
    friend class LayerDataBuilder;
    std::shared_ptr<const Projection> m_projection;
    std::vector<WorldPoint> m_points;
    std::vector<std::uint32_t> m_partStarts; // parts + 1 entries
    std::vector<bool> m_partIsShell;
    std::vector<std::uint32_t> m_featureParts; // features + 1 entries
    std::vector<GeometryType> m_types;
    /// Of features with many vertices, ascending; those of others are found again in no time, and a million of them
    /// would take 32 MB.
    std::vector<std::pair<std::uint32_t, WorldBounds>> m_largeBounds;
    std::vector<bool> m_idIsNumber;
    std::vector<std::uint32_t> m_idStarts; // features + 1 entries into m_idText
    std::string m_idText;
    std::vector<std::uint32_t> m_idTable; // by the id's hash, linear probing: the feature's index + 1, 0 where free
    bool m_idsAreOrdinals = true;         // "#1", "#2", ...: they need no table
    std::vector<std::uint32_t> m_segments;
    WorldBounds m_bounds;
    BoxIndex m_index;
    PropertyTable m_properties;
    std::shared_ptr<Ranks> m_ranks = std::make_shared<Ranks>();
};

/// Fills a LayerData feature by feature. Usage: beginFeature, addPart..., setProperty..., next beginFeature, ...
/// finish.
class LayerDataBuilder {
public:
    explicit LayerDataBuilder(std::shared_ptr<const Projection> projection);

    /// Expected totals, to spare large layers the growth of their arrays; a wrong guess costs nothing but memory.
    void reserve(std::size_t features, std::size_t parts, std::size_t vertices);

    /// Starts a feature. An empty id stands for "the source has none" and becomes its ordinal, "#1" for the first.
    void beginFeature(std::string_view id, GeometryType type, bool idIsNumber = false);
    /// Adds a part given in degrees; it is projected here. `isShell` matters for polygons only.
    void addPart(std::span<const LonLat> points, bool isShell = true);
    /// Adds a part that is already in the map's projection.
    void addProjectedPart(std::span<const WorldPoint> points, bool isShell = true);
    void setProperty(std::string_view name, const PropertyValue &value);

    /// Ranks that an earlier reading of the same features has given; one a vertex, or none at all.
    void setVertexRanks(std::vector<std::uint8_t> ranks) { m_vertexRanks = std::move(ranks); }

    [[nodiscard]] std::size_t featureCount() const { return m_data->m_types.size(); }
    [[nodiscard]] std::size_t byteSize() const { return m_data->byteSize(); }
    /// A finished copy of what has been added so far (for showing the first features before the last are read).
    [[nodiscard]] std::shared_ptr<const LayerData> snapshot() const;
    /// Builds the index and hands the layer over; the builder is empty afterwards.
    [[nodiscard]] std::shared_ptr<const LayerData> finish();

private:
    static void complete(LayerData &data);
    static void indexIds(LayerData &data);
    static void findBounds(LayerData &data);
    std::unique_ptr<LayerData> m_data;
    std::vector<std::uint8_t> m_vertexRanks;
};

} // namespace corridors
