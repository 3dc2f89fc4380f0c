// Operators about types: literal, semiliteral, assertions (array, string, number, boolean, object) and conversions
// (to-boolean, to-color, to-number, to-string), which the compiler also inserts by itself.
#include <algorithm>
#include <cmath>

#include "geodata/style/color_math.hpp"
#include "geodata/style/compiler.hpp"
#include "geodata/style/conversion.hpp"

namespace corridors::style {
namespace {

struct AnnotationNode : Node {
    std::vector<NodePtr> args;
    AnnotationNode(Type t, std::vector<NodePtr> a, std::string k)
        : Node(std::move(t), std::move(k)), args(std::move(a)) {}
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &arg : args) visit(*arg);
    }
    [[nodiscard]] NodeRole role() const override { return NodeRole::Annotation; }
};

// The first argument that is of the type.
struct AssertionNode final : AnnotationNode {
    using AnnotationNode::AnnotationNode;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        Value value;
        for (const NodePtr &arg : args) {
            value = arg->evaluate(e);
            if (value.isFault() || conforms(type, value)) return value;
        }
        return fault(e, [&] {
            return "Expected value to be of type " + typeName(type) + ", but found " + typeName(typeOf(value)) +
                   " instead.";
        });
    }
};

std::string plainText(const Value &value) { return value.string() ? std::string(*value.string()) : toJson(value); }

// The first argument that can be converted to the type.
struct CoercionNode final : AnnotationNode {
    using AnnotationNode::AnnotationNode;

    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        if (type.is(Kind::Color)) return toColorValue(e);
        if (type.is(Kind::Number)) return toNumberValue(e);
        Value value;
        for (const NodePtr &arg : args) {
            value = arg->evaluate(e);
            if (value.isFault()) return value;
            if (auto converted = convert(value)) return *converted;
        }
        return fault(e, [&] { return "Could not parse " + typeName(type) + " from value '" + plainText(value) + "'"; });
    }

private:
    [[nodiscard]] std::optional<Value> convert(const Value &value) const {
        switch (type.kind) {
        case Kind::Boolean: return Value(value.isTruthy());
        case Kind::Padding:
        case Kind::NumberArray: return toNumbers(value, type.kind);
        case Kind::ColorArray: return toColors(value);
        case Kind::AnchorOffsets: return toAnchorOffsets(value);
        case Kind::Formatted:
            if (value.formatted()) return value;
            return Value(Formatted{{FormattedSection{toText(value), {}, {}, {}, {}, {}}}});
        case Kind::Image: return value.image() ? value : Value(Image{toText(value)});
        case Kind::Projection: return isProjection(value) ? std::optional(value) : std::nullopt;
        default: return value.string() ? value : Value(toText(value));
        }
    }

    [[nodiscard]] Value toColorValue(const Evaluation &e) const {
        Value value;
        std::optional<std::string> problem;
        for (const NodePtr &arg : args) {
            value = arg->evaluate(e);
            if (value.isFault() || value.color()) return value;
            problem.reset();
            if (const auto text = value.string()) {
                if (const auto color = parseRgba(*text)) return Value(*color);
            } else if (const List *list = value.list()) {
                problem = listProblem(*list);
                if (!problem) return Value(fromComponents(*list));
            }
        }
        return fault(e,
                     [&] { return problem.value_or("Could not parse color from value '" + plainText(value) + "'"); });
    }

    [[nodiscard]] static std::optional<std::string> listProblem(const List &list) {
        const auto &c = list.items;
        if (c.size() < 3 || c.size() > 4)
            return "Invalid rgba value " + toJson(Value(list)) +
                   ": expected an array containing either three or four numeric values.";
        return rgbaProblem(c[0], c[1], c[2], c.size() > 3 ? &c[3] : nullptr);
    }

    // The reference takes the components of a list as already multiplied by alpha.
    [[nodiscard]] static Rgba fromComponents(const List &list) {
        const double alpha = list.items.size() > 3 ? *list.items[3].number() : 1;
        const double scale = alpha > 0 ? 1 / (255 * alpha) : 0;
        return {*list.items[0].number() * scale, *list.items[1].number() * scale, *list.items[2].number() * scale,
                alpha};
    }

    [[nodiscard]] Value toNumberValue(const Evaluation &e) const {
        Value value;
        for (const NodePtr &arg : args) {
            value = arg->evaluate(e);
            if (value.isFault()) return value;
            if (const auto number = toNumber(value)) return Value(*number);
        }
        return fault(e, [&] { return "Could not convert " + toJson(value) + " to number."; });
    }
};

// A list whose items are expressions.
struct SemiliteralNode final : Node {
    std::vector<NodePtr> items;
    SemiliteralNode(Type t, std::vector<NodePtr> i, std::string k)
        : Node(std::move(t), std::move(k)), items(std::move(i)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        List list;
        list.items.reserve(items.size());
        for (const NodePtr &item : items) {
            list.items.push_back(item->evaluate(e));
            if (list.items.back().isFault()) return list.items.back();
        }
        return Value(std::move(list));
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &item : items) visit(*item);
    }
};

