#include "geodata/io/layer_file.hpp"

#include "geodata/io/byte_source.hpp"
#include "geodata/io/content_hash.hpp"
#include "geodata/io/flat_buffer.hpp"
#include "geodata/io/layer_cells.hpp"

namespace corridors::io {
namespace {

constexpr std::uint32_t kCancelInterval = 1024;
constexpr std::size_t kReadBytes = std::size_t{1} << 18;
// FlatGeobuf 3 (https://flatgeobuf.org, header.fbs and feature.fbs): the magic and the fields' numbers.
constexpr std::string_view kMagic{"fgb\x03"
                                  "fgb",
                                  7};
constexpr std::size_t kMagicBytes = 8; // the last is the patch version
enum HeaderField { kIndexNodeSize = 9 };
enum FeatureField { kGeometry = 0, kProperties = 1 };
enum GeometryField { kEnds = 0, kPositions = 1, kType = 6, kParts = 7 };
constexpr std::uint16_t kDefaultIndexNodeSize = 16;

GeometryType typeOf(std::uint8_t type) {
    constexpr GeometryType kTypes[] = {
        GeometryType::None,       GeometryType::Point,           GeometryType::LineString,  GeometryType::Polygon,
        GeometryType::MultiPoint, GeometryType::MultiLineString, GeometryType::MultiPolygon};
    return type < std::size(kTypes) ? kTypes[type] : GeometryType::None;
}

/// Takes size-prefixed buffers off a file and the fingerprint of all its bytes.
class BlockReader {
public:
    explicit BlockReader(ByteSource &source) : m_source(source) {}

    /// The next `count` bytes, valid until the next call; fewer at the end.
    std::string_view take(std::size_t count) {
        if (m_end - m_begin < count) fill(count);
        const std::size_t n = std::min(count, m_end - m_begin);
        const std::string_view out(m_buffer.data() + m_begin, n);
        m_begin += n;
        return out;
    }
    /// The next buffer; absent at the end and where it is cut off.
    std::optional<std::string_view> block() {
        const auto size = numberAt<std::uint32_t>(take(4), 0);
        if (!size || *size > m_source.size()) return std::nullopt;
        const std::string_view bytes = take(*size);
        return bytes.size() == *size ? std::optional(bytes) : std::nullopt;
    }
    [[nodiscard]] bool atEnd() {
        if (m_begin == m_end) fill(1);
        return m_begin == m_end;
    }
    [[nodiscard]] bool failed() const { return m_source.failed(); }
    [[nodiscard]] std::string fingerprint() const { return m_hash.hex(); }

private:
    void fill(std::size_t count) {
        if (m_end > m_begin) std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
        m_buffer.resize(std::max({m_buffer.size(), count, kReadBytes}));
        const std::size_t n = m_source.read(m_buffer.data() + m_end, m_buffer.size() - m_end);
        m_hash.update({m_buffer.data() + m_end, n});
        m_end += n;
    }
    ByteSource &m_source;
    ContentHash m_hash;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

class FeatureTaker {
public:
    FeatureTaker(LayerDataBuilder &builder, const std::vector<std::string> &columns)
        : m_builder(builder), m_columns(columns) {}

    /// Adds a feature; false when it is not one that writeLayerFile would have written.
    bool take(std::string_view block) {
        const auto feature = FlatTable::root(block);
        const auto geometry = feature ? feature->table(kGeometry) : std::nullopt;
        if (!geometry || !readProperties(*feature)) return false;
        const GeometryType type = typeOf(geometry->number<std::uint8_t>(kType, 0));
        m_builder.beginFeature(m_id, type, m_idIsNumber);
        return takeGeometry(*geometry, type) && takeCells();
    }

private:
    /// FlatGeobuf's properties: the number of a column, then its value in the column's type.
    bool readProperties(const FlatTable &feature) {
        m_id = m_cells = {};
        m_idIsNumber = false;
        const auto vector = feature.vector<char>(kProperties);
        std::string_view rest(vector.begin, vector.size);
        while (!rest.empty()) {
            const auto column = numberAt<std::uint16_t>(rest, 0);
            const auto word = numberAt<std::uint32_t>(rest, 2); // an integer, or the bytes that follow
            if (!column || !word) return false;
            rest.remove_prefix(6);
            if (*column == kLayerFileIdIsNumber) {
                m_idIsNumber = *word != 0;
                continue;
            }
            if (*word > rest.size()) return false;
            if (*column == kLayerFileId)
                m_id = rest.substr(0, *word);
            else if (*column == kLayerFileProperties)
                m_cells = rest.substr(0, *word);
            else
                return false;
            rest.remove_prefix(*word);
        }
        return true;
    }

