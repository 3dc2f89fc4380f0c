#include "geodata/io/geojson_reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "geodata/io/gdal_door.hpp"
#include "geodata/io/geojson_geometry.hpp"
#include "geodata/io/json_scanner.hpp"
#include "geodata/io/json_text.hpp"

namespace corridors::io {
namespace {

/// A member's raw text as offsets from the scanner's mark, which survive its buffer's moves.
struct Slice {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] bool present() const { return end > begin; }
};

/// The members of one object that mean something to GeoJSON.
struct Members {
    Slice type, id, geometry, properties, crs, coordinates, geometries;

    Slice *find(std::string_view key) {
        if (key == "geometry") return &geometry;
        if (key == "properties") return &properties;
        if (key == "type") return &type;
        if (key == "id") return &id;
        if (key == "crs") return &crs;
        if (key == "coordinates") return &coordinates;
        if (key == "geometries") return &geometries;
        return nullptr;
    }
};

constexpr char kRecordSeparator = '\x1E';
// What OGR's interface can take; no real geometry comes near.
constexpr std::size_t kMaxGeometryBytes = (std::size_t{1} << 31) - 64;

constexpr std::array kGeometryTypes = {"Point",   "MultiPoint",   "LineString",        "MultiLineString",
                                       "Polygon", "MultiPolygon", "GeometryCollection"};

bool isGeometryType(std::string_view type) {
    for (const char *t : kGeometryTypes)
        if (type == t) return true;
    return false;
}

/// Needs no decoding: ASCII without escapes.
bool isPlain(std::string_view raw) {
    return std::all_of(raw.begin(), raw.end(), [](char c) { return c > 0 && c != '\\'; });
}

class Reader {
public:
    Reader(ByteSource &source, const std::string &path, FeatureSink &sink, bool crsIsKnown)
        : m_source(source), m_path(path), m_sink(sink), m_json(source), m_crsIsKnown(crsIsKnown) {}

    Result<ReadResult> read();
    /// Set when the CRS turned up after features had been read without it.
    [[nodiscard]] const std::optional<SourceCrs> &lateCrs() const { return m_lateCrs; }

private:
    bool readTop();
    bool passSeparators();
    bool readFeatureArray();
    bool scanMember(Members &members, std::string &key, bool &isFeatures);
    bool readFeature();
    void addFeature(const Members &members);
    [[nodiscard]] bool readByGdal(std::string_view json, std::string &why);
    void addBareGeometry();
    bool applyCrs(std::string_view raw);
    bool finishTop(const Members &members, bool sawFeatures);
    bool keepGoing();

    [[nodiscard]] std::string_view text(Slice s) const { return m_json.kept().substr(s.begin, s.end - s.begin); }
    [[nodiscard]] static std::string stringOf(std::string_view raw);
    [[nodiscard]] Error syntaxError() const;
    bool stop(Error error) {
        m_error = std::move(error);
        return false;
    }

