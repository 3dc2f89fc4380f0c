// Reading a feature's attribute by name: the nodes of ["get", name] and ["has", name], which legacy filters use too.
// Internal to geodata/style.
#pragma once

#include <atomic>

#include "geodata/style/node.hpp"

namespace corridors::style {

/// An attribute as an expression value; strings stay in the feature's table, lists and objects are parsed.
[[nodiscard]] Value toValue(const PropertyValue &value);

struct PropertyReadNode final : Node {
    enum class Asks : std::uint8_t { Value, Presence };
    NodePtr name;
    Asks asks;

    PropertyReadNode(NodePtr n, Asks a, std::string k);
    [[nodiscard]] Value evaluate(const Evaluation &e) const override;
    void visitChildren(const NodeVisitor &visit) const override { visit(*name); }
    [[nodiscard]] NodeRole role() const override { return NodeRole::PropertyRead; }
    [[nodiscard]] Reads reads() const override { return {.feature = true}; }
    /// The attribute's name when it is not computed.
    [[nodiscard]] std::optional<std::string_view> literalName() const;
    [[nodiscard]] std::optional<PropertyValue> read(const FeatureView &feature, std::string_view attribute) const;

private:
    // Column where the attribute was last found. Only a hint, checked on use, so tables may differ and threads race.
    mutable std::atomic<std::size_t> m_column{0};
};

/// ["get", name] with a literal name.
[[nodiscard]] NodePtr makePropertyRead(const std::string &name, PropertyReadNode::Asks asks, const std::string &key);
/// ["id"] and ["geometry-type"].
[[nodiscard]] NodePtr makeIdRead(const std::string &key);
[[nodiscard]] NodePtr makeGeometryTypeRead(const std::string &key);

} // namespace corridors::style
