#include "viewer/text/shaper.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "viewer/text/font_name.hpp"
#include "viewer/text/line_break.hpp"

namespace corridors::text {
namespace {

// Families tried after the style's own, so that a script does not depend on fontconfig's order of the day
// (Arabic letters would else come in Kufi on one machine and in Nastaliq on the next).
constexpr std::string_view kSansFallback =
    "Noto Sans,Noto Sans Armenian,Noto Sans Georgian,Noto Sans Arabic,Noto Sans Hebrew,DejaVu Sans,sans-serif";
constexpr std::string_view kSerifFallback =
    "Noto Serif,Noto Serif Armenian,Noto Serif Georgian,Noto Naskh Arabic,DejaVu Serif,Noto Sans,serif";

// Every line has its baseline here, whatever its script and font, so that mixed lines keep one rhythm: capitals (0.71
// em) and small letters (0.54 em) then lie about evenly around the middle of the line.
constexpr double kBaselineBelowMiddleEm = 0.33;

std::string familyList(const TextStyle &style) {
    std::string families;
    bool serif = false;
    for (std::size_t i = 0; i < style.fonts.size(); ++i) {
        const std::string family = parseFontName(style.fonts[i]).family;
        if (family.empty() || family.find(',') != std::string::npos) continue;
        if (i == 0) serif = family.find("Serif") != std::string::npos || family.find("Times") != std::string::npos;
        families += family + ',';
    }
    return families.append(serif ? kSerifFallback : kSansFallback);
}

std::string sanitized(const std::string &utf8) {
    std::string text = utf8;
    if (g_utf8_validate(utf8.data(), static_cast<gssize>(utf8.size()), nullptr) == 0) {
        char *valid = g_utf8_make_valid(utf8.data(), static_cast<gssize>(utf8.size()));
        text = valid;
        g_free(valid);
    }
    std::erase(text, '\r');
    std::ranges::replace_if(
        text, [](char c) { return c != '\n' && ((c >= 0 && c < ' ') || c == 0x7F); }, ' ');
    return text;
}

bool isCursive(const std::string &utf8) {
    for (const char *at = utf8.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
        const GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(at));
        if (script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_SYRIAC ||
            script == G_UNICODE_SCRIPT_MONGOLIAN || script == G_UNICODE_SCRIPT_NKO)
            return true;
    }
    return false;
}

std::string trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(' ') - from + 1));
}

/// Advance of every byte of a shaped line: a cluster's whole width at its first byte, 0 at the others.
std::vector<double> advancesByByte(PangoLayout *layout, std::size_t bytes) {
    std::vector<double> advances(bytes, 0.0);
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    do {
        const int index = pango_layout_iter_get_index(iter);
        if (index < 0 || static_cast<std::size_t>(index) >= bytes) continue;
        PangoRectangle logical;
        pango_layout_iter_get_cluster_extents(iter, nullptr, &logical);
        advances[static_cast<std::size_t>(index)] += static_cast<double>(logical.width) / PANGO_SCALE;
    } while (pango_layout_iter_next_cluster(iter) != 0);
    pango_layout_iter_free(iter);
    return advances;
}

struct Pieces {
    std::vector<BreakPiece> widths;
    std::vector<std::size_t> starts; ///< byte offset of each piece
};

Pieces breakPieces(PangoLayout *layout, const std::string &text) {
    const std::vector<double> advances = advancesByByte(layout, text.size());
    int attributeCount = 0;
    const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly(layout, &attributeCount);
    Pieces pieces;
    const char *at = text.c_str();
    for (int i = 0; i < attributeCount - 1; ++i) {
        const auto byte = static_cast<std::size_t>(at - text.c_str());
        if (i == 0 || attributes[i].is_line_break != 0) {
            pieces.starts.push_back(byte);
            pieces.widths.emplace_back();
        }
        BreakPiece &piece = pieces.widths.back();
        if (*at == ' ') {
            piece.trailingSpace += advances[byte];
        } else {
            piece.width += piece.trailingSpace + advances[byte];
            piece.trailingSpace = 0;
        }
        at = g_utf8_next_char(at);
    }
    return pieces;
}

