#include "geodata/io/geojson_geometry.hpp"

#include <charconv>
#include <vector>

namespace corridors::io {
namespace {

/// Walks over the text. Each function returns false, and all is given up, at the first thing that is not plain.
class GeometryParser {
public:
    explicit GeometryParser(std::string_view text) : m_at(text.data()), m_end(text.data() + text.size()) {}

    std::unique_ptr<OGRGeometry> parse() {
        std::string_view type;
        std::string_view key;
        std::unique_ptr<OGRGeometry> geometry;
        if (!take('{')) return nullptr;
        do {
            if (!string(key) || !take(':')) return nullptr;
            if (key == "type" && type.empty()) {
                if (!string(type)) return nullptr;
            } else if (key == "coordinates" && !type.empty() && !geometry) {
                geometry = coordinates(type);
                if (!geometry) return nullptr;
            } else {
                return nullptr;
            }
        } while (take(','));
        return take('}') && next() == kEnd ? std::move(geometry) : nullptr;
    }

private:
    static constexpr int kEnd = -1;

    int next() {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t')) ++m_at;
        return m_at != m_end ? static_cast<unsigned char>(*m_at) : kEnd;
    }
    bool take(char c) {
        if (next() != static_cast<unsigned char>(c)) return false;
        ++m_at;
        return true;
    }
    bool string(std::string_view &out) {
        if (!take('"')) return false;
        const char *begin = m_at;
        while (m_at != m_end && *m_at != '"' && *m_at != '\\') ++m_at;
        if (m_at == m_end || *m_at == '\\') return false;
        out = {begin, static_cast<std::size_t>(m_at - begin)};
        ++m_at;
        return true;
    }
    bool number(double &out) {
        const int first = next();
        if (first != '-' && (first < '0' || first > '9')) return false; // null, NaN, "1"
        const auto [end, error] = std::from_chars(m_at, m_end, out);
        if (error != std::errc{}) return false; // beyond the range of doubles
        if (first == '-' && end - m_at > 1 && (m_at[1] < '0' || m_at[1] > '9')) return false; // -Infinity
        m_at = end;
        return true;
    }
    bool position(OGRRawPoint &out) {
        double height = 0;
        if (!take('[') || !number(out.x) || !take(',') || !number(out.y)) return false;
        if (take(',') && !number(height)) return false;
        return take(']');
    }
    /// A list of at least one thing, each read by `item`.
    template <class Item>
    bool list(Item &&item) {
        if (!take('[')) return false;
        do {
            if (!item()) return false;
        } while (take(','));
        return take(']');
    }
    bool points() {
        m_points.clear();
        return list([&] {
            OGRRawPoint p;
            if (!position(p)) return false;
            m_points.push_back(p);
            return true;
        });
    }
    template <class Curve>
    std::unique_ptr<Curve> curve() {
        if (!points()) return nullptr;
        auto out = std::make_unique<Curve>();
        out->setPoints(static_cast<int>(m_points.size()), m_points.data());
        return out;
    }
    std::unique_ptr<OGRPolygon> polygon() {
        auto out = std::make_unique<OGRPolygon>();
        const bool ok = list([&] {
            auto ring = curve<OGRLinearRing>();
            return ring && out->addRingDirectly(ring.release()) == OGRERR_NONE;
        });
        return ok ? std::move(out) : nullptr;
    }
    template <class Collection, class Part>
    std::unique_ptr<OGRGeometry> collection(Part &&part) {
        auto out = std::make_unique<Collection>();
        const bool ok = list([&] {
            auto one = part();
            return one && out->addGeometryDirectly(one.release()) == OGRERR_NONE;
        });
        return ok ? std::move(out) : nullptr;
    }
    std::unique_ptr<OGRPoint> point() {
        OGRRawPoint p;
        return position(p) ? std::make_unique<OGRPoint>(p.x, p.y) : nullptr;
    }

    std::unique_ptr<OGRGeometry> coordinates(std::string_view type) {
        if (type == "Point") return point();
        if (type == "LineString") return curve<OGRLineString>();
        if (type == "Polygon") return polygon();
        if (type == "MultiPoint") return collection<OGRMultiPoint>([this] { return point(); });
        if (type == "MultiLineString") return collection<OGRMultiLineString>([this] { return curve<OGRLineString>(); });
        if (type == "MultiPolygon") return collection<OGRMultiPolygon>([this] { return polygon(); });
        return nullptr;
    }

    const char *m_at;
    const char *m_end;
    std::vector<OGRRawPoint> m_points;
};

} // namespace

std::unique_ptr<OGRGeometry> plainGeometry(std::string_view json) { return GeometryParser(json).parse(); }

} // namespace corridors::io
