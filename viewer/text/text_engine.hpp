// TextEngine: one shaped label -> one bitmap + metrics, by Pango (HarfBuzz, FriBidi, fontconfig fallback) and Cairo.
// The same shaping serves the map's labels, the page furniture and the panels' texts in other scripts. No GL here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geodata/core/color.hpp"

namespace corridors::text {

enum class Justify : std::uint8_t { Left, Center, Right };

/// How a text looks. Sizes in logical pixels; the bitmap is made for a pixel ratio.
struct TextStyle {
    std::vector<std::string> fonts{"Noto Sans Regular"}; ///< MapLibre text-font names: family, then weight and slant words
    double sizePx = 14;
    double lineHeightEm = 1.2;
    double letterSpacingEm = 0;
    double maxWidthPx = 0; ///< wraps at word boundaries; 0: never
    Justify justify = Justify::Center;
    Color color;
    Color haloColor{0, 0, 0, 0};
    double haloWidthPx = 0;
    double haloBlurPx = 0;
    friend bool operator==(const TextStyle&, const TextStyle&) = default;
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

/// One per thread (Pango contexts are not shared). Cheap calls are cached inside.
class TextEngine {
public:
    TextEngine();
    ~TextEngine();
    TextEngine(TextEngine&&) noexcept;
    TextEngine& operator=(TextEngine&&) noexcept;

    [[nodiscard]] TextMetrics measure(const std::string& utf8, const TextStyle& style) const;
    [[nodiscard]] TextBitmap rasterize(const std::string& utf8, const TextStyle& style, double pixelRatio) const;
    /// True when every character of the text has a glyph in some installed font (no boxes).
    [[nodiscard]] bool covers(const std::string& utf8, const TextStyle& style) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::text
