// Property<T>: one paint or layout value of a style layer, constant or an expression compiled once.
// Made by the style parser; evaluated by tile (per feature, per tile), render (per frame for zoom-only values),
// layout (legend). Never evaluated per frame and feature.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geodata/core/color.hpp"
#include "geodata/core/layer_data.hpp"

namespace corridors::style {

class Expression; // expression.hpp

/// What a value depends on, hence how often it has to be evaluated.
enum class Dependence : std::uint8_t { Constant, Zoom, Feature, ZoomAndFeature };

/// T is one of: bool, double, std::string, Color, std::vector<double>, std::vector<std::string>.
/// Evaluation never fails: where an expression errs or yields null, the property's default is returned.
template <class T>
class Property {
public:
    Property() = default;
    /// A constant, or the default of a property that the document does not set.
    explicit Property(T constant, bool isSet = false) : m_default(std::move(constant)), m_isSet(isSet) {}
    /// An expression whose errors fall back to `fallback`.
    Property(std::shared_ptr<const Expression> expression, T fallback)
        : m_expression(std::move(expression)), m_default(std::move(fallback)), m_isSet(true) {}

    [[nodiscard]] bool isSet() const { return m_isSet; }
    [[nodiscard]] Dependence dependence() const;
    [[nodiscard]] bool dependsOnFeature() const {
        return dependence() == Dependence::Feature || dependence() == Dependence::ZoomAndFeature;
    }
    /// Value for constants and zoom-only expressions (a feature-dependent one evaluates without a feature).
    [[nodiscard]] T evaluate(double zoom) const;
    [[nodiscard]] T evaluate(double zoom, const FeatureView &feature) const;
    /// For ZoomAndFeature: how far `zoom` lies between the values at floor(zoom) and floor(zoom) + 1, in [0, 1],
    /// following the expression's own interpolation (linear, exponential base, cubic bezier; 0 for steps).
    [[nodiscard]] double mixFactor(double zoom) const;
    [[nodiscard]] const std::shared_ptr<const Expression> &expression() const { return m_expression; }

private:
    std::shared_ptr<const Expression> m_expression; // null for constants
    T m_default{};
    bool m_isSet = false;
};

} // namespace corridors::style
