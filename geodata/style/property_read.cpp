#include "geodata/style/property_read.hpp"

#include <charconv>

#include "geodata/style/json.hpp"
#include "geodata/style/number_text.hpp"

namespace corridors::style {
namespace {

// LayerData names features that have no id of their own "#<ordinal>".
bool isOrdinal(const FeatureView &feature) {
    const std::string_view id = feature.id();
    if (id.size() < 2 || id[0] != '#') return false;
    std::uint32_t ordinal = 0;
    const auto [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), ordinal);
    return error == std::errc{} && end == id.data() + id.size() && ordinal == feature.index() + 1;
}

struct IdNode final : Node {
    explicit IdNode(std::string k) : Node(Kind::Any, std::move(k)) {}
    [[nodiscard]] Reads reads() const override { return {.feature = true}; }
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const FeatureView *feature = e.context.feature;
        if (!feature || isOrdinal(*feature)) return {};
        if (feature->idIsNumber())
            if (const auto number = parseNumber(feature->id())) return Value(*number);
        return Value::borrowed(feature->id());
    }
};

// Multi geometries count as their simple type (spec: "geometry-type").
struct GeometryTypeNode final : Node {
    explicit GeometryTypeNode(std::string k) : Node(Kind::String, std::move(k)) {}
    [[nodiscard]] Reads reads() const override { return {.feature = true}; }
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        if (!e.context.feature) return Value::borrowed("Unknown");
        switch (e.context.feature->geometryClass()) {
        case GeometryClass::Point: return Value::borrowed("Point");
        case GeometryClass::Line: return Value::borrowed("LineString");
        case GeometryClass::Polygon: return Value::borrowed("Polygon");
        case GeometryClass::None: break;
        }
        return Value::borrowed("Unknown");
    }
};

} // namespace

Value toValue(const PropertyValue &value) {
    if (const auto *s = std::get_if<std::string_view>(&value)) return Value::borrowed(*s);
    if (const auto *d = std::get_if<double>(&value)) return Value(*d);
    if (const auto *b = std::get_if<bool>(&value)) return Value(*b);
    if (const auto *j = std::get_if<JsonText>(&value)) return parseJsonValue(j->text);
    return {};
}

PropertyReadNode::PropertyReadNode(NodePtr n, Asks a, std::string k)
    : Node(a == Asks::Presence ? Kind::Boolean : Kind::Any, std::move(k)), name(std::move(n)), asks(a) {}

std::optional<std::string_view> PropertyReadNode::literalName() const {
    if (name->role() != NodeRole::Literal) return std::nullopt;
    return static_cast<const LiteralNode &>(*name).value.string();
}

std::optional<PropertyValue> PropertyReadNode::read(const FeatureView &feature, std::string_view attribute) const {
    const PropertyTable &table = feature.layer().properties();
    std::size_t column = m_column.load(std::memory_order_relaxed);
    if (column >= table.columns().size() || table.columns()[column] != attribute) {
        const auto found = table.columnIndex(attribute);
        if (!found) return std::nullopt;
        column = *found;
        m_column.store(column, std::memory_order_relaxed);
    }
    return table.get(feature.index(), column);
}

Value PropertyReadNode::evaluate(const Evaluation &e) const {
    std::optional<PropertyValue> found;
    if (const auto literal = literalName()) {
        if (e.context.feature) found = read(*e.context.feature, *literal);
    } else {
        const Value computed = name->evaluate(e);
        if (computed.isFault()) return computed;
        if (e.context.feature) found = read(*e.context.feature, computed.string().value_or(""));
    }
    if (asks == Asks::Presence) return Value(found.has_value());
    return found ? toValue(*found) : Value();
}

NodePtr makePropertyRead(const std::string &name, PropertyReadNode::Asks asks, const std::string &key) {
    auto literal = std::make_shared<LiteralNode>(Kind::String, Value(name), key + "[1]");
    return std::make_shared<PropertyReadNode>(std::move(literal), asks, key);
}

NodePtr makeIdRead(const std::string &key) { return std::make_shared<IdNode>(key); }

NodePtr makeGeometryTypeRead(const std::string &key) { return std::make_shared<GeometryTypeNode>(key); }

} // namespace corridors::style
