#include "geodata/style/legacy_function.hpp"

#include <algorithm>
#include <cmath>

namespace corridors::style {
namespace {

using Converted = tl::expected<Json, CompileError>;

tl::unexpected<CompileError> wrong(std::string message) { return tl::unexpected(CompileError{"", std::move(message)}); }

Json literal(const Json &value) { return value.is_structured() ? Json::array({"literal", value}) : value; }

std::string_view specTypeName(const PropertyRules &rules) {
    switch (rules.type ? rules.type->kind : Kind::Any) {
    case Kind::Color: return "to-color";
    case Kind::Number: return "number";
    case Kind::Boolean: return "boolean";
    case Kind::Array: return "array";
    default: return "string";
    }
}

// A function over one input with plain stops: [[input, output], ...], outputs converted to expressions already.
class StopConverter {
public:
    StopConverter(const Json &function, const PropertyRules &rules) : m_function(function), m_rules(rules) {}

    /// The same function without "base" and "colorSpace": along the attribute of a zoom-and-property function the
    /// reference interpolates linearly in RGB.
    [[nodiscard]] static Json plain(Json function) {
        function.erase("base");
        function.erase("colorSpace");
        return function;
    }

    [[nodiscard]] Json get() const { return Json::array({"get", m_function.value("property", Json(""))}); }

    [[nodiscard]] std::string type() const {
        const auto it = m_function.find("type");
        if (it != m_function.end() && it->is_string()) return it->get<std::string>();
        return m_rules.interpolates ? "exponential" : "interval";
    }

    [[nodiscard]] Json interpolateHead(const Json &input) const {
        const auto space = m_function.value("colorSpace", Json());
        const char *name = space == "hcl" ? "interpolate-hcl" : space == "lab" ? "interpolate-lab" : "interpolate";
        const Json base = m_function.value("base", Json(1));
        return Json::array({name, base == 1 ? Json::array({"linear"}) : Json::array({"exponential", base}), input});
    }

    /// Function of zoom.
    [[nodiscard]] Converted overZoom(const Json &stops) const {
        const std::string kind = type();
        if (kind == "interval") return curve(Json::array({"step", Json::array({"zoom"})}), stops, true);
        if (kind == "exponential") return curve(interpolateHead(Json::array({"zoom"})), stops, false);
        return wrong("Unknown zoom function type \"" + kind + "\"");
    }

    /// Function of an attribute.
    [[nodiscard]] Converted overProperty(const Json &stops) const {
        const std::string kind = type();
        if (kind == "categorical") return categorical(stops);
        const Json number = Json::array({"number", get()});
        if (kind == "interval") return guarded(curve(Json::array({"step", number}), stops, true));
        if (kind == "exponential") return guarded(curve(interpolateHead(number), stops, false));
        return wrong("Unknown property function type \"" + kind + "\"");
    }

private:
    // Repeated inputs were tolerated in functions and are not in expressions: the first stays. A step has no first
    // input.
    static Json curve(Json expression, const Json &stops, bool isStep) {
        for (const Json &stop : stops) {
            const std::size_t n = expression.size();
            if (n > 3 && expression[n - 2] == stop[0]) continue;
            if (!isStep || n != 2) expression.push_back(stop[0]);
            expression.push_back(stop[1]);
        }
        if (isStep && expression.size() == 3) { // one stop is a constant; a step needs two outputs
            const Json only = expression[2];
            expression.push_back(0);
            expression.push_back(only);
        }
        return expression;
    }

    [[nodiscard]] Json guarded(Json expression) const {
        const auto it = m_function.find("default");
        if (it == m_function.end()) return expression;
        Json isNumber = Json::array({"==", Json::array({"typeof", get()}), "number"});
        return Json::array({"case", std::move(isNumber), std::move(expression), literal(*it)});
    }

    [[nodiscard]] Converted fallback() const {
        const auto it = m_function.find("default");
        if (it != m_function.end()) return literal(*it);
        if (!m_rules.fallbackJson.empty())
            return literal(Json::parse(m_rules.fallbackJson.begin(), m_rules.fallbackJson.end(), nullptr, false));
        return wrong("A categorical function of this property needs a \"default\".");
    }

    [[nodiscard]] Converted categorical(const Json &stops) const {
        const auto otherwise = fallback();
        if (!otherwise) return otherwise;
        const bool matchable = std::all_of(stops.begin(), stops.end(), [](const Json &stop) {
            return stop[0].is_string() ||
                   (stop[0].is_number() && std::floor(stop[0].get<double>()) == stop[0].get<double>());
        });
        if (matchable) {
            Json expression = curve(Json::array({"match", get()}), stops, false);
            expression.push_back(*otherwise);
            return expression;
        }
        Json expression = Json::array({"case"});
        for (const Json &stop : stops) {
            expression.push_back(Json::array({"==", get(), stop[0]}));
            expression.push_back(stop[1]);
        }
        expression.push_back(*otherwise);
        return expression;
    }

