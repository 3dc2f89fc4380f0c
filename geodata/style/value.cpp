#include "geodata/style/value.hpp"

#include <cmath>

#include "geodata/style/collation.hpp"

namespace corridors::style {

const Value *Object::find(std::string_view name) const {
    for (const auto &[key, value] : members)
        if (key == name) return &value;
    return nullptr;
}

Value::Value(std::string s) {
    auto owner = std::make_shared<const std::string>(std::move(s));
    const std::string_view view = *owner;
    m_data = Text{view, std::move(owner)};
}

Value::Value(Formatted text) : m_data(std::make_shared<const Formatted>(std::move(text))) {}

Value Value::borrowed(std::string_view text) {
    Value value;
    value.m_data = Text{text, nullptr};
    return value;
}

Kind Value::kind() const {
    switch (m_data.index()) {
    case 0: return Kind::Null;
    case 1: return Kind::Boolean;
    case 2: return Kind::Number;
    case 3: return Kind::Color;
    case 4: return Kind::String;
    case 5: return list()->kind;
    case 6: return object()->kind;
    case 7: return Kind::Image;
    case 8: return Kind::Formatted;
    case 9: return Kind::Collator;
    default: return Kind::Error;
    }
}

bool Value::isTruthy() const {
    if (isNull() || isFault()) return false;
    if (const bool *b = boolean()) return *b;
    if (const double *d = number()) return *d != 0 && !std::isnan(*d);
    if (const auto s = string()) return !s->empty();
    return true;
}

std::optional<std::string_view> Value::string() const {
    const auto *text = std::get_if<Text>(&m_data);
    return text ? std::optional(text->view) : std::nullopt;
}

const List *Value::list() const {
    const auto *p = std::get_if<std::shared_ptr<const List>>(&m_data);
    return p ? p->get() : nullptr;
}

const Object *Value::object() const {
    const auto *p = std::get_if<std::shared_ptr<const Object>>(&m_data);
    return p ? p->get() : nullptr;
}

const Image *Value::image() const {
    const auto *p = std::get_if<std::shared_ptr<const Image>>(&m_data);
    return p ? p->get() : nullptr;
}

const Formatted *Value::formatted() const {
    const auto *p = std::get_if<std::shared_ptr<const Formatted>>(&m_data);
    return p ? p->get() : nullptr;
}

const Collation *Value::collation() const {
    const auto *p = std::get_if<std::shared_ptr<const Collation>>(&m_data);
    return p ? p->get() : nullptr;
}

const EvaluationError *Value::error() const {
    const auto *fault = std::get_if<Fault>(&m_data);
    return fault ? fault->error.get() : nullptr;
}

Type typeOf(const Value &value) {
    const Kind kind = value.kind();
    if (kind != Kind::Array) return kind;
    const auto &items = value.list()->items;
    Type item = Kind::Any;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Kind k = items[i].kind();
        // Two lists never count as one type, whatever is in them; that is how the reference compares item types.
        if (i == 0) {
            item = typeOf(items[i]);
        } else if (k == Kind::Array || k != item.kind) {
            item = Kind::Any;
            break;
        }
    }
    return Type::array(item, items.size());
}

bool conforms(const Type &type, const Value &value) {
    const Kind kind = value.kind();
    if (!type.is(Kind::Array)) return type.is(Kind::Any) ? kind != Kind::Collator : type.kind == kind;
    if (kind != Kind::Array) return false;
    const auto &items = value.list()->items;
    if (type.length && *type.length != items.size()) return false;
    if (!type.item || items.empty()) return true;
    if (type.item->is(Kind::Array)) return isSubtype(type, typeOf(value));
    for (const Value &item : items)
        if (item.kind() != type.item->kind) return false;
    return true;
}

bool strictlyEqual(const Value &a, const Value &b) {
    if (a.isNull() || b.isNull()) return a.isNull() && b.isNull();
    if (const double *d = a.number()) return b.number() && *d == *b.number();
    if (const auto s = a.string()) return s == b.string();
    if (const bool *f = a.boolean()) return b.boolean() && *f == *b.boolean();
    if (const Rgba *c = a.color()) return b.color() && *c == *b.color();
    return false;
}

} // namespace corridors::style
