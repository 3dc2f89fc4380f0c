// Operators on strings and lists, format and number-format.
#include <algorithm>

#include "support.hpp"

namespace corridors::style::test {
namespace {

TEST(Strings, ConcatUpcaseDowncase) {
    EXPECT_EQ(evaluate(R"(["concat", "E", 60, " ", true, null, ["literal", [1]]])"), "\"E60 true[1]\"");
    EXPECT_EQ(evaluate(R"(["upcase", "Straße Tbilisi თბილისი"])"), "\"STRASSE TBILISI ᲗᲑᲘᲚᲘᲡᲘ\"");
    EXPECT_EQ(evaluate(R"(["downcase", "ԵՐԵՎԱՆ BAKI"])"), "\"երեվան baki\"");
}

TEST(Strings, SplitAndJoinAreInverse) {
    EXPECT_EQ(evaluate(R"(["split", "a-b--c", "-"])"), R"(["a","b","","c"])");
    EXPECT_EQ(evaluate(R"(["join", ["split", "a-b--c", "-"], "-"])"), "\"a-b--c\"");
    EXPECT_EQ(evaluate(R"(["split", "Əli", ""])"), R"(["Ə","l","i"])");
    EXPECT_EQ(evaluate(R"(["join", ["get", "l"], "; "])", R"({"l": ["x", "y"]})"), "\"x; y\"");
}

TEST(Lists, CountCodePointsNotBytes) {
    EXPECT_EQ(evaluate(R"(["length", "Naxçıvan"])"), "8");
    EXPECT_EQ(evaluate(R"(["length", "𝄞♪"])"), "2");
    EXPECT_EQ(evaluate(R"(["slice", "𝄞♪Bakı", 1, 4])"), "\"♪Ba\"");
    EXPECT_EQ(evaluate(R"(["slice", "Bakı", -2])"), "\"kı\"");
    EXPECT_EQ(evaluate(R"(["slice", "Bakı", 3, 1])"), "\"\"");
    EXPECT_EQ(evaluate(R"(["index-of", "♪", "𝄞♪"])"), "1");
    EXPECT_EQ(evaluate(R"(["index-of", "a", "abcabc", 1])"), "3");
    EXPECT_EQ(evaluate(R"(["index-of", 5, ["literal", [5, 6, 5]], -1])"), "2");
    EXPECT_EQ(evaluate(R"(["slice", ["literal", [0, 1, 2, 3]], 1, -1])"), "[1,2]");
}

TEST(Lists, SlicesOfAllRangesMatchTheirDefinition) {
    const std::string text = "abcdef";
    const int n = 6;
    for (int i = -8; i <= 8; ++i) {
        for (int j = -8; j <= 8; ++j) {
            const int a = std::clamp(i < 0 ? n + i : i, 0, n);
            const int b = std::clamp(j < 0 ? n + j : j, 0, n);
            const std::string expected =
                a < b ? text.substr(static_cast<std::size_t>(a), static_cast<std::size_t>(b - a)) : "";
            EXPECT_EQ(evaluate(R"(["slice", "abcdef", )" + std::to_string(i) + ", " + std::to_string(j) + "]"),
                      "\"" + expected + "\"");
        }
    }
}

TEST(Lists, InFindsItemsAndSubstrings) {
    EXPECT_EQ(evaluate(R"(["in", ["get", "k"], ["literal", ["oil", "gas"]]])", R"({"k": "gas"})"), "true");
    EXPECT_EQ(evaluate(R"(["in", "ak", ["get", "name"]])", R"({"name": "Baku"})"), "true");
    EXPECT_EQ(evaluate(R"(["in", "x", ["get", "name"]])"), "false");
    EXPECT_EQ(evaluate(R"(["in", 1, ["get", "l"]])", R"({"l": ["1"]})"), "false");
    EXPECT_EQ(evaluate(R"(["in", ["get", "o"], ["literal", [1]]])", R"({"o": {}})"),
              "error Expected first argument to be of type boolean, string, number or null, but found object instead.");
}

TEST(Lists, AtChecksItsIndex) {
    EXPECT_EQ(evaluate(R"(["at", 1, ["literal", ["a", "b"]]])"), "\"b\"");
    EXPECT_EQ(evaluate(R"(["at", ["get", "i"], ["literal", ["a", "b"]]])", R"({"i": 2})"),
              "error Array index out of bounds: 2 > 1.");
    EXPECT_EQ(evaluate(R"(["at", ["get", "i"], ["literal", ["a", "b"]]])", R"({"i": -1})"),
              "error Array index out of bounds: -1 < 0.");
    EXPECT_EQ(evaluate(R"(["at", ["get", "i"], ["literal", ["a", "b"]]])", R"({"i": 0.5})"),
              "error Array index must be an integer, but found 0.5 instead.");
}

TEST(Format, KeepsSectionsAndReadsAsOneText) {
    const auto expression = *compileExpression(
        R"(["format", ["get", "name"], {"font-scale": 1.2, "text-color": "red"}, "\n", {}, ["get", "local"], {"text-font": ["literal", ["A", "B"]]}])",
        rulesFor(Kind::Formatted));
    const auto layer = pointWith(R"({"name": "Yerevan", "local": "Երևան"})");
    const FeatureView feature = layer->feature(0);
    const Value value = expression->evaluate({0, &feature, true});
    ASSERT_NE(value.formatted(), nullptr);
    const auto &sections = value.formatted()->sections;
    ASSERT_EQ(sections.size(), 3U);
    EXPECT_DOUBLE_EQ(sections[0].scale.value_or(0), 1.2);
    EXPECT_EQ(sections[0].color, (Rgba{1, 0, 0, 1}));
    EXPECT_EQ(sections[2].font, "A,B");
    EXPECT_EQ(toText(value), "Yerevan\nԵրևան");
}

TEST(NumberFormat, FollowsTheLocale) {
    EXPECT_EQ(evaluate(R"(["number-format", 1234567.891, {}])"), "\"1,234,567.891\"");
    EXPECT_EQ(evaluate(R"(["number-format", 1234.5, {"locale": "de-DE", "min-fraction-digits": 2}])"), "\"1.234,50\"");
    EXPECT_EQ(evaluate(R"(["number-format", ["get", "x"], {"max-fraction-digits": 1}])", R"({"x": 2.55})"), "\"2.6\"");
    EXPECT_EQ(evaluate(R"(["number-format", 5, {"currency": "USD"}])"), "\"$5.00\"");
    EXPECT_EQ(evaluate(R"(["number-format", 5, {"unit": "kilometer"}])"), "\"5 km\"");
    EXPECT_EQ(evaluate(R"(["number-format", 5, {"unit": "meter", "currency": "USD"}])"),
              "compile NumberFormat options `currency` and `unit` are mutually exclusive");
}

TEST(Strings, DoNotGrowWithoutBound) {
    std::string expression = R"(["var", "v24"])";
    for (int i = 24; i > 0; --i) {
        const std::string before = R"(["var", "v)" + std::to_string(i - 1) + "\"]";
        expression = R"(["let", "v)" + std::to_string(i) + R"(", ["concat", )" + before + ", " + before + "], " +
                     expression + "]";
    }
    expression = R"(["let", "v0", "0123456789", )" + expression + "]";
    EXPECT_NE(evaluate(expression).find("The text is longer than a megabyte."), std::string::npos);
}

} // namespace
} // namespace corridors::style::test
