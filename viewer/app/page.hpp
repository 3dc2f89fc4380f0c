// The page: everything that a picture is besides the map's own state: its size, the ground it shows, its furniture and
// callouts, and which layers and features it is about. Plain values; page_file.hpp reads and writes them as JSON,
// viewer/layout draws the furniture, `corridors export` and Ctrl+E fill them in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "geodata/core/bounds.hpp"
#include "geodata/core/result.hpp"
#include "geodata/query/measure.hpp"

namespace corridors::app {

/// Of a logical pixel, which is 1/96 inch (CSS Values 3, absolute lengths): symbols and letters have the same size in
/// millimetres at any resolution.
inline constexpr double kLogicalPxPerInch = 96;
inline constexpr int kMinPagePx = 16;
inline constexpr int kMaxPagePx = 20000;

enum class LengthUnit : std::uint8_t { Pixel, Millimetre, Inch };

struct PageSize {
    double width = 1920; ///< in `unit`; pixels are those of the picture
    double height = 1080;
    LengthUnit unit = LengthUnit::Pixel;
    double dpi = kLogicalPxPerInch; ///< the picture's pixels an inch

    [[nodiscard]] int widthPx() const;
    [[nodiscard]] int heightPx() const;
    /// The picture's pixels a logical pixel.
    [[nodiscard]] double pixelRatio() const { return dpi / kLogicalPxPerInch; }
    [[nodiscard]] double logicalWidthPx() const { return widthPx() / pixelRatio(); }
    [[nodiscard]] double logicalHeightPx() const { return heightPx() / pixelRatio(); }
    friend bool operator==(const PageSize &, const PageSize &) = default;
};

/// A size with a name: for slides, printed pages, columns of a journal.
struct PagePreset {
    const char *id;    ///< "a4-landscape"
    const char *title; ///< "A4 landscape"
    PageSize size;
};
[[nodiscard]] const std::vector<PagePreset> &pagePresets();
[[nodiscard]] const PagePreset *pagePreset(std::string_view id);

/// "1920x1080", "297x210mm", "8.5x11in", or a preset's id. `dpi` 0: the preset's, 300 for paper, 96 for pixels.
/// Error: not a size, or beyond kMinPagePx..kMaxPagePx.
[[nodiscard]] Result<PageSize> parsePageSize(const std::string &text, double dpi = 0);
/// The same checks for a size made otherwise.
[[nodiscard]] Result<void> checkPageSize(const PageSize &size);

/// What ground a page shows. Nothing set: the map's own view (in the window: what is shown).
struct PageExtent {
    std::string chapter;               ///< id; also sets the layers and what is highlighted
    std::vector<std::string> features; ///< ids, shown whole
    std::optional<LonLatBounds> bbox;  ///< shown whole
    std::optional<LonLat> center;      ///< with or without a zoom
    std::optional<double> zoom;
    friend bool operator==(const PageExtent &, const PageExtent &) = default;
};

enum class NorthArrow : std::uint8_t { None, True, Grid, Both };

/// What the reader's legend says instead of the made one: kept apart from it, so that it survives layers that come and
/// go. Lines that it does not name follow in their own order.
struct LegendEdit {
    std::string layer; ///< id of the layer
    std::string label; ///< as made
    std::string text;  ///< shown instead; empty: as made
    bool hidden = false;
    friend bool operator==(const LegendEdit &, const LegendEdit &) = default;
};

/// A piece of furniture that was moved by hand: the share of the free room to its left and above it, each in [0, 1].
struct PiecePlace {
    double x = 0;
    double y = 0;
    friend bool operator==(const PiecePlace &, const PiecePlace &) = default;
};

struct PageFurniture {
    bool title = true;
    bool legend = true;
    bool scaleBar = true;
    bool northArrow = true;
    bool attributions = true;
    std::string titleText;                     ///< empty: the map's title
    std::string subtitleText;                  ///< a second, quieter line; empty: none
    std::string date;                          ///< ISO 8601, printed with the attributions; empty: none
    std::string sourceNote;                    ///< further line above the attributions ("Draft"); empty: none
    query::Units units = query::Units::Metric; ///< of the scale bar
    NorthArrow north = NorthArrow::True;       ///< when there is a north arrow
    bool accuracy = true;                      ///< the note on accuracy in the legend
    bool graticule = false;
    bool inset = false;    ///< overview with the page's extent
    bool callouts = false; ///< numbers on the highlighted features, else on those that the article discusses
    bool captions = true;  ///< with callouts: what the numbers stand for
    bool elbows = true;    ///< leaders end level at their number
    std::vector<LegendEdit> legendEdits;
    std::map<std::string, PiecePlace> places; ///< by role: "title", "legend", "scale-bar", ...
    friend bool operator==(const PageFurniture &, const PageFurniture &) = default;
};

struct PageDescription {
    PageSize size;
    PageExtent extent;
    std::vector<std::string> show, hide, only; ///< ids of layers
    std::vector<std::string> highlight;        ///< ids of features
    std::string theme;                         ///< empty: the map's
    PageFurniture furniture;
    friend bool operator==(const PageDescription &, const PageDescription &) = default;
};

} // namespace corridors::app
