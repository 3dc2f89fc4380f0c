#include "viewer/render/label_layer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "viewer/render/label_item.hpp"
#include "viewer/render/label_placement.hpp"
#include "viewer/render/label_quads.hpp"
#include "viewer/render/label_text.hpp"

namespace corridors::render {
namespace {

constexpr double kSamePlacePx = 3;    // labels of one feature nearer than this are one label
constexpr double kMarginShare = 0.15; // placed around the window in advance, so that panning brings labels with it
constexpr double kOutsidePx = 300;    // labels anchored this far outside may still reach into the picture
constexpr double kSizeStepPx = 0.25;  // bitmaps are made for sizes on this grid while the window is live
constexpr double kRemakeScale = 1.25; // while zooming, bitmaps are stretched by no more than this

using Clock = std::chrono::steady_clock;

/// Pieces of work in a stage that need no time left; while zooming, the bitmaps that are there may be stretched.
constexpr int kAlwaysGranted = 3;
/// In succession: after as many the labels have waited long enough.
constexpr int kMostHurriedFrames = 4;
/// Frames are few while the first picture comes together, and all wait for it: their budget is larger.
constexpr double kOpeningBudgets = 5;
/// While the map stands still no movement can stutter.
constexpr double kRestingBudgets = 3;

/// Wall-clock budget of one update; endless when not animating. A few pieces of work are always granted, so that labels
/// come even on a machine on which placing alone takes longer.
class Budget {
public:
    Budget(bool limited, double seconds, int alwaysGranted)
        : m_limited(limited), m_seconds(seconds), m_alwaysGranted(alwaysGranted), m_start(Clock::now()) {}
    /// Asks for one more piece of work.
    [[nodiscard]] bool grants() {
        if (!m_limited || m_granted < m_alwaysGranted) {
            ++m_granted;
            return true;
        }
        return std::chrono::duration<double>(Clock::now() - m_start).count() < m_seconds;
    }
    /// A new stage of the update: a few pieces are granted again.
    void startStage() { m_granted = 0; }

private:
    bool m_limited;
    double m_seconds;
    int m_alwaysGranted; ///< pieces in each stage
    Clock::time_point m_start;
    int m_granted = 0;
};

bool isInConvex(const ScreenPoint (&corners)[4], ScreenPoint p) {
    for (std::size_t i = 0; i < 4; ++i) {
        const ScreenPoint a = corners[i];
        const ScreenPoint b = corners[(i + 1) % 4];
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < 0) return false;
    }
    return true;
}

} // namespace

struct LabelLayer::Impl {
    Impl(const text::TextEngine &e, LabelOptions o) : engine(&e), options(o), atlas(o.atlasBytes) {}

    const text::TextEngine *engine;
    LabelOptions options;
    LabelAtlas atlas;
    LabelSet set;
    LabelLooks looks;
    LabelPlacer placer;
    std::vector<LabelItem *> ranked; ///< items in or near the view, most important first, as last placed
    /// Labels that have taken another place, where they were: they fade out there while they fade in here.
    std::vector<std::unique_ptr<LabelItem>> left;
    std::vector<LabelQuad> quads;
    std::vector<PlacedLabel> placed;
    std::size_t hidden = 0;

    // The frame that was placed last, and what is still to do.
    app::Viewport placedView;
    std::vector<ScreenBox> placedAvoid;
    std::vector<LabelInk> placedInks;
    InkMap ink;
    double placedAtS = -1e9;
    bool everPlaced = false;
    bool placementDue = true;
    bool shapesMissing = false;
    bool bitmapsMissing = false;
    bool fading = false;
    int hurriedFrames = 0;      ///< in succession
    bool zoomStopsNext = false; ///< if the zoom rests, the next frame draws sharply: so this one is not the last
    double lastZoom = -1;
    app::Camera lastCamera;
    double lastS = 0;

