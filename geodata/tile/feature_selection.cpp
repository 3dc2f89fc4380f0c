#include "geodata/tile/feature_selection.hpp"

#include <cmath>
#include <variant>

namespace corridors::tile {

const style::Property<double> *sortKeyOf(const style::StyleLayer &layer) {
    return std::visit(
        [](const auto &s) -> const style::Property<double> * {
            if constexpr (requires { s.sortKey; })
                return s.sortKey.isSet() ? &s.sortKey : nullptr;
            else
                return nullptr;
        },
        layer.style);
}

WorldCopies worldCopies(const LayerData &data, const WorldBounds &box) {
    const WorldBounds &bounds = data.bounds();
    if (bounds.isEmpty()) return {};
    if (!data.projection().wraps()) return {0, 0};
    const double edge = data.projection().square().edgeM;
    return {static_cast<std::int32_t>(std::ceil((box.minX - bounds.maxX) / edge)),
            static_cast<std::int32_t>(std::floor((box.maxX - bounds.minX) / edge))};
}

} // namespace corridors::tile
