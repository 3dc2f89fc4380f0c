#include "viewer/layout/furniture.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geodata/story/story.hpp"
#include "viewer/layout/blocks.hpp"
#include "viewer/layout/piece_placer.hpp"
#include "viewer/layout/primitives.hpp"

// Where things stand, unless they were moved by hand or would cover what is highlighted:
//
//   +--------------------------------------------+
//   | title                            north     |
//   |                                            |
//   | legend                           overview  |
//   | scale bar                     attributions |
//   +--------------------------------------------+
//
// Attributions are placed first, since they are never dropped; then what was moved by hand, title, north arrow, scale
// bar, legend and overview. What does not fit is left out, never squeezed in over something else.

namespace corridors::layout {
namespace {

constexpr double kCompactPx = 460; // pages with a shorter width explain only what they are about

class Furniture {
public:
    Furniture(const app::AppState &state, double widthPx, double heightPx, const FurnitureOptions &options,
              const text::TextEngine &text, std::optional<Block> captions)
        : m_options(options), m_captions(std::move(captions)), m_widthPx(widthPx), m_heightPx(heightPx),
          m_context{state, text, paletteFor(state), furnitureScale(widthPx, heightPx)},
          m_marginPx(std::min(11 * m_context.scale, std::min(widthPx, heightPx) * 0.04)), m_gapPx(7 * m_context.scale),
          m_viewport{state.camera, state.projection->square(), widthPx, heightPx},
          m_placer({widthPx, heightPx, m_marginPx, m_gapPx}, options.places) {
        m_placer.setHighlights(highlightSamples(state, m_viewport));
    }

    DrawList make() {
        std::optional<Block> bar = m_options.scaleBar ? makeScaleBar() : std::nullopt;
        placeAttributions(bar ? bar->widthPx + m_gapPx : 0);
        // What was moved by hand comes before what makes way for it.
        std::optional<Block> title = m_options.title ? makeTitle() : std::nullopt;
        std::optional<Block> north = m_options.northArrow && m_options.north != app::NorthArrow::None
                                         ? std::optional(northArrowBlock(m_viewport, m_options.north, m_context))
                                         : std::nullopt;
        for (const bool moved : {true, false}) {
            const auto turn = [&](const char *role) { return m_placer.isMoved(role) == moved; };
            if (moved && m_options.inset && turn("inset")) placeInset();
            if (moved && m_options.legend && turn("legend")) placeLegend();
            if (north && turn("north-arrow"))
                m_placer.place("north-arrow", *north, {Corner::TopRight, Corner::TopLeft, Corner::BottomRight});
            if (title && turn("title"))
                m_placer.place("title", *title, {Corner::TopLeft, Corner::TopRight, Corner::BottomLeft});
            if (bar && turn("scale-bar"))
                m_placer.place("scale-bar", *bar, {Corner::BottomLeft, Corner::BottomRight, Corner::TopRight});
            if (m_captions && turn("captions"))
                m_placer.place("captions", *m_captions, {Corner::TopRight, Corner::BottomRight, Corner::TopLeft});
            if (!moved && m_options.legend && turn("legend")) placeLegend();
            if (!moved && m_options.inset && turn("inset")) placeInset();
        }
        return m_placer.take();
    }

private:
    [[nodiscard]] bool isCompact() const { return m_widthPx < kCompactPx; }
    [[nodiscard]] double innerWidthPx() const { return m_widthPx - 2 * m_marginPx; }

    [[nodiscard]] std::vector<std::string> attributionLines() const {
        std::vector<std::string> lines;
        if (!m_options.sourceNote.empty()) lines.push_back(m_options.sourceNote);
        std::string all;
        for (const std::string &line : attributionsOf(m_context.state)) all += (all.empty() ? "" : " · ") + line;
        if (!m_options.date.empty()) all += (all.empty() ? "" : " · ") + m_options.date;
        if (!all.empty()) lines.push_back(all);
        return lines;
    }

    [[nodiscard]] std::optional<Block> makeScaleBar() const {
        return scaleBarBlock(m_viewport, std::min(200 * m_context.scale, m_widthPx * 0.42), m_options.units, m_context);
    }

    void placeAttributions(double barPx) {
        const std::vector<std::string> lines = m_options.attributions ? attributionLines() : std::vector<std::string>();
        if (lines.empty()) return;
        // Beside the scale bar if two or three lines are enough, else along the whole bottom edge.
        const double besidePx = innerWidthPx() - barPx;
        Block block = attributionBlock(lines, std::min(besidePx, m_widthPx * 0.62), m_context);
        if (block.widthPx > besidePx || block.heightPx > 46 * m_context.scale) {
            block = attributionBlock(lines, innerWidthPx(), m_context);
            smallerUntilItFits(block, lines);
        }
        m_placer.place("attribution", block, {Corner::BottomRight, Corner::BottomLeft}, true);
    }

