#include "geodata/style/property.hpp"

#include "geodata/style/color_math.hpp"
#include "geodata/style/expression.hpp"
#include "geodata/style/property_value.hpp"

namespace corridors::style {
namespace {

template <class T>
T evaluateOr(const Expression &expression, const EvaluationContext &context, const T &fallback) {
    const Value value = expression.evaluateChoice(context);
    if (auto converted = fromValue<T>(value)) return std::move(*converted);
    return fallback;
}

} // namespace

template <class T>
Dependence Property<T>::dependence() const {
    return m_expression ? m_expression->dependence() : Dependence::Constant;
}

template <class T>
T Property<T>::evaluate(double zoom) const {
    return m_expression ? evaluateOr(*m_expression, {zoom, nullptr, false}, m_default) : m_default;
}

template <class T>
T Property<T>::evaluate(double zoom, const FeatureView &feature) const {
    return m_expression ? evaluateOr(*m_expression, {zoom, &feature, false}, m_default) : m_default;
}

template <class T>
double Property<T>::mixFactor(double zoom) const {
    return m_expression ? m_expression->mixFactor(zoom) : 0;
}

template class Property<bool>;
template class Property<double>;
template class Property<std::string>;
template class Property<Color>;
template class Property<std::vector<double>>;
template class Property<std::vector<std::string>>;

} // namespace corridors::style
