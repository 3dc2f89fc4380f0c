#include "geodata/style/json.hpp"

#include <algorithm>

namespace corridors::style {
namespace {

// Byte at which the nesting exceeds the limit, found before the parser builds anything.
std::optional<std::size_t> findTooDeep(std::string_view text) {
    std::size_t depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\') ++i;
            if (c == '"') inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxJsonDepth) return i;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return std::nullopt;
}

std::string placeOf(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto lineStart = before.rfind('\n');
    const auto column = lineStart == std::string_view::npos ? before.size() + 1 : before.size() - lineStart;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

} // namespace

Result<Json> parseJson(std::string_view text, const std::string &path) {
    if (const auto byte = findTooDeep(text))
        return fail("JSON nested deeper than " + std::to_string(kMaxJsonDepth) + " levels", path, placeOf(text, *byte),
                    "Flatten it, or move the data to a file of its own");
    try {
        return Json::parse(text.begin(), text.end());
    } catch (const Json::parse_error &e) {
        const std::size_t byte = e.byte > 0 ? e.byte - 1 : 0;
        return fail("not valid JSON here", path, placeOf(text, byte), "Check for a missing comma, quote or bracket");
    } catch (const Json::exception &e) {
        return fail(std::string("not usable JSON: ") + e.what(), path);
    }
}

Value toValue(const Json &json) {
    switch (json.type()) {
    case Json::value_t::boolean: return Value(json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: return Value(json.get<double>());
    case Json::value_t::string: return Value(json.get_ref<const std::string &>());
    case Json::value_t::array: {
        List list;
        list.items.reserve(json.size());
        for (const Json &item : json) list.items.push_back(toValue(item));
        return Value(std::move(list));
    }
    case Json::value_t::object: {
        Object object;
        object.members.reserve(json.size());
        for (const auto &[name, item] : json.items()) object.members.emplace_back(name, toValue(item));
        return Value(std::move(object));
    }
    default: return {};
    }
}

Value parseJsonValue(std::string_view text) {
    if (findTooDeep(text)) return {};
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    return json.is_discarded() ? Value() : toValue(json);
}

std::string_view jsonTypeName(const Json &json) {
    if (json.is_number()) return "number";
    if (json.is_string()) return "string";
    if (json.is_boolean()) return "boolean";
    if (json.is_array()) return "array";
    return json.is_object() ? "object" : "null";
}

std::string ecmaTypeName(const Json &json) {
    return json.is_structured() || json.is_null() ? "object" : std::string(jsonTypeName(json));
}

std::string excerpt(const Json &json) {
    constexpr std::size_t kMaxBytes = 60;
    if (json.is_structured() && json.size() > kMaxBytes) return std::string(json.is_array() ? "[...]" : "{...}");
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= kMaxBytes) return text;
    std::size_t cut = kMaxBytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut; // not inside a code point
    return text.substr(0, cut) + "...";
}

} // namespace corridors::style