    void update(const LabelFrame &frame) {
        const bool opening = frame.opening != LabelFrame::Opening::No;
        const bool zooming = options.animate && everPlaced && frame.viewport.camera.zoom != lastZoom;
        const bool rests = everPlaced && frame.viewport.camera == lastCamera;
        Budget budget(options.animate,
                      options.workBudgetS * (opening ? kOpeningBudgets
                                             : rests ? kRestingBudgets
                                                     : 1),
                      zooming ? 1 : kAlwaysGranted);
        atlas.beginFrame();
        const double metresPerPx = frame.viewport.metresPerPixel();
        const bool newLabels = set.update(frame.batches, kSamePlacePx * metresPerPx);
        const bool newLooks = looks.set(frame.document, frame.viewport.camera.zoom);
        if (newLabels || newLooks) refreshLooks();
        if (newLabels)
            for (LabelItem *item : ranked) item->placed = item->placed && item->isCandidate;
        if (newLabels || newLooks || viewChanged(frame)) placementDue = true;
        const bool hurried = options.animate && everPlaced && frame.hurried && hurriedFrames < kMostHurriedFrames;
        hurriedFrames = hurried ? hurriedFrames + 1 : 0;
        const bool pause = options.animate && everPlaced && frame.opening != LabelFrame::Opening::Whole &&
                           frame.nowS - placedAtS < options.placeEveryS && frame.nowS >= placedAtS;
        if ((placementDue || shapesMissing) && !pause && !hurried) place(frame, budget);
        if (hurried) budget = Budget(true, 0, 1);
        if (options.bitmaps) makeBitmaps(frame.pixelRatio, zooming, budget);
        advanceFades(frame.nowS, opening);
        emit(frame, zooming);
        lastZoom = frame.viewport.camera.zoom;
        lastCamera = frame.viewport.camera;
        lastS = frame.nowS;
        zoomStopsNext = zooming;
    }

    [[nodiscard]] bool viewChanged(const LabelFrame &frame) const {
        const app::Viewport &v = frame.viewport;
        return !(v.camera == placedView.camera) || v.widthPx != placedView.widthPx ||
               v.heightPx != placedView.heightPx || v.square.edgeM != placedView.square.edgeM ||
               !std::ranges::equal(frame.avoid, placedAvoid) || !std::ranges::equal(frame.inks, placedInks);
    }

    void refreshLooks() {
        for (const auto &item : set.items()) {
            item->look = looks.at(*item->spec, item->styleLayer, item->tileZoom);
            if (!looks.draws(item->styleLayer)) item->look.opacity = 0;
        }
    }

    [[nodiscard]] PlacementContext contextOf(const LabelFrame &frame) const {
        const app::Viewport &view = frame.viewport;
        const double margin = options.animate ? kMarginShare * std::max(view.widthPx, view.heightPx) : kOutsidePx;
        PlacementContext context;
        context.viewport = view;
        context.area = ScreenBox{0, 0, view.widthPx, view.heightPx}.expanded(margin);
        if (options.keepInside) context.inside = ScreenBox{0, 0, view.widthPx, view.heightPx}.expanded(-2);
        context.avoid = placedAvoid;
        context.ink = &ink;
        return context;
    }

