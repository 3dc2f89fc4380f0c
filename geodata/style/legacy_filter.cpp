// Filters of the deprecated syntax. Style Spec v8, "Other / Filter". Part of filter_compiler.hpp.
#include <algorithm>

#include "geodata/style/filter_compiler.hpp"
#include "geodata/style/property_read.hpp"

namespace corridors::style {
namespace {

enum class Syntax : std::uint8_t { Expression, Legacy, Neutral }; // neutral: means the same in both

Syntax syntaxOf(const Json &filter);

// One child of pure expression syntax decides for the whole tree.
Syntax syntaxOfChildren(const Json &filter) {
    Syntax syntax = Syntax::Neutral;
    for (std::size_t i = 1; i < filter.size(); ++i) {
        const Syntax child = syntaxOf(filter[i]);
        if (child == Syntax::Expression) return child;
        if (child == Syntax::Legacy) syntax = child;
    }
    return syntax;
}

Syntax syntaxOf(const Json &filter) {
    if (filter.is_boolean()) return Syntax::Neutral;
    if (!filter.is_array() || filter.empty() || !filter[0].is_string()) return Syntax::Legacy;
    const auto &op = filter[0].get_ref<const std::string &>();
    const std::size_t n = filter.size();
    if (op == "has") {
        if (n < 2 || filter[1] == "$id" || filter[1] == "$type") return Syntax::Legacy;
        return n == 2 ? Syntax::Neutral : Syntax::Expression;
    }
    if (op == "in")
        return n >= 3 && (!filter[1].is_string() || filter[2].is_array()) ? Syntax::Expression : Syntax::Legacy;
    if (op == "!in" || op == "!has" || op == "none") return Syntax::Legacy;
    if (op == "==" || op == "!=" || op == ">" || op == ">=" || op == "<" || op == "<=")
        return n != 3 || filter[1].is_array() || filter[2].is_array() ? Syntax::Expression : Syntax::Legacy;
    if (op == "any" || op == "all") return syntaxOfChildren(filter);
    return Syntax::Expression;
}

// What a legacy test looks at: an attribute, "$id" or "$type".
struct Operand {
    NodePtr value;
    NodePtr presence; // attributes only
};

Operand operandOf(const std::string &name, const std::string &key) {
    if (name == "$type") return {makeGeometryTypeRead(key), nullptr};
    if (name == "$id") return {makeIdRead(key), nullptr};
    return {makePropertyRead(name, PropertyReadNode::Asks::Value, key),
            makePropertyRead(name, PropertyReadNode::Asks::Presence, key)};
}

struct LegacyNode : Node {
    Operand operand;
    LegacyNode(Operand o, std::string k) : Node(Kind::Boolean, std::move(k)), operand(std::move(o)) {}
    void visitChildren(const NodeVisitor &visit) const override { visit(*operand.value); }

protected:
    // A missing attribute is not equal to null.
    [[nodiscard]] bool isMissing(const Evaluation &e, const Value &value) const {
        return value.isNull() && operand.presence && !operand.presence->evaluate(e).isTruthy();
    }
};

struct LegacySetNode final : LegacyNode {
    std::vector<Value> values;
    LegacySetNode(Operand o, std::vector<Value> v, std::string k)
        : LegacyNode(std::move(o), std::move(k)), values(std::move(v)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = operand.value->evaluate(e);
        if (isMissing(e, value)) return Value(false);
        return Value(
            std::any_of(values.begin(), values.end(), [&](const Value &v) { return strictlyEqual(v, value); }));
    }
};

// Orderings hold only between two numbers or two strings.
struct LegacyOrderNode final : LegacyNode {
    bool less;
    bool orEqual;
    Value bound;
    LegacyOrderNode(Operand o, const std::string &op, Value b, std::string k)
        : LegacyNode(std::move(o), std::move(k)), less(op[0] == '<'), orEqual(op.size() > 1), bound(std::move(b)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = operand.value->evaluate(e);
        if (value.number() && bound.number()) return Value(holds(*value.number(), *bound.number()));
        if (value.string() && bound.string()) return Value(holds(*value.string(), *bound.string()));
        return Value(false);
    }

private:
    template <class T>
    [[nodiscard]] bool holds(const T &a, const T &b) const {
        return less ? (orEqual ? a <= b : a < b) : (orEqual ? a >= b : a > b);
    }
};

struct LegacyHasNode final : LegacyNode {
    using LegacyNode::LegacyNode;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        if (operand.presence) return operand.presence->evaluate(e);
        return Value(!operand.value->evaluate(e).isNull());
    }
};

// all, any and none; also the negations of single tests (none of one).
struct LegacyCombination final : Node {
    enum class Kinds : std::uint8_t { All, Any, None };
    Kinds combine;
    std::vector<NodePtr> children;
    LegacyCombination(Kinds c, std::vector<NodePtr> n, std::string k)
        : Node(Kind::Boolean, std::move(k)), combine(c), children(std::move(n)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const bool decisive = combine != Kinds::All;
        for (const NodePtr &child : children)
            if (child->evaluate(e).isTruthy() == decisive) return Value(combine == Kinds::Any);
        return Value(combine != Kinds::Any);
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &child : children) visit(*child);
    }
};

