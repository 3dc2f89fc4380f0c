// Values as text: the spec's to-string and JSON. Part of value.hpp.
#include <cmath>

#include "geodata/style/number_text.hpp"
#include "geodata/style/value.hpp"

namespace corridors::style {
namespace {

// Shared lists can describe far more text than they weigh ([a, a] of [b, b] of ...), so writing stops here.
constexpr std::size_t kMaxJsonBytes = std::size_t{1} << 20;

void writeString(std::string &out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (u < 0x20) {
                out += "\\u00";
                out += kHex[u >> 4U];
                out += kHex[u & 15U];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

void write(std::string &out, const Value &value);

void writeList(std::string &out, const List &list) {
    out += '[';
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (i > 0) out += ',';
        write(out, list.items[i]);
    }
    out += ']';
}

void writeObject(std::string &out, const Object &object) {
    out += '{';
    for (std::size_t i = 0; i < object.members.size(); ++i) {
        if (i > 0) out += ',';
        writeString(out, object.members[i].first);
        out += ':';
        write(out, object.members[i].second);
    }
    out += '}';
}

void write(std::string &out, const Value &value) {
    if (out.size() > kMaxJsonBytes) return;
    if (const bool *b = value.boolean()) {
        out += *b ? "true" : "false";
    } else if (const double *d = value.number()) {
        out += std::isfinite(*d) ? numberText(*d) : "null";
    } else if (const auto s = value.string()) {
        writeString(out, *s);
    } else if (const List *list = value.list()) {
        writeList(out, *list);
    } else if (const Object *object = value.object()) {
        writeObject(out, *object);
    } else if (const Rgba *c = value.color()) {
        out += "{\"r\":" + numberText(c->r * c->a) + ",\"g\":" + numberText(c->g * c->a) +
               ",\"b\":" + numberText(c->b * c->a) + ",\"a\":" + numberText(c->a) + "}";
    } else if (value.formatted() || value.image()) {
        writeString(out, toText(value));
    } else {
        out += "null";
    }
}

std::string colorText(const Rgba &c) {
    const auto byte = [](double x) { return numberText(std::floor(x * 255 + 0.5)); };
    return "rgba(" + byte(c.r) + "," + byte(c.g) + "," + byte(c.b) + "," + numberText(c.a) + ")";
}

std::string projectionText(const Object &object) {
    const Value *from = object.find("from");
    const Value *to = object.find("to");
    const Value *transition = object.find("transition");
    if (!from || !to || !transition) return toJson(Value(object));
    const bool steady = strictlyEqual(*from, *to) && transition->number() && *transition->number() == 1;
    return steady ? toText(*from) : toJson(Value(List{Kind::Array, {*from, *to, *transition}}));
}

} // namespace

std::string toJson(const Value &value) {
    std::string out;
    write(out, value);
    return out;
}

std::string toText(const Value &value) {
    if (value.isNull()) return {};
    if (const auto s = value.string()) return std::string(*s);
    if (const double *d = value.number()) return numberText(*d);
    if (const Rgba *c = value.color()) return colorText(*c);
    if (const Image *image = value.image()) return image->name;
    if (const Object *object = value.object(); object && object->kind == Kind::Projection)
        return projectionText(*object);
    if (const Formatted *formatted = value.formatted()) {
        std::string out;
        for (const FormattedSection &section : formatted->sections) out += section.text;
        return out;
    }
    return toJson(value);
}

} // namespace corridors::style
