// Feeds damaged style documents, expressions, functions and filters to geodata/style: nothing may crash, hang or
// overflow, and whatever compiles must evaluate. Mutates a corpus of its own; `--seconds N` (default 2), `--seed N`.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/style/filter.hpp"
#include "geodata/style/style_document.hpp"

namespace {

using namespace corridors;
using Clock = std::chrono::steady_clock;

// A single input that takes longer than this counts as a hang.
constexpr double kHangSeconds = 10;

const std::vector<std::string> &corpus() {
    static const std::vector<std::string> kCorpus = {
        R"({"version":8,"name":"N","center":[45,40],"zoom":6,"state":{"w":{"default":3}},"metadata":{"corridors:title":"T","corridors:projection":{"type":"lcc","centralLon":45,"parallels":[38,42]},"corridors:layers":[{"id":"a","title":"A","opacity":0.5,"digit":1},{"id":"b"}],"corridors:themes":{"light":{},"dark":{"l":{"line-color":"red","line-cap":"round"}}}},"sources":{"s":{"type":"geojson","data":{"type":"FeatureCollection","features":[]}},"f":{"type":"geojson","data":"x.geojson"}},"layers":[{"id":"bg","type":"background","paint":{"background-color":"#fff"}},{"id":"l","type":"line","source":"s","minzoom":2,"filter":["all",["==",["get","kind"],"rail"],["has","n"]],"layout":{"line-cap":"round","visibility":"visible"},"paint":{"line-color":["match",["get","kind"],["rail","road"],"#123456","blue"],"line-width":["interpolate",["exponential",1.5],["zoom"],4,1,10,["number",["get","n"],4]],"line-dasharray":[2,1]}},{"id":"t","type":"symbol","source":"f","ref":"l","metadata":{"corridors:layer":"b","corridors:legend":false},"layout":{"text-field":"{name} {n}","text-font":["A","B"],"text-variable-anchor":["left"]},"paint":{"text-color":{"property":"n","stops":[[{"zoom":0,"value":0},"red"],[{"zoom":5,"value":9},"blue"]]}}}]})",
        R"(["let","a",["get","x"],"b",["+",1,2],["case",["==",["typeof",["var","a"]],"number"],["*",["number",["var","a"]],["var","b"]],["to-number",["coalesce",["get","y"],"7"],0]]])",
        R"(["interpolate-hcl",["cubic-bezier",0.42,0,0.58,1],["zoom"],0,"red",5,["to-color",["get","c"],"lime"],20,["rgba",1,2,3,0.5]])",
        R"(["step",["zoom"],["literal",[1,2]],4,["semiliteral",[["abs",["get","n"]],["^",2,["ln",3]]]]])",
        R"(["concat",["upcase",["slice",["get","name"],-3]],["join",["split","a,b",","],"-"],["number-format",["get","n"],{"locale":"de","max-fraction-digits":2}],["index-of","a",["get","name"],1]])",
        R"(["format",["get","name"],{"font-scale":1.2,"text-color":"red","text-font":["literal",["A"]]},["image","x"],{}])",
        R"(["any",["in",["get","k"],["literal",["a",1,null]]],["<",["get","s"],"z",["collator",{"locale":"sv","case-sensitive":true}]],["!",["within",{"type":"Polygon","coordinates":[[[44,39],[46,39],[46,41],[44,39]]]}]],[">",["distance",{"type":"LineString","coordinates":[[1,2],[3,4]]}],5]])",
        R"(["at",["length",["get","name"]],["array","string",3,["get","l"]]])",
        R"(["all",["==","kind","rail"],["!in","n",1,2,3],["none",["has","x"],["<=","$id",4],["==","$type","Point"]]])",
        R"({"property":"n","type":"categorical","stops":[[1,"a"],[2,"b"],[true,"c"]],"default":"d"})",
        R"({"base":1.5,"stops":[[0,1],[10,20],[10,30]]})",
        R"(["interpolate",["linear"],["zoom"],0,["global-state","from"],10,["properties"]])",
    };
    return kCorpus;
}

constexpr std::string_view kTokens[] = {"[",
                                        "]",
                                        "{",
                                        "}",
                                        ",",
                                        ":",
                                        "null",
                                        "true",
                                        "-1",
                                        "1e308",
                                        "-1e999",
                                        "0.5",
                                        "1e-320",
                                        "\"\"",
                                        "[]",
                                        "{}",
                                        "\"zoom\"",
                                        "\"get\"",
                                        "\"n\"",
                                        "\"let\"",
                                        "\"var\"",
                                        "\"a\"",
                                        "\"literal\"",
                                        "\"case\"",
                                        "\"match\"",
                                        "\"coalesce\"",
                                        "\"step\"",
                                        "\"interpolate\"",
                                        "\"format\"",
                                        "\"all\"",
                                        "\"-\"",
                                        "\"type\"",
                                        "\"stops\"",
                                        "\"property\"",
                                        "\"default\"",
                                        "\"layers\"",
                                        "\"paint\"",
                                        "\"filter\"",
                                        "\"\\u0000\"",
                                        "\"\xF0\x9D\x84\x9E\"",
                                        "[\"zoom\"]",
                                        "[\"get\",\"n\"]",
                                        "[\"get\",\"name\"]",
                                        "[\"var\",\"a\"]",
                                        "[\"literal\",[]]",
                                        "9007199254740993",
                                        "\"hsl(1 2% 3% / 4)\""};

class Mutator {
public:
    explicit Mutator(unsigned seed) : m_random(seed) {}

private:
    template <class Container>
    const auto &pick(const Container &c) {
        return c[below(std::size(c))];
    }

public:
    std::string next() {
        std::string text = pick(corpus());
        const std::size_t changes = 1 + below(6);
        for (std::size_t i = 0; i < changes; ++i) change(text);
        return text;
    }
    std::size_t below(std::size_t n) {
        return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(m_random);
    }

private:
    void change(std::string &text) {
        switch (below(7)) {
        case 0: // a damaged byte
            if (!text.empty()) text[below(text.size())] = static_cast<char>(below(256));
            break;
        case 1: text.insert(below(text.size() + 1), pick(kTokens)); break;
        case 2: { // something else instead of a value
            const auto [begin, size] = value(text);
            text.replace(begin, size, pick(kTokens));
            break;
        }
        case 3: { // a value from elsewhere
            const auto [begin, size] = value(text);
            const std::string &other = pick(corpus());
            const auto [from, length] = value(other);
            text.replace(begin, size, other.substr(from, length));
            break;
        }
        case 4: { // a value twice
            const auto [begin, size] = value(text);
            const std::string copy = "," + text.substr(begin, size);
            text.insert(begin + size, copy);
            break;
        }
        case 5: { // a value wrapped into itself, deeper and deeper
            const auto [begin, size] = value(text);
            const std::string inner = text.substr(begin, size);
            std::string wrapped = inner;
            static constexpr std::string_view kHeads[] = {"[\"all\",",         "[\"-\",", "[\"coalesce\",",
                                                          "[\"let\",\"a\",1,", "[\"!\",", "["};
            const std::size_t depth = 1 + below(below(10) == 0 ? 150 : 8);
            const std::string_view head = pick(kHeads);
            for (std::size_t i = 0; i < depth; ++i)
                wrapped = std::string(head) + wrapped + (below(2) == 0 ? "]" : ",true]");
            text.replace(begin, size, wrapped);
            break;
        }
        default: { // a value gone
            const auto [begin, size] = value(text);
            text.erase(begin, size);
        }
        }
        if (text.size() > 200'000) text.resize(200'000);
    }

