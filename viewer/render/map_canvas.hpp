// MapCanvas: brings the map's layers onto a target, either directly (exports) or through the map texture (windows):
// pans move the texture and draw the exposed strips, arrived tiles redraw their own rectangle, zooming stretches what
// is there while the new zoom is drawn behind it piece by piece, other changes draw the window anew. Labels and
// highlights are not its business. Used by map_renderer. Main thread, context current.
#pragma once

#include <utility>
#include <vector>

#include "viewer/render/map_renderer.hpp"
#include "viewer/render/map_texture.hpp"
#include "viewer/render/refinement.hpp"
#include "viewer/render/scene_painter.hpp"

namespace corridors::render {

/// How the world is looked at, but not where: a pan changes nothing in here.
struct MapView {
    PixelGrid grid;
    bool wraps = false;
    bool loading = false; ///< sources are still being read
    bool opening = false; ///< the first picture still comes together
};

class MapCanvas {
public:
    /// Pixels around the window for which tiles are wanted ahead, and by which the texture is larger on each side.
    static constexpr std::int64_t kMarginPx = 128;
    /// A picture of another zoom stands in for the window when it shows at least this share of it.
    static constexpr double kStretchedShare = 0.5;

    /// `refiningScale` multiplies the seconds that drawing the next zoom's picture may take of a frame.
    MapCanvas(const Programs &programs, double refiningScale) : m_painter(programs), m_refiningScale(refiningScale) {}

    /// Everything is to be drawn anew with the next frame.
    void invalidate() { m_allStale = true; }
    /// A tile arrived: its rectangle is to be drawn anew, in every repetition of the world near the window.
    void invalidate(const MapView &view, const PixelRect &window, TileId id, double nowS);
    /// True when no redrawing is put off to a later frame.
    [[nodiscard]] bool isSettled() const {
        return m_stale.empty() && m_dirty.empty() && m_blank.empty() && !m_allStale && !m_stretched && !m_renewing;
    }

    /// The same for what the window shows.
    [[nodiscard]] bool isSettled(const MapView &view, const PixelRect &window) const;

    void drawDirectly(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                      const PixelRect &window);
    void drawThroughTexture(const Scene &scene, TileStore &store, const MapView &view, const Target &target,
                            const PixelRect &window, double nowS);
    /// True while there is something to prepare that no one waits for.
    [[nodiscard]] bool hasSpareWork() const {
        return m_overview.isActive() && !m_overview.isDone() && m_overviewS < kMostOverviewS;
    }
    /// Seconds that drawing the map's pieces took in the last drawThroughTexture(), but for bringing them to the
    /// target.
    [[nodiscard]] double spentS() const { return m_spentS; }
    [[nodiscard]] ScenePainter &painter() { return m_painter; }

private:
    /// What is worth preparing that may never be seen; the rest of it is drawn when it is.
    static constexpr double kMostOverviewS = 0.5;
    struct StaleTile {
        TileId id; ///< x not wrapped
        double sinceS = 0;
    };
    struct Frame {
        const Scene &scene;
        TileStore &store;
        const MapView &view;
        double nowS;
        PixelRect window;               ///< of the grid
        std::vector<PixelRect> visible; ///< the window without what panels cover
    };
    /// Steps up to the last one that is neither circle nor symbol: what lies above is drawn over the texture, so that
    /// it keeps its size at every moment. All of them where circles are in the texture too.
    [[nodiscard]] static std::size_t groundSteps(const Scene &scene, bool withCircles);
    [[nodiscard]] bool keepsGround(const Scene &scene, std::size_t steps);
    void forgetStale() {
        m_stale.clear();
        m_dirty.clear();
        m_blank.clear();
    }
    void noteWhole(double seconds);
    [[nodiscard]] bool renews(const Frame &frame);
    [[nodiscard]] bool beginsRenewing(const Frame &frame);
    void drawRenewing(const Frame &frame, const Target &target);
    [[nodiscard]] bool drawAnew(const Frame &frame);
    void drawBlank(const Frame &frame);
    void drawAllBlank(const Frame &frame);
    void drawRegion(const Frame &frame, const Region &region, int framebufferWidthPx, StepRange steps);
    void drawIntoTexture(const Frame &frame, const MapTexture &texture, const PixelRect &rect, bool draft = false);
    [[nodiscard]] bool isSlow() const;
    void noteGround(const Scene &scene);
    [[nodiscard]] static bool canStretch(const MapTexture &texture, const PixelGrid &to, const PixelRect &window,
                                         double share);
    [[nodiscard]] static std::pair<PixelGrid, PixelRect> viewAt(const PixelGrid &view, const PixelRect &window,
                                                                double zoom);
    void begin(Refinement &refinement, const PixelGrid &grid, const PixelRect &rect);
    void drawPieces(const Frame &frame, Refinement &refinement, double budgetS, const PixelRect &known = {});
    [[nodiscard]] Refinement *behind(const PixelGrid &grid, const PixelRect &window, const PixelRect &shown);
    [[nodiscard]] bool standsIn(const PixelGrid &grid, const PixelRect &window);
    void fillRim(const Frame &frame);
    void refine(const Frame &frame);
    void prepareOverview(const Frame &frame);
    [[nodiscard]] double foreseenZoom(const Scene &scene, double zoom) const;
    void stretch(const Frame &frame, const MapTexture &texture, const Target &target,
                 const std::vector<PixelRect> &parts);
    void drawStretched(const Frame &frame, const Target &target);
    void redrawStale(const Frame &frame);

    ScenePainter m_painter;
    double m_refiningScale = 1;
    MapTexture m_texture;
    Refinement m_next; ///< the zoom that is being drawn
    PieceSize m_pieceSize;
    Refinement m_overview;       ///< the surroundings at a smaller scale, for zooming out
    double m_overviewS = 0;      ///< that preparing it has taken
    bool m_rushes = false;       ///< this frame has drawn the whole window: nothing that can wait comes on top of it
    bool m_renewing = false;     ///< m_next replaces the window's picture at the same zoom
    double m_wholeS = 0;         ///< that drawing the whole window takes
    double m_renewedS = 0;       ///< that the renewal under way has taken
    bool m_stretched = false;    ///< the last frame showed another zoom's picture stretched
    double m_spentS = 0;         ///< of the frame under way
    double m_filledS = 0;        ///< that this frame took to fill what the stretched picture does not show
    bool m_wantsCircles = false; ///< in the texture: they are too many to be drawn over it on every frame
    double m_lastZoom = 0;
    double m_zoomStep = 0;    ///< by how much the zoom changed with the last frame
    int m_refiningFrames = 0; ///< that the refinement under way has taken so far
    int m_usualFrames = 8;    ///< that a refinement takes while the zoom moves
    std::vector<StaleTile> m_stale;
    std::vector<PixelRect> m_dirty; ///< of the texture's grid: to be drawn anew, the next one last
    std::vector<PixelRect> m_blank; ///< of the texture's grid: not drawn yet, since panels lie over it
    PixelRect m_lastWindow;         ///< of the last frame at the texture's own zoom
    bool m_allStale = true;
    bool m_hasDrawn = false;
    bool m_hasTiles = false;                          ///< one has arrived
    std::vector<const style::StyleLayer *> m_ground;  ///< layers in the texture; for comparison only
    std::vector<const style::StyleLayer *> m_overlay; ///< layers drawn over it on every frame
};

} // namespace corridors::render
