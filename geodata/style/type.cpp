#include "geodata/style/type.hpp"

namespace corridors::style {
namespace {

std::string_view kindName(Kind kind) {
    switch (kind) {
    case Kind::Null: return "null";
    case Kind::Number: return "number";
    case Kind::String: return "string";
    case Kind::Boolean: return "boolean";
    case Kind::Color: return "color";
    case Kind::Object: return "object";
    case Kind::Any: return "value";
    case Kind::Array: return "array";
    case Kind::Error: return "error";
    case Kind::Collator: return "collator";
    case Kind::Formatted: return "formatted";
    case Kind::Padding: return "padding";
    case Kind::NumberArray: return "numberArray";
    case Kind::ColorArray: return "colorArray";
    case Kind::Image: return "resolvedImage";
    case Kind::Projection: return "projectionDefinition";
    case Kind::AnchorOffsets: return "variableAnchorOffsetCollection";
    }
    return "value";
}

} // namespace

Type Type::array(const Type &item, std::optional<std::size_t> length) {
    Type type(Kind::Array);
    if (!item.is(Kind::Any)) type.item = std::make_shared<const Type>(item);
    type.length = length;
    return type;
}

std::string typeName(const Type &type) {
    if (!type.is(Kind::Array)) return std::string(kindName(type.kind));
    if (type.length) return "array<" + typeName(type.itemType()) + ", " + std::to_string(*type.length) + ">";
    return type.item ? "array<" + typeName(*type.item) + ">" : "array";
}

bool isSubtype(const Type &expected, const Type &actual) {
    if (actual.is(Kind::Error)) return true;
    if (expected.is(Kind::Array)) {
        if (!actual.is(Kind::Array)) return false;
        const bool emptyLiteral = actual.length == std::size_t{0} && !actual.item;
        if (!emptyLiteral && !isSubtype(expected.itemType(), actual.itemType())) return false;
        return !expected.length || expected.length == actual.length;
    }
    if (expected.is(Kind::Any)) return !actual.is(Kind::Any) ? !actual.is(Kind::Collator) : true;
    return expected.kind == actual.kind;
}

std::string mismatchText(const Type &expected, const Type &actual) {
    return "Expected " + typeName(expected) + " but found " + typeName(actual) + " instead.";
}

} // namespace corridors::style
