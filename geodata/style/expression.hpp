// Expression: a value of the MapLibre expression language (or a legacy `stops` function), type-checked and compiled
// once to a tree. Immutable and thread-safe: any number of workers evaluate one expression at the same time.
// Made by the style parser or by compileExpression; evaluated through Property and Filter, or directly.
// Not a scripting language: no loops, no state; evaluation always ends and never throws.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "geodata/core/layer_data.hpp"
#include "geodata/style/property.hpp"
#include "geodata/style/value.hpp"

namespace corridors::style {

struct Node; // node.hpp

/// What an evaluation can see.
struct EvaluationContext {
    double zoom = 0;
    const FeatureView *feature = nullptr; ///< null: no feature, attributes are absent
    bool wantsErrors = false;             ///< record path and text of a failure (costs time, for messages only)
};

/// What a property of the style accepts: the part of the spec's reference that the compiler needs.
struct PropertyRules {
    std::optional<Type> type;         ///< nullopt: no expectation
    bool allowsFeature = true;        ///< data expressions
    bool allowsZoom = true;           ///< zoom expressions
    bool zoomAnywhere = false;        ///< filters: zoom need not be the input of an outer curve
    bool interpolates = true;         ///< zoom curves may interpolate; legacy functions default to exponential
    bool isText = false;              ///< coerce to string at the top instead of asserting (spec type "string")
    bool hasTokens = false;           ///< "{name}" in a plain string stands for the attribute
    std::vector<std::string> choices; ///< enum values; empty: not an enum
    std::string fallbackJson;         ///< the spec's default as JSON, for legacy functions; empty: none
};

/// A compile error: where inside the expression ("[2][1]", "" for the whole) and what is wrong.
struct CompileError {
    std::string key;
    std::string message;
};

/// How the value changes between zooms.
struct ZoomCurve {
    enum class Shape : std::uint8_t { Step, Exponential, CubicBezier };
    Shape shape = Shape::Step;
    double base = 1;                  ///< of Exponential; 1 is linear
    double control[4] = {0, 0, 1, 1}; ///< of CubicBezier: x1, y1, x2, y2
    std::vector<double> stops;        ///< zoom levels where the curve bends

    /// Position of `input` between two stops, in [0, 1] for inputs between them; 0 for steps.
    [[nodiscard]] double factor(double input, double lower, double upper) const;
};

class Expression {
public:
    /// Made by the compiler. `choices` restricts the result; `state` holds the values of ["global-state", name].
    /// `slots`: number of let-variables in the tree.
    Expression(std::shared_ptr<const Node> root, std::vector<std::string> choices, Value state, std::size_t slots);

    /// The value, or a fault where the evaluation fails. It may borrow from this expression and from the feature.
    [[nodiscard]] Value evaluate(const EvaluationContext &context) const;
    /// The same, with a fault also for values outside the property's choices.
    [[nodiscard]] Value evaluateChoice(const EvaluationContext &context) const;

    [[nodiscard]] Dependence dependence() const { return m_dependence; }
    [[nodiscard]] const Type &type() const { return m_type; }
    /// Null when the value does not depend on zoom, or depends in a way that has no curve (filters).
    [[nodiscard]] const ZoomCurve *zoomCurve() const { return m_curve ? &*m_curve : nullptr; }
    /// How far `zoom` lies between floor(zoom) and floor(zoom) + 1 along the expression's own curve, in [0, 1].
    [[nodiscard]] double mixFactor(double zoom) const;

    /// Attributes that are read by a literal name, sorted. With readsAllProperties() others may matter as well.
    [[nodiscard]] const std::vector<std::string> &referencedProperties() const { return m_properties; }
    /// True for ["properties"] and computed attribute names.
    [[nodiscard]] bool readsAllProperties() const { return m_readsAll; }
    /// True for ["within", ...] and ["distance", ...], which look at the feature's geometry.
    [[nodiscard]] bool readsGeometry() const { return m_readsGeometry; }

private:
    void inspect(const Node &node);

    std::shared_ptr<const Node> m_root;
    std::vector<std::string> m_choices;
    Value m_state;
    Type m_type;
    Dependence m_dependence = Dependence::Constant;
    std::optional<ZoomCurve> m_curve;
    std::vector<std::string> m_properties;
    std::size_t m_slots = 0; // variables that are evaluated at most once per evaluation
    bool m_readsAll = false;
    bool m_readsGeometry = false;
};

using CompileResult = tl::expected<std::shared_ptr<const Expression>, std::vector<CompileError>>;

/// Compiles the JSON text of an expression or legacy function. `stateJson`: JSON object for ["global-state", ...].
/// Errors in the order in which they were found, never empty. For tests and tools; parseStyle compiles from its own
/// document.
[[nodiscard]] CompileResult compileExpression(std::string_view json, const PropertyRules &rules,
                                              std::string_view stateJson = {});

} // namespace corridors::style
