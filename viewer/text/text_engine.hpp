// TextEngine: one shaped label -> one bitmap + metrics, by Pango (HarfBuzz, FriBidi, fontconfig fallback) and Cairo.
// The same shaping serves the map's labels, the page furniture and the panels' texts in other scripts. No GL here.
// Not a rich-text engine: one style a text. Font names are MapLibre's; a family that is not installed falls back to
// Noto Sans, then to whatever covers the letters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geodata/core/color.hpp"

namespace corridors::text {

enum class Justify : std::uint8_t { Left, Center, Right };

/// How a text looks. Sizes in logical pixels; the bitmap is made for a pixel ratio.
struct TextStyle {
    std::vector<std::string> fonts{
        "Noto Sans Regular"}; ///< MapLibre text-font names: family, then weight and slant words
    double sizePx = 14;
    double lineHeightEm = 1.2;
    double letterSpacingEm = 0;
    double maxWidthPx = 0; ///< wraps at word boundaries; 0: never
    Justify justify = Justify::Center;
    Color color;
    Color haloColor{0, 0, 0, 0};
    double haloWidthPx = 0;
    double haloBlurPx = 0;
    friend bool operator==(const TextStyle &, const TextStyle &) = default;
};

/// Size of a shaped text in logical pixels, halo not counted.
struct TextMetrics {
    double widthPx = 0;
    double heightPx = 0;
    double firstBaselinePx = 0; ///< from the top
    int lineCount = 0;
};

/// Premultiplied RGBA, row by row, top first. (originXPx, originYPx) is where the text's logical top-left corner lies
/// inside the bitmap, in bitmap (physical) pixels: the halo and overhanging glyphs lie around it.
struct TextBitmap {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<std::uint8_t> rgba;
    double originXPx = 0;
    double originYPx = 0;
    TextMetrics metrics;
};

/// One line of a laid-out text, for writers that want real text (SVG) instead of pixels.
struct TextLine {
    std::string utf8;
    double xPx = 0;        ///< left end, from the text's logical left edge
    double baselinePx = 0; ///< from the text's logical top edge
    double widthPx = 0;
    bool rightToLeft = false;
};

/// A piece of a one-line text that may be turned on its own: one grapheme cluster (or ligature), in visual order from
/// left to right. Its pivot is (centreXPx, the line's vertical middle).
struct TextCluster {
    std::string utf8;
    double centreXPx = 0;  ///< pivot, from the text's logical left edge
    double advancePx = 0;  ///< width along the line
    double baselinePx = 0; ///< from the pivot down to the baseline
};
class Paragraph; ///< paragraph.hpp

struct TextClusters {
    std::vector<TextCluster> clusters;
    double widthPx = 0;
    double lineHeightPx = 0;
};

/// One per thread (Pango contexts are not shared; moving it between threads is fine while unused). Cheap to construct:
/// fontconfig and Pango start with the first call. Shaped texts and bitmaps are cached, bounded in number and bytes.
/// Output is the same from run to run on one machine: no hinting, no rounding of positions, greyscale antialiasing,
/// no dependence on the locale or the user's font settings.
class TextEngine {
public:
    TextEngine();
    /// `cacheBytes` bounds the bitmaps kept for reuse.
    explicit TextEngine(std::size_t cacheBytes);
    ~TextEngine();
    TextEngine(TextEngine &&) noexcept;
    TextEngine &operator=(TextEngine &&) noexcept;

    [[nodiscard]] TextMetrics measure(const std::string &utf8, const TextStyle &style) const;
    [[nodiscard]] TextBitmap rasterize(const std::string &utf8, const TextStyle &style, double pixelRatio) const;
    /// True when every character of the text has a glyph in some installed font (no boxes).
    [[nodiscard]] bool covers(const std::string &utf8, const TextStyle &style) const;
    /// The lines of the text as measure() counts them, top first.
    [[nodiscard]] std::vector<TextLine> lines(const std::string &utf8, const TextStyle &style) const;

    /// A text to read, wrapped at maxWidthPx by Pango's own breaks; halo and justify are not for it. `utf8` is one
    /// paragraph of valid UTF-8. Not cached: the caller keeps it. It may outlive the engine, on the engine's thread.
    [[nodiscard]] std::shared_ptr<const Paragraph> paragraph(const std::string &utf8, const TextStyle &style) const;

    /// The text on one line (newlines become spaces), cut into pieces that can follow a curve.
    [[nodiscard]] TextClusters clusters(const std::string &utf8, const TextStyle &style) const;
    /// Bitmap of one piece of clusters(): its halo only (`halo`) or its letters only, so that a label can draw all
    /// halos below all letters. origin is where the pivot lies in the bitmap. Empty when there is nothing to draw (a
    /// space).
    [[nodiscard]] TextBitmap rasterizeCluster(const std::string &utf8, const TextStyle &style, std::size_t cluster,
                                              bool halo, double pixelRatio) const;

    /// Draws onto a Cairo context (`cairo` is a cairo_t*; void here so that Cairo's header stays inside the folders
    /// that use it) with the text's logical top-left corner at the current origin, one user unit a logical pixel. Halo
    /// and letters are filled outlines. With `selectable` the letters are glyphs of an embedded font (PDF).
    void draw(void *cairo, const std::string &utf8, const TextStyle &style, bool selectable = false) const;
    /// The same for one piece of clusters(), its pivot at the current origin.
    void drawCluster(void *cairo, const std::string &utf8, const TextStyle &style, std::size_t cluster, bool halo,
                     bool selectable = false) const;

    /// Bytes of bitmaps held in the cache.
    [[nodiscard]] std::size_t cachedBytes() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::text
