// Operators over stops: step, interpolate, interpolate-hcl, interpolate-lab.
#include <algorithm>
#include <cmath>
#include <limits>

#include "geodata/style/color_math.hpp"
#include "geodata/style/compiler.hpp"

namespace corridors::style {
namespace {

struct StepNode final : CurveNode {
    using CurveNode::CurveNode;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value at = input->evaluate(e);
        if (at.isFault()) return at;
        if (std::isnan(*at.number())) return fault(e, [] { return std::string("Input is not a number."); });
        return outputs[stopBelow(*at.number())]->evaluate(e);
    }
};

double mix(double from, double to, double t) { return from + t * (to - from); }

struct InterpolateNode final : CurveNode {
    ColorSpace space = ColorSpace::Rgb;
    using CurveNode::CurveNode;

    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const auto &stops = curve.stops;
        if (stops.size() == 1) return outputs[0]->evaluate(e);
        const Value at = input->evaluate(e);
        if (at.isFault()) return at;
        const double value = *at.number();
        if (std::isnan(value)) return fault(e, [] { return std::string("Input is not a number."); });
        if (value <= stops.front()) return outputs.front()->evaluate(e);
        if (value >= stops.back()) return outputs.back()->evaluate(e);
        const std::size_t below = stopBelow(value);
        const Value lower = outputs[below]->evaluate(e);
        if (lower.isFault()) return lower;
        const Value upper = outputs[below + 1]->evaluate(e);
        if (upper.isFault()) return upper;
        return mixValues(e, lower, upper, curve.factor(value, stops[below], stops[below + 1]));
    }

private:
    [[nodiscard]] Value mixValues(const Evaluation &e, const Value &lower, const Value &upper, double t) const {
        if (lower.number() && upper.number()) return Value(mix(*lower.number(), *upper.number(), t));
        if (lower.color() && upper.color()) return Value(mixColors(*lower.color(), *upper.color(), t, space));
        if (type.is(Kind::Projection))
            return Value(Object{Kind::Projection, {{"from", lower}, {"to", upper}, {"transition", Value(t)}}});
        if (lower.list() && upper.list()) return mixLists(e, *lower.list(), *upper.list(), t);
        return fault(e, [] { return std::string("Values cannot be interpolated."); });
    }

    [[nodiscard]] Value mixLists(const Evaluation &e, const List &lower, const List &upper, double t) const {
        if (lower.items.size() != upper.items.size()) return fault(e, [&] { return lengthProblem(lower, upper); });
        List mixed{lower.kind, {}};
        mixed.items.reserve(lower.items.size());
        for (std::size_t i = 0; i < lower.items.size(); ++i) {
            if (lower.items[i].string()) { // an anchor, followed by its offset
                if (!strictlyEqual(lower.items[i], upper.items[i]))
                    return fault(e, [&] {
                        const std::string n = "[" + std::to_string(i) + "]: ";
                        return "Cannot interpolate values containing mismatched anchors. from" + n +
                               toText(lower.items[i]) + ", to" + n + toText(upper.items[i]);
                    });
                mixed.items.push_back(lower.items[i]);
            } else {
                mixed.items.push_back(mixValues(e, lower.items[i], upper.items[i], t));
                if (mixed.items.back().isFault()) return mixed.items.back();
            }
        }
        return Value(std::move(mixed));
    }

    [[nodiscard]] static std::string lengthProblem(const List &lower, const List &upper) {
        if (lower.kind == Kind::ColorArray)
            return "colorArray: Arrays have mismatched length (" + std::to_string(lower.items.size()) + " vs. " +
                   std::to_string(upper.items.size()) + "), cannot interpolate.";
        return "Cannot interpolate values of different length. from: " + toJson(Value(lower)) +
               ", to: " + toJson(Value(upper));
    }
};

bool isInterpolatable(const Type &type) {
    switch (type.kind) {
    case Kind::Number:
    case Kind::Color:
    case Kind::Projection:
    case Kind::Padding:
    case Kind::NumberArray:
    case Kind::ColorArray:
    case Kind::AnchorOffsets: return true;
    case Kind::Array: return type.itemType().is(Kind::Number) && type.length.has_value();
    default: return false;
    }
}