    const Json &m_function;
    const PropertyRules &m_rules;
};

Json convertIdentity(const Json &function, const PropertyRules &rules) {
    const Json get = StopConverter(function, rules).get();
    const auto it = function.find("default");
    if (it == function.end()) return rules.isText ? Json::array({"string", get}) : get;
    if (!rules.choices.empty()) return Json::array({"match", get, Json(rules.choices), get, *it});
    if (rules.type && rules.type->is(Kind::Formatted))
        return Json::array({"to-string", Json::array({"coalesce", get, literal(*it)})});
    Json expression = Json::array({specTypeName(rules)});
    if (rules.type && rules.type->is(Kind::Array)) {
        expression.push_back(typeName(rules.type->itemType()));
        expression.push_back(rules.type->length ? Json(*rules.type->length) : Json());
    }
    expression.push_back(get);
    expression.push_back(literal(*it));
    return expression;
}

// Stops like [{"zoom": 3, "value": "a"}, output]: a curve over zoom of functions over the attribute.
Converted convertZoomAndProperty(const Json &function, const PropertyRules &rules, const Json &stops) {
    std::vector<std::pair<Json, Json>> byZoom; // zoom -> stops of the attribute
    for (const Json &stop : stops) {
        if (!stop[0].is_object() || !stop[0].contains("zoom") || !stop[0].contains("value"))
            return wrong("every stop of a zoom-and-property function needs {\"zoom\", \"value\"}");
        const Json &zoom = stop[0]["zoom"];
        auto it = std::find_if(byZoom.begin(), byZoom.end(), [&](const auto &entry) { return entry.first == zoom; });
        if (it == byZoom.end()) {
            byZoom.emplace_back(zoom, Json::array());
            it = std::prev(byZoom.end());
        }
        it->second.push_back(Json::array({stop[0]["value"], stop[1]}));
    }
    const Json plain = StopConverter::plain(function);
    const StopConverter inside(plain, rules);
    const Json zoom = Json::array({"zoom"});
    // Along zoom the property decides: linear where it can be interpolated, steps elsewhere.
    Json expression = Json::array({"step", zoom});
    if (rules.interpolates) {
        expression = StopConverter(function, rules).interpolateHead(zoom);
        expression[1] = Json::array({"linear"});
    }
    for (const auto &[level, inner] : byZoom) {
        auto output = inside.overProperty(inner);
        if (!output) return output;
        if (rules.interpolates || expression.size() != 2) expression.push_back(level);
        expression.push_back(*output);
    }
    if (!rules.interpolates && expression.size() == 3) {
        const Json only = expression[2];
        expression.push_back(0);
        expression.push_back(only);
    }
    return expression;
}

} // namespace

Converted convertFunction(const Json &function, const PropertyRules &rules) {
    const auto property = function.find("property");
    const bool ofProperty = property != function.end();
    if (ofProperty && !property->is_string()) return wrong("\"property\" of a function must be a string");
    const auto it = function.find("stops");
    if (it == function.end()) {
        if (!ofProperty) return wrong("a function needs \"stops\" or a \"property\"");
        return convertIdentity(function, rules);
    }
    if (!it->is_array() || it->empty()) return wrong("\"stops\" must be a list of [input, output] pairs");
    Json stops = Json::array();
    for (const Json &stop : *it) {
        if (!stop.is_array() || stop.size() != 2) return wrong("\"stops\" must be a list of [input, output] pairs");
        const bool tokens = !ofProperty && rules.hasTokens && stop[1].is_string() && !stop[0].is_object();
        Json output = tokens ? convertTokens(stop[1].get_ref<const std::string &>()) : literal(stop[1]);
        stops.push_back(Json::array({stop[0], std::move(output)}));
    }
    if (stops[0][0].is_object()) return convertZoomAndProperty(function, rules, stops);
    const StopConverter converter(function, rules);
    return ofProperty ? converter.overProperty(stops) : converter.overZoom(stops);
}

Json convertTokens(std::string_view text) {
    Json parts = Json::array({"concat"});
    std::size_t done = 0;
    for (std::size_t open = text.find('{'); open != std::string_view::npos;) {
        const std::size_t next = text.find_first_of("{}", open + 1);
        if (next == std::string_view::npos) break;
        if (text[next] == '{' || next == open + 1) { // "{{" or "{}": not a token
            open = text[next] == '{' ? next : text.find('{', next);
            continue;
        }
        if (open > done) parts.push_back(std::string(text.substr(done, open - done)));
        parts.push_back(Json::array({"get", std::string(text.substr(open + 1, next - open - 1))}));
        done = next + 1;
        open = text.find('{', done);
    }
    if (parts.size() == 1) return Json(std::string(text));
    if (done < text.size()) {
        parts.push_back(std::string(text.substr(done)));
    } else if (parts.size() == 2) {
        return Json::array({"to-string", parts[1]});
    }
    return parts;
}

} // namespace corridors::style
