#include "geodata/style/node.hpp"

#include <algorithm>

namespace corridors::style {
namespace {

template <class Own>
bool anyInTree(const Node &node, const Own &own) {
    if (own(node.reads())) return true;
    bool found = false;
    node.visitChildren([&](const Node &child) { found = found || anyInTree(child, own); });
    return found;
}

} // namespace

Value VariableNode::evaluate(const Evaluation &e) const {
    if (bound->role() == NodeRole::Literal || !e.slots) return bound->evaluate(e);
    std::optional<Value> &slotValue = (*e.slots)[slot];
    if (!slotValue) slotValue = bound->evaluate(e);
    return *slotValue;
}

void CurveNode::visitChildren(const NodeVisitor &visit) const {
    visit(*input);
    for (const NodePtr &output : outputs) visit(*output);
}

std::size_t CurveNode::stopBelow(double value) const {
    const auto above = std::upper_bound(curve.stops.begin(), curve.stops.end(), value);
    return above == curve.stops.begin() ? 0 : static_cast<std::size_t>(above - curve.stops.begin()) - 1;
}

bool dependsOnFeature(const Node &node) {
    return anyInTree(node, [](const Reads &r) { return r.feature; });
}

bool dependsOnZoom(const Node &node) {
    return anyInTree(node, [](const Reads &r) { return r.zoom; });
}

std::size_t evaluationHeight(const Node &node) {
    if (node.role() == NodeRole::Variable) return 1 + static_cast<const VariableNode &>(node).height;
    std::size_t height = 0;
    node.visitChildren([&](const Node &child) { height = std::max(height, evaluationHeight(child)); });
    return height + 1;
}

bool isFoldable(const Node &node) {
    if (node.role() == NodeRole::Variable) return isFoldable(*static_cast<const VariableNode &>(node).bound);
    const Reads own = node.reads();
    if (own.feature || own.zoom || own.unfoldable) return false;
    const bool annotation = node.role() == NodeRole::Annotation;
    bool foldable = true;
    node.visitChildren([&](const Node &child) {
        foldable = foldable && (annotation ? isFoldable(child) : child.role() == NodeRole::Literal);
    });
    return foldable;
}

} // namespace corridors::style