// ["linear"], ["exponential", base] or ["cubic-bezier", x1, y1, x2, y2].
std::optional<ZoomCurve> parseShape(const Json &json, const Context &context) {
    const auto failed = [](Failure) { return std::nullopt; };
    if (!json.is_array() || json.empty())
        return failed(context.errorAt(1, "Expected an interpolation type expression."));
    const Context at = context.child(1, {});
    ZoomCurve curve;
    curve.shape = ZoomCurve::Shape::Exponential;
    if (json[0] == "linear") return curve;
    if (json[0] == "exponential") {
        if (json.size() < 2 || !json[1].is_number())
            return failed(at.errorAt(1, "Exponential interpolation requires a numeric base."));
        curve.base = json[1].get<double>();
        return curve;
    }
    if (json[0] == "cubic-bezier") {
        curve.shape = ZoomCurve::Shape::CubicBezier;
        bool valid = json.size() == 5;
        for (std::size_t i = 1; valid && i < 5; ++i) {
            valid = json[i].is_number() && json[i].get<double>() >= 0 && json[i].get<double>() <= 1;
            if (valid) curve.control[i - 1] = json[i].get<double>();
        }
        if (!valid)
            return failed(
                at.error("Cubic bezier interpolation requires four numeric arguments with values between 0 and 1."));
        return curve;
    }
    const std::string name = json[0].is_string() ? json[0].get<std::string>() : toText(toValue(json[0]));
    return failed(at.errorAt(0, "Unknown interpolation type " + name));
}

bool checkCount(const Json &args, const Context &context) {
    const std::size_t count = args.size() - 1;
    if (count < 4) return context.error("Expected at least 4 arguments, but found only " + std::to_string(count) + ".");
    return count % 2 == 0 || context.error("Expected an even number of arguments.");
}

// Stops from args[first] on: label, output, label, output, ...
bool parseStops(const Json &args, std::size_t first, const Context &context, CurveNode &node,
                std::optional<Type> &output) {
    const std::string pairs = "Input/output pairs for \"" + std::string(args[0] == "step" ? "step" : "interpolate") +
                              "\" expressions must be ";
    auto &stops = node.curve.stops;
    for (std::size_t i = first; i + 1 < args.size(); i += 2) {
        if (!args[i].is_number())
            return context.errorAt(i, pairs + "defined using literal numeric values (not computed expressions) for "
                                              "the input values.");
        const double label = args[i].get<double>();
        if (!stops.empty() && stops.back() >= label)
            return context.errorAt(i, pairs + "arranged with input values in strictly ascending order.");
        NodePtr parsed = context.parse(args[i + 1], i + 1, output);
        if (!parsed) return false;
        if (!output) output = parsed->type;
        stops.push_back(label);
        node.outputs.push_back(std::move(parsed));
    }
    return true;
}

NodePtr parseStep(const Json &args, const Context &context) {
    if (!checkCount(args, context)) return nullptr;
    auto node = std::make_shared<StepNode>(Kind::Any, context.key());
    node->input = context.parse(args[1], 1, Type(Kind::Number));
    if (!node->input) return nullptr;
    std::optional<Type> output = context.outputType();
    NodePtr first = context.parse(args[2], 2, output);
    if (!first) return nullptr;
    if (!output) output = first->type;
    node->curve.stops.push_back(-std::numeric_limits<double>::infinity());
    node->outputs.push_back(std::move(first));
    if (!parseStops(args, 3, context, *node, output)) return nullptr;
    node->type = *output;
    return node;
}

template <ColorSpace space>
NodePtr parseInterpolate(const Json &args, const Context &context) {
    const auto curve = parseShape(args.size() > 1 ? args[1] : Json(), context);
    if (!curve || !checkCount(args, context)) return nullptr;
    auto node = std::make_shared<InterpolateNode>(Kind::Any, context.key());
    node->curve = *curve;
    node->space = space;
    node->input = context.parse(args[2], 2, Type(Kind::Number));
    if (!node->input) return nullptr;
    std::optional<Type> output = context.outputType();
    const bool colorArray = context.expected() && context.expected()->is(Kind::ColorArray);
    if (space != ColorSpace::Rgb && !colorArray) output = Type(Kind::Color);
    if (!parseStops(args, 3, context, *node, output)) return nullptr;
    if (!isInterpolatable(*output)) return context.error("Type " + typeName(*output) + " is not interpolatable.");
    node->type = *output;
    return node;
}

} // namespace

void addCurveOperators(OperatorTable &table) {
    table["step"] = parseStep;
    table["interpolate"] = parseInterpolate<ColorSpace::Rgb>;
    table["interpolate-hcl"] = parseInterpolate<ColorSpace::Hcl>;
    table["interpolate-lab"] = parseInterpolate<ColorSpace::Lab>;
}

} // namespace corridors::style
