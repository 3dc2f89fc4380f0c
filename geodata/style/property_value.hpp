// From expression values to the C++ types of properties. Internal to geodata/style.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "geodata/style/color_math.hpp"
#include "geodata/style/value.hpp"

namespace corridors::style {

/// The value as T; nullopt for null, faults, NaN and other types: the property's default takes over.
template <class T>
[[nodiscard]] std::optional<T> fromValue(const Value &value);

template <>
inline std::optional<bool> fromValue<bool>(const Value &value) {
    return value.boolean() ? std::optional(*value.boolean()) : std::nullopt;
}

template <>
inline std::optional<double> fromValue<double>(const Value &value) {
    const double *d = value.number();
    return d && !std::isnan(*d) ? std::optional(*d) : std::nullopt;
}

template <>
inline std::optional<std::string> fromValue<std::string>(const Value &value) {
    if (value.string() || value.formatted() || value.image()) return toText(value);
    return std::nullopt;
}

template <>
inline std::optional<Color> fromValue<Color>(const Value &value) {
    return value.color() ? std::optional(toColor(*value.color())) : std::nullopt;
}

template <>
inline std::optional<std::vector<double>> fromValue<std::vector<double>>(const Value &value) {
    const List *list = value.list();
    if (!list) return std::nullopt;
    std::vector<double> out;
    for (const Value &item : list->items) {
        const auto number = fromValue<double>(item);
        if (!number) return std::nullopt;
        out.push_back(*number);
    }
    return out;
}

template <>
inline std::optional<std::vector<std::string>> fromValue<std::vector<std::string>>(const Value &value) {
    const List *list = value.list();
    if (!list) return std::nullopt;
    std::vector<std::string> out;
    for (const Value &item : list->items) {
        if (!item.string()) return std::nullopt;
        out.emplace_back(*item.string());
    }
    return out;
}

} // namespace corridors::style
