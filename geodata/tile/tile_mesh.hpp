// TileMesh: what one tile of one source looks like under the current style, ready to be copied into GPU buffers.
// Plain arrays of quantised vertices; no GL here. Built by tile_builder.hpp on a worker, uploaded by viewer/render,
// walked by viewer/output for vector formats.
//
// One Bucket per style layer that draws anything in the tile, in the document's order. Zoom-only and constant paint is
// NOT in the mesh (render evaluates it per frame as uniforms); feature-dependent paint is, evaluated at the tile's zoom
// and at zoom + 1, to be mixed by Property::mixFactor.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "geodata/core/color.hpp"
#include "geodata/core/coordinates.hpp"
#include "geodata/core/tile_id.hpp"
#include "geodata/tile/chunks.hpp"
#include "geodata/tile/line_vertex.hpp"

namespace corridors::tile {

/// Feature-dependent paint of one run of geometry (consecutive features whose evaluated paint is equal share a run).
/// Index [0] at the tile's zoom, [1] at zoom + 1. Fields that do not depend on features hold the property's value at
/// the tile's zoom but are ignored by the renderer, which takes the uniform instead.
struct FillPaint {
    Color color[2];
    Color outlineColor[2];
    float opacity[2] = {1, 1};
    friend bool operator==(const FillPaint &, const FillPaint &) = default;
};
struct LinePaint {
    Color color[2];
    float opacity[2] = {1, 1};
    float widthPx[2] = {1, 1};
    float gapWidthPx[2] = {0, 0};
    float offsetPx[2] = {0, 0};
    float blurPx[2] = {0, 0};
    std::vector<float> dashArray; ///< in line widths, empty: solid (evaluated at the tile's zoom)
    friend bool operator==(const LinePaint &, const LinePaint &) = default;
};
struct CirclePaint {
    Color color[2];
    Color strokeColor[2];
    float radiusPx[2] = {5, 5};
    float blur[2] = {0, 0};
    float opacity[2] = {1, 1};
    float strokeWidthPx[2] = {0, 0};
    float strokeOpacity[2] = {1, 1};
    friend bool operator==(const CirclePaint &, const CirclePaint &) = default;
};

/// A run of indices drawn with one paint. Runs keep the features' order.
template <class Paint>
struct PaintRun {
    std::uint32_t firstIndex = 0;
    std::uint32_t indexCount = 0;
    std::uint32_t outlineFirst = 0; ///< fills: range in `outlineIndices`
    std::uint32_t outlineCount = 0;
    Paint paint;
};

/// Triangles of polygons, and their outlines as line geometry (the parts on the tile's clip edge left out).
/// Geometry reaches beyond the tile by a buffer that holds the outline and fill-translate: the renderer clips what it
/// draws of a tile to the tile's square (scissor, stencil or clip distance), for fills, outlines and lines alike; with
/// that there are neither seams nor twice-blended strips. Triangles of one polygon never overlap (even-odd rule).
struct FillBucket {
    std::vector<TilePoint> vertices;
    std::vector<std::uint32_t> indices; ///< triangles
    /// Outline for antialiasing and fill-outline-color, as in LineBucket; the interior is at side +1 (right of travel).
    /// Empty when fill-antialias is off.
    std::vector<LineVertex> outlineVertices;
    std::vector<std::uint32_t> outlineIndices;
    std::vector<PaintRun<FillPaint>> runs;
    std::vector<Chunk> chunks; ///< of `indices`
    std::vector<Chunk> outlineChunks;
};

/// Clip to the tile's square as with fills.
struct LineBucket {
    std::vector<LineVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<PaintRun<LinePaint>> runs;
    std::vector<Chunk> chunks;
    std::vector<std::uint64_t> ink; ///< InkGrid of the lines that labels had better not cover; empty: none
};

/// Centres; the renderer draws one quad each. A point is in exactly one tile, so circles are NOT clipped to the tile.
struct CircleBucket {
    std::vector<TilePoint> centers;
    std::vector<PaintRun<CirclePaint>> runs; ///< ranges of `centers`
    std::vector<Chunk> chunks;               ///< of `centers`
};

/// Which of the places of a polygon's label a spec is: a large polygon has a best one and spare ones, of which at most
/// one is used at a time (all have the same feature and text).
enum class AreaRole : std::uint8_t { None, Best, Spare };

/// A label to place: where, what and how. Shaping (viewer/text) and placement (viewer/render) come later.
/// Positions are world coordinates in double, since a label outlives its tile. One spec is one label at one place. It
/// is in exactly one tile of a zoom level: the one that contains `anchor`; anchors of one level are kept by the next.
struct LabelSpec {
    std::string text;               ///< after text-transform; '\n' breaks lines
    std::vector<std::string> fonts; ///< text-font as given
    WorldPoint anchor;              ///< the label's place; with a path: the point on it that the text is centred on
    std::vector<WorldPoint> path;   ///< placements "line", "line-center": the line around the anchor; else empty
    double anchorAlongM = 0;        ///< with a path: distance from path.front() to the anchor along it, metres
    std::uint32_t feature = 0;      ///< index in the source's LayerData
    float sortKey = 0;              ///< lower first
    float sizePx[2] = {16, 16};     ///< at zoom and zoom + 1
    float maxWidthEm = 10;
    float lineHeightEm = 1.2F;
    float letterSpacingEm = 0;
    float maxAngleDeg = 45;
    float rotateDeg = 0;
    float paddingPx = 2;
    float offsetEm[2] = {0, 0};
    float radialOffsetEm = 0;
    float spacingPx = 250;
    std::string justify;
    std::string anchorName;                   ///< text-anchor
    std::vector<std::string> variableAnchors; ///< text-variable-anchor; tried in order
    Color color[2];
    Color haloColor[2];
    float haloWidthPx[2] = {0, 0};
    float haloBlurPx[2] = {0, 0};
    float opacity[2] = {1, 1};
    bool allowOverlap = false;
    bool ignorePlacement = false;
    bool keepUpright = true;
    AreaRole areaRole = AreaRole::None;
    float clearancePx = 0; ///< places in a large polygon: distance to the polygon's outline, at the tile's zoom
};
struct SymbolBucket {
    std::vector<LabelSpec> labels;
};

struct Bucket {
    std::uint32_t styleLayer = 0; ///< index in StyleDocument::layers
    std::variant<FillBucket, LineBucket, CircleBucket, SymbolBucket> content;
};

struct TileMesh {
    TileId id;
    std::vector<Bucket> buckets;
    std::size_t byteSize = 0;          ///< of all arrays, for the cache's budget
    std::uint32_t featuresDropped = 0; ///< smaller than a pixel or hidden under equal paint; kept for honest counts
};

} // namespace corridors::tile
