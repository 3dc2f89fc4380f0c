// LineExtruder: polylines in tile units -> the triangles of stroked lines (line_vertex.hpp says what the shader makes
// of them). What it is not: it knows no width, colour or dash; only the largest half width, to make arcs round enough
// and to see where an inner corner would reach past its segment. Used by the fill (outlines) and line builders.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/tile/clip.hpp"
#include "geodata/tile/line_vertex.hpp"

namespace corridors::tile {

enum class LineCap : std::uint8_t { Butt, Round, Square };
enum class LineJoin : std::uint8_t { Miter, Bevel, Round };

/// Defaults are the style specification's.
struct StrokeShape {
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Miter;
    double miterLimit = 2;    ///< mitre length over line width beyond which a mitre becomes a bevel
    double roundLimit = 1.05; ///< mitre length over line width below which a round join is drawn as a mitre
    double maxHalfUnits = 16; ///< largest T in tile units that the mesh is drawn with (half width, gap and offset)
    bool startCap = true;     ///< false where the line was cut by the clip box
    bool endCap = true;
    bool closed = false; ///< the last point is joined to the first, which is not repeated
};

class LineExtruder {
public:
    LineExtruder(std::vector<LineVertex> &vertices, std::vector<std::uint32_t> &indices)
        : m_vertices(vertices), m_indices(indices) {}

    /// Appends the stroke of `line`, whose first point is `startDistance` tile units along its feature. Points must lie
    /// within kMaxBufferUnits of the tile. Lines shorter than the grid's step give nothing.
    void stroke(std::span<const UnitPoint> line, const StrokeShape &shape, double startDistance);

private:
    struct Vec {
        double x = 0;
        double y = 0;
    };
    struct Corner {
        UnitPoint point;
        Vec direction;     ///< of the segment that leaves it
        double length = 0; ///< of that segment
        double distance = 0;
    };
    /// The two corners, left and right, that a segment begins or ends with.
    struct Edge {
        std::uint32_t left = 0;
        std::uint32_t right = 0;
    };
    struct Join {
        Edge end;   ///< of the segment before
        Edge start; ///< of the segment after
    };

    void collect(std::span<const UnitPoint> line, bool closed, double startDistance);
    [[nodiscard]] Join crossing(const Corner &before, const Corner &at);
    [[nodiscard]] Join join(const Corner &before, const Corner &at, const StrokeShape &shape);
    [[nodiscard]] Join wedge(const Corner &before, const Corner &at, Vec miter, bool innerFits, bool round,
                             const StrokeShape &shape);
    [[nodiscard]] Edge cap(const Corner &at, Vec direction, int sign, LineCap kind, const StrokeShape &shape);
    [[nodiscard]] std::uint32_t add(const Corner &at, Vec normal, double across, double along, double side);
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c);
    [[nodiscard]] static int stepsFor(double angle, double maxHalfUnits);

    std::vector<LineVertex> &m_vertices;
    std::vector<std::uint32_t> &m_indices;
    std::vector<Corner> m_corners;
};

} // namespace corridors::tile