    /// On tiny pages attributions may take up to half the height before their type shrinks.
    void smallerUntilItFits(Block &block, const std::vector<std::string> &lines) const {
        BlockContext context = m_context;
        while ((block.heightPx > m_heightPx / 2 || block.widthPx > innerWidthPx()) && context.scale > 0.05) {
            context.scale *= 0.85;
            block = attributionBlock(lines, innerWidthPx(), context, 1);
        }
    }

    [[nodiscard]] std::optional<Block> makeTitle() const {
        const app::AppState &state = m_context.state;
        std::string title = m_options.titleText;
        if (title.empty() && state.document)
            title = state.document->title.empty() ? state.document->name : state.document->title;
        if (title.empty()) return std::nullopt;
        const double northPx = m_options.northArrow ? 50 * m_context.scale + m_gapPx : 0;
        const double maxPx = std::min(innerWidthPx() - northPx, std::max(300 * m_context.scale, m_widthPx * 0.5));
        std::string subtitle = m_options.subtitleText;
        // A chapter of the map says which one it is.
        if (subtitle.empty() && m_options.titleText.empty() && state.story && state.chapter &&
            *state.chapter < state.story->chapters.size())
            subtitle = state.story->chapters[*state.chapter].title;
        return titleBlock(title, subtitle, maxPx, m_context);
    }

    void placeLegend() {
        std::vector<LegendEntry> entries =
            editedLegend(buildLegend(m_context.state, m_viewport.bounds()), m_options.legendEdits);
        if (isCompact())
            std::erase_if(entries, [&](const LegendEntry &entry) {
                const app::LayerState *layer = m_context.state.layer(entry.layer);
                return layer != nullptr && layer->base;
            });
        const std::string note = m_options.accuracy && !isCompact() ? accuracyNote(m_context.state) : std::string();
        // The legend explains the map, it does not replace it.
        const double widthPx =
            std::min(innerWidthPx(), std::max(m_widthPx * (isCompact() ? 0.68 : 0.4), 190 * m_context.scale));
        const double tallestPx = m_heightPx * (isCompact() ? 0.42 : 0.72);
        const auto make = [&](double roomPx) {
            return legendBlock(entries, note, widthPx, std::min(roomPx, tallestPx), m_context);
        };
        m_placer.placeInColumns("legend", make, {Corner::BottomLeft, Corner::BottomRight, Corner::TopRight},
                                isCompact());
    }

    void placeInset() {
        const double sidePx = std::min({190 * m_context.scale, m_widthPx * 0.3, m_heightPx * 0.3});
        if (sidePx < 60) return;
        std::optional<Block> block = insetBlock(m_viewport, sidePx, m_context);
        if (!block) return;
        m_placer.place("inset", *block, {Corner::BottomRight, Corner::TopRight, Corner::BottomLeft, Corner::TopLeft});
    }

    const FurnitureOptions &m_options;
    std::optional<Block> m_captions;
    double m_widthPx;
    double m_heightPx;
    BlockContext m_context;
    double m_marginPx;
    double m_gapPx;
    app::Viewport m_viewport;
    PiecePlacer m_placer;
};

} // namespace

DrawList buildFurniture(const app::AppState &state, double widthPx, double heightPx, const FurnitureOptions &options,
                        const text::TextEngine &text) {
    return buildFurniture(state, widthPx, heightPx, options, text, std::nullopt);
}

DrawList buildFurniture(const app::AppState &state, double widthPx, double heightPx, const FurnitureOptions &options,
                        const text::TextEngine &text, std::optional<Block> captions) {
    if (!state.projection || widthPx < 1 || heightPx < 1) return {};
    return Furniture(state, widthPx, heightPx, options, text, std::move(captions)).make();
}

std::vector<LegendEntry> editedLegend(std::vector<LegendEntry> entries, const std::vector<app::LegendEdit> &edits) {
    std::vector<LegendEntry> out;
    for (const app::LegendEdit &edit : edits) {
        const auto it = std::ranges::find_if(
            entries, [&](const LegendEntry &entry) { return entry.layer == edit.layer && entry.label == edit.label; });
        if (it == entries.end()) continue; // not shown now; the edit waits for it
        if (!edit.hidden) {
            out.push_back(std::move(*it));
            if (!edit.text.empty()) out.back().label = edit.text;
        }
        entries.erase(it);
    }
    // Lines that nobody touched stay together behind their layer's, so that a new status appears among its kind.
    for (LegendEntry &entry : entries) {
        const auto last = std::find_if(out.rbegin(), out.rend(),
                                       [&](const LegendEntry &other) { return other.layer == entry.layer; });
        const auto at = last == out.rend() ? out.end() : last.base();
        out.insert(at, std::move(entry));
    }
    return out;
}

} // namespace corridors::layout