NodePtr negated(NodePtr node, const std::string &key) {
    return std::make_shared<LegacyCombination>(LegacyCombination::Kinds::None, std::vector<NodePtr>{std::move(node)},
                                               key);
}

NodePtr parseCombination(const Json &filter, LegacyCombination::Kinds kind, const std::string &key,
                         std::vector<CompileError> &errors) {
    std::vector<NodePtr> children;
    for (std::size_t i = 1; i < filter.size(); ++i) {
        children.push_back(parseLegacyFilter(filter[i], key + '[' + std::to_string(i) + ']', errors));
        if (!children.back()) return nullptr;
    }
    return std::make_shared<LegacyCombination>(kind, std::move(children), key);
}

// A single test; `filter[1]` is the name of what it looks at.
NodePtr parseTest(const Json &filter, const std::string &op, const std::string &key,
                  std::vector<CompileError> &errors) {
    const auto wrong = [&](std::string message) {
        errors.push_back({key, std::move(message)});
        return nullptr;
    };
    if (filter.size() < 2 || !filter[1].is_string())
        return wrong("\"" + op + "\" needs the name of an attribute, \"$id\" or \"$type\"");
    const auto &name = filter[1].get_ref<const std::string &>();
    if (op == "has" || op == "!has") {
        NodePtr node = std::make_shared<LegacyHasNode>(operandOf(name, key), key);
        return op == "has" ? node : negated(std::move(node), key);
    }
    std::vector<Value> values;
    for (std::size_t i = 2; i < filter.size(); ++i) {
        if (filter[i].is_structured())
            return wrong("\"" + op + "\" compares with strings, numbers, booleans and null only");
        values.push_back(toValue(filter[i]));
    }
    if (op == "in" || op == "!in" || op == "==" || op == "!=") {
        if (op.back() == '=' && values.size() != 1) return wrong("\"" + op + "\" needs a name and a value");
        NodePtr node = std::make_shared<LegacySetNode>(operandOf(name, key), std::move(values), key);
        return op[0] == '!' ? negated(std::move(node), key) : node;
    }
    if (values.size() != 1) return wrong("\"" + op + "\" needs a name and a value");
    if (name == "$type") return wrong("\"$type\" cannot be used with operator \"" + op + "\"");
    return std::make_shared<LegacyOrderNode>(operandOf(name, key), op, std::move(values[0]), key);
}

} // namespace

bool isLegacyFilter(const Json &json) { return syntaxOf(json) == Syntax::Legacy; }

NodePtr parseLegacyFilter(const Json &filter, const std::string &key, std::vector<CompileError> &errors) {
    if (filter.is_boolean()) return std::make_shared<LiteralNode>(Kind::Boolean, toValue(filter), key);
    if (!filter.is_array() || filter.empty() || !filter[0].is_string()) {
        errors.push_back({key, "Expected a filter like [\"==\", name, value], found " + excerpt(filter)});
        return nullptr;
    }
    const auto &op = filter[0].get_ref<const std::string &>();
    using Kinds = LegacyCombination::Kinds;
    if (op == "all") return parseCombination(filter, Kinds::All, key, errors);
    if (op == "any") return parseCombination(filter, Kinds::Any, key, errors);
    if (op == "none") return parseCombination(filter, Kinds::None, key, errors);
    return parseTest(filter, op, key, errors);
}

} // namespace corridors::style