void justifyLines(std::vector<ShapedLine> &lines, double widthPx, Justify justify) {
    for (ShapedLine &line : lines) {
        const double free = widthPx - line.widthPx;
        if (justify == Justify::Center) line.xPx = free / 2;
        if (justify == Justify::Right) line.xPx = free;
    }
}

} // namespace

TextStyle shapeStyle(const TextStyle &style) {
    TextStyle out = style;
    out.sizePx = kShapeSizePx;
    // On a grid, since widths in proportion to the size come with the last bits of that.
    out.maxWidthPx = std::round(style.maxWidthPx / shapeScale(style) * PANGO_SCALE) / PANGO_SCALE;
    return out;
}

Shaper::Shaper()
    : m_fontMap(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)),
      m_context(pango_font_map_create_context(m_fontMap.get())) {
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(m_context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(m_context.get(), FALSE);
    pango_context_set_language(m_context.get(), pango_language_from_string("en"));
}

FontDescription Shaper::describe(const TextStyle &style) const {
    const FontName name = parseFontName(style.fonts.empty() ? "Noto Sans" : style.fonts.front());
    FontDescription font(pango_font_description_new());
    pango_font_description_set_family(font.get(), familyList(style).c_str());
    pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(name.weight));
    if (name.italic) pango_font_description_set_style(font.get(), PANGO_STYLE_ITALIC);
    if (name.stretchPercent < 70)
        pango_font_description_set_stretch(font.get(), PANGO_STRETCH_EXTRA_CONDENSED);
    else if (name.stretchPercent < 80)
        pango_font_description_set_stretch(font.get(), PANGO_STRETCH_CONDENSED);
    else if (name.stretchPercent < 95)
        pango_font_description_set_stretch(font.get(), PANGO_STRETCH_SEMI_CONDENSED);
    else if (name.stretchPercent > 110)
        pango_font_description_set_stretch(font.get(), PANGO_STRETCH_EXPANDED);
    pango_font_description_set_absolute_size(font.get(), std::clamp(style.sizePx, 0.5, 2000.0) * PANGO_SCALE);
    return font;
}

ShapedLine Shaper::shapeLine(const std::string &utf8, const TextStyle &style, const PangoFontDescription *font) const {
    ShapedLine out;
    out.utf8 = utf8;
    out.layout.reset(pango_layout_new(m_context.get()));
    pango_layout_set_font_description(out.layout.get(), font);
    pango_layout_set_single_paragraph_mode(out.layout.get(), TRUE);
    pango_layout_set_text(out.layout.get(), utf8.data(), static_cast<int>(utf8.size()));
    // Cursive letters are joined; space between them would tear the word.
    const bool spaced = style.letterSpacingEm != 0 && !isCursive(utf8);
    if (spaced) {
        PangoAttrList *attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(static_cast<int>(
                                               std::lround(style.letterSpacingEm * style.sizePx * PANGO_SCALE))));
        pango_layout_set_attributes(out.layout.get(), attributes);
        pango_attr_list_unref(attributes);
    }
    PangoRectangle logical;
    pango_layout_line_get_extents(out.line(), nullptr, &logical);
    out.widthPx = static_cast<double>(logical.width) / PANGO_SCALE;
    out.rightToLeft = pango_layout_line_get_resolved_direction(out.line()) == PANGO_DIRECTION_RTL;
    return out;
}

