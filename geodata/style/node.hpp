// Node: one operator of a compiled expression. Internal to geodata/style: the compiler (compiler.hpp) builds trees of
// nodes, Expression evaluates them. Nodes are immutable once the compiler has finished them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geodata/style/expression.hpp"

namespace corridors::style {

/// State of one evaluation, on the stack of Expression::evaluate.
struct Evaluation {
    const EvaluationContext &context;
    const Value &state;                                 // object of global-state values, or null
    std::vector<std::optional<Value>> *slots = nullptr; // values of let-variables, filled when first used
};

/// What a node reads by itself (not through its children).
struct Reads {
    bool feature = false; // attributes, id, geometry type
    bool zoom = false;
    bool unfoldable = false; // must not be evaluated at compile time although its arguments are literals
    bool geometry = false;
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;
using NodeVisitor = std::function<void(const Node &)>;

enum class NodeRole : std::uint8_t { Plain, Literal, Annotation, Variable, Let, Coalesce, Curve, Zoom, PropertyRead };

struct Node {
    Type type;
    std::string key; // path inside the expression, "[1][2]"

    Node(Type t, std::string k) : type(std::move(t)), key(std::move(k)) {}
    Node(const Node &) = delete;
    Node &operator=(const Node &) = delete;
    virtual ~Node() = default;

    [[nodiscard]] virtual Value evaluate(const Evaluation &e) const = 0;
    virtual void visitChildren(const NodeVisitor &visit) const { static_cast<void>(visit); }
    [[nodiscard]] virtual NodeRole role() const { return NodeRole::Plain; }
    [[nodiscard]] virtual Reads reads() const { return {}; }

    /// A fault at this node; the text is built only when the caller wants it.
    template <class MakeText>
    [[nodiscard]] Value fault(const Evaluation &e, MakeText &&makeText) const {
        if (!e.context.wantsErrors) return Value(Fault{});
        return Value(Fault{std::make_shared<const EvaluationError>(EvaluationError{key, makeText()})});
    }
};

struct LiteralNode final : Node {
    Value value;
    LiteralNode(Type t, Value v, std::string k) : Node(std::move(t), std::move(k)), value(std::move(v)) {}
    [[nodiscard]] Value evaluate(const Evaluation &) const override { return value; }
    [[nodiscard]] NodeRole role() const override { return NodeRole::Literal; }
};

/// ["var", name]: the bound expression, evaluated at most once per evaluation.
struct VariableNode final : Node {
    NodePtr bound;
    std::size_t slot;
    std::size_t height; // of the bound tree
    VariableNode(NodePtr b, std::size_t s, std::size_t h, std::string k)
        : Node(b->type, std::move(k)), bound(std::move(b)), slot(s), height(h) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override;
    [[nodiscard]] NodeRole role() const override { return NodeRole::Variable; }
};

/// step or interpolate.
struct CurveNode : Node {
    NodePtr input;
    ZoomCurve curve;
    std::vector<NodePtr> outputs;
    using Node::Node;
    void visitChildren(const NodeVisitor &visit) const override;
    [[nodiscard]] NodeRole role() const override { return NodeRole::Curve; }
    /// Index of the last stop <= input; 0 when there is none.
    [[nodiscard]] std::size_t stopBelow(double value) const;
};

/// Whether a subtree depends on the feature, or on zoom. Variables count where they are bound, not where they are used.
[[nodiscard]] bool dependsOnFeature(const Node &node);
[[nodiscard]] bool dependsOnZoom(const Node &node);
/// Length of the longest path an evaluation can take through the tree, into bound variables too.
[[nodiscard]] std::size_t evaluationHeight(const Node &node);
/// Whether the compiler may replace the node by its value.
[[nodiscard]] bool isFoldable(const Node &node);

} // namespace corridors::style
