#include "geodata/style/filter.hpp"

#include "geodata/style/compiler.hpp"
#include "geodata/style/filter_compiler.hpp"

namespace corridors::style {

bool Filter::accepts(const FeatureView &feature, double zoom) const {
    return m_expression->evaluate({zoom, &feature, false}).isTruthy();
}

FilterResult compileFilter(const Json &json, const Value &state) {
    if (isLegacyFilter(json)) {
        std::vector<CompileError> errors;
        NodePtr root = parseLegacyFilter(json, "", errors);
        if (!root) return tl::unexpected(std::move(errors));
        return std::make_shared<const Filter>(
            std::make_shared<const Expression>(std::move(root), std::vector<std::string>{}, state, 0));
    }
    PropertyRules rules;
    rules.type = Type(Kind::Boolean);
    rules.zoomAnywhere = true;
    auto compiled = compile(json, rules, state);
    if (!compiled) return tl::unexpected(std::move(compiled.error()));
    return std::make_shared<const Filter>(std::move(*compiled));
}

FilterResult compileFilter(std::string_view json) {
    const auto parsed = parseJson(json);
    if (!parsed) return tl::unexpected(std::vector<CompileError>{{"", parsed.error().text()}});
    return compileFilter(*parsed, Value());
}

} // namespace corridors::style
