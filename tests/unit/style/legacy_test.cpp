// Legacy functions and filters of the deprecated syntax.
#include "geodata/style/filter.hpp"
#include "support.hpp"

namespace corridors::style::test {
namespace {

PropertyRules number() { return rulesFor(Kind::Number); }

TEST(LegacyFunction, OfZoomInterpolatesWithItsBase) {
    EXPECT_EQ(evaluate(R"({"stops": [[0, 0], [10, 10]]})", "{}", 4, number()), "4");
    EXPECT_EQ(evaluate(R"({"base": 2, "stops": [[0, 0], [3, 7]]})", "{}", 2, number()), "3");
    EXPECT_EQ(evaluate(R"({"stops": [[5, 2]]})", "{}", 9, number()), "2");
}

TEST(LegacyFunction, OfZoomStepsWhereThePropertyCannotInterpolate) {
    PropertyRules rules = rulesFor(Kind::String);
    rules.interpolates = false;
    EXPECT_EQ(evaluate(R"({"stops": [[0, "a"], [5, "b"]]})", "{}", 4.9, rules), "\"a\"");
    EXPECT_EQ(evaluate(R"({"stops": [[0, "a"], [5, "b"]]})", "{}", 5, rules), "\"b\"");
}

TEST(LegacyFunction, OfAnAttribute) {
    const std::string exponential = R"({"property": "x", "stops": [[0, 0], [10, 100]], "default": -1})";
    EXPECT_EQ(evaluate(exponential, R"({"x": 3})", 0, number()), "30");
    EXPECT_EQ(evaluate(exponential, R"({"x": "3"})", 0, number()), "-1");
    const std::string interval = R"({"property": "x", "type": "interval", "stops": [[0, 1], [10, 2]]})";
    EXPECT_EQ(evaluate(interval, R"({"x": 9})", 0, number()), "1");
    EXPECT_EQ(evaluate(interval, R"({"x": 10})", 0, number()), "2");
    const std::string categorical =
        R"({"property": "x", "type": "categorical", "stops": [["a", 1], ["b", 2]], "default": 9})";
    EXPECT_EQ(evaluate(categorical, R"({"x": "b"})", 0, number()), "2");
    EXPECT_EQ(evaluate(categorical, R"({"x": "c"})", 0, number()), "9");
    const std::string identity = R"({"property": "x", "type": "identity", "default": 5})";
    EXPECT_EQ(evaluate(identity, R"({"x": 4})", 0, number()), "4");
    EXPECT_EQ(evaluate(identity, "{}", 0, number()), "5");
    const std::string flags =
        R"({"property": "x", "type": "categorical", "stops": [[true, 1], [false, 2]], "default": 3})";
    EXPECT_EQ(evaluate(flags, R"({"x": false})", 0, number()), "2");
}

TEST(LegacyFunction, OfZoomAndAttributeMixesBoth) {
    const std::string function = R"({"property": "x", "stops": [
        [{"zoom": 0, "value": 0}, 0], [{"zoom": 0, "value": 10}, 10], [{"zoom": 10, "value": 0}, 100], [{"zoom": 10, "value": 10}, 200]]})";
    EXPECT_EQ(evaluate(function, R"({"x": 5})", 0, number()), "5");
    EXPECT_EQ(evaluate(function, R"({"x": 5})", 10, number()), "150");
    EXPECT_EQ(evaluate(function, R"({"x": 5})", 5, number()), "77.5");
    EXPECT_EQ((*compileExpression(function, number()))->dependence(), Dependence::ZoomAndFeature);
}

TEST(LegacyFunction, MalformedOnesAreErrors) {
    for (const char *json :
         {"{}", R"({"stops": []})", R"({"stops": [1, 2]})", R"({"stops": [[0]]})", R"({"stops": "x"})",
          R"({"property": 5, "stops": [[0, 1]]})", R"({"type": "odd", "stops": [[0, 1]]})",
          R"({"property": "x", "stops": [[{"zoom": 1}, 2]]})"})
        EXPECT_FALSE(compileExpression(json, number()).has_value()) << json;
}

