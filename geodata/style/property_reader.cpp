#include "geodata/style/property_reader.hpp"

#include <algorithm>

#include "geodata/style/legacy_function.hpp"
#include "geodata/style/number_text.hpp"
#include "geodata/style/property_value.hpp"

namespace corridors::style {
namespace {

std::string joined(const std::vector<std::string> &words) {
    std::string out;
    for (const std::string &word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::string found(const Json &json) {
    return ", found " + (json.is_null() ? "null" : std::string(jsonTypeName(json)) + " " + excerpt(json));
}

// The value of the property's default as JSON, for legacy functions and for messages.
template <class T>
std::string defaultJson(const T &value) {
    if constexpr (std::is_same_v<T, double>) {
        return numberText(value);
    } else if constexpr (std::is_same_v<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, Color>) {
        return toJson(Value(toText(Value(toRgba(value)))));
    } else if constexpr (std::is_same_v<T, std::string>) {
        return toJson(Value(value));
    } else {
        List list;
        for (const auto &item : value) list.items.emplace_back(item);
        return toJson(Value(std::move(list)));
    }
}

template <class T>
std::string keptDefault(const Property<T> &property) {
    return "The default " + defaultJson(property.evaluate(0)) + " is used";
}

std::string expectedText(const PropertySpec &spec) {
    const auto &rules = spec.rules;
    if (!rules.choices.empty()) return "one of " + joined(rules.choices);
    const Type type = rules.type.value_or(Kind::Any);
    switch (type.kind) {
    case Kind::Color: return "a colour";
    case Kind::Number: return "a number";
    case Kind::Boolean: return "true or false";
    case Kind::Array: {
        const std::string items = type.itemType().is(Kind::Number) ? "numbers" : "strings";
        return type.length ? "a list of " + std::to_string(*type.length) + " " + items : "a list of " + items;
    }
    default: return "a string";
    }
}

bool isChosen(const Json &json, const std::vector<std::string> &choices) {
    return choices.empty() || (json.is_string() && std::find(choices.begin(), choices.end(),
                                                             json.get_ref<const std::string &>()) != choices.end());
}

bool allChosen(const Json &list, const std::vector<std::string> &choices) {
    return std::all_of(list.begin(), list.end(), [&](const Json &item) { return isChosen(item, choices); });
}

} // namespace

template <class T>
std::optional<T> PropertyReader::readConstant(const Json &json, const std::string &place,
                                              const PropertySpec &spec) const {
    const auto wrong = [&](const std::string &expected) {
        warn(place, "expected " + expected + found(json));
        return std::nullopt;
    };
    Value value = toValue(json);
    if (spec.rules.type && spec.rules.type->is(Kind::Color)) {
        const auto color = json.is_string() ? parseRgba(json.get_ref<const std::string &>()) : std::nullopt;
        if (!color) return wrong(expectedText(spec));
        value = Value(*color);
    }
    const auto converted = fromValue<T>(value);
    const auto &type = spec.rules.type;
    const bool wrongLength = type && type->length && value.list() && value.list()->items.size() != *type->length;
    if (!converted || wrongLength || !isChosen(json, spec.rules.choices)) return wrong(expectedText(spec));
    if (!allChosen(json, spec.listChoices)) return wrong("a list of " + joined(spec.listChoices));
    if constexpr (std::is_same_v<T, double>) {
        if (*converted < spec.minimum) return wrong("a number of at least " + numberText(spec.minimum));
        if (*converted > spec.maximum) return wrong("a number of at most " + numberText(spec.maximum));
    }
    if constexpr (std::is_same_v<T, std::vector<double>>) {
        const auto tooSmall = [&](double d) { return d < spec.minimum; };
        if (std::any_of(converted->begin(), converted->end(), tooSmall))
            return wrong("a list of numbers of at least " + numberText(spec.minimum));
    }
    return converted;
}

template <class T>
void PropertyReader::read(const Json &json, const std::string &place, const PropertySpec &spec,
                          Property<T> &out) const {
    const T fallback = out.evaluate(0);
    const bool listType = spec.rules.type && spec.rules.type->is(Kind::Array);
    const bool looksLikeExpression = json.is_array() && !listType && !json.empty() && json[0].is_string();
    const bool tokens =
        spec.rules.hasTokens && json.is_string() && json.get_ref<const std::string &>().find('{') != std::string::npos;
    const std::size_t warningsBefore = m_warnings.size();
    if (!json.is_object() && !isExpressionJson(json) && !looksLikeExpression && !tokens) {
        if (auto constant = readConstant<T>(json, place, spec)) {
            out = Property<T>(std::move(*constant), true);
        } else if (m_warnings.size() > warningsBefore) {
            m_warnings.back().remedy = keptDefault(out);
        }
        return;
    }
    PropertyRules rules = spec.rules;
    rules.fallbackJson = defaultJson(fallback);
    const auto compiled = compile(tokens ? convertTokens(json.get_ref<const std::string &>()) : json, rules, m_state);
    if (!compiled) {
        const CompileError &error = compiled.error().front();
        const std::string key = json.is_object() ? "" : error.key; // a function's own paths are not in the document
        return warn(place + key, error.message, keptDefault(out));
    }
    if ((*compiled)->dependence() != Dependence::Constant) {
        out = Property<T>(*compiled, fallback);
        return;
    }
    const Value value = (*compiled)->evaluateChoice({0, nullptr, true});
    auto constant = fromValue<T>(value);
    if (!constant && value.error()) warn(place + value.error()->key, value.error()->message, keptDefault(out));
    out = Property<T>(constant ? std::move(*constant) : fallback, true);
}

template void PropertyReader::read(const Json &, const std::string &, const PropertySpec &, Property<bool> &) const;
template void PropertyReader::read(const Json &, const std::string &, const PropertySpec &, Property<double> &) const;
template void PropertyReader::read(const Json &, const std::string &, const PropertySpec &,
                                   Property<std::string> &) const;
template void PropertyReader::read(const Json &, const std::string &, const PropertySpec &, Property<Color> &) const;
template void PropertyReader::read(const Json &, const std::string &, const PropertySpec &,
                                   Property<std::vector<double>> &) const;
template void PropertyReader::read(const Json &, const std::string &, const PropertySpec &,
                                   Property<std::vector<std::string>> &) const;

} // namespace corridors::style