    // The bytes of some JSON value: a bracketed one or a run between separators.
    std::pair<std::size_t, std::size_t> value(const std::string &text) {
        if (text.empty()) return {0, 0};
        const std::size_t begin = below(text.size());
        std::size_t end = begin;
        if (text[begin] == '[' || text[begin] == '{') {
            int depth = 0;
            for (; end < text.size(); ++end) {
                if (text[end] == '[' || text[end] == '{') ++depth;
                if ((text[end] == ']' || text[end] == '}') && --depth == 0) break;
            }
            return {begin, std::min(end + 1, text.size()) - begin};
        }
        while (end < text.size() && std::string_view(",[]{}:").find(text[end]) == std::string_view::npos) ++end;
        return {begin, std::max<std::size_t>(end - begin, 1)};
    }

    std::mt19937 m_random;
};

std::shared_ptr<const LayerData> makeLayer() {
    LayerDataBuilder builder(webMercator());
    const LonLat ring[] = {{44, 40}, {45, 40}, {45, 41}, {44, 40}};
    const auto add = [&](std::string_view id, GeometryType type, std::size_t points) {
        builder.beginFeature(id, type, id == "7");
        builder.addPart(std::span(ring).first(points));
    };
    add("7", GeometryType::Point, 1);
    builder.setProperty("n", 3.5);
    builder.setProperty("name", std::string_view("Naxçıvan \xF0\x9D\x84\x9E"));
    builder.setProperty("kind", std::string_view("rail"));
    builder.setProperty("l", JsonText{R"(["a","b","c"])"});
    add("", GeometryType::LineString, 3);
    builder.setProperty("name", std::monostate{});
    builder.setProperty("x", true);
    builder.setProperty("o", JsonText{R"({"n":[1,{"m":null}]})"});
    add("p", GeometryType::Polygon, 4);
    builder.setProperty("c", std::string_view("rgb(1,2,3)"));
    return builder.finish();
}

class Target {
public:
    void run(const std::string &text) const {
        runStyle(text);
        runExpression(text);
        if (const auto filter = style::compileFilter(text))
            for (std::size_t i = 0; i < m_layer->featureCount(); ++i)
                m_sink = m_sink + ((*filter)->accepts(m_layer->feature(i), 5) ? 1 : 0);
        static_cast<void>(style::parseColor(text));
    }

private:
    void runExpression(const std::string &text) const {
        using style::Kind;
        using style::Type;
        for (const auto &type :
             {std::optional<Type>(), std::optional<Type>(Kind::Number), std::optional<Type>(Kind::Color),
              std::optional<Type>(Kind::Formatted), std::optional<Type>(Type::array(Kind::Number, 2))}) {
            style::PropertyRules rules;
            rules.type = type;
            const auto compiled = style::compileExpression(text, rules, R"({"from":[1,2]})");
            if (!compiled) continue;
            for (std::size_t i = 0; i < m_layer->featureCount(); ++i) {
                const FeatureView feature = m_layer->feature(i);
                const style::Value value = (*compiled)->evaluate({6.5, &feature, i == 0});
                m_sink = m_sink + (style::toText(value).size() + style::toJson(value).size() +
                                   style::typeName(style::typeOf(value)).size());
            }
            m_sink = m_sink + (static_cast<std::size_t>((*compiled)->mixFactor(6.5) * 10));
        }
    }

