#include "expression_cases.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "geodata/core/text_file.hpp"
#include "geodata/style/expression.hpp"

namespace corridors::conformance {
namespace {

using Json = nlohmann::ordered_json;
namespace st = corridors::style;

std::optional<st::Type> typeNamed(const std::string &name) {
    using st::Kind;
    static const std::map<std::string, Kind> kTypes = {
        {"color", Kind::Color},           {"string", Kind::String},
        {"number", Kind::Number},         {"enum", Kind::String},
        {"boolean", Kind::Boolean},       {"formatted", Kind::Formatted},
        {"padding", Kind::Padding},       {"numberArray", Kind::NumberArray},
        {"colorArray", Kind::ColorArray}, {"projectionDefinition", Kind::Projection},
        {"resolvedImage", Kind::Image},   {"variableAnchorOffsetCollection", Kind::AnchorOffsets},
    };
    const auto it = kTypes.find(name);
    return it == kTypes.end() ? std::nullopt : std::optional<st::Type>(it->second);
}

st::PropertyRules rulesOf(const Json &test) {
    st::PropertyRules rules;
    const auto it = test.find("propertySpec");
    if (it == test.end()) return rules;
    const Json &spec = *it;
    const std::string type = spec.value("type", "");
    rules.type = typeNamed(type);
    if (type == "array") {
        const auto item = typeNamed(spec.value("value", ""));
        const auto length = spec.find("length");
        rules.type = st::Type::array(item.value_or(st::Kind::Any),
                                     length == spec.end() ? std::nullopt : std::optional(length->get<std::size_t>()));
    }
    const std::string kind = spec.value("property-type", "");
    const Json expression = spec.value("expression", Json::object());
    const Json parameters = expression.value("parameters", Json::array());
    rules.allowsFeature = kind == "data-driven" || kind == "cross-faded-data-driven";
    rules.allowsZoom = std::find(parameters.begin(), parameters.end(), "zoom") != parameters.end();
    rules.interpolates = expression.value("interpolated", false);
    rules.isText = type == "string";
    rules.hasTokens = spec.value("tokens", false);
    const Json values = type == "enum" ? spec.value("values", Json::object()) : Json::object();
    for (const auto &[name, unused] : values.items()) rules.choices.push_back(name);
    if (spec.contains("default")) rules.fallbackJson = spec["default"].dump();
    return rules;
}

void addPart(LayerDataBuilder &builder, const Json &points, bool isShell) {
    std::vector<LonLat> part;
    for (const Json &p : points) part.push_back({p.at(0).get<double>(), p.at(1).get<double>()});
    builder.addPart(part, isShell);
}

void addPolygon(LayerDataBuilder &builder, const Json &rings) {
    for (std::size_t i = 0; i < rings.size(); ++i) addPart(builder, rings[i], i == 0);
}

GeometryType geometryTypeNamed(const std::string &name) {
    for (const auto type : {GeometryType::Point, GeometryType::MultiPoint, GeometryType::LineString,
                            GeometryType::MultiLineString, GeometryType::Polygon, GeometryType::MultiPolygon})
        if (geometryTypeName(type) == name) return type;
    return GeometryType::None;
}

void addGeometry(LayerDataBuilder &builder, GeometryType type, const Json &c) {
    switch (type) {
    case GeometryType::None: break;
    case GeometryType::Point: addPart(builder, Json::array({c}), true); break;
    case GeometryType::MultiPoint:
        for (const Json &p : c) addPart(builder, Json::array({p}), true);
        break;
    case GeometryType::LineString: addPart(builder, c, true); break;
    case GeometryType::MultiLineString:
        for (const Json &line : c) addPart(builder, line, true);
        break;
    case GeometryType::Polygon: addPolygon(builder, c); break;
    case GeometryType::MultiPolygon:
        for (const Json &polygon : c) addPolygon(builder, polygon);
        break;
    }
}

void setProperty(LayerDataBuilder &builder, const std::string &name, const Json &value) {
    if (value.is_string()) {
        builder.setProperty(name, std::string_view(value.get_ref<const std::string &>()));
    } else if (value.is_number()) {
        builder.setProperty(name, value.get<double>());
    } else if (value.is_boolean()) {
        builder.setProperty(name, value.get<bool>());
    } else if (value.is_null()) {
        builder.setProperty(name, std::monostate{});
    } else {
        builder.setProperty(name, JsonText{value.dump()});
    }
}

std::shared_ptr<const LayerData> layerOf(const Json &feature) {
    LayerDataBuilder builder(webMercator());
    const Json geometry = feature.value("geometry", Json::object());
    const auto type = geometryTypeNamed(geometry.value("type", ""));
    const Json id = feature.value("id", Json());
    builder.beginFeature(id.is_string() ? id.get<std::string>() : id.is_null() ? "" : id.dump(), type, id.is_number());
    if (type != GeometryType::None) addGeometry(builder, type, geometry.at("coordinates"));
    const Json properties = feature.value("properties", Json::object());
    for (const auto &[name, value] : properties.items()) setProperty(builder, name, value);
    return builder.finish();
}

// Values in the notation of the cases: colours as premultiplied [r, g, b, a].
Json toCaseJson(const st::Value &value, bool insideList = false) {
    using st::Kind;
    if (value.isNull()) return nullptr;
    if (const bool *b = value.boolean()) return *b;
    if (const double *d = value.number()) return *d;
    if (const auto s = value.string()) return std::string(*s);
    if (const st::Rgba *c = value.color()) {
        if (insideList) return {{"r", c->r * c->a}, {"g", c->g * c->a}, {"b", c->b * c->a}, {"a", c->a}};
        return Json::array({c->r * c->a, c->g * c->a, c->b * c->a, c->a});
    }
    if (const st::List *list = value.list()) {
        Json items = Json::array();
        for (const st::Value &item : list->items) items.push_back(toCaseJson(item, list->kind == Kind::ColorArray));
        return list->kind == Kind::Array ? items : Json{{"values", items}};
    }
    if (const st::Object *object = value.object()) {
        Json members = Json::object();
        for (const auto &[name, member] : object->members) members[name] = toCaseJson(member);
        return members;
    }
    if (const st::Image *image = value.image()) return {{"name", image->name}, {"available", false}};
    if (const st::Formatted *text = value.formatted()) {
        Json sections = Json::array();
        for (const st::FormattedSection &s : text->sections) {
            const Json image = s.image.empty() ? Json() : Json{{"name", s.image}, {"available", false}};
            sections.push_back({{"text", s.text},
                                {"image", image},
                                {"scale", s.scale ? Json(*s.scale) : Json()},
                                {"fontStack", s.font.empty() ? Json() : Json(s.font)},
                                {"textColor", s.color ? toCaseJson(st::Value(*s.color), true) : Json()},
                                {"verticalAlign", s.verticalAlign.empty() ? Json() : Json(s.verticalAlign)}});
        }
        return {{"sections", sections}};
    }
    return "?";
}

// The cases keep six significant digits, cut off twice: 8.165982 became 8.16598 and that, as 816597.99..., 8.16597.
double cutToSixDigits(double value) {
    if (value == 0) return 0;
    const double scale = std::pow(10.0, std::max(0.0, 6 - std::ceil(std::log10(std::fabs(value)))));
    const double once = std::floor(value * scale) / scale;
    return std::floor(once * scale) / scale;
}

bool sameNumber(double a, double b) {
    return std::fabs(a - b) <= 1e-6 * std::max(std::fabs(a), std::fabs(b)) || std::fabs(a - b) < 1e-12 ||
           cutToSixDigits(a) == cutToSixDigits(b);
}

bool same(const Json &a, const Json &b) {
    if (a.is_number() && b.is_number()) return sameNumber(a.get<double>(), b.get<double>());
    if (a.is_array() && b.is_array()) {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
    }
    if (a.is_object() && b.is_object()) {
        if (a.size() != b.size()) return false;
        for (const auto &[name, value] : a.items())
            if (!b.contains(name) || !same(value, b[name])) return false;
        return true;
    }
    return a == b;
}

constexpr auto kPlace = "layers[0].paint.some-property"; // where the cases' expressions are said to stand

Json compiledJson(const st::CompileResult &compiled) {
    if (compiled) {
        using st::Dependence;
        const Dependence d = (*compiled)->dependence();
        return {{"result", "success"},
                {"isFeatureConstant", d == Dependence::Constant || d == Dependence::Zoom},
                {"isZoomConstant", d == Dependence::Constant || d == Dependence::Feature},
                {"type", st::typeName((*compiled)->type())}};
    }
    Json errors = Json::array();
    for (const st::CompileError &e : compiled.error()) errors.push_back({{"key", e.key}, {"error", e.message}});
    return {{"result", "error"}, {"errors", errors}};
}

Json outputJson(const st::Expression &expression, const Json &input) {
    const auto layer = layerOf(input.at(1));
    const FeatureView feature = layer->feature(0);
    const st::EvaluationContext context{input.at(0).value("zoom", 0.0), &feature, true};
    const st::Value value = expression.evaluate(context);
    if (const st::EvaluationError *e = value.error()) return {{"error", kPlace + e->key + ": " + e->message}};
    return toCaseJson(value);
}

// The first difference, or an empty text.
std::string difference(const Json &test) {
    const Json &expected = test.at("expected");
    const std::string state = test.contains("globalState") ? test["globalState"].dump() : std::string();
    const auto compiled = st::compileExpression(test.at("expression").dump(), rulesOf(test), state);
    const Json result = compiledJson(compiled);
    if (!same(result, expected.at("compiled")))
        return "compiled: expected " + expected["compiled"].dump() + ", got " + result.dump();
    if (!compiled || !expected.contains("outputs")) return {};
    const Json inputs = test.value("inputs", Json::array());
    for (std::size_t i = 0; i < inputs.size() && i < expected["outputs"].size(); ++i) {
        const Json output = outputJson(**compiled, inputs[i]);
        const Json &wanted = expected["outputs"][i];
        if (!same(output, wanted))
            return "output " + std::to_string(i) + ": expected " + wanted.dump() + ", got " + output.dump();
    }
    return {};
}

ExpressionCase runCase(const std::filesystem::path &file, const std::string &id) {
    const auto text = readTextFile(file.string());
    if (!text) return {id, false, text.error().text()};
    try {
        const std::string why = difference(Json::parse(*text));
        return {id, why.empty(), why};
    } catch (const Json::exception &e) {
        return {id, false, std::string("the case cannot be read: ") + e.what()};
    }
}

} // namespace

ExpressionReport runExpressionCases(const std::filesystem::path &dir) {
    ExpressionReport report;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator it(dir, error), end; !error && it != end; it.increment(error))
        if (it->path().filename() == "test.json")
            report.cases.push_back(
                runCase(it->path(), std::filesystem::relative(it->path().parent_path(), dir).generic_string()));
    std::sort(report.cases.begin(), report.cases.end(),
              [](const ExpressionCase &a, const ExpressionCase &b) { return a.id < b.id; });
    report.total = report.cases.size();
    report.passed = static_cast<std::size_t>(
        std::count_if(report.cases.begin(), report.cases.end(), [](const ExpressionCase &c) { return c.passed; }));
    return report;
}

} // namespace corridors::conformance