    ByteSource &m_source;
    const std::string &m_path;
    FeatureSink &m_sink;
    JsonScanner m_json;
    bool m_crsIsKnown;
    bool m_cancelled = false;
    std::optional<Error> m_error; // of meaning; syntax errors stay in the scanner
    std::optional<SourceCrs> m_lateCrs;
    std::uint64_t m_number = 0;
    std::uint64_t m_topCount = 0;
    std::string m_key, m_scratch;
    SourceGeometry m_geometry;
};

std::string Reader::stringOf(std::string_view raw) {
    bool repaired = false;
    return raw.size() >= 2 && raw.front() == '"' ? decodeJsonString(raw.substr(1, raw.size() - 2), repaired)
                                                 : std::string{};
}

Error Reader::syntaxError() const {
    const JsonProblem &p = m_json.problem();
    const std::string place = fmt::format("byte {}", p.byte);
    const std::string during = m_number > 0 ? fmt::format(" after {} whole features", m_number) : std::string{};
    if (p.deviceFailed)
        return {"cannot be read to its end" + during, m_path, place, "Check the disk or the connection"};
    if (p.truncated)
        return {"the file is truncated: it ends" + during + " in the middle of a value", m_path, place,
                "Copy or download it again"};
    return {"is not correct JSON: " + p.message, m_path, place, "Correct it there, or export it again"};
}

bool Reader::keepGoing() {
    const std::uint64_t size = m_source.size();
    const double progress = size > 0 ? static_cast<double>(m_json.position()) / static_cast<double>(size) : 0;
    m_cancelled = !m_sink.keepGoing(progress);
    return !m_cancelled;
}

bool Reader::passSeparators() { // RFC 8142 puts 0x1E before each text of a sequence
    while (m_json.peek() == kRecordSeparator)
        if (!m_json.take(kRecordSeparator)) return false;
    return true;
}

bool Reader::applyCrs(std::string_view raw) {
    if (m_crsIsKnown || raw.empty() || raw == "null") return true;
    const std::string_view properties = findMember(raw, "properties");
    std::string name = stringOf(findMember(properties, "name"));
    if (const auto code = findMember(properties, "code"); name.empty() && !code.empty())
        name = fmt::format("EPSG:{}", code.front() == '"' ? stringOf(code) : std::string(code));
    if (name.empty()) name = compactJson(raw);
    auto crs = SourceCrs::fromText(name, m_path);
    if (!crs) return stop(crs.error());
    m_crsIsKnown = true;
    if (m_number > 0 && !crs->isWgs84()) {
        m_lateCrs = std::move(*crs);
        return false;
    }
    m_sink.setCrs(std::move(*crs));
    return true;
}

bool Reader::scanMember(Members &members, std::string &key, bool &isFeatures) {
    if (!m_json.takeString(key) || !m_json.take(':')) return false;
    const int next = m_json.peek();
    isFeatures = key == "features" && next == '[';
    if (isFeatures) return true;
    Slice value{m_json.keptSize(), 0};
    if (!m_json.skipValue()) return false;
    value.end = m_json.keptSize();
    if (Slice *known = members.find(key)) *known = value;
    return true;
}

/// Whatever plainGeometry leaves.
bool Reader::readByGdal(std::string_view json, std::string &why) {
    if (json.front() != '{') return false;
    const auto gdal = openGdal(m_path);
    if (!gdal) why = gdal.error().message;
    return gdal && (*gdal)->geometryFromGeoJson(std::string(json), m_geometry, why);
}

void Reader::addFeature(const Members &members) {
    ++m_number;
    bool repaired = false;
    bool idIsNumber = false;
    std::string id;
    if (members.id.present()) {
        const PropertyValue value = jsonToProperty(text(members.id), m_scratch, repaired);
        if (const auto *s = std::get_if<std::string_view>(&value)) id = *s;
        if (std::holds_alternative<double>(value)) {
            idIsNumber = true;
            id = text(members.id);
        }
    }
    const auto setProperties = [&](LayerDataBuilder &builder) {
        if (!members.properties.present() || text(members.properties).front() != '{') return;
        forEachMember(text(members.properties), [&](std::string_view rawKey, std::string_view rawValue) {
            const PropertyValue value = jsonToProperty(rawValue, m_scratch, repaired);
            if (isPlain(rawKey))
                builder.setProperty(rawKey, value);
            else
                builder.setProperty(decodeJsonString(rawKey, repaired), value);
        });
    };
    const std::string_view geometryText = members.geometry.present() ? text(members.geometry) : std::string_view{};
    if (geometryText.empty() || geometryText == "null") {
        m_sink.add(m_number, id, idIsNumber, nullptr, setProperties);
    } else if (geometryText.size() >= kMaxGeometryBytes) {
        m_sink.addUnreadable(m_number, "its text is larger than 2 GB");
    } else {
        std::string why;
        if (plainGeometry(geometryText, m_geometry) || readByGdal(geometryText, why))
            m_sink.add(m_number, id, idIsNumber, &m_geometry, setProperties);
        else
            m_sink.addUnreadable(m_number, why);
    }
    if (repaired) m_sink.addRepairedText(m_number);
}

bool Reader::readFeature() {
    m_json.mark();
    if (!m_json.take('{')) return false;
    Members members;
    bool more = m_json.peek() != '}';
    if (!more && !m_json.take('}')) return false;
    while (more) {
        bool nested = false;
        if (!scanMember(members, m_key, nested)) return false;
        if (nested && !m_json.skipValue()) return false; // a foreign member that happens to be called "features"
        if (!m_json.takeSeparator('}', more)) return false;
    }
    addFeature(members);
    m_json.unmark();
    return true;
}

bool Reader::readFeatureArray() {
    if (!m_json.take('[')) return false;
    bool more = m_json.peek() != ']';
    if (!more && !m_json.take(']')) return false;
    while (more) {
        if (m_json.peek() == 'n') { // a null among the features: counted as one without geometry
            if (!m_json.skipValue()) return false;
            m_sink.add(++m_number, {}, false, nullptr, {});
        } else if (!readFeature()) {
            return false;
        }
        if (!keepGoing() || !m_json.takeSeparator(']', more)) return false;
    }
    return true;
}

bool Reader::readTop() {
    m_json.mark();
    if (!m_json.take('{')) return false;
    ++m_topCount;
    Members members;
    bool sawFeatures = false;
    bool more = m_json.peek() != '}';
    if (!more && !m_json.take('}')) return false;
    while (more) {
        bool isFeatures = false;
        if (!scanMember(members, m_key, isFeatures)) return false;
        if (isFeatures) {
            if (members.crs.present() && !applyCrs(text(members.crs))) return false;
            m_json.unmark();
            sawFeatures = true;
            members = {};
            if (!readFeatureArray()) return false;
            m_json.mark(); // what follows the features is short
        }
        if (!m_json.takeSeparator('}', more)) return false;
    }
    const bool ok = finishTop(members, sawFeatures);
    m_json.unmark();
    return ok;
}

bool Reader::finishTop(const Members &members, bool sawFeatures) {
    if (members.crs.present() && !applyCrs(text(members.crs))) return false;
    if (sawFeatures) return true;
    const std::string type = members.type.present() ? stringOf(text(members.type)) : std::string{};
    if (type == "Feature") {
        addFeature(members);
        return true;
    }
    if (isGeometryType(type)) {
        Members feature;
        feature.geometry = {0, m_json.keptSize()};
        addFeature(feature);
        return true;
    }
    if (type == "FeatureCollection")
        return stop({"is a FeatureCollection without \"features\"", m_path, {}, "Export it again"});
    return stop({type.empty() ? "is JSON but not GeoJSON: its top level has no \"type\""
                              : fmt::format("is JSON but not GeoJSON: its type is \"{}\"", type.substr(0, 60)),
                 m_path,
                 {},
                 "GeoJSON starts with {\"type\": \"FeatureCollection\", \"features\": [...]}"});
}

Result<ReadResult> Reader::read() {
    bool ok = passSeparators() && readTop();
    // Further objects: a text sequence, one feature a line.
    while (ok && passSeparators() && m_json.peek() != JsonScanner::kEnd) {
        if (m_json.peek() != '{') ok = m_json.fail("expected the end of the text or a further feature");
        ok = ok && keepGoing() && readTop();
    }
    if (m_cancelled) return m_sink.cancelled();
    if (m_error) return tl::unexpected(*m_error);
    if (!ok && m_lateCrs) return fail("restart"); // readGeoJson asks lateCrs()
    if (!ok) return tl::unexpected(syntaxError());
    m_sink.addNonFinite(m_json.nonFiniteCount());
    return m_sink.finish(m_topCount > 1 ? "GeoJSONSeq" : "GeoJSON");
}

} // namespace

Result<ReadResult> readGeoJson(ByteSource &source, const std::string &path, FeatureSink &sink) {
    std::optional<SourceCrs> lateCrs;
    {
        Reader reader(source, path, sink, false);
        auto result = reader.read();
        if (!reader.lateCrs()) return result;
        lateCrs = reader.lateCrs();
    }
    source.rewind();
    sink.restart();
    sink.setCrs(std::move(*lateCrs));
    return Reader(source, path, sink, true).read();
}

} // namespace corridors::io
