#include "geodata/style/conversion.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geodata/style/color_math.hpp"
#include "geodata/style/number_text.hpp"

namespace corridors::style {
namespace {

bool allNumbers(const List &list) {
    return std::all_of(list.items.begin(), list.items.end(), [](const Value &v) { return v.number() != nullptr; });
}

std::string jsText(const Value &value) { return value.isNull() ? "" : toText(value); }

bool isAnchor(std::string_view text) {
    constexpr std::array<std::string_view, 9> kAnchors = {
        "center", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left", "bottom-right"};
    return std::find(kAnchors.begin(), kAnchors.end(), text) != kAnchors.end();
}

} // namespace

std::optional<double> toNumber(const Value &value) {
    if (value.isNull()) return 0.0;
    if (const double *d = value.number()) return std::isnan(*d) ? std::nullopt : std::optional(*d);
    if (const bool *b = value.boolean()) return *b ? 1.0 : 0.0;
    if (const auto s = value.string()) return parseNumber(*s);
    // Number([]) is 0 and Number([x]) is Number(String(x)).
    if (const List *list = value.list(); list && list->kind == Kind::Array && list->items.size() <= 1)
        return list->items.empty() ? 0.0 : parseNumber(jsText(list->items[0]));
    return std::nullopt;
}

std::optional<std::string> rgbaProblem(const Value &r, const Value &g, const Value &b, const Value *alpha) {
    const auto inRange = [](const Value &v, double max) {
        return v.number() && *v.number() >= 0 && *v.number() <= max;
    };
    std::string list = jsText(r) + ", " + jsText(g) + ", " + jsText(b);
    if (!inRange(r, 255) || !inRange(g, 255) || !inRange(b, 255)) {
        if (alpha && alpha->number()) list += ", " + jsText(*alpha);
        return "Invalid rgba value [" + list + "]: 'r', 'g', and 'b' must be between 0 and 255.";
    }
    if (alpha && !inRange(*alpha, 1))
        return "Invalid rgba value [" + list + ", " + jsText(*alpha) + "]: 'a' must be between 0 and 1.";
    return std::nullopt;
}

std::optional<Value> toNumbers(const Value &value, Kind kind) {
    const bool padding = kind == Kind::Padding;
    if (value.kind() == kind) return value;
    if (value.number()) return Value(List{kind, std::vector<Value>(padding ? 4 : 1, value)});
    const List *list = value.list();
    if (!list || list->kind != Kind::Array || !allNumbers(*list)) return std::nullopt;
    std::vector<Value> items = list->items;
    if (padding) {
        if (items.empty() || items.size() > 4) return std::nullopt;
        if (items.size() == 1) items.push_back(items[0]); // CSS: right = top
        if (items.size() == 2) items.push_back(items[0]); // bottom = top
        if (items.size() == 3) items.push_back(items[1]); // left = right
    }
    return Value(List{kind, std::move(items)});
}

std::optional<Value> toColors(const Value &value) {
    if (value.kind() == Kind::ColorArray) return value;
    List colors{Kind::ColorArray, {}};
    const auto add = [&](const Value &item) {
        const auto text = item.string();
        const auto color = text ? parseRgba(*text) : std::nullopt;
        if (color) colors.items.emplace_back(*color);
        return color.has_value();
    };
    const List *list = value.list();
    if (!list || list->kind != Kind::Array) return add(value) ? std::optional(Value(std::move(colors))) : std::nullopt;
    for (const Value &item : list->items)
        if (!add(item)) return std::nullopt;
    return Value(std::move(colors));
}

std::optional<Value> toAnchorOffsets(const Value &value) {
    if (value.kind() == Kind::AnchorOffsets) return value;
    const List *list = value.list();
    if (!list || list->kind != Kind::Array || list->items.empty() || list->items.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < list->items.size(); i += 2) {
        const auto anchor = list->items[i].string();
        const List *offset = list->items[i + 1].list();
        if (!anchor || !isAnchor(*anchor) || !offset || offset->items.size() != 2 || !allNumbers(*offset))
            return std::nullopt;
    }
    return Value(List{Kind::AnchorOffsets, list->items});
}

bool isProjection(const Value &value) {
    if (value.kind() == Kind::Projection || value.string()) return true;
    if (const List *list = value.list())
        return list->items.size() == 3 && list->items[0].string() && list->items[1].string() && list->items[2].number();
    const Object *object = value.object();
    if (!object) return false;
    const Value *from = object->find("from");
    const Value *to = object->find("to");
    const Value *transition = object->find("transition");
    return from && to && transition && from->string() && to->string() && transition->number();
}

} // namespace corridors::style
