#include "viewer/text/painter.hpp"

#include <algorithm>
#include <cmath>

#include "viewer/text/mask.hpp"

namespace corridors::text {
namespace {

struct SurfaceDestroy {
    void operator()(cairo_surface_t *s) const { cairo_surface_destroy(s); }
};
struct ContextDestroy {
    void operator()(cairo_t *c) const { cairo_destroy(c); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDestroy>;
using Context = std::unique_ptr<cairo_t, ContextDestroy>;

/// A glyph group as Pango's own type; borrows the glyphs.
struct GroupString {
    explicit GroupString(const GlyphGroup &group) : clusters(static_cast<std::size_t>(group.count), 0) {
        string.num_glyphs = group.count;
        string.glyphs = const_cast<PangoGlyphInfo *>(group.first); // Pango's functions below only read it
        string.log_clusters = clusters.data();
    }
    std::vector<int> clusters;
    PangoGlyphString string{};
};

void setSource(cairo_t *cairo, const Color &color) { cairo_set_source_rgba(cairo, color.r, color.g, color.b, color.a); }

void showGlyphs(cairo_t *cairo, const Inked &inked) {
    cairo_scale(cairo, inked.scale, inked.scale); // paint() restores
    if (inked.group != nullptr) {
        GroupString glyphs(*inked.group);
        cairo_move_to(cairo, inked.groupXPx, inked.groupBaselinePx);
        pango_cairo_show_glyph_string(cairo, inked.group->font, &glyphs.string);
        return;
    }
    for (const ShapedLine &line : inked.lines) {
        cairo_move_to(cairo, line.xPx, line.baselinePx);
        pango_cairo_show_layout_line(cairo, line.line());
    }
}

bool hasHalo(const TextStyle &style) { return style.haloWidthPx > 0 && style.haloColor.a > 0; }

/// Outline widened by the halo on both sides, in the current source.
void fillHalo(cairo_t *cairo, const Inked &inked, const TextStyle &style) {
    tracePath(cairo, inked);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cairo, 2 * style.haloWidthPx);
    cairo_stroke_preserve(cairo);
    cairo_fill(cairo);
}

struct InkBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool isEmpty() const { return left >= right || top >= bottom; }
};

void extend(InkBox &box, const PangoRectangle &ink, double xPx, double yPx) {
    if (ink.width <= 0 || ink.height <= 0) return;
    const InkBox line{xPx + static_cast<double>(ink.x) / PANGO_SCALE, yPx + static_cast<double>(ink.y) / PANGO_SCALE,
                      xPx + static_cast<double>(ink.x + ink.width) / PANGO_SCALE,
                      yPx + static_cast<double>(ink.y + ink.height) / PANGO_SCALE};
    box = box.isEmpty() ? line
                        : InkBox{std::min(box.left, line.left), std::min(box.top, line.top),
                                 std::max(box.right, line.right), std::max(box.bottom, line.bottom)};
}

InkBox inkBox(const Inked &inked) {
    InkBox box;
    PangoRectangle ink;
    if (inked.group != nullptr) {
        GroupString glyphs(*inked.group);
        pango_glyph_string_extents(&glyphs.string, inked.group->font, &ink, nullptr);
        extend(box, ink, inked.groupXPx, inked.groupBaselinePx);
    }
    for (const ShapedLine &line : inked.lines) {
        pango_layout_line_get_extents(line.line(), &ink, nullptr);
        extend(box, ink, line.xPx, line.baselinePx);
    }
    for (double *side : {&box.left, &box.top, &box.right, &box.bottom}) *side *= inked.scale;
    return box;
}

/// The letters' coverage, drawn as outlines: Cairo's glyph bitmaps would be moved to whole pixels and spoil the
/// spacing.
Mask letterMask(const Inked &inked, const TextBitmap &frame, double pixelRatio) {
    Mask out{frame.widthPx, frame.heightPx, {}};
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, frame.widthPx, frame.heightPx));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {}; // larger than Cairo can hold
    {
        const Context context(cairo_create(surface.get()));
        cairo_matrix_t matrix;
        cairo_matrix_init(&matrix, pixelRatio, 0, 0, pixelRatio, frame.originXPx, frame.originYPx);
        cairo_set_matrix(context.get(), &matrix);
        tracePath(context.get(), inked);
        cairo_fill(context.get());
    }
    cairo_surface_flush(surface.get());
    const unsigned char *data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    out.coverage.reserve(static_cast<std::size_t>(out.widthPx) * static_cast<std::size_t>(out.heightPx));
    for (int y = 0; y < out.heightPx; ++y) {
        const unsigned char *row = data + static_cast<std::ptrdiff_t>(y) * stride;
        out.coverage.insert(out.coverage.end(), row, row + out.widthPx);
    }
    return out;
}

