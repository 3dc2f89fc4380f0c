// Operators that look things up (attributes, id, zoom, global state) or make and take colours apart.
#include "geodata/style/conversion.hpp"
#include "geodata/style/function_table.hpp"
#include "geodata/style/property_read.hpp"

namespace corridors::style {
namespace {

using Arguments = std::span<const Value>;

Value raise(const FunctionNode &node, const Evaluation &e, Arguments a) {
    return node.fault(e, [&] { return toText(a[0]); });
}

Value typeOfValue(const FunctionNode &, const Evaluation &, Arguments a) { return Value(typeName(typeOf(a[0]))); }

Value toRgbaList(const FunctionNode &, const Evaluation &, Arguments a) {
    const Rgba &c = *a[0].color();
    return Value(List{Kind::Array, {Value(c.r * 255), Value(c.g * 255), Value(c.b * 255), Value(c.a)}});
}

Value makeColor(const FunctionNode &node, const Evaluation &e, Arguments a) {
    const Value opaque(1.0);
    const Value &alpha = a.size() > 3 ? a[3] : opaque;
    if (const auto problem = rgbaProblem(a[0], a[1], a[2], &alpha)) return node.fault(e, [&] { return *problem; });
    return Value(Rgba{*a[0].number() / 255, *a[1].number() / 255, *a[2].number() / 255, *alpha.number()});
}

Value getMember(const FunctionNode &, const Evaluation &, Arguments a) {
    const Value *found = a[1].object()->find(*a[0].string());
    return found ? *found : Value();
}

Value hasMember(const FunctionNode &, const Evaluation &, Arguments a) {
    return Value(a[1].object()->find(*a[0].string()) != nullptr);
}

Value allProperties(const FunctionNode &, const Evaluation &e, Arguments) {
    Object object;
    if (const FeatureView *feature = e.context.feature) {
        const PropertyTable &table = feature->layer().properties();
        for (std::size_t i = 0; i < table.columns().size(); ++i)
            if (const auto cell = table.get(feature->index(), i))
                object.members.emplace_back(table.columns()[i], toValue(*cell));
    }
    return Value(std::move(object));
}

Value zoomLevel(const FunctionNode &, const Evaluation &e, Arguments) { return Value(e.context.zoom); }

// heatmap-density, line-progress, elevation: what only other layer types than ours know is 0 here.
Value zero(const FunctionNode &, const Evaluation &, Arguments) { return Value(0.0); }

Value nothing(const FunctionNode &, const Evaluation &, Arguments) { return {}; }

// Pango shapes every script.
Value always(const FunctionNode &, const Evaluation &, Arguments) { return Value(true); }

constexpr Reads kFeature{.feature = true};
constexpr Reads kZoom{.zoom = true};
constexpr Reads kUnfoldable{.unfoldable = true};

const FunctionTable &functions() {
    const auto fixed = [](std::vector<Type> parameters) {
        return std::vector<Signature>{Signature{std::move(parameters), false}};
    };
    static const FunctionTable kFunctions = {
        {"error", {Kind::Error, fixed({Kind::String}), raise, kUnfoldable}},
        {"typeof", {Kind::String, fixed({Kind::Any}), typeOfValue}},
        {"to-rgba", {Type::array(Kind::Number, 4), fixed({Kind::Color}), toRgbaList}},
        {"rgb", {Kind::Color, fixed({Kind::Number, Kind::Number, Kind::Number}), makeColor}},
        {"rgba", {Kind::Color, fixed({Kind::Number, Kind::Number, Kind::Number, Kind::Number}), makeColor}},
        {"get", {Kind::Any, fixed({Kind::String, Kind::Object}), getMember}},
        {"has", {Kind::Boolean, fixed({Kind::String, Kind::Object}), hasMember}},
        {"properties", {Kind::Object, fixed({}), allProperties, kFeature}},
        {"feature-state", {Kind::Any, fixed({Kind::String}), nothing, kFeature}},
        {"zoom", {Kind::Number, fixed({}), zoomLevel, kZoom, NodeRole::Zoom}},
        {"heatmap-density", {Kind::Number, fixed({}), zero, kUnfoldable}},
        {"elevation", {Kind::Number, fixed({}), zero, kUnfoldable}},
        {"line-progress", {Kind::Number, fixed({}), zero, kUnfoldable}},
        {"accumulated", {Kind::Any, fixed({}), nothing, kUnfoldable}},
        {"is-supported-script", {Kind::Boolean, fixed({Kind::String}), always, kUnfoldable}},
    };
    return kFunctions;
}

NodePtr parsePlain(const Json &args, const Context &context) { return parseFunction(args, context, functions()); }

// get and has read the feature with one argument and an object with two.
template <PropertyReadNode::Asks asks>
NodePtr parseRead(const Json &args, const Context &context) {
    if (args.size() == 3) return parsePlain(args, context);
    std::vector<NodePtr> parsed;
    const std::vector<Signature> signatures = {{{Kind::String}, false}, {{Kind::String, Kind::Object}, false}};
    if (!parseBySignature(args, context, signatures, parsed)) return nullptr;
    return std::make_shared<PropertyReadNode>(std::move(parsed[0]), asks, context.key());
}

template <NodePtr (*make)(const std::string &)>
NodePtr parseNoArguments(const Json &args, const Context &context) {
    std::vector<NodePtr> parsed;
    return parseBySignature(args, context, {{{}, false}}, parsed) ? make(context.key()) : nullptr;
}

// A value of the style's own `state`, constant while the style stands.
struct GlobalStateNode final : Node {
    std::string name;
    GlobalStateNode(std::string n, std::string k) : Node(Kind::Any, std::move(k)), name(std::move(n)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Object *state = e.state.object();
        const Value *found = state ? state->find(name) : nullptr;
        return found ? *found : Value();
    }
    [[nodiscard]] Reads reads() const override { return {.unfoldable = true}; }
};

NodePtr parseGlobalState(const Json &args, const Context &context) {
    if (args.size() != 2)
        return context.error("Expected 1 argument, but found " + std::to_string(args.size() - 1) + " instead.");
    if (args[1].is_null()) return context.error("Global state property must be defined.");
    if (!args[1].is_string())
        return context.error("Global state property must be string, but found " + ecmaTypeName(args[1]) + " instead.");
    return std::make_shared<GlobalStateNode>(args[1].get<std::string>(), context.key());
}

} // namespace

void addFunctionOperators(OperatorTable &table) {
    for (const auto &[name, function] : functions()) table[name] = parsePlain;
    table["get"] = parseRead<PropertyReadNode::Asks::Value>;
    table["has"] = parseRead<PropertyReadNode::Asks::Presence>;
    table["id"] = parseNoArguments<makeIdRead>;
    table["geometry-type"] = parseNoArguments<makeGeometryTypeRead>;
    table["global-state"] = parseGlobalState;
}

} // namespace corridors::style
