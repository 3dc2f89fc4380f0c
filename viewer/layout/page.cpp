#include "viewer/layout/page.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/layout/blocks.hpp"
#include "viewer/layout/captions.hpp"
#include "viewer/layout/graticule.hpp"
#include "viewer/layout/numbering.hpp"
#include "viewer/layout/palette.hpp"
#include "viewer/layout/primitives.hpp"

namespace corridors::layout {
namespace {

constexpr double kLabelGapPx = 3;       // between furniture and the map's labels
constexpr double kColumnShare = 0.27;   // of a lying page, for captions
constexpr double kLargeCaptions = 1.18; // type begins larger where captions have a column to fill
constexpr double kMaxBandShare = 0.45;  // of an upright page
constexpr double kWideForColumns = 560; // a band as wide as this has two columns
constexpr double kFewCaptions = 0.5;    // of a lying page's height, in a column: these stand on the map
constexpr std::size_t kMaxNumbers = 12; // more than a reader goes through
constexpr std::size_t kCompactNumbers = 5;

class Composer {
public:
    Composer(const app::AppState &state, const app::PageFurniture &furniture, const text::TextEngine &text)
        : m_state(state), m_furniture(furniture), m_text(text), m_widthPx(state.viewportWidthPx),
          m_heightPx(state.viewportHeightPx), m_scale(furnitureScale(m_widthPx, m_heightPx)) {}

    Page make() {
        m_page.camera = m_state.camera;
        m_page.frame = {0, 0, m_widthPx, m_heightPx};
        if (!m_state.projection || m_widthPx < 1 || m_heightPx < 1) return std::move(m_page);
        if (!m_furniture.callouts) {
            frameWith({});
            finish({});
        } else {
            numberUntilItFits();
        }
        return std::move(m_page);
    }

private:
    /// The captions decide how much room the map has, and the room which features are in it: as many as fit.
    void numberUntilItFits() {
        std::size_t limit = m_widthPx < kWideForColumns ? kCompactNumbers : kMaxNumbers;
        std::vector<app::NumberedFeature> features = app::numberedFeatures(m_state, limit);
        for (;;) {
            m_page = {};
            std::optional<CaptionBlock> captions = m_furniture.captions ? makeCaptions(features) : std::nullopt;
            if (!captions && m_furniture.captions && features.size() > 1) {
                features.pop_back(); // the first are the ones that matter
                continue;
            }
            // Few captions are a piece of furniture; many have a part of the page.
            std::optional<Block> piece;
            if (captions && isLying() && captions->heightPx < kFewCaptions * m_heightPx) {
                piece = Block{std::move(captions->list), captions->widthPx, captions->heightPx};
                captions.reset();
            }
            frameWith(captions);
            const PageBox &frame = m_page.frame;
            DrawList furniture =
                buildFurniture(m_frameState, frame.right, frame.bottom, m_furniture, m_text, std::move(piece));
            Numbering numbering =
                number(std::move(features), m_frameState, furnitureBoxes(furniture), m_furniture.elbows, 0);
            features = numbering.features;
            if (features.size() < numbering.asked) continue; // what cannot be pointed at has no caption
            m_page.callouts = std::move(numbering.callouts);
            m_page.numbered = std::move(numbering.features);
            finish(std::move(furniture));
            if (captions) addCaptions(std::move(*captions));
            return;
        }
    }

    [[nodiscard]] bool isLying() const { return m_widthPx > 1.15 * m_heightPx && m_widthPx >= kWideForColumns; }

    [[nodiscard]] std::optional<CaptionBlock> makeCaptions(const std::vector<app::NumberedFeature> &features) const {
        std::vector<CaptionEntry> entries;
        std::string citation;
        bool sameCitation = true;
        std::string doi;
        for (const app::NumberedFeature &feature : features) {
            entries.push_back({static_cast<int>(entries.size()) + 1, feature.text, feature.locator, feature.name});
            if (feature.citation.empty()) continue;
            sameCitation = sameCitation && (citation.empty() || citation == feature.citation);
            citation = feature.citation;
            doi = feature.doi;
        }
        if (!sameCitation) { // then each entry says its own
            citation.clear();
            for (std::size_t i = 0; i < entries.size(); ++i)
                if (!features[i].citation.empty())
                    entries[i].source += (entries[i].source.empty() ? "" : ". ") + features[i].citation;
        }
        CaptionOptions options;
        options.scale = m_scale * (entries.size() > 3 ? kLargeCaptions : 1);
        options.footer = citation;
        if (!citation.empty() && !doi.empty()) options.href = "https://doi.org/" + doi;
        options.widthPx = isLying() ? std::round(m_widthPx * kColumnShare) : m_widthPx;
        options.maxHeightPx = isLying() ? m_heightPx : m_heightPx * kMaxBandShare;
        options.columns = !isLying() && m_widthPx >= kWideForColumns && entries.size() > 1 ? 2 : 1;
        return captionBlock(entries, options, m_state, m_text);
    }

