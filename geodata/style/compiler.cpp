#include "geodata/style/compiler.hpp"

#include <algorithm>

#include "geodata/style/legacy_function.hpp"

namespace corridors::style {
namespace {

// Overloads and error messages parse arguments again, so hostile input could cost exponential time without a limit.
constexpr std::size_t kMaxSteps = 500'000;

constexpr auto kZoomPlace =
    "\"zoom\" expression may only be used as input to a top-level \"step\" or \"interpolate\" expression.";
constexpr auto kOneZoomCurve =
    "Only one zoom-based \"step\" or \"interpolate\" subexpression may be used in an expression.";

bool isOneOf(Kind kind, std::initializer_list<Kind> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// The spec's conversion rules at the border between an expected and an actual type.
Annotate annotationFor(const Type &expected, const Type &actual) {
    const Kind from = actual.kind;
    if (isOneOf(expected.kind, {Kind::String, Kind::Number, Kind::Boolean, Kind::Object, Kind::Array}))
        return from == Kind::Any ? Annotate::Assert : Annotate::Omit;
    switch (expected.kind) {
    case Kind::Projection:
    case Kind::ColorArray:
        return isOneOf(from, {Kind::String, Kind::Array, Kind::Any}) ? Annotate::Coerce : Annotate::Omit;
    case Kind::Color:
    case Kind::Formatted:
    case Kind::Image: return isOneOf(from, {Kind::Any, Kind::String}) ? Annotate::Coerce : Annotate::Omit;
    case Kind::Padding:
    case Kind::NumberArray:
        return isOneOf(from, {Kind::Any, Kind::Number, Kind::Array}) ? Annotate::Coerce : Annotate::Omit;
    case Kind::AnchorOffsets: return isOneOf(from, {Kind::Any, Kind::Array}) ? Annotate::Coerce : Annotate::Omit;
    default: return Annotate::Omit;
    }
}

// The step or interpolate over zoom that gives the expression its dependence on zoom; an error text when zoom stands
// where it may not.
struct CurveSearch {
    const CurveNode *curve = nullptr;
    const char *error = nullptr;
    [[nodiscard]] bool found() const { return curve || error; }
};

CurveSearch findZoomCurve(const Node &node) {
    std::vector<CurveSearch> inside;
    node.visitChildren([&](const Node &child) { inside.push_back(findZoomCurve(child)); });
    CurveSearch result;
    if (node.role() == NodeRole::Let) {
        result = inside.back(); // a let passes its result through, which is its last child
    } else if (node.role() == NodeRole::Coalesce) {
        const auto first = std::find_if(inside.begin(), inside.end(), [](const CurveSearch &s) { return s.found(); });
        if (first != inside.end()) result = *first;
    } else if (node.role() == NodeRole::Curve) {
        const auto &curve = static_cast<const CurveNode &>(node);
        if (curve.input->role() == NodeRole::Zoom) result.curve = &curve;
    }
    for (const CurveSearch &inner : inside) {
        if (result.error) break;
        if (inner.error) {
            result = inner;
        } else if (inner.curve && !result.curve) {
            result = {nullptr, kZoomPlace};
        } else if (inner.curve && result.curve != inner.curve) {
            result = {nullptr, kOneZoomCurve};
        }
    }
    return result;
}

std::optional<CompileError> checkDependence(const Node &node, const PropertyRules &rules) {
    if (!rules.allowsFeature && dependsOnFeature(node)) return CompileError{"", "data expressions not supported"};
    if (!dependsOnZoom(node)) return std::nullopt;
    if (!rules.allowsZoom) return CompileError{"", "zoom expressions not supported"};
    if (rules.zoomAnywhere) return std::nullopt;
    const CurveSearch search = findZoomCurve(node);
    if (search.error) return CompileError{"", search.error};
    if (!search.curve) return CompileError{"", kZoomPlace};
    if (!rules.interpolates && search.curve->curve.shape != ZoomCurve::Shape::Step)
        return CompileError{"", "\"interpolate\" expressions cannot be used with this property"};
    return std::nullopt;
}

} // namespace

const CurveNode *zoomCurveOf(const Node &root) { return findZoomCurve(root).curve; }

NodePtr Context::parse(const Json &json, std::size_t index, std::optional<Type> expected, Annotate annotate) const {
    return child(index, std::move(expected)).parseHere(json, annotate);
}

NodePtr Context::parseHere(const Json &json, Annotate annotate) const {
    if (++m_compilation->steps > kMaxSteps) return error("The expression is too large.");
    if (json.is_object()) return error("Bare objects invalid. Use [\"literal\", {...}] instead.");
    if (!json.is_array()) {
        Json literal = Json::array({"literal"});
        literal.push_back(json);
        return annotated(findOperator("literal")(literal, *this), annotate);
    }
    if (json.empty())
        return error("Expected an array with at least one element. If you wanted a literal array, use [\"literal\", "
                     "[]].");
    constexpr auto kLiteralAdvice = "If you wanted a literal array, use [\"literal\", [...]].";
    if (!json[0].is_string())
        return errorAt(0, "Expression name must be a string, but found " + ecmaTypeName(json[0]) + " instead. " +
                              kLiteralAdvice);
    const auto &name = json[0].get_ref<const std::string &>();
    const Operator parseOperator = findOperator(name);
    if (!parseOperator) return errorAt(0, "Unknown expression \"" + name + "\". " + kLiteralAdvice);
    return annotated(parseOperator(json, *this), annotate);
}

NodePtr Context::annotated(NodePtr node, Annotate annotate) const {
    if (!node) return nullptr;
    if (m_expected) {
        const Annotate rule = annotationFor(*m_expected, node->type);
        if (rule == Annotate::Omit) {
            if (!check(*m_expected, node->type)) return nullptr;
        } else {
            const Annotate chosen = annotate == Annotate::ByType ? rule : annotate;
            if (chosen == Annotate::Assert) node = makeAssertion(*m_expected, {node}, m_key);
            if (chosen == Annotate::Coerce) node = makeCoercion(*m_expected, {node}, m_key);
        }
    }
    return folded(std::move(node));
}

NodePtr Context::folded(NodePtr node) const {
    if (node->role() == NodeRole::Literal || node->type.is(Kind::Image) || !isFoldable(*node)) return node;
    const EvaluationContext nothing{0, nullptr, true};
    const Value noState;
    Value value = node->evaluate(Evaluation{nothing, noState, nullptr});
    if (const EvaluationError *failure = value.error()) return error(failure->message);
    return std::make_shared<LiteralNode>(node->type, std::move(value), m_key);
}

Context Context::child(std::size_t index, std::optional<Type> expected) const {
    Context context = *this;
    context.m_key += '[' + std::to_string(index) + ']';
    context.m_expected = std::move(expected);
    return context;
}

Context Context::with(std::vector<Binding> bindings) const {
    Context context = *this;
    context.m_scope = std::make_shared<const Scope>(Scope{std::move(bindings), m_scope});
    return context;
}

Context Context::collecting(std::vector<CompileError> &errors) const {
    Context context = *this;
    context.m_errors = &errors;
    context.m_expected.reset();
    return context;
}

Failure Context::error(std::string message) const {
    m_errors->push_back({m_key, std::move(message)});
    return {};
}

Failure Context::errorAt(std::size_t index, std::string message) const {
    m_errors->push_back({m_key + '[' + std::to_string(index) + ']', std::move(message)});
    return {};
}

void Context::append(const std::vector<CompileError> &errors) const {
    m_errors->insert(m_errors->end(), errors.begin(), errors.end());
}

bool Context::check(const Type &expected, const Type &actual) const {
    if (isSubtype(expected, actual)) return true;
    error(mismatchText(expected, actual));
    return false;
}

std::optional<Type> Context::outputType() const {
    return m_expected && !m_expected->is(Kind::Any) ? m_expected : std::nullopt;
}

const Context::Binding *Context::find(std::string_view name) const {
    for (const Scope *scope = m_scope.get(); scope; scope = scope->outer.get())
        for (auto it = scope->bindings.rbegin(); it != scope->bindings.rend(); ++it)
            if (it->name == name) return &*it;
    return nullptr;
}

Operator findOperator(std::string_view name) {
    static const OperatorTable kTable = [] {
        OperatorTable table;
        addTypeOperators(table);
        addFlowOperators(table);
        addCurveOperators(table);
        addComparisonOperators(table);
        addListOperators(table);
        addTextOperators(table);
        addFunctionOperators(table);
        addMathOperators(table);
        addGeometryOperators(table);
        return table;
    }();
    const auto it = kTable.find(name);
    return it == kTable.end() ? nullptr : it->second;
}

bool isExpressionJson(const Json &json) {
    return json.is_array() && !json.empty() && json[0].is_string() &&
           findOperator(json[0].get_ref<const std::string &>());
}

CompileResult compile(const Json &json, const PropertyRules &rules, const Value &state) {
    if (json.is_object()) {
        auto converted = convertFunction(json, rules);
        if (!converted) return tl::unexpected(std::vector<CompileError>{converted.error()});
        return compile(*converted, rules, state);
    }
    std::vector<CompileError> errors;
    Compilation compilation;
    const Context context(compilation, errors, rules.type);
    NodePtr root = context.parseHere(json, rules.isText ? Annotate::Coerce : Annotate::ByType);
    if (!root) {
        if (errors.empty()) errors.push_back({"", "The expression cannot be compiled."});
        return tl::unexpected(std::move(errors));
    }
    if (const auto error = checkDependence(*root, rules)) return tl::unexpected(std::vector<CompileError>{*error});
    return std::make_shared<const Expression>(std::move(root), rules.choices, state, compilation.slots);
}

CompileResult compileExpression(std::string_view json, const PropertyRules &rules, std::string_view stateJson) {
    const auto parsed = parseJson(json);
    if (!parsed) return tl::unexpected(std::vector<CompileError>{{"", parsed.error().text()}});
    return compile(*parsed, rules, stateJson.empty() ? Value() : parseJsonValue(stateJson));
}

} // namespace corridors::style