void Shaper::shapeParagraph(const std::string &paragraph, const TextStyle &style, const PangoFontDescription *font,
                            std::vector<ShapedLine> &out) const {
    ShapedLine whole = shapeLine(trimmed(paragraph), style, font);
    if (style.maxWidthPx <= 0 || whole.widthPx <= style.maxWidthPx) {
        out.push_back(std::move(whole));
        return;
    }
    const Pieces pieces = breakPieces(whole.layout.get(), whole.utf8);
    const std::vector<std::size_t> starts = balancedBreaks(pieces.widths, style.maxWidthPx);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t from = pieces.starts[starts[i]];
        const std::size_t to = i + 1 < starts.size() ? pieces.starts[starts[i + 1]] : whole.utf8.size();
        out.push_back(shapeLine(trimmed(std::string_view(whole.utf8).substr(from, to - from)), style, font));
    }
}

ShapedText Shaper::shape(const std::string &utf8, const TextStyle &style) const {
    const FontDescription font = describe(style);
    const std::string text = sanitized(utf8);
    ShapedText out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        shapeParagraph(text.substr(at, end - at), style, font.get(), out.lines);
        at = end + 1;
    }
    const double lineHeightPx = style.lineHeightEm * style.sizePx;
    const double baselinePx = lineHeightPx / 2 + kBaselineBelowMiddleEm * style.sizePx;
    for (std::size_t i = 0; i < out.lines.size(); ++i) {
        out.lines[i].baselinePx = baselinePx + static_cast<double>(i) * lineHeightPx;
        out.metrics.widthPx = std::max(out.metrics.widthPx, out.lines[i].widthPx);
        out.unknownGlyphs += pango_layout_get_unknown_glyphs_count(out.lines[i].layout.get());
    }
    out.metrics.lineCount = static_cast<int>(out.lines.size());
    out.metrics.heightPx = lineHeightPx * out.metrics.lineCount;
    out.metrics.firstBaselinePx = baselinePx;
    justifyLines(out.lines, out.metrics.widthPx, style.justify);
    return out;
}

ShapedText Shaper::shapeWrapped(const std::string &utf8, const TextStyle &style) const {
    const FontDescription font = describe(style);
    const GObjectPointer<PangoLayout> layout(pango_layout_new(m_context.get()));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (style.maxWidthPx > 0)
        pango_layout_set_width(layout.get(), static_cast<int>(std::lround(style.maxWidthPx * PANGO_SCALE)));
    pango_layout_set_text(layout.get(), utf8.data(), static_cast<int>(utf8.size()));
    const double lineHeightPx = style.lineHeightEm * style.sizePx;
    const double baselinePx = lineHeightPx / 2 + kBaselineBelowMiddleEm * style.sizePx;
    ShapedText out;
    PangoLayoutIter *iter = pango_layout_get_iter(layout.get());
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(iter, nullptr, &logical);
        ShapedLine line;
        line.index = static_cast<int>(out.lines.size());
        line.layout.reset(PANGO_LAYOUT(g_object_ref(layout.get())));
        const PangoLayoutLine *shaped = pango_layout_iter_get_line_readonly(iter);
        line.utf8 =
            utf8.substr(static_cast<std::size_t>(shaped->start_index), static_cast<std::size_t>(shaped->length));
        line.xPx = static_cast<double>(logical.x) / PANGO_SCALE;
        line.widthPx = static_cast<double>(logical.width) / PANGO_SCALE;
        line.baselinePx = baselinePx + static_cast<double>(out.lines.size()) * lineHeightPx;
        line.rightToLeft = shaped->resolved_dir == PANGO_DIRECTION_RTL;
        out.metrics.widthPx = std::max(out.metrics.widthPx, line.xPx + line.widthPx);
        out.lines.push_back(std::move(line));
    } while (pango_layout_iter_next_line(iter) != 0);
    pango_layout_iter_free(iter);
    out.unknownGlyphs = pango_layout_get_unknown_glyphs_count(layout.get());
    out.metrics.lineCount = static_cast<int>(out.lines.size());
    out.metrics.heightPx = lineHeightPx * out.metrics.lineCount;
    out.metrics.firstBaselinePx = baselinePx;
    return out;
}

} // namespace corridors::text
