#include "viewer/render/label_look.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::render {
namespace {

double mixed(const float (&pair)[2], double t) {
    return static_cast<double>(pair[0]) + (static_cast<double>(pair[1]) - static_cast<double>(pair[0])) * t;
}

Color mixed(const Color (&pair)[2], double t) {
    const auto f = static_cast<float>(t);
    const auto between = [f](float a, float b) { return a + (b - a) * f; };
    return {between(pair[0].r, pair[1].r), between(pair[0].g, pair[1].g), between(pair[0].b, pair[1].b),
            between(pair[0].a, pair[1].a)};
}

} // namespace

bool LabelLooks::set(std::shared_ptr<const style::StyleDocument> document, double zoom) {
    if (document == m_document && zoom == m_zoom) return false;
    m_document = std::move(document);
    m_zoom = zoom;
    m_mixes.clear();
    return true;
}

const LabelLooks::Mix &LabelLooks::mixOf(std::uint32_t styleLayer) {
    const auto found = m_mixes.find(styleLayer);
    if (found != m_mixes.end()) return found->second;
    const double linear = m_zoom - std::floor(m_zoom);
    Mix mix{linear, linear, linear, linear, linear, linear, 0, 0};
    if (m_document != nullptr && styleLayer < m_document->layers.size()) {
        if (const auto *s = std::get_if<style::SymbolStyle>(&m_document->layers[styleLayer].style)) {
            mix = {s->textSize.mixFactor(m_zoom),
                   s->textColor.mixFactor(m_zoom),
                   s->textHaloColor.mixFactor(m_zoom),
                   s->textHaloWidth.mixFactor(m_zoom),
                   s->textHaloBlur.mixFactor(m_zoom),
                   s->textOpacity.mixFactor(m_zoom),
                   0,
                   0};
            const std::vector<double> translate = s->textTranslate.evaluate(m_zoom);
            if (translate.size() >= 2) {
                mix.translateXPx = translate[0];
                mix.translateYPx = translate[1];
            }
        }
    }
    return m_mixes.emplace(styleLayer, mix).first->second;
}

LabelLook LabelLooks::at(const tile::LabelSpec &spec, std::uint32_t styleLayer, std::int32_t tileZoom) {
    const Mix &mix = mixOf(styleLayer);
    // Stand-ins are of another level: their nearer end is the best there is.
    const double level = std::floor(m_zoom);
    const auto factor = [&](double own) { return tileZoom == level ? own : tileZoom < level ? 1.0 : 0.0; };
    LabelLook look;
    look.sizePx = std::max(0.0, mixed(spec.sizePx, factor(mix.size)));
    look.color = mixed(spec.color, factor(mix.color));
    look.haloColor = mixed(spec.haloColor, factor(mix.haloColor));
    look.haloWidthPx = std::max(0.0, mixed(spec.haloWidthPx, factor(mix.haloWidth)));
    look.haloBlurPx = std::max(0.0, mixed(spec.haloBlurPx, factor(mix.haloBlur)));
    look.opacity = std::clamp(mixed(spec.opacity, factor(mix.opacity)), 0.0, 1.0);
    look.translateXPx = mix.translateXPx;
    look.translateYPx = mix.translateYPx;
    return look;
}

bool LabelLooks::draws(std::uint32_t styleLayer) const {
    if (m_document == nullptr || styleLayer >= m_document->layers.size()) return true;
    return m_document->layers[styleLayer].drawsAt(m_zoom);
}

} // namespace corridors::render
