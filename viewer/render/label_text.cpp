#include "viewer/render/label_text.hpp"

#include <algorithm>

namespace corridors::render {

namespace {

/// The text without those of its lines that no installed font can show, as long as one line remains: a local name under
/// the Latin one had better be missing than be a row of boxes.
std::string showable(const std::string &utf8, const text::TextStyle &style, const text::TextEngine &engine) {
    if (utf8.find('\n') == std::string::npos || engine.covers(utf8, style)) return utf8;
    std::string out;
    for (std::size_t at = 0; at <= utf8.size();) {
        const std::size_t end = std::min(utf8.find('\n', at), utf8.size());
        const std::string line = utf8.substr(at, end - at);
        if (engine.covers(line, style)) out += (out.empty() ? "" : "\n") + line;
        at = end + 1;
    }
    return out.empty() ? utf8 : out;
}

} // namespace

text::TextStyle labelTextStyle(const LabelItem &item, double sizePx) {
    const tile::LabelSpec &spec = *item.spec;
    text::TextStyle style;
    style.fonts = spec.fonts;
    style.sizePx = sizePx;
    style.lineHeightEm = static_cast<double>(spec.lineHeightEm);
    style.letterSpacingEm = static_cast<double>(spec.letterSpacingEm);
    if (item.choice < item.choices.size()) style.justify = item.choices[item.choice].justify;
    style.color = item.look.color;
    style.haloColor = item.look.haloColor;
    style.haloWidthPx = item.look.haloWidthPx;
    style.haloBlurPx = item.look.haloBlurPx;
    return style;
}

bool ensureShape(LabelItem &item, const text::TextEngine &engine) {
    if (item.shape.sizePx > 0) return false;
    const tile::LabelSpec &spec = *item.spec;
    LabelShape &shape = item.shape;
    shape.sizePx = std::max(1.0, static_cast<double>(spec.sizePx[0]));
    text::TextStyle style = labelTextStyle(item, shape.sizePx);
    const std::string text = showable(spec.text, style, engine);
    shape.text.clear();
    if (item.isLine()) {
        shape.text = text;
        std::ranges::replace(shape.text, '\n', ' ');
        text::TextClusters clusters = engine.clusters(shape.text, style);
        shape.widthPx = clusters.widthPx;
        shape.heightPx = clusters.lineHeightPx;
        shape.clusters = std::move(clusters.clusters);
        return true;
    }
    style.maxWidthPx = static_cast<double>(spec.maxWidthEm) * shape.sizePx;
    const text::TextMetrics metrics = engine.measure(text, style);
    shape.widthPx = metrics.widthPx;
    shape.heightPx = metrics.heightPx;
    for (const text::TextLine &line : engine.lines(text, style)) {
        if (!shape.text.empty()) shape.text += '\n';
        shape.text += line.utf8;
    }
    return true;
}

void rasterizeInto(LabelAtlas &atlas, LabelItem &item, const text::TextStyle &style, double pixelRatio,
                   const text::TextEngine &engine) {
    LabelBitmaps &bitmaps = item.bitmaps;
    bitmaps.style = style;
    bitmaps.pixelRatio = pixelRatio;
    bitmaps.curved = item.curved;
    bitmaps.entries.clear();
    if (!item.curved) {
        bitmaps.entries.push_back(atlas.add(engine.rasterize(item.shape.text, style, pixelRatio)));
        return;
    }
    for (const bool halo : {true, false})
        for (std::size_t i = 0; i < item.shape.clusters.size(); ++i)
            bitmaps.entries.push_back(atlas.add(engine.rasterizeCluster(item.shape.text, style, i, halo, pixelRatio)));
}

bool hasBitmaps(LabelAtlas &atlas, const LabelItem &item, const text::TextStyle &style, double pixelRatio) {
    const LabelBitmaps &bitmaps = item.bitmaps;
    if (bitmaps.pixelRatio != pixelRatio || bitmaps.curved != item.curved) return false;
    text::TextStyle atItsSize = style;
    atItsSize.sizePx = bitmaps.style.sizePx;
    if (!(atItsSize == bitmaps.style)) return false;
    return std::ranges::all_of(bitmaps.entries, [&](const AtlasEntry &entry) { return atlas.use(entry); });
}

} // namespace corridors::render