    void place(const LabelFrame &frame, Budget &budget) {
        placedAvoid.assign(frame.avoid.begin(), frame.avoid.end());
        placedInks.assign(frame.inks.begin(), frame.inks.end());
        const PlacementContext context = contextOf(frame);
        ink.reset(context.area);
        for (const LabelInk &lines : placedInks) ink.add(lines, frame.viewport);
        ranked.clear();
        for (const auto &item : set.items()) {
            const ScreenPoint at = frame.viewport.toScreen(item->anchor);
            if (item->isCandidate && context.area.contains(at.x, at.y)) {
                if (!options.animate) item->placed = item->everPlaced = false; // no memory: the same from run to run
                ranked.push_back(item.get());
            } else {
                item->placed = false;
                if (!context.area.contains(at.x, at.y)) item->fade = 0;
            }
        }
        for (LabelItem *item : ranked)
            if (item->choices.empty()) {
                item->choices = anchorChoices(*item->spec);
                if (item->spec->areaRole != tile::AreaRole::None && item->choices.size() == 1)
                    item->choices = nudgedChoices(item->choices.front());
            }
        placer.rate(ranked, context);
        sortByImportance(ranked);
        shapeAll(budget);
        const auto firstUnshaped = std::ranges::find(ranked, 0.0, [](const LabelItem *i) { return i->shape.sizePx; });
        const auto shaped = std::span(ranked).first(static_cast<std::size_t>(firstUnshaped - ranked.begin()));
        std::vector<Place> before;
        before.reserve(shaped.size());
        for (const LabelItem *item : shaped) before.push_back({item->choice, item->alongM, item->curved, item->fade});
        placer.place(shaped, context);
        if (options.animate) noteLeft(shaped, before);
        hidden = static_cast<std::size_t>(std::ranges::count(ranked, false, &LabelItem::placed));
        appendLeaving();
        placedView = frame.viewport;
        placedAtS = frame.nowS;
        placementDue = false;
        everPlaced = true;
        set.prune();
    }

    /// Where a label is, and how much of it is seen.
    struct Place {
        std::size_t choice = 0;
        double alongM = 0;
        bool curved = false;
        double fade = 0;
    };

    void noteLeft(std::span<LabelItem *const> items, std::span<const Place> before) {
        std::erase_if(left, [](const auto &item) { return item->fade <= 0; });
        for (std::size_t i = 0; i < items.size(); ++i) {
            const LabelItem &item = *items[i];
            const Place &was = before[i];
            const bool moved = item.choice != was.choice || item.alongM != was.alongM;
            if (!item.placed || !moved || was.fade <= 0) continue;
            left.push_back(std::make_unique<LabelItem>(item));
            LabelItem &ghost = *left.back();
            ghost.choice = was.choice;
            ghost.alongM = was.alongM;
            ghost.curved = was.curved;
            ghost.fade = was.fade;
            ghost.isCandidate = ghost.placed = false;
        }
    }

    /// Labels that are no candidates any more but still fade out are drawn below the others.
    void appendLeaving() {
        for (const auto &item : left) ranked.push_back(item.get());
        for (const auto &item : set.items())
            if (!item->isCandidate && item->fade > 0) ranked.push_back(item.get());
    }

    /// All places of a polygon's label have one shape.
    [[nodiscard]] bool copyShape(LabelItem &item) const {
        const auto like = std::ranges::find_if(ranked, [&](const LabelItem *other) {
            return other->key == item.key && other->shape.sizePx > 0 && !other->isLine();
        });
        if (like != ranked.end()) item.shape = (*like)->shape;
        return like != ranked.end();
    }

    void shapeAll(Budget &budget) {
        shapesMissing = false;
        budget.startStage();
        for (LabelItem *item : ranked) {
            if (item->shape.sizePx > 0) continue;
            if (item->spec->areaRole == tile::AreaRole::Spare && copyShape(*item)) continue;
            if (!budget.grants()) {
                shapesMissing = true;
                return;
            }
            ensureShape(*item, *engine);
        }
    }

    [[nodiscard]] bool isDrawable(const LabelItem &item) const {
        return !options.bitmaps || item.bitmaps.pixelRatio > 0;
    }

    void advanceFades(double nowS, bool opening) {
        // After a rest the first frame is no older than the last of a running animation would be.
        constexpr double kFrameS = 1.0 / 60;
        const double elapsedS = std::max(0.0, fading ? nowS - lastS : std::min(nowS - lastS, kFrameS));
        const bool immediate = !options.animate || options.fadeS <= 0 || placed.empty() || opening;
        const double step = immediate ? 1 : elapsedS / options.fadeS;
        fading = false;
        for (LabelItem *item : ranked) {
            const double target = item->placed && isDrawable(*item) ? 1 : 0;
            item->fade =
                item->fade < target ? std::min(target, item->fade + step) : std::max(target, item->fade - step);
            fading = fading || item->fade != target;
        }
    }

