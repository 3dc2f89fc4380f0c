// How labels look at a zoom: the specs hold values at their tile's zoom and the next; the style's own interpolation
// says how far between them a zoom lies. Used by label_layer.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "geodata/style/style_document.hpp"
#include "geodata/tile/tile_mesh.hpp"

namespace corridors::render {

/// A label's look at one zoom.
struct LabelLook {
    double sizePx = 16;
    Color color;
    Color haloColor;
    double haloWidthPx = 0;
    double haloBlurPx = 0;
    double opacity = 1;
    double translateXPx = 0;
    double translateYPx = 0;
    friend bool operator==(const LabelLook &, const LabelLook &) = default;
};

class LabelLooks {
public:
    /// Sets the document and zoom; returns true when looks may have changed.
    bool set(std::shared_ptr<const style::StyleDocument> document, double zoom);
    [[nodiscard]] LabelLook at(const tile::LabelSpec &spec, std::uint32_t styleLayer, std::int32_t tileZoom);
    /// Whether the layer draws at this zoom at all.
    [[nodiscard]] bool draws(std::uint32_t styleLayer) const;

private:
    /// Mix factors of a layer's properties for tiles of the zoom's own level.
    struct Mix {
        double size = 0, color = 0, haloColor = 0, haloWidth = 0, haloBlur = 0, opacity = 0;
        double translateXPx = 0, translateYPx = 0;
    };
    const Mix &mixOf(std::uint32_t styleLayer);

    std::shared_ptr<const style::StyleDocument> m_document;
    double m_zoom = -1;
    std::unordered_map<std::uint32_t, Mix> m_mixes;
};

} // namespace corridors::render
