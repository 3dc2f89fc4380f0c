// VectorScene: the picture of an AppState as vectors, in drawing order, handed piece by piece to a VectorSink: from the
// same steps, style and label placement as the GL renderer, with no GL. Every format that is no GL pixels is written
// from it: Cairo pixels, PDF, SVG. It streams: one feature is in memory at a time, so its size does not depend on the
// data's.
//
//     auto scene = VectorScene::create(state, options, text);
//     scene->draw(sink, scene->page());        // ground, highlight: groups, style layers, features
//     scene->drawLabels(sink);                 // labels, by style layer; nothing when labels are off
//
// Coordinates are logical pixels of the page, +y down, double; lengths too. A sink scales once.
// Colours carry their own opacity (paint) in their alpha; the user's opacity of a layer is a group's.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "geodata/tile/page_geometry.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/render/label_layer.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::output {

/// What a group holds. A user's layer may come several times: its geometry in runs of the document's order, then its
/// labels above everything.
enum class GroupKind : std::uint8_t { Map, Highlight, Labels };

/// Consecutive style layers of one of the user's layers.
struct VectorGroup {
    GroupKind kind = GroupKind::Map;
    std::string id;     ///< of the user's layer (LayerState); "highlight" for the highlight
    std::string title;  ///< for people
    double opacity = 1; ///< of the whole: overlaps inside do not get darker. 1 for labels, which carry theirs
};

/// Where a shape comes from. Valid during the call.
struct ShapeOrigin {
    const style::StyleLayer *layer = nullptr;
    const LayerData *data = nullptr;
    std::uint32_t feature = 0;
    [[nodiscard]] FeatureView view() const { return data->feature(feature); }
};

/// A polygon. Its rings are clipped to the area; its outline is not drawn along the area's edge.
struct FillShape {
    std::span<const tile::PagePath> rings; ///< even-odd
    Color color;
    std::span<const tile::PagePath> outline; ///< 1 px wide, in outlineColor; empty: none of its own
    Color outlineColor{0, 0, 0, 0};
    bool antialias = true;
};

enum class LineCap : std::uint8_t { Butt, Round, Square };
enum class LineJoin : std::uint8_t { Miter, Round, Bevel };

/// Strokes. Offsets and gaps (casings in two strips) are in the geometry already.
struct LineShape {
    std::span<const tile::PagePath> paths; ///< startPx says where in the dashes a path begins
    Color color;
    double widthPx = 1;
    double blurPx = 0;                ///< width over which the edge fades, beyond antialiasing; may be ignored
    std::span<const double> dashPx{}; ///< even count, dash first; empty: solid
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Miter;
    double miterLimit = 2;
};

/// Discs of one look. The stroke lies outside the radius.
struct CircleShape {
    std::span<const ScreenPoint> centers;
    double radiusPx = 5;
    Color color;
    double strokeWidthPx = 0;
    Color strokeColor{0, 0, 0, 0};
    double blur = 0; ///< share of the radius over which the edge fades; may be ignored
};

class VectorSink {
public:
    virtual ~VectorSink() = default;
    virtual void beginGroup(const VectorGroup &group) = 0;
    virtual void endGroup() = 0;
    /// A style layer of the group; shapes come between the two calls. Layers that draw nothing are not announced.
    virtual void beginLayer(const style::StyleLayer & /*layer*/) {}
    virtual void endLayer() {}
    /// Covers the page; between beginLayer and endLayer.
    virtual void background(const Color &color) = 0;
    virtual void fill(const ShapeOrigin &origin, const FillShape &shape) = 0;
    virtual void line(const ShapeOrigin &origin, const LineShape &shape) = 0;
    virtual void circle(const ShapeOrigin &origin, const CircleShape &shape) = 0;
    /// A placed label: render::PlacedLabel says text, style, position or the pieces along a line.
    virtual void label(const ShapeOrigin & /*origin*/, const render::PlacedLabel & /*label*/) {}
};

struct VectorOptions {
    double detail = 1;  ///< device pixels along a logical pixel that geometry is kept exact for; PDF and SVG: more
    bool labels = true; ///< false: no labels are placed
    bool labelBitmaps = false; ///< labels()->quads() are there, for drawing in pixels
};

class VectorScene {
public:
    /// Selects and places; draws nothing yet. `state` is what a picture shows: viewport, pixelRatio and obstacles
    /// (which labels keep off) are the page's. `text` must outlive the scene; labels are shaped with it. Cancelled or
    /// without a map: an Error.
    [[nodiscard]] static Result<VectorScene> create(const app::AppState &state, VectorOptions options,
                                                    const text::TextEngine &text, const std::stop_token &cancel = {});
    ~VectorScene();
    VectorScene(VectorScene &&) noexcept;
    VectorScene &operator=(VectorScene &&) noexcept;

    [[nodiscard]] tile::PageArea page() const;
    /// Hands out all geometry that can touch `area` (a strip of the page, or all of it). May be called any number of
    /// times, by one thread; false when cancelled.
    bool draw(VectorSink &sink, const tile::PageArea &area, const std::stop_token &cancel = {}) const;
    /// Hands out the labels of the page, important ones last, grouped by style layer.
    void drawLabels(VectorSink &sink) const;
    /// The placed labels with their bitmaps, for renderers of pixels. Null when labels are off.
    [[nodiscard]] const render::LabelLayer *labels() const;

private:
    struct Impl;
    explicit VectorScene(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::output
