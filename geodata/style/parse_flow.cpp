// Operators that choose or name: case, match, coalesce, let, var.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "geodata/style/compiler.hpp"
#include "geodata/style/number_text.hpp"

namespace corridors::style {
namespace {

// Bound variables may lead an evaluation from tree to tree; this bounds its depth on the stack.
constexpr std::size_t kMaxEvaluationHeight = 1000;

struct CaseNode final : Node {
    std::vector<std::pair<NodePtr, NodePtr>> branches;
    NodePtr otherwise;
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        for (const auto &[test, output] : branches) {
            const Value passed = test->evaluate(e);
            if (passed.isFault()) return passed;
            if (passed.isTruthy()) return output->evaluate(e);
        }
        return otherwise->evaluate(e);
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const auto &[test, output] : branches) {
            visit(*test);
            visit(*output);
        }
        visit(*otherwise);
    }
};

struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

struct MatchNode final : Node {
    NodePtr input;
    std::unordered_map<double, std::size_t> numbers;
    std::unordered_map<std::string, std::size_t, ViewHash, std::equal_to<>> strings;
    std::vector<NodePtr> outputs;
    NodePtr otherwise;
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = input->evaluate(e);
        if (value.isFault()) return value;
        if (const double *d = value.number()) {
            if (const auto it = numbers.find(*d); it != numbers.end()) return outputs[it->second]->evaluate(e);
        } else if (const auto s = value.string()) {
            if (const auto it = strings.find(*s); it != strings.end()) return outputs[it->second]->evaluate(e);
        }
        return otherwise->evaluate(e);
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*input);
        for (const NodePtr &output : outputs) visit(*output);
        visit(*otherwise);
    }
};

// The first argument that is not null. An image counts as available: there are no sprites to look it up in.
struct CoalesceNode final : Node {
    std::vector<NodePtr> args;
    CoalesceNode(Type t, std::vector<NodePtr> a, std::string k)
        : Node(std::move(t), std::move(k)), args(std::move(a)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        Value value;
        for (const NodePtr &arg : args) {
            value = arg->evaluate(e);
            if (!value.isNull()) break;
        }
        return value;
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &arg : args) visit(*arg);
    }
    [[nodiscard]] NodeRole role() const override { return NodeRole::Coalesce; }
};

struct LetNode final : Node {
    std::vector<NodePtr> bound;
    NodePtr result;
    LetNode(std::vector<NodePtr> b, NodePtr r, std::string k)
        : Node(r->type, std::move(k)), bound(std::move(b)), result(std::move(r)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override { return result->evaluate(e); }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &node : bound) visit(*node);
        visit(*result); // last: the search for the zoom curve relies on it
    }
    [[nodiscard]] NodeRole role() const override { return NodeRole::Let; }
};

std::string count(const Json &args) { return std::to_string(args.size() - 1); }

NodePtr parseCase(const Json &args, const Context &context) {
    if (args.size() < 4) return context.error("Expected at least 3 arguments, but found only " + count(args) + ".");
    if (args.size() % 2 != 0) return context.error("Expected an odd number of arguments.");
    std::optional<Type> output = context.outputType();
    std::vector<std::pair<NodePtr, NodePtr>> branches;
    for (std::size_t i = 1; i + 1 < args.size(); i += 2) {
        NodePtr test = context.parse(args[i], i, Type(Kind::Boolean));
        if (!test) return nullptr;
        NodePtr result = context.parse(args[i + 1], i + 1, output);
        if (!result) return nullptr;
        if (!output) output = result->type;
        branches.emplace_back(std::move(test), std::move(result));
    }
    NodePtr otherwise = context.parse(args.back(), args.size() - 1, output);
    if (!otherwise) return nullptr;
    auto node = std::make_shared<CaseNode>(*output, context.key());
    node->branches = std::move(branches);
    node->otherwise = std::move(otherwise);
    return node;
}

// Adds the labels of one branch to the node; false after an error.
bool addLabels(MatchNode &node, const Json &labels, const Context &at, std::optional<Type> &inputType) {
    constexpr double kMaxSafeInteger = 9007199254740991; // 2^53 - 1
    const std::size_t branch = node.outputs.size();
    const Json single = labels.is_array() ? Json() : Json::array({labels});
    const Json &all = labels.is_array() ? labels : single;
    if (all.empty()) return at.error("Expected at least one branch label.");
    for (const Json &label : all) {
        if (!label.is_number() && !label.is_string()) return at.error("Branch labels must be numbers or strings.");
        if (label.is_number()) {
            const double number = label.get<double>();
            if (std::fabs(number) > kMaxSafeInteger)
                return at.error("Branch labels must be integers no larger than 9007199254740991.");
            if (std::floor(number) != number) return at.error("Numeric branch labels must be integer values.");
        }
        const Type type = label.is_number() ? Kind::Number : Kind::String;
        if (!inputType) inputType = type;
        if (!at.check(*inputType, type)) return false;
        const bool isNew = label.is_number() ? node.numbers.emplace(label.get<double>(), branch).second
                                             : node.strings.emplace(label.get<std::string>(), branch).second;
        if (!isNew) return at.error("Branch labels must be unique.");
    }
    return true;
}

