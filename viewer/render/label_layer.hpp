// LabelLayer: all labels of the map, from tile::LabelSpec of the visible tiles to textured quads for this frame.
// CPU only; it knows neither GL nor the tile cache. MapRenderer feeds it and draws its quads; vector writers read
// placed(). Placement rules are in label_placement.hpp, geometry along lines in label_path.hpp, bitmaps in
// label_atlas.hpp.
//
// Use by the renderer, every frame, on the main thread:
//
//     std::vector<LabelBatch> batches;                       // the labels of every tile that is drawn
//     labels.update({viewport, ratio, document, batches, nowS, avoid});
//     for (page of labels.pages()) if (!page.dirty().isEmpty())  upload page.dirty() from page.pixels();
//     labels.clearDirty();
//     for (const LabelQuad& q : labels.quads()) ...          // in drawing order, blend ONE, ONE_MINUS_SRC_ALPHA
//     needsFrame |= !labels.isSettled();                     // fades run, or bitmaps are still being made
//
// - Labels are anchored in the world: quads() follow the camera of every update() exactly. Which labels show is decided
//   anew only when the camera stops mattering little: at once for new tiles, otherwise at most every kPlaceEveryS.
// - Labels of tiles that stand in (parents, children) may be given beside the exact ones; duplicates are removed.
// - The bitmap of a label has its colour and halo in it: a quad is drawn with texture * opacity, nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geodata/style/style_document.hpp"
#include "geodata/tile/tile_mesh.hpp"
#include "viewer/app/camera.hpp"
#include "viewer/render/label_atlas.hpp"
#include "viewer/render/label_box.hpp"
#include "viewer/render/label_ink.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::render {

/// The labels of one style layer in one tile that is drawn. Give exact tiles before stand-ins.
struct LabelBatch {
    std::shared_ptr<const std::vector<tile::LabelSpec>> labels; ///< kept alive while needed; recognised by its address
    std::int32_t tileZoom = 0;                                  ///< zoom that the specs' [0] values are for
    std::uint32_t styleLayer = 0;                               ///< index in the frame's document
    std::uint32_t drawOrder = 0; ///< position in the drawing order: labels of later layers are placed first
    float opacity = 1;           ///< the user's layer opacity; 0 removes the labels
    double worldShiftXM = 0;     ///< added to world x: copies of a world that wraps
    WorldBounds clip;            ///< labels anchored outside are ignored (stand-ins, after the shift); empty: no limit
    friend bool operator==(const LabelBatch &, const LabelBatch &) = default;
};

struct LabelFrame {
    app::Viewport
        viewport; ///< its camera rounded to whole physical pixels as the map is drawn, so that nothing jitters
    double pixelRatio = 1;
    std::shared_ptr<const style::StyleDocument> document; ///< whose layers the buckets' styleLayer indexes
    std::span<const LabelBatch> batches;
    double nowS = 0;
    std::span<const LabelInk> inks;   ///< lines that labels rather spare
    std::span<const ScreenBox> avoid; ///< places that labels keep off (the page's furniture), logical pixels
    /// The first picture comes together: its labels need not fade in among others, and Whole ones wait for nothing.
    enum class Opening : std::uint8_t { No, Partly, Whole } opening = Opening::No;
    /// The frame has enough to do already: placing and rasterising wait for the next one, but not for long.
    bool hurried = false;
};

struct LabelOptions {
    bool animate = true;     ///< fades and time budgets; false: complete, immediate and the same from run to run
    bool keepInside = false; ///< labels that would cross the frame take another anchor or are left out (pictures)
    bool bitmaps = true;     ///< false: only placed(), no quads(), for those who draw the texts themselves
    double fadeS = 0.2;
    double placeEveryS = 0.15;                      ///< pause between placements while the camera moves
    double workBudgetS = 0.003;                     ///< shaping and rasterising in one update(), when animating
    std::size_t atlasBytes = std::size_t{16} << 20; ///< bitmaps kept; exceeded only by what one frame shows
};

/// One textured rectangle of this frame. Corners in logical screen pixels: top-left, top-right, bottom-right,
/// bottom-left of the texture's rectangle (it may be rotated). Unrotated ones lie on whole physical pixels.
struct LabelQuad {
    std::uint32_t page = 0;                   ///< index in pages()
    std::uint16_t u = 0, v = 0, w = 0, h = 0; ///< rectangle in the page, texels
    ScreenPoint corners[4];
    float opacity = 1;       ///< fade x layer x text-opacity
    std::uint32_t label = 0; ///< index in placed()
};

/// One label that is (still) shown.
struct PlacedLabel {
    std::uint32_t styleLayer = 0;
    std::uint32_t feature = 0; ///< index in its source's LayerData
    std::string text;
    text::TextStyle style; ///< as set: size, colours, halo at this zoom
    float opacity = 1;     ///< fade x layer x text-opacity
    bool leaving = false;  ///< fading out; it takes no room any more
    /// Straight labels: the text's logical top-left corner, and the clockwise rotation about it.
    ScreenPoint topLeft;
    double rotateDeg = 0;
    /// Labels bent along a line: pivot and clockwise rotation of each of TextEngine::clusters(text, style). Empty:
    /// straight.
    struct Piece {
        ScreenPoint pivot;
        double rotateDeg = 0;
    };
    std::vector<Piece> pieces;
    ScreenBox box; ///< around the letters, without padding
};

class LabelLayer {
public:
    /// `engine` must outlive the layer and stay on its thread.
    LabelLayer(const text::TextEngine &engine, LabelOptions options);
    ~LabelLayer();
    LabelLayer(LabelLayer &&) noexcept;
    LabelLayer &operator=(LabelLayer &&) noexcept;

    /// Takes in the frame: places labels where needed, moves all with the camera, advances fades, fills the atlas.
    void update(const LabelFrame &frame);

    /// Quads of the last update() in drawing order: halos of a label below its letters, important labels on top.
    [[nodiscard]] std::span<const LabelQuad> quads() const;
    /// Labels of the last update(), most important first.
    [[nodiscard]] std::span<const PlacedLabel> placed() const;
    /// Texture pages. Pages are only ever added; a page's size may change (its dirty rectangle is then the whole page).
    [[nodiscard]] std::span<const AtlasPage> pages() const;
    /// Forget what was changed up to now in each page (call after uploading).
    void clearDirty();

    /// True when another update() with the same frame at a later time would give the same quads.
    [[nodiscard]] bool isSettled() const;
    /// The topmost label under a point, as an index in placed().
    [[nodiscard]] std::optional<std::size_t> hitTest(ScreenPoint at) const;

    [[nodiscard]] std::size_t candidateCount() const;
    /// Candidates within the view that found no room.
    [[nodiscard]] std::size_t hiddenCount() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::render
