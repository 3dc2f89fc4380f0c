// Placement: which labels show, and where. Labels are taken in order of importance; each takes the first of its places
// that is free. What was shown before comes first among equals and tries its old place first, so nothing jumps without
// need. CPU only; used by label_layer.
//
// Of several free places a point label takes the one that hides fewest lines. A large polygon's label has many places,
// within the part of it that is visible; it takes the best of them and keeps it until it must yield.
//
// Order: later style layers first (they lie on top), then symbol-sort-key ascending, then labels that already show,
// then the order of features in the source: the same input gives the same picture.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "viewer/render/label_collision.hpp"
#include "viewer/render/label_ink.hpp"
#include "viewer/render/label_item.hpp"
#include "viewer/render/label_path.hpp"

namespace corridors::render {

/// The point label's box around its letters' logical box, on the screen, and what is needed to draw it.
struct StraightPlace {
    ScreenPoint pivot;   ///< what the text is rotated about
    ScreenPoint topLeft; ///< of the text before it is rotated about the pivot
    double rotateDeg = 0;
    double widthPx = 0;
    double heightPx = 0;
    [[nodiscard]] ScreenBox bounds() const;
};

/// Where an item lies for one of its choices (points), or at its place along its line.
[[nodiscard]] StraightPlace straightPlace(const LabelItem &item, const AnchorChoice &choice,
                                          const app::Viewport &viewport);
[[nodiscard]] ScreenPath screenPath(const LabelItem &item, const app::Viewport &viewport);
/// nullopt too where the line bends more than mostTurnDeg within an em of text.
[[nodiscard]] std::optional<CurvedText> curvedPlace(const LabelItem &item, const ScreenPath &path, double alongM,
                                                    const app::Viewport &viewport, double mostTurnDeg = 360);
/// An unbent text along a nearly straight stretch of line.
[[nodiscard]] StraightPlace unbentPlace(const LabelItem &item, const CurvedText &curve);
/// Boxes around the letters of a bent text.
[[nodiscard]] std::vector<ScreenBox> pieceBoxes(const LabelItem &item, const CurvedText &curve);

struct PlacementContext {
    app::Viewport viewport;
    ScreenBox area;                  ///< labels anchored outside are not placed
    std::optional<ScreenBox> inside; ///< when set, labels must lie within
    std::span<const ScreenBox> avoid;
    const InkMap *ink = nullptr; ///< lines to spare
};

class LabelPlacer {
public:
    /// Before place(), in any order: notes the dots that labels should not hide, and sets areaScore of large polygons'
    /// places: how much room there is to the polygon's outline and to the view's edge, less what lines and dots take of
    /// it; the polygon's own best place has an advantage.
    void rate(std::span<LabelItem *const> items, const PlacementContext &context);
    /// Decides for every item (most important first, shaped): sets placed, choice, alongM, curved.
    void place(std::span<LabelItem *const> items, const PlacementContext &context);

private:
    bool placePoint(LabelItem &item, const PlacementContext &context);
    void rateAreaPlace(LabelItem &item, const PlacementContext &context);
    bool placeInArea(LabelItem &item, const PlacementContext &context);
    bool placeOnLine(LabelItem &item, const PlacementContext &context);
    /// A place that a line's label might take.
    struct LinePlace {
        double alongM = 0;
        ScreenPoint middle;
        bool curved = false;
        double cost = 0; ///< share of the text that lies on lines
        std::vector<ScreenBox> boxes;
    };
    [[nodiscard]] std::optional<LinePlace> lookAlong(const LabelItem &item, const ScreenPath &path, double alongM,
                                                     const PlacementContext &context) const;
    [[nodiscard]] bool isCrowded(const LabelItem &item, const ScreenPath &path, double alongPx, double halfPx) const;
    bool take(LabelItem &item, const LinePlace &place, const PlacementContext &context);
    bool accept(const LabelItem &item, std::span<const ScreenBox> boxes, const PlacementContext &context);
    [[nodiscard]] bool isRepetition(const LabelItem &item, ScreenPoint at) const;

    [[nodiscard]] bool hidesDots(const LabelItem &item, const ScreenBox &box, const app::Viewport &viewport) const;

    CollisionGrid m_grid;
    CollisionGrid m_dots; ///< what point labels stand beside, whether those labels found room or not
    std::unordered_map<std::string, std::vector<ScreenPoint>> m_lineTexts; ///< where each text stands on lines
    std::unordered_set<std::uint64_t> m_areasNamed; ///< polygons (in one copy of the world) that have their label
    std::vector<ScreenBox> m_boxes;
    std::vector<LinePlace> m_linePlaces;
    std::vector<std::pair<double, std::size_t>> m_costs;
};

/// Sorts by importance.
void sortByImportance(std::vector<LabelItem *> &items);

} // namespace corridors::render
