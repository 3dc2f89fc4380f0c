// Shaper: text + style -> shaped lines, by Pango. Internal to viewer/text (Pango types); text_engine.hpp is the door.
#pragma once

#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "viewer/text/text_engine.hpp"

namespace corridors::text {

struct Unref {
    void operator()(void *object) const { g_object_unref(object); }
};
template <class T>
using GObjectPointer = std::unique_ptr<T, Unref>;

struct FontDescriptionFree {
    void operator()(PangoFontDescription *d) const { pango_font_description_free(d); }
};
using FontDescription = std::unique_ptr<PangoFontDescription, FontDescriptionFree>;

/// The size that texts are shaped at. Without hinting a shape is the same at every size, and each size of a font that
/// Pango has not seen yet costs it a search through all fonts, a millisecond or more.
inline constexpr double kShapeSizePx = 64;

/// How much larger a text of a style is than its shape.
[[nodiscard]] inline double shapeScale(const TextStyle &style) {
    return std::clamp(style.sizePx, 0.5, 2000.0) / kShapeSizePx;
}

/// The style that a text is shaped with: kShapeSizePx, its width in proportion. Equal for all sizes of one look.
[[nodiscard]] TextStyle shapeStyle(const TextStyle &style);

/// One line, shaped. Its letters start at (xPx, baselinePx) of the text's logical box.
struct ShapedLine {
    GObjectPointer<PangoLayout> layout; ///< a single unwrapped line, or shared by the lines of a wrapped paragraph
    int index = 0;                      ///< of the line in its layout
    std::string utf8;
    double xPx = 0;
    double baselinePx = 0;
    double widthPx = 0;
    bool rightToLeft = false;
    [[nodiscard]] PangoLayoutLine *line() const { return pango_layout_get_line_readonly(layout.get(), index); }
};

struct ShapedText {
    std::vector<ShapedLine> lines;
    TextMetrics metrics;
    int unknownGlyphs = 0;
};

class Shaper {
public:
    Shaper();
    /// Lines, wrapped and justified, in the style's own size (shapeStyle() where it is to be scaled). Invalid UTF-8 is
    /// repaired with U+FFFD; control characters become spaces.
    [[nodiscard]] ShapedText shape(const std::string &utf8, const TextStyle &style) const;
    /// The same as one paragraph with Pango's own greedy breaks: linear in the text, and a direction for the whole.
    /// `utf8` is valid and without control characters, so that bytes of the lines are bytes of the text.
    [[nodiscard]] ShapedText shapeWrapped(const std::string &utf8, const TextStyle &style) const;

private:
    [[nodiscard]] FontDescription describe(const TextStyle &style) const;
    [[nodiscard]] ShapedLine shapeLine(const std::string &utf8, const TextStyle &style,
                                       const PangoFontDescription *font) const;
    void shapeParagraph(const std::string &paragraph, const TextStyle &style, const PangoFontDescription *font,
                        std::vector<ShapedLine> &out) const;

    GObjectPointer<PangoFontMap> m_fontMap;
    GObjectPointer<PangoContext> m_context;
};

} // namespace corridors::text
