#include "viewer/layout/furniture.hpp"

#include <algorithm>

#include "viewer/layout/blocks.hpp"
#include "viewer/layout/primitives.hpp"

// Where things stand:
//
//   +--------------------------------------------+
//   | title                            north     |
//   | legend                                     |
//   |                                            |
//   | scale bar                     attributions |
//   +--------------------------------------------+
//
// Attributions are placed first, since they are never dropped; then title, scale bar and north arrow, and the legend in
// what is left of the left column. What does not fit is left out, never squeezed in over something else.

namespace corridors::layout {
namespace {

class Page {
public:
    Page(const app::AppState &state, double widthPx, double heightPx, const FurnitureOptions &options,
         const text::TextEngine &text)
        : m_options(options), m_widthPx(widthPx), m_heightPx(heightPx),
          m_context{state, text, paletteFor(state), furnitureScale(widthPx, heightPx)},
          m_marginPx(11 * m_context.scale), m_gapPx(7 * m_context.scale) {
        m_viewport = {state.camera, state.projection->square(), widthPx, heightPx};
    }

    DrawList make() {
        placeBottom();
        placeNorthArrow();
        placeTitle();
        if (m_options.legend) placeLegend();
        return std::move(m_list);
    }

private:
    [[nodiscard]] double innerWidthPx() const { return m_widthPx - 2 * m_marginPx; }

    /// Adds the block with its top-left corner at (left, top) unless it would leave the page or touch another.
    bool add(Block block, double left, double top) {
        const PageBox box{left, top, left + block.widthPx, top + block.heightPx};
        if (box.left < 0 || box.top < 0 || box.right > m_widthPx || box.bottom > m_heightPx) return false;
        if (std::ranges::any_of(m_taken, [&](const PageBox &other) { return other.intersects(box); })) return false;
        m_taken.push_back(box);
        append(m_list, placed(std::move(block.list), left, top));
        return true;
    }

    [[nodiscard]] std::vector<std::string> attributionLines() const {
        std::vector<std::string> lines;
        if (!m_options.sourceNote.empty()) lines.push_back(m_options.sourceNote);
        std::string all;
        for (const std::string &line : attributionsOf(m_context.state)) all += (all.empty() ? "" : " · ") + line;
        if (!m_options.date.empty()) all += (all.empty() ? "" : " · ") + m_options.date;
        if (!all.empty()) lines.push_back(all);
        return lines;
    }

    void placeBottom() {
        std::optional<Block> bar;
        const double barMaxPx = std::min(200 * m_context.scale, m_widthPx * 0.42);
        if (m_options.scaleBar) bar = scaleBarBlock(m_viewport, barMaxPx, m_options.units, m_context);
        double floorPx = m_heightPx - m_marginPx;
        const std::vector<std::string> lines = m_options.attributions ? attributionLines() : std::vector<std::string>();
        if (!lines.empty()) {
            // Beside the scale bar if two or three lines are enough, else along the whole bottom edge.
            const double besidePx = innerWidthPx() - (bar ? bar->widthPx + m_gapPx : 0);
            Block block = attributionBlock(lines, std::min(besidePx, m_widthPx * 0.62), m_context);
            if (block.widthPx > besidePx || block.heightPx > 46 * m_context.scale) {
                block = attributionBlock(lines, innerWidthPx(), m_context);
                smallerUntilItFits(block, lines);
                if (block.widthPx > besidePx) floorPx -= block.heightPx + m_gapPx;
            }
            add(std::move(block), m_widthPx - m_marginPx - block.widthPx, m_heightPx - m_marginPx - block.heightPx);
        }
        if (bar) {
            const double top = floorPx - bar->heightPx;
            if (add(std::move(*bar), m_marginPx, top)) m_leftFloorPx = top;
        }
        if (m_leftFloorPx < 0) m_leftFloorPx = floorPx;
    }

    /// On tiny pages attributions may take up to half the height before their type shrinks.
    void smallerUntilItFits(Block &block, const std::vector<std::string> &lines) const {
        BlockContext context = m_context;
        while ((block.heightPx > m_heightPx / 2 || block.widthPx > innerWidthPx()) && context.scale > 0.05) {
            context.scale *= 0.85;
            block = attributionBlock(lines, innerWidthPx(), context, 1);
        }
    }

    void placeNorthArrow() {
        if (!m_options.northArrow) return;
        Block arrow = northArrowBlock(m_viewport, m_context);
        const double left = m_widthPx - m_marginPx - arrow.widthPx;
        const double width = arrow.widthPx;
        if (add(std::move(arrow), left, m_marginPx)) m_northWidthPx = width + m_gapPx;
    }

    void placeTitle() {
        if (!m_options.title) return;
        const app::AppState &state = m_context.state;
        std::string title = m_options.titleText;
        if (title.empty() && state.document)
            title = state.document->title.empty() ? state.document->name : state.document->title;
        if (title.empty()) return;
        const double maxPx =
            std::min(innerWidthPx() - m_northWidthPx, std::max(300 * m_context.scale, m_widthPx * 0.5));
        Block block = titleBlock(title, m_options.subtitleText, maxPx, m_context);
        const double height = block.heightPx;
        if (add(std::move(block), m_marginPx, m_marginPx)) m_leftTopPx = m_marginPx + height + m_gapPx;
    }

    void placeLegend() {
        const double top = m_leftTopPx < 0 ? m_marginPx : m_leftTopPx;
        const double heightPx = m_leftFloorPx - m_gapPx - top;
        // The legend explains the map, it does not replace it.
        const double widthPx = std::min(innerWidthPx(), std::max(m_widthPx * 0.4, 190 * m_context.scale));
        const std::vector<LegendEntry> entries = buildLegend(m_context.state, m_viewport.bounds());
        std::optional<Block> block = legendBlock(entries, accuracyNote(m_context.state), widthPx,
                                                 std::min(heightPx, m_heightPx * 0.72), m_context);
        if (!block) return;
        // At the bottom of its column, on the scale bar: title and legend frame the map from two corners.
        const double at = m_leftFloorPx - m_gapPx - block->heightPx;
        add(std::move(*block), m_marginPx, at);
    }

    const FurnitureOptions &m_options;
    double m_widthPx;
    double m_heightPx;
    BlockContext m_context;
    double m_marginPx;
    double m_gapPx;
    app::Viewport m_viewport;
    DrawList m_list;
    std::vector<PageBox> m_taken;
    double m_leftFloorPx = -1; ///< where the left column ends
    double m_leftTopPx = -1;   ///< where it begins below the title
    double m_northWidthPx = 0;
};

} // namespace

DrawList buildFurniture(const app::AppState &state, double widthPx, double heightPx, const FurnitureOptions &options,
                        const text::TextEngine &text) {
    if (!state.projection || widthPx < 1 || heightPx < 1) return {};
    return Page(state, widthPx, heightPx, options, text).make();
}

} // namespace corridors::layout