TEST(Tokens, StandForAttributesInPlainLabels) {
    const auto label = [](const std::string &text, const std::string &properties) {
        const auto document =
            parsed(styleWith(R"({"id": "l", "type": "symbol", "source": "s", "layout": {"text-field": )" + text + "}}"))
                .value;
        const auto layer = pointWith(properties);
        return std::get<SymbolStyle>(document->layers.at(0).style).textField.evaluate(0, layer->feature(0));
    };
    EXPECT_EQ(label(R"x("{name} ({rank})")x", R"({"name": "Baku", "rank": 1})"), "Baku (1)");
    EXPECT_EQ(label(R"("{name}")", R"({"name": "Baku"})"), "Baku");
    EXPECT_EQ(label(R"("{name}")", "{}"), "");
    EXPECT_EQ(label(R"("a {b")", R"({"b": 1})"), "a {b");
    EXPECT_EQ(label(R"("{} {{name}}")", R"({"name": "x"})"), "{} {x}");
    EXPECT_EQ(label(R"({"stops": [[0, "{name}"]]})", R"({"name": "Gyumri"})"), "Gyumri");
    EXPECT_EQ(label(R"(["get", "name"])", R"({"name": "{raw}"})"), "{raw}");
}

bool accepts(const std::string &filter, const std::string &properties, double zoom = 0) {
    const auto compiled = compileFilter(filter);
    EXPECT_TRUE(compiled.has_value()) << filter << (compiled ? "" : compiled.error()[0].message);
    const auto layer = pointWith(properties, "f1");
    return compiled && (*compiled)->accepts(layer->feature(0), zoom);
}

TEST(LegacyFilter, ComparesAttributes) {
    EXPECT_TRUE(accepts(R"(["==", "k", "oil"])", R"({"k": "oil"})"));
    EXPECT_FALSE(accepts(R"(["==", "k", "1"])", R"({"k": 1})"));
    EXPECT_TRUE(accepts(R"(["!=", "k", "oil"])", "{}"));
    EXPECT_TRUE(accepts(R"(["<=", "n", 5])", R"({"n": 5})"));
    EXPECT_FALSE(accepts(R"(["<", "n", 5])", R"({"n": "4"})"));
    EXPECT_FALSE(accepts(R"([">", "n", 5])", "{}"));
    EXPECT_TRUE(accepts(R"([">=", "s", "b"])", R"({"s": "c"})"));
}

TEST(LegacyFilter, MissingIsNotNull) {
    EXPECT_TRUE(accepts(R"(["==", "k", null])", R"({"k": null})"));
    EXPECT_FALSE(accepts(R"(["==", "k", null])", "{}"));
    EXPECT_TRUE(accepts(R"(["!=", "k", null])", "{}"));
    EXPECT_TRUE(accepts(R"(["has", "k"])", R"({"k": null})"));
    EXPECT_TRUE(accepts(R"(["!has", "k"])", "{}"));
}

TEST(LegacyFilter, SetsAndCombinations) {
    EXPECT_TRUE(accepts(R"(["in", "k", "a", "b"])", R"({"k": "b"})"));
    EXPECT_TRUE(accepts(R"(["!in", "k", "a", "b"])", "{}"));
    EXPECT_TRUE(accepts(R"(["all"])", "{}"));
    EXPECT_FALSE(accepts(R"(["any"])", "{}"));
    EXPECT_TRUE(accepts(R"(["none"])", "{}"));
    EXPECT_TRUE(accepts(R"(["none", ["==", "k", "a"], ["==", "k", "b"]])", R"({"k": "c"})"));
    EXPECT_TRUE(accepts(R"(["any", ["==", "k", "a"], ["all", ["has", "n"], ["!=", "n", 3]]])", R"({"n": 2})"));
}

TEST(LegacyFilter, TypeAndId) {
    EXPECT_TRUE(accepts(R"(["==", "$type", "Point"])", "{}"));
    EXPECT_TRUE(accepts(R"(["in", "$type", "Polygon", "Point"])", "{}"));
    EXPECT_TRUE(accepts(R"(["==", "$id", "f1"])", "{}"));
    EXPECT_TRUE(accepts(R"(["has", "$id"])", "{}"));
    EXPECT_EQ(compileFilter(R"(["all", ["<", "$type", "Point"]])").error()[0].key, "[1]");
}

TEST(ExpressionFilter, IsToldFromTheOldSyntax) {
    EXPECT_TRUE(accepts(R"(["==", ["get", "k"], "oil"])", R"({"k": "oil"})"));
    EXPECT_TRUE(accepts(R"(["in", ["get", "k"], ["literal", ["a"]]])", R"({"k": "a"})"));
    EXPECT_TRUE(accepts(R"(["all", ["has", "k"], [">", ["get", "n"], 1]])", R"({"k": 0, "n": 2})"));
    EXPECT_FALSE(accepts(R"([">", ["get", "n"], 1])", R"({"n": "x"})")); // an error hides the feature
    EXPECT_TRUE(accepts("true", "{}"));
    EXPECT_TRUE(accepts(R"([">=", ["zoom"], 5])", "{}", 5)); // zoom may stand anywhere in a filter
    EXPECT_FALSE(accepts(R"([">=", ["zoom"], 5])", "{}", 4.9));
    EXPECT_FALSE(compileFilter(R"(["+", 1, 2])").has_value());
}

} // namespace
} // namespace corridors::style::test
