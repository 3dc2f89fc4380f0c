#include "geodata/io/geojson_geometry.hpp"

#include <charconv>
#include <utility>

namespace corridors::io {
namespace {

/// Walks over the text. Each function returns false, and all is given up, at the first thing that is not plain.
class GeometryParser {
public:
    GeometryParser(std::string_view text, SourceGeometry &out)
        : m_at(text.data()), m_end(text.data() + text.size()), m_out(out) {}

    bool parse() {
        std::string_view type;
        std::string_view key;
        bool found = false;
        if (!take('{')) return false;
        do {
            if (!string(key) || !take(':')) return false;
            if (key == "type" && type.empty()) {
                if (!string(type)) return false;
            } else if (key == "coordinates" && !type.empty() && !found) {
                found = coordinates(type);
                if (!found) return false;
            } else {
                return false;
            }
        } while (take(','));
        return take('}') && next() == kEnd && found;
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
    bool position() {
        LonLat at;
        double height = 0;
        if (!take('[') || !number(at.lonDeg) || !take(',') || !number(at.latDeg)) return false;
        if (take(',') && !number(height)) return false;
        m_out.points.push_back(at);
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
    bool point() {
        if (!position()) return false;
        m_out.endPart();
        return true;
    }
    bool curve(bool isShell = true) {
        if (!list([this] { return position(); })) return false;
        m_out.endPart(isShell);
        return true;
    }
    bool polygon() {
        bool isShell = true;
        return list([&] { return curve(std::exchange(isShell, false)); });
    }

    bool coordinates(std::string_view type) {
        const auto piece = [this](GeometryClass kind, bool multi, bool read) {
            m_out.endPiece(kind, multi);
            return read;
        };
        if (type == "Point") return piece(GeometryClass::Point, false, point());
        if (type == "LineString") return piece(GeometryClass::Line, false, curve());
        if (type == "Polygon") return piece(GeometryClass::Polygon, false, polygon());
        if (type == "MultiPoint") return piece(GeometryClass::Point, true, list([this] { return point(); }));
        if (type == "MultiLineString") return piece(GeometryClass::Line, true, list([this] { return curve(); }));
        if (type == "MultiPolygon") return piece(GeometryClass::Polygon, true, list([this] { return polygon(); }));
        return false;
    }

    const char *m_at;
    const char *m_end;
    SourceGeometry &m_out;
};

} // namespace

bool plainGeometry(std::string_view json, SourceGeometry &out) {
    out.clear();
    return GeometryParser(json, out).parse();
}

} // namespace corridors::io