    /// The map's frame beside or above the captions. All that the whole page would have shown is in it.
    void frameWith(const std::optional<CaptionBlock> &captions) {
        m_page.frame = {0, 0, m_widthPx, m_heightPx};
        if (captions)
            (isLying() ? m_page.frame.right : m_page.frame.bottom) -=
                isLying() ? captions->widthPx : captions->heightPx;
        m_frameState = m_state;
        const PageBox &frame = m_page.frame;
        m_frameState.camera.zoom = std::clamp(
            m_state.camera.zoom + std::log2(std::min(frame.width() / m_widthPx, frame.height() / m_heightPx)),
            app::kMinZoom, app::kMaxZoom);
        m_frameState.viewportWidthPx = frame.width();
        m_frameState.viewportHeightPx = frame.height();
        m_page.camera = m_frameState.camera;
        const double m = m_frameState.viewport().metresPerPixel();
        m_page.camera.center.x += (m_widthPx - frame.width()) / 2 * m;
        m_page.camera.center.y -= (m_heightPx - frame.height()) / 2 * m;
    }

    void finish(DrawList furniture) {
        const PageBox &frame = m_page.frame;
        if (furniture.empty()) furniture = buildFurniture(m_frameState, frame.right, frame.bottom, m_furniture, m_text);
        notePieces(furniture);
        std::vector<PageBox> boxes;
        boxes.reserve(m_page.pieces.size());
        for (const PagePiece &piece : m_page.pieces) boxes.push_back(piece.box);
        if (m_furniture.graticule) {
            GraticuleOptions options;
            options.widthPx = frame.right;
            options.heightPx = frame.bottom;
            options.avoid = boxes;
            append(m_page.drawing, buildGraticule(m_frameState, options, m_text));
        }
        append(m_page.drawing, std::move(furniture));
        append(m_page.drawing, drawCallouts(m_page.callouts, m_state, m_text));
        for (const PageBox &box : boxes)
            m_page.obstacles.push_back(
                {box.left - kLabelGapPx, box.top - kLabelGapPx, box.right + kLabelGapPx, box.bottom + kLabelGapPx});
        addObstacles(m_page.callouts, m_page.obstacles);
    }

    void notePieces(const DrawList &furniture) {
        const std::vector<PageBox> boxes = furnitureBoxes(furniture);
        std::string role;
        for (const Primitive &primitive : furniture) {
            if (primitive.role == role) continue;
            role = primitive.role;
            if (m_page.pieces.size() < boxes.size()) m_page.pieces.push_back({role, boxes[m_page.pieces.size()]});
        }
    }

    void addCaptions(CaptionBlock block) {
        const PageBox &frame = m_page.frame;
        const ScreenPoint at = isLying() ? ScreenPoint{frame.right, 0} : ScreenPoint{0, frame.bottom};
        // The plate is the whole rest of the page, opaque: nothing of the map shines through beside it.
        auto &plate = std::get<PathPrimitive>(block.list.front().content);
        plate.subpaths = {
            {{0, 0}, {m_widthPx - at.x, 0}, {m_widthPx - at.x, m_heightPx - at.y}, {0, m_heightPx - at.y}}};
        plate.fill = paletteFor(m_state).paper;
        plate.stroke.a = 0;
        PathPrimitive edge = isLying() ? polyline({{0, 0}, {0, m_heightPx}}) : polyline({{0, 0}, {m_widthPx, 0}});
        edge.stroke = paletteFor(m_state).hairline;
        edge.strokeWidthPx = 1;
        block.list.insert(block.list.begin() + 1, path("captions", std::move(edge)));
        append(m_page.drawing, placed(std::move(block.list), at.x, at.y));
        m_page.obstacles.push_back({at.x - kLabelGapPx, at.y - kLabelGapPx, m_widthPx, m_heightPx});
    }

    const app::AppState &m_state;
    const app::PageFurniture &m_furniture;
    const text::TextEngine &m_text;
    double m_widthPx;
    double m_heightPx;
    double m_scale;
    app::AppState m_frameState; ///< the map as its frame shows it
    Page m_page;
};

} // namespace

Page composePage(const app::AppState &state, const app::PageFurniture &furniture, const text::TextEngine &text) {
    return Composer(state, furniture, text).make();
}

app::PiecePlace placeOf(const PageBox &box, const PageBox &frame) {
    const auto share = [](double at, double room) { return room > 0 ? std::clamp(at / room, 0.0, 1.0) : 0.0; };
    return {share(box.left - frame.left, frame.width() - box.width()),
            share(box.top - frame.top, frame.height() - box.height())};
}

LiveCallouts liveCallouts(const app::AppState &state, std::span<const PageBox> avoid, double scale,
                          const text::TextEngine &text) {
    LiveCallouts out;
    if (!state.projection || state.viewportWidthPx < 1 || state.viewportHeightPx < 1) return out;
    Numbering numbering = number(app::numberedFeatures(state, kMaxNumbers), state, avoid, true, scale);
    out.drawing = drawCallouts(numbering.callouts, state, text);
    addObstacles(numbering.callouts, out.obstacles);
    out.callouts = std::move(numbering.callouts);
    out.numbered = std::move(numbering.features);
    return out;
}

} // namespace corridors::layout
