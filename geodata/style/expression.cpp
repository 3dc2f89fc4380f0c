#include "geodata/style/expression.hpp"

#include <algorithm>
#include <cmath>

#include "geodata/style/compiler.hpp"
#include "geodata/style/property_read.hpp"
#include "geodata/style/unit_bezier.hpp"

namespace corridors::style {
namespace {

Value choiceFault(const Value &value, const std::vector<std::string> &choices, bool wantsErrors) {
    if (!wantsErrors) return Value(Fault{});
    std::string text = "Expected value to be one of ";
    for (std::size_t i = 0; i < choices.size(); ++i) text += (i > 0 ? ", \"" : "\"") + choices[i] + '"';
    text += ", but found " + toJson(value) + " instead.";
    return Value(Fault{std::make_shared<const EvaluationError>(EvaluationError{"", std::move(text)})});
}

} // namespace

double ZoomCurve::factor(double input, double lower, double upper) const {
    const double difference = upper - lower;
    const double progress = input - lower;
    if (shape == Shape::Step || difference == 0) return 0;
    if (shape == Shape::CubicBezier)
        return solveUnitBezier(control[0], control[1], control[2], control[3], progress / difference);
    if (base == 1) return progress / difference;
    return (std::pow(base, progress) - 1) / (std::pow(base, difference) - 1);
}

Expression::Expression(std::shared_ptr<const Node> root, std::vector<std::string> choices, Value state,
                       std::size_t slots)
    : m_root(std::move(root)), m_choices(std::move(choices)), m_state(std::move(state)), m_type(m_root->type),
      m_slots(slots) {
    const bool feature = dependsOnFeature(*m_root);
    const bool zoom = dependsOnZoom(*m_root);
    m_dependence = feature ? (zoom ? Dependence::ZoomAndFeature : Dependence::Feature)
                           : (zoom ? Dependence::Zoom : Dependence::Constant);
    if (zoom)
        if (const CurveNode *curve = zoomCurveOf(*m_root)) m_curve = curve->curve;
    inspect(*m_root);
    std::sort(m_properties.begin(), m_properties.end());
    m_properties.erase(std::unique(m_properties.begin(), m_properties.end()), m_properties.end());
}

void Expression::inspect(const Node &node) {
    if (node.role() == NodeRole::PropertyRead) {
        const auto &read = static_cast<const PropertyReadNode &>(node);
        if (const auto name = read.literalName()) {
            m_properties.emplace_back(*name);
        } else {
            m_readsAll = true;
        }
    }
    m_readsGeometry = m_readsGeometry || node.reads().geometry;
    node.visitChildren([this](const Node &child) { inspect(child); });
}

Value Expression::evaluate(const EvaluationContext &context) const {
    if (m_slots == 0) return m_root->evaluate(Evaluation{context, m_state, nullptr});
    std::vector<std::optional<Value>> slots(m_slots);
    return m_root->evaluate(Evaluation{context, m_state, &slots});
}

Value Expression::evaluateChoice(const EvaluationContext &context) const {
    Value value = evaluate(context);
    if (m_choices.empty() || value.isFault() || value.isNull()) return value;
    const auto text = value.string();
    if (text && std::find(m_choices.begin(), m_choices.end(), *text) != m_choices.end()) return value;
    return choiceFault(value, m_choices, context.wantsErrors);
}

double Expression::mixFactor(double zoom) const {
    const double lower = std::floor(zoom);
    return m_curve ? std::clamp(m_curve->factor(zoom, lower, lower + 1), 0.0, 1.0) : 0.0;
}

} // namespace corridors::style