    void runStyle(const std::string &text) const {
        for (const char *theme : {"", "dark"}) {
            const auto parsed = style::parseStyle(text, "maps/map.json", theme);
            if (!parsed) continue;
            for (const style::StyleLayer &layer : parsed->value->layers)
                for (std::size_t i = 0; i < m_layer->featureCount(); ++i) touchLayer(layer, m_layer->feature(i));
        }
    }

    void touchLayer(const style::StyleLayer &layer, const FeatureView &feature) const {
        m_sink = m_sink + (layer.accepts(feature, 6.5) ? 1 : 0);
        if (const auto *line = std::get_if<style::LineStyle>(&layer.style)) {
            m_sink = m_sink + (static_cast<std::size_t>(line->color.evaluate(6.5, feature).a > 0));
            m_sink = m_sink + (static_cast<std::size_t>(line->width.evaluate(6.5, feature) > 0));
            m_sink = m_sink + (line->cap.evaluate(6.5, feature).size() + line->dashArray.evaluate(6.5, feature).size());
        } else if (const auto *symbol = std::get_if<style::SymbolStyle>(&layer.style)) {
            m_sink = m_sink +
                     (symbol->textField.evaluate(6.5, feature).size() + symbol->textFont.evaluate(6.5, feature).size());
            m_sink = m_sink + (static_cast<std::size_t>(symbol->textColor.evaluate(6.5, feature).a > 0));
        }
    }

    std::shared_ptr<const LayerData> m_layer = makeLayer();
    mutable volatile std::size_t m_sink = 0; // keeps the work from being optimised away
};

double argument(int count, char **values, const char *name, double otherwise) {
    for (int i = 1; i + 1 < count; ++i)
        if (std::strcmp(values[i], name) == 0) return std::atof(values[i + 1]);
    return otherwise;
}

} // namespace

int main(int count, char **values) {
    const double seconds = argument(count, values, "--seconds", 2);
    const auto seed = static_cast<unsigned>(argument(count, values, "--seed", 1));
    Mutator mutator(seed);
    const Target target;
    for (const std::string &text : corpus()) target.run(text);
    std::size_t executions = 0;
    double slowest = 0;
    const auto begin = Clock::now();
    while (std::chrono::duration<double>(Clock::now() - begin).count() < seconds) {
        const std::string text = mutator.next();
        const auto start = Clock::now();
        target.run(text);
        const double took = std::chrono::duration<double>(Clock::now() - start).count();
        if (took > kHangSeconds) {
            std::printf("an input took %.1f s:\n%s\n", took, text.c_str());
            return 1;
        }
        slowest = std::max(slowest, took);
        ++executions;
    }
    std::printf("%zu executions, slowest %.3f s\n", executions, slowest);
    return 0;
}