    bool takeCells() {
        CellReader cells(m_cells);
        while (!cells.atEnd()) {
            std::size_t column = 0;
            PropertyValue value;
            if (!cells.next(column, value) || column >= m_columns.size()) return false;
            m_builder.setProperty(m_columns[column], value);
        }
        return true;
    }

    bool takeGeometry(const FlatTable &geometry, GeometryType type) {
        if (type == GeometryType::MultiPolygon) {
            std::size_t i = 0;
            for (; const auto polygon = geometry.element(kParts, i); ++i)
                if (!takeParts(*polygon, true)) return false;
            return i > 0;
        }
        if (type == GeometryType::MultiPoint) {
            const auto xy = positions(geometry);
            for (const WorldPoint &p : xy) m_builder.addProjectedPart(std::span(&p, 1));
            return !xy.empty();
        }
        return type != GeometryType::None && takeParts(geometry, classOf(type) == GeometryClass::Polygon);
    }

    /// Lines, or one polygon's rings, of which the first is the shell.
    bool takeParts(const FlatTable &geometry, bool rings) {
        const auto xy = positions(geometry);
        const auto ends = geometry.vector<std::uint32_t>(kEnds);
        if (ends.size == 0) m_builder.addProjectedPart(xy);
        std::size_t begin = 0;
        for (std::size_t i = 0; i < ends.size; ++i) {
            const std::size_t end = ends[i];
            if (end < begin || end > xy.size()) return false;
            m_builder.addProjectedPart(xy.subspan(begin, end - begin), !rings || i == 0);
            begin = end;
        }
        return !xy.empty();
    }

    std::span<const WorldPoint> positions(const FlatTable &geometry) {
        static_assert(sizeof(WorldPoint) == 2 * sizeof(double));
        const auto xy = geometry.vector<double>(kPositions);
        m_points.resize(xy.size / 2);
        if (!m_points.empty()) std::memcpy(m_points.data(), xy.begin, m_points.size() * sizeof(WorldPoint));
        return m_points;
    }

    LayerDataBuilder &m_builder;
    const std::vector<std::string> &m_columns;
    std::vector<WorldPoint> m_points;
    std::string_view m_id;
    std::string_view m_cells;
    bool m_idIsNumber = false;
};

bool takeHead(BlockReader &blocks) {
    if (const auto magic = blocks.take(kMagicBytes); magic.size() != kMagicBytes || !magic.starts_with(kMagic))
        return false;
    const auto block = blocks.block();
    const auto header = block ? FlatTable::root(*block) : std::nullopt;
    return header && header->number<std::uint16_t>(kIndexNodeSize, kDefaultIndexNodeSize) == 0;
}

} // namespace

LayerFileContent readLayerFile(const std::string &path, const LayerFileInfo &info,
                               const std::shared_ptr<const Projection> &projection, const std::stop_token &cancel,
                               std::vector<std::uint8_t> ranks) {
    const auto source = openFileSource(path);
    if (!source) return {};
    BlockReader blocks(**source);
    if (!takeHead(blocks)) return {};
    // A description that does not fit the file reserves no more memory than the file could fill.
    const auto mostPoints = static_cast<std::size_t>((*source)->size() / sizeof(WorldPoint));
    if (info.vertices > mostPoints || info.parts > mostPoints || info.features > mostPoints) return {};
    LayerDataBuilder builder(projection);
    builder.reserve(info.features, info.parts, info.vertices);
    FeatureTaker taker(builder, info.columns);
    while (!blocks.atEnd()) {
        if (builder.featureCount() % kCancelInterval == 0 && cancel.stop_requested()) return {};
        const auto block = blocks.block();
        if (!block || builder.featureCount() >= info.features || !taker.take(*block)) return {};
    }
    if (blocks.failed() || builder.featureCount() != info.features) return {};
    builder.setVertexRanks(std::move(ranks));
    LayerFileContent out{builder.finish(), blocks.fingerprint()};
    if (out.layer->vertexCount() != info.vertices) return {};
    return out;
}

} // namespace corridors::io