    void makeBitmaps(double pixelRatio, bool zooming, Budget &budget) {
        bitmapsMissing = false;
        budget.startStage();
        for (LabelItem *item : ranked) {
            if (!item->placed) {
                for (const AtlasEntry &entry : item->bitmaps.entries)
                    if (!atlas.use(entry)) item->fade = 0; // its pixels are gone
                continue;
            }
            double sizePx = item->look.sizePx;
            if (options.animate) sizePx = std::max(kSizeStepPx, std::round(sizePx / kSizeStepPx) * kSizeStepPx);
            const text::TextStyle style = labelTextStyle(*item, sizePx);
            if (hasBitmaps(atlas, *item, style, pixelRatio)) {
                const double stretch = sizePx / item->bitmaps.style.sizePx;
                if (stretch == 1 || (zooming && stretch < kRemakeScale && stretch > 1 / kRemakeScale)) continue;
            }
            if (!budget.grants()) {
                bitmapsMissing = true;
                keepOldBitmaps(*item);
                continue;
            }
            rasterizeInto(atlas, *item, style, pixelRatio, *engine);
        }
    }

    /// Old bitmaps may stay until there is time for new ones, unless the atlas has dropped them.
    void keepOldBitmaps(LabelItem &item) {
        for (const AtlasEntry &entry : item.bitmaps.entries)
            if (!atlas.use(entry)) {
                item.bitmaps = {};
                return;
            }
    }

    void emit(const LabelFrame &frame, bool zooming) {
        const QuadContext context{frame.viewport, frame.pixelRatio, !zooming};
        placed.clear();
        quads.clear();
        std::vector<const LabelItem *> seen;
        std::vector<LabelGeometry> geometries;
        for (const LabelItem *item : ranked) {
            if (item->fade <= 0 || item->look.opacity <= 0 || !isDrawable(*item)) continue;
            const double opacity = item->fade * static_cast<double>(item->layerOpacity) * item->look.opacity;
            seen.push_back(item);
            geometries.push_back(geometryOf(*item, context));
            placed.push_back(describePlaced(*item, geometries.back(), static_cast<float>(opacity)));
        }
        for (std::size_t i = seen.size(); i-- > 0;)
            appendQuads(*seen[i], geometries[i], context, placed[i].opacity, static_cast<std::uint32_t>(i), quads);
    }
};

LabelLayer::LabelLayer(const text::TextEngine &engine, LabelOptions options)
    : m_impl(std::make_unique<Impl>(engine, options)) {}
LabelLayer::~LabelLayer() = default;
LabelLayer::LabelLayer(LabelLayer &&) noexcept = default;
LabelLayer &LabelLayer::operator=(LabelLayer &&) noexcept = default;

void LabelLayer::update(const LabelFrame &frame) { m_impl->update(frame); }
std::span<const LabelQuad> LabelLayer::quads() const { return m_impl->quads; }
std::span<const PlacedLabel> LabelLayer::placed() const { return m_impl->placed; }
std::span<const AtlasPage> LabelLayer::pages() const { return m_impl->atlas.pages(); }
void LabelLayer::clearDirty() { m_impl->atlas.clearDirty(); }

bool LabelLayer::isSettled() const {
    const Impl &i = *m_impl;
    return !i.placementDue && !i.shapesMissing && !i.bitmapsMissing && !i.fading && !i.zoomStopsNext;
}

std::optional<std::size_t> LabelLayer::hitTest(ScreenPoint at) const {
    std::optional<std::size_t> best;
    for (const LabelQuad &quad : m_impl->quads) {
        if (m_impl->placed[quad.label].leaving || !isInConvex(quad.corners, at)) continue;
        if (!best || quad.label < *best) best = quad.label;
    }
    return best;
}

std::size_t LabelLayer::candidateCount() const {
    return static_cast<std::size_t>(
        std::ranges::count(m_impl->set.items(), true, [](const auto &i) { return i->isCandidate; }));
}
std::size_t LabelLayer::hiddenCount() const { return m_impl->hidden; }

} // namespace corridors::render