NodePtr parseLiteral(const Json &args, const Context &context) {
    if (args.size() != 2)
        return context.error("'literal' expression requires exactly one argument, but found " +
                             std::to_string(args.size() - 1) + " instead.");
    Value value = toValue(args[1]);
    Type type = typeOf(value);
    // An empty list takes the item type that is expected of it.
    const auto &expected = context.expected();
    const bool emptyList = type.is(Kind::Array) && type.length == std::size_t{0};
    if (emptyList && expected && expected->is(Kind::Array) && expected->length.value_or(0) == 0) type = *expected;
    return std::make_shared<LiteralNode>(std::move(type), std::move(value), context.key());
}

NodePtr parseSemiliteral(const Json &args, const Context &context) {
    if (args.size() != 2)
        return context.error("'semiliteral' expression requires exactly one argument, but found " +
                             std::to_string(args.size() - 1) + " instead.");
    if (!args[1].is_array()) return parseLiteral(args, context);
    const auto &expected = context.expected();
    const Type wanted = expected && expected->is(Kind::Array) ? expected->itemType() : Type(Kind::Any);
    std::vector<NodePtr> items;
    Type item = Kind::Any;
    for (std::size_t i = 0; i < args[1].size(); ++i) {
        NodePtr parsed = context.child(1, {}).parse(args[1][i], i, wanted);
        if (!parsed) return nullptr;
        const bool same = parsed->type.kind == item.kind && !item.is(Kind::Array);
        item = i == 0 || same ? parsed->type : Type(Kind::Any);
        items.push_back(std::move(parsed));
    }
    const std::size_t count = items.size();
    return std::make_shared<SemiliteralNode>(Type::array(item, count), std::move(items), context.key());
}

std::optional<Type> itemTypeNamed(std::string_view name) {
    if (name == "string") return Kind::String;
    if (name == "number") return Kind::Number;
    if (name == "boolean") return Kind::Boolean;
    return std::nullopt;
}

bool isLength(const Json &json) {
    if (!json.is_number()) return false;
    const double n = json.get<double>();
    return n >= 0 && n == std::floor(n) && n < 1e9;
}

bool parseArguments(const Json &args, std::size_t first, const Context &context, std::vector<NodePtr> &out) {
    for (std::size_t i = first; i < args.size(); ++i) {
        out.push_back(context.parse(args[i], i, Type(Kind::Any)));
        if (!out.back()) return false;
    }
    return true;
}

NodePtr parseArrayAssertion(const Json &args, const Context &context) {
    if (args.size() < 2) return context.error("Expected at least one argument.");
    std::size_t first = 1;
    Type item = Kind::Any;
    std::optional<std::size_t> length;
    if (args.size() > 2) {
        const auto named = args[1].is_string() ? itemTypeNamed(args[1].get_ref<const std::string &>()) : std::nullopt;
        if (!named)
            return context.errorAt(1, "The item type argument of \"array\" must be one of string, number, boolean");
        item = *named;
        first = 2;
    }
    if (args.size() > 3) {
        if (!args[2].is_null() && !isLength(args[2]))
            return context.errorAt(2, "The length argument to \"array\" must be a positive integer literal");
        if (!args[2].is_null()) length = args[2].get<std::size_t>();
        first = 3;
    }
    std::vector<NodePtr> parsed;
    if (!parseArguments(args, first, context, parsed)) return nullptr;
    return makeAssertion(Type::array(item, length), std::move(parsed), context.key());
}

template <Kind kind>
NodePtr parseAssertion(const Json &args, const Context &context) {
    if (args.size() < 2) return context.error("Expected at least one argument.");
    std::vector<NodePtr> parsed;
    if (!parseArguments(args, 1, context, parsed)) return nullptr;
    return makeAssertion(kind, std::move(parsed), context.key());
}

template <Kind kind>
NodePtr parseCoercion(const Json &args, const Context &context) {
    if (args.size() < 2) return context.error("Expected at least one argument.");
    if ((kind == Kind::Boolean || kind == Kind::String) && args.size() != 2)
        return context.error("Expected one argument.");
    std::vector<NodePtr> parsed;
    if (!parseArguments(args, 1, context, parsed)) return nullptr;
    return makeCoercion(kind, std::move(parsed), context.key());
}

} // namespace

NodePtr makeAssertion(const Type &type, std::vector<NodePtr> args, const std::string &key) {
    return std::make_shared<AssertionNode>(type, std::move(args), key);
}

NodePtr makeCoercion(const Type &type, std::vector<NodePtr> args, const std::string &key) {
    return std::make_shared<CoercionNode>(type, std::move(args), key);
}

void addTypeOperators(OperatorTable &table) {
    table["literal"] = parseLiteral;
    table["semiliteral"] = parseSemiliteral;
    table["array"] = parseArrayAssertion;
    table["string"] = parseAssertion<Kind::String>;
    table["number"] = parseAssertion<Kind::Number>;
    table["boolean"] = parseAssertion<Kind::Boolean>;
    table["object"] = parseAssertion<Kind::Object>;
    table["to-boolean"] = parseCoercion<Kind::Boolean>;
    table["to-color"] = parseCoercion<Kind::Color>;
    table["to-number"] = parseCoercion<Kind::Number>;
    table["to-string"] = parseCoercion<Kind::String>;
}

} // namespace corridors::style