NodePtr parseMatch(const Json &args, const Context &context) {
    if (args.size() < 5) return context.error("Expected at least 4 arguments, but found only " + count(args) + ".");
    if (args.size() % 2 != 1) return context.error("Expected an even number of arguments.");
    std::optional<Type> output = context.outputType();
    std::optional<Type> inputType;
    auto node = std::make_shared<MatchNode>(Kind::Any, context.key());
    for (std::size_t i = 2; i + 1 < args.size(); i += 2) {
        if (!addLabels(*node, args[i], context.child(i, {}), inputType)) return nullptr;
        // The reference counts an output's place from its label; keep to it, messages are compared.
        NodePtr result = context.parse(args[i + 1], i, output);
        if (!result) return nullptr;
        if (!output) output = result->type;
        node->outputs.push_back(std::move(result));
    }
    node->input = context.parse(args[1], 1, Type(Kind::Any));
    if (!node->input) return nullptr;
    node->otherwise = context.parse(args.back(), args.size() - 1, output);
    if (!node->otherwise) return nullptr;
    const Type &actual = node->input->type;
    if (!actual.is(Kind::Any) && !context.child(1, {}).check(*inputType, actual)) return nullptr;
    node->type = *output;
    return node;
}

NodePtr parseCoalesce(const Json &args, const Context &context) {
    if (args.size() < 2) return context.error("Expected at least one argument.");
    std::optional<Type> output = context.outputType();
    std::vector<NodePtr> parsed;
    for (std::size_t i = 1; i < args.size(); ++i) {
        // Without annotations: a null must reach the coalesce instead of failing an assertion.
        NodePtr arg = context.parse(args[i], i, output, Annotate::Omit);
        if (!arg) return nullptr;
        if (!output) output = arg->type;
        parsed.push_back(std::move(arg));
    }
    const auto &expected = context.expected();
    const bool annotateWhole = expected && std::any_of(parsed.begin(), parsed.end(), [&](const NodePtr &arg) {
                                   return !isSubtype(*expected, arg->type);
                               });
    return std::make_shared<CoalesceNode>(annotateWhole ? Type(Kind::Any) : *output, std::move(parsed), context.key());
}

bool isVariableName(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

NodePtr parseLet(const Json &args, const Context &context) {
    if (args.size() < 4) return context.error("Expected at least 3 arguments, but found " + count(args) + " instead.");
    std::vector<Context::Binding> bindings;
    std::vector<NodePtr> bound;
    for (std::size_t i = 1; i + 1 < args.size(); i += 2) {
        if (!args[i].is_string())
            return context.errorAt(i, "Expected string, but found " + ecmaTypeName(args[i]) + " instead.");
        auto name = args[i].get<std::string>();
        if (!isVariableName(name))
            return context.errorAt(i, "Variable names must contain only alphanumeric characters or '_'.");
        NodePtr value = context.parse(args[i + 1], i + 1);
        if (!value) return nullptr;
        const std::size_t height = evaluationHeight(*value);
        if (height > kMaxEvaluationHeight) return context.errorAt(i, "Variables are nested too deeply.");
        bound.push_back(value);
        const bool literal = value->role() == NodeRole::Literal;
        bindings.push_back({std::move(name), std::move(value), literal ? 0 : context.newSlot(), height});
    }
    NodePtr result = context.with(std::move(bindings)).parse(args.back(), args.size() - 1, context.expected());
    if (!result) return nullptr;
    return std::make_shared<LetNode>(std::move(bound), std::move(result), context.key());
}

NodePtr parseVar(const Json &args, const Context &context) {
    if (args.size() != 2 || !args[1].is_string())
        return context.error("'var' expression requires exactly one string literal argument.");
    const auto &name = args[1].get_ref<const std::string &>();
    const Context::Binding *binding = context.find(name);
    if (!binding)
        return context.errorAt(1, "Unknown variable \"" + name + "\". Make sure \"" + name +
                                      "\" has been bound in an enclosing \"let\" expression before using it.");
    return std::make_shared<VariableNode>(binding->node, binding->slot, binding->height, context.key());
}

} // namespace

void addFlowOperators(OperatorTable &table) {
    table["case"] = parseCase;
    table["match"] = parseMatch;
    table["coalesce"] = parseCoalesce;
    table["let"] = parseLet;
    table["var"] = parseVar;
}

} // namespace corridors::style