/// Composes a colour through a mask over premultiplied pixels (Porter and Duff's "over").
void composeOver(std::vector<std::uint8_t> &rgba, const Mask &mask, const Color &color) {
    for (std::size_t i = 0; i < mask.coverage.size(); ++i) {
        if (mask.coverage[i] == 0) continue;
        const float alpha = color.a * static_cast<float>(mask.coverage[i]) / 255;
        const float source[4] = {color.r * alpha, color.g * alpha, color.b * alpha, alpha};
        for (std::size_t c = 0; c < 4; ++c) {
            std::uint8_t &to = rgba[i * 4 + c];
            // Never negative, so that adding a half rounds.
            to = static_cast<std::uint8_t>(source[c] * 255 + static_cast<float>(to) * (1 - alpha) + 0.5F); // NOLINT
        }
    }
}

} // namespace

void tracePath(cairo_t *cairo, const Inked &inked) {
    cairo_new_path(cairo);
    cairo_matrix_t userUnits;
    cairo_get_matrix(cairo, &userUnits);
    cairo_scale(cairo, inked.scale, inked.scale);
    if (inked.group != nullptr) {
        GroupString glyphs(*inked.group);
        cairo_move_to(cairo, inked.groupXPx, inked.groupBaselinePx);
        pango_cairo_glyph_string_path(cairo, inked.group->font, &glyphs.string);
    }
    for (const ShapedLine &line : inked.lines) {
        cairo_move_to(cairo, line.xPx, line.baselinePx);
        pango_cairo_layout_line_path(cairo, line.line());
    }
    cairo_set_matrix(cairo, &userUnits); // the path stays
}

std::vector<GlyphGroup> glyphGroups(const ShapedLine &line) {
    std::vector<GlyphGroup> groups;
    double xPx = 0;
    for (const GSList *at = line.line()->runs; at != nullptr; at = at->next) {
        const auto *run = static_cast<const PangoGlyphItem *>(at->data);
        const PangoGlyphString *glyphs = run->glyphs;
        const bool rightToLeft = run->item->analysis.level % 2 == 1;
        for (int i = 0; i < glyphs->num_glyphs;) {
            const int cluster = glyphs->log_clusters[i];
            GlyphGroup group{run->item->analysis.font, glyphs->glyphs + i, 0, xPx, 0, {}};
            for (; i < glyphs->num_glyphs && glyphs->log_clusters[i] == cluster; ++i, ++group.count)
                group.advancePx += static_cast<double>(glyphs->glyphs[i].geometry.width) / PANGO_SCALE;
            xPx += group.advancePx;
            // The cluster's bytes end where the logically next cluster of the run begins.
            int end = run->item->length;
            if (rightToLeft && !groups.empty() && i - group.count > 0) end = glyphs->log_clusters[i - group.count - 1];
            if (!rightToLeft && i < glyphs->num_glyphs) end = glyphs->log_clusters[i];
            group.utf8 =
                line.utf8.substr(static_cast<std::size_t>(run->item->offset) + static_cast<std::size_t>(cluster),
                                 static_cast<std::size_t>(std::max(0, end - cluster)));
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

void paint(cairo_t *cairo, const Inked &inked, const TextStyle &style, Layers layers, bool selectable) {
    cairo_save(cairo);
    if (layers.halo && hasHalo(style)) {
        const bool translucent = style.haloColor.a < 1;
        if (translucent) cairo_push_group(cairo);
        cairo_set_source_rgba(cairo, style.haloColor.r, style.haloColor.g, style.haloColor.b, 1);
        fillHalo(cairo, inked, style);
        if (translucent) {
            cairo_pop_group_to_source(cairo);
            cairo_paint_with_alpha(cairo, style.haloColor.a);
        }
    }
    if (layers.letters) {
        setSource(cairo, style.color);
        if (selectable) {
            showGlyphs(cairo, inked);
        } else {
            tracePath(cairo, inked);
            cairo_fill(cairo);
        }
    }
    cairo_new_path(cairo);
    cairo_restore(cairo);
}

TextBitmap paintBitmap(const Inked &inked, const TextStyle &style, Layers layers, double pixelRatio) {
    TextBitmap out;
    const InkBox ink = inkBox(inked);
    const bool halo = layers.halo && hasHalo(style);
    if (ink.isEmpty() || (!halo && !layers.letters)) return out;
    const double reachPx = halo ? style.haloWidthPx + 1.5 * style.haloBlurPx : 0;
    const double left = std::floor((ink.left - reachPx) * pixelRatio) - 1;
    const double top = std::floor((ink.top - reachPx) * pixelRatio) - 1;
    out.widthPx = static_cast<int>(std::ceil((ink.right + reachPx) * pixelRatio) + 1 - left);
    out.heightPx = static_cast<int>(std::ceil((ink.bottom + reachPx) * pixelRatio) + 1 - top);
    out.originXPx = -left;
    out.originYPx = -top;

    const Mask letters = letterMask(inked, out, pixelRatio);
    if (letters.coverage.empty()) return {};
    out.rgba.assign(letters.coverage.size() * 4, 0);
    if (halo) {
        Mask around = widened(letters, style.haloWidthPx * pixelRatio);
        blur(around, style.haloBlurPx * pixelRatio / 2);
        composeOver(out.rgba, around, style.haloColor);
    }
    if (layers.letters) composeOver(out.rgba, letters, style.color);
    return out;
}

} // namespace corridors::text
