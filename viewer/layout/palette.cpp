#include "viewer/layout/palette.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::layout {
namespace {

/// Rec. 709 luma of the sRGB components: enough to tell a dark map from a light one.
double luma(const Color &c) {
    return 0.2126 * static_cast<double>(c.r) + 0.7152 * static_cast<double>(c.g) + 0.0722 * static_cast<double>(c.b);
}

bool isDark(const app::AppState &state) {
    if (!state.document) return false;
    for (const style::StyleLayer &layer : state.document->layers)
        if (const auto *background = std::get_if<style::BackgroundStyle>(&layer.style))
            return luma(background->color.evaluate(state.camera.zoom)) < 0.4;
    return false;
}

} // namespace

Palette paletteFor(const app::AppState &state) {
    if (isDark(state))
        return {{0.95F, 0.94F, 0.92F, 1}, {0.74F, 0.75F, 0.76F, 1}, {0.07F, 0.09F, 0.12F, 0.92F},
                {1, 1, 1, 0.16F},         {0.07F, 0.09F, 0.12F, 1}, {1.0F, 0.33F, 0.41F, 1}};
    return {{0.11F, 0.12F, 0.14F, 1}, {0.33F, 0.34F, 0.36F, 1}, {1, 1, 1, 0.93F}, {0, 0, 0, 0.14F}, {1, 1, 1, 1},
            {0.78F, 0.06F, 0.18F, 1}};
}

double furnitureScale(double widthPx, double heightPx) {
    // Small pages are held nearer to the eye than large ones: type grows more slowly than the page.
    return std::clamp(std::pow(std::sqrt(widthPx * heightPx) / 975, 0.8), 0.75, 2.6);
}

text::TextStyle textStyle(const char *font, double sizePx, const Color &color) {
    text::TextStyle style;
    style.fonts = {font};
    style.sizePx = sizePx;
    style.color = color;
    style.justify = text::Justify::Left;
    return style;
}

} // namespace corridors::layout
