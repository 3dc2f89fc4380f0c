// LabelItem: one label as a candidate and as what is shown of it, across frames and tiles. LabelSet keeps them: it
// takes in the batches of the visible tiles, joins duplicates, and recognises labels when tiles change. Used by
// label_layer.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "viewer/render/label_anchor.hpp"
#include "viewer/render/label_atlas.hpp"
#include "viewer/render/label_layer.hpp"
#include "viewer/render/label_look.hpp"

namespace corridors::render {

/// Shape of a text, kept for one size and scaled to others: without hinting it is the same at every size.
struct LabelShape {
    double sizePx = 0; ///< 0: not shaped yet
    std::string text;  ///< with its line breaks made explicit
    double widthPx = 0;
    double heightPx = 0;
    std::vector<text::TextCluster> clusters; ///< line labels only
};

/// Bitmaps of a label at one size: one for a straight label, else halo and letters of each cluster.
struct LabelBitmaps {
    text::TextStyle style;
    double pixelRatio = 0; ///< 0: none yet
    bool curved = false;
    std::vector<AtlasEntry> entries; ///< straight: 1; curved: halos of all clusters, then letters of all
};

struct LabelItem {
    std::shared_ptr<const std::vector<tile::LabelSpec>> keepAlive;
    const tile::LabelSpec *spec = nullptr;
    std::uint64_t key = 0; ///< of feature, style layer and text
    std::int32_t tileZoom = 0;
    std::uint32_t styleLayer = 0;
    std::uint32_t drawOrder = 0;
    float layerOpacity = 1;
    double shiftXM = 0;
    WorldPoint anchor;        ///< shifted
    bool isCandidate = false; ///< among the tiles of this frame

    std::vector<AnchorChoice> choices; ///< made when first needed
    LabelShape shape;
    // What placement decided; kept between placements so that a label stays where it is.
    bool placed = false;
    bool everPlaced = false;
    std::size_t choice = 0;
    double alongM = 0; ///< line labels: where on spec->path the text's middle is
    bool curved = false;
    double areaScore = 0; ///< large polygons: how well the place suits the view; higher first
    LabelLook look;       ///< at the zoom of the last update
    // What is seen.
    LabelBitmaps bitmaps;
    double fade = 0;

    [[nodiscard]] bool isLine() const { return spec->path.size() >= 2; }
};

class LabelSet {
public:
    /// Takes in the batches of a frame; true when they differ from the last ones. `tolerance` is how far apart (metres)
    /// two labels of the same feature, layer and text may be to count as one.
    bool update(std::span<const LabelBatch> batches, double toleranceM);
    /// Forgets items that are no candidates and not seen.
    void prune();
    [[nodiscard]] const std::vector<std::unique_ptr<LabelItem>> &items() const { return m_items; }

private:
    /// The items by key and by where they stand, on a grid of the tolerance: a feature may have hundreds of places.
    class Places {
    public:
        explicit Places(double toleranceM = 1) : m_toleranceM(toleranceM), m_cellM(2 * toleranceM) {}
        void add(LabelItem &item);
        /// The nearest item of the key within the tolerance, null when there is none.
        [[nodiscard]] LabelItem *findNear(std::uint64_t key, WorldPoint anchor) const;

    private:
        [[nodiscard]] std::int64_t cellOf(double m) const;
        [[nodiscard]] static std::uint64_t slotOf(std::uint64_t key, std::int64_t column, std::int64_t row);
        double m_toleranceM;
        double m_cellM;
        std::unordered_multimap<std::uint64_t, LabelItem *> m_slots;
    };
    void take(const LabelBatch &batch, const tile::LabelSpec &spec);

    std::vector<LabelBatch> m_batches;
    std::vector<std::unique_ptr<LabelItem>> m_items;
    Places m_places; ///< during update
};

} // namespace corridors::render
