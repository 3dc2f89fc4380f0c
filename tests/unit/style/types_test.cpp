// Types: checking, assertions, conversions, and what the compiler inserts by itself.
#include <cmath>

#include "geodata/style/number_text.hpp"
#include "support.hpp"

namespace corridors::style::test {
namespace {

TEST(Types, NamesAndSubtypes) {
    const Type pair = Type::array(Kind::Number, 2);
    EXPECT_EQ(typeName(pair), "array<number, 2>");
    EXPECT_EQ(typeName(Type::array(Kind::String)), "array<string>");
    EXPECT_EQ(typeName(Type::array(Kind::Any)), "array");
    EXPECT_TRUE(isSubtype(Type::array(Kind::Number), pair));
    EXPECT_FALSE(isSubtype(pair, Type::array(Kind::Number)));
    EXPECT_TRUE(isSubtype(Kind::Any, pair));
    EXPECT_FALSE(isSubtype(Kind::Number, Kind::Any));
    EXPECT_TRUE(isSubtype(Kind::Number, Kind::Error));
    EXPECT_FALSE(isSubtype(Kind::Any, Kind::Collator));
}

TEST(Types, ConformsAgreesWithTypeOf) {
    const std::vector<Value> values = {Value(),
                                       Value(true),
                                       Value(1.0),
                                       Value(std::string("s")),
                                       Value(Rgba{}),
                                       Value(List{Kind::Array, {Value(1.0), Value(2.0)}}),
                                       Value(List{Kind::Array, {Value(1.0), Value(true)}}),
                                       Value(List{}),
                                       Value(List{Kind::Array, {Value(List{Kind::Array, {Value(1.0)}})}}),
                                       Value(Object{})};
    const std::vector<Type> types = {Kind::Any,
                                     Kind::Null,
                                     Kind::Boolean,
                                     Kind::Number,
                                     Kind::String,
                                     Kind::Color,
                                     Kind::Object,
                                     Type::array(Kind::Any),
                                     Type::array(Kind::Number),
                                     Type::array(Kind::Number, 2),
                                     Type::array(Type::array(Kind::Number))};
    for (const Value &value : values)
        for (const Type &type : types)
            EXPECT_EQ(conforms(type, value), isSubtype(type, typeOf(value))) << typeName(type) << " " << toJson(value);
}

TEST(Assertions, TakeTheFirstValueOfTheType) {
    EXPECT_EQ(evaluate(R"(["number", ["get", "a"], ["get", "b"], 3])", R"({"a": "x", "b": 2})"), "2");
    EXPECT_EQ(evaluate(R"(["number", ["get", "a"], 3])"), "3");
    EXPECT_EQ(evaluate(R"(["string", ["get", "a"]])", R"({"a": 1})"),
              "error Expected value to be of type string, but found number instead.");
    EXPECT_EQ(evaluate(R"(["array", "string", 2, ["get", "a"]])", R"({"a": ["x", "y"]})"), R"(["x","y"])");
    EXPECT_EQ(evaluate(R"(["array", "string", 2, ["get", "a"]])", R"({"a": ["x"]})"),
              "error Expected value to be of type array<string, 2>, but found array<string, 1> instead.");
    EXPECT_EQ(evaluate(R"(["object", ["get", "a"]])", R"({"a": {"k": 1}})"), R"({"k":1})");
}

TEST(Conversions, ToNumberReadsWhatEcmascriptReads) {
    const auto number = [](const std::string &json) {
        return evaluate(R"(["to-number", ["get", "a"]])", R"({"a": )" + json + "}");
    };
    EXPECT_EQ(number(R"(" 12.5 ")"), "12.5");
    EXPECT_EQ(number(R"("")"), "0");
    EXPECT_EQ(number("null"), "0");
    EXPECT_EQ(number("true"), "1");
    EXPECT_EQ(number(R"("0x1F")"), "31");
    EXPECT_EQ(number(R"("1e3")"), "1000");
    EXPECT_EQ(number(R"("-.5")"), "-0.5");
    EXPECT_EQ(number(R"("12 km")"), R"(error Could not convert "12 km" to number.)");
    EXPECT_EQ(number("[1,2]"), "error Could not convert [1,2] to number.");
}

TEST(Conversions, ToStringToBooleanToColor) {
    EXPECT_EQ(evaluate(R"(["to-string", ["get", "a"]])", R"({"a": {"k": [1, null, "x"]}})"),
              R"("{\"k\":[1,null,\"x\"]}")");
    EXPECT_EQ(evaluate(R"(["to-string", null])"), "\"\"");
    EXPECT_EQ(evaluate(R"(["to-string", ["rgba", 26, 207, 26, 0.73]])"), "\"rgba(26,207,26,0.73)\"");
    for (const char *falsy : {"0", "\"\"", "null", "false"})
        EXPECT_EQ(evaluate(R"(["to-boolean", ["get", "a"]])", std::string(R"({"a": )") + falsy + "}"), "false")
            << falsy;
    for (const char *truthy : {"1", "\"false\"", "[]", "{}", "true"})
        EXPECT_EQ(evaluate(R"(["to-boolean", ["get", "a"]])", std::string(R"({"a": )") + truthy + "}"), "true")
            << truthy;
    EXPECT_EQ(evaluate(R"(["to-color", ["get", "a"], "lime"])", R"({"a": "no colour"})"), "rgba(0,255,0,1)");
    EXPECT_EQ(evaluate(R"(["to-color", ["get", "a"]])", R"({"a": [0, 128, 255]})"), "rgba(0,128,255,1)");
    EXPECT_EQ(evaluate(R"(["to-rgba", ["rgb", 10, 20, 30]])"), "[10,20,30,1]");
    EXPECT_EQ(evaluate(R"(["rgb", 300, 0, 0])"),
              "compile Invalid rgba value [300, 0, 0, 1]: 'r', 'g', and 'b' must be between 0 and 255.");
    EXPECT_EQ(evaluate(R"(["rgba", 0, 0, 0, 2])"),
              "compile Invalid rgba value [0, 0, 0, 2]: 'a' must be between 0 and 1.");
}

TEST(Conversions, TypeofNamesTheMostPreciseType) {
    const auto name = [](const std::string &json) {
        return evaluate(R"(["typeof", ["get", "a"]])", R"({"a": )" + json + "}");
    };
    EXPECT_EQ(name("[1, 2]"), "\"array<number, 2>\"");
    EXPECT_EQ(name("[1, \"x\"]"), "\"array<value, 2>\"");
    EXPECT_EQ(name("[[1], [2]]"), "\"array<value, 2>\"");
    EXPECT_EQ(name("{}"), "\"object\"");
    EXPECT_EQ(name("null"), "\"null\"");
}

TEST(Inference, ExpectedTypesGrowAssertionsAndCoercions) {
    EXPECT_EQ(evaluate(R"(["get", "c"])", R"({"c": "#00f"})", 0, rulesFor(Kind::Color)), "rgba(0,0,255,1)");
    EXPECT_EQ(evaluate(R"(["get", "n"])", R"({"n": "5"})", 0, rulesFor(Kind::Number)),
              "error Expected value to be of type number, but found string instead.");
    EXPECT_EQ(evaluate(R"(["get", "t"])", R"({"t": 5})", 0, rulesFor(Kind::Formatted)), "\"5\"");
    EXPECT_EQ(evaluate(R"(["concat", "a"])", "{}", 0, rulesFor(Kind::Number)),
              "compile Expected number but found string instead.");
    EXPECT_EQ(evaluate(R"(["literal", []])", "{}", 0, rulesFor(Type::array(Kind::String))), "[]");
    EXPECT_EQ(evaluate(R"(["semiliteral", [["+", 1, 1], ["get", "y"]]])", R"({"y": 3})", 0,
                       rulesFor(Type::array(Kind::Number, 2))),
              "[2,3]");
}

TEST(Errors, NameThePlaceInsideTheExpression) {
    EXPECT_EQ(evaluate(R"(["+", 1, ["*", 2, "x"]])"), "compile[2][2] Expected number but found string instead.");
    EXPECT_EQ(evaluate(R"(["+", 1, ["nonsense", 2]])"),
              R"(compile[2][0] Unknown expression "nonsense". If you wanted a literal array, use ["literal", [...]].)");
    EXPECT_EQ(evaluate(R"(["!", {}])"), R"(compile[1] Bare objects invalid. Use ["literal", {...}] instead.)");
    EXPECT_EQ(evaluate(R"(["-"])"),
              "compile Expected arguments of type (number, number) | (number), but found () instead.");
    EXPECT_EQ(evaluate(R"(["+", ["number", ["get", "a"]], 1])", R"({"a": "x"})"),
              "error[1] Expected value to be of type number, but found string instead.");
}

TEST(NumberText, IsShortestAndReadsBack) {
    EXPECT_EQ(numberText(0.1 + 0.2), "0.30000000000000004");
    EXPECT_EQ(numberText(1e21), "1e+21");
    EXPECT_EQ(numberText(123456789012345680000.0), "123456789012345680000");
    EXPECT_EQ(numberText(1e-7), "1e-7");
    EXPECT_EQ(numberText(0.000001), "0.000001");
    EXPECT_EQ(numberText(-0.0), "0");
    EXPECT_EQ(numberText(-1.5e-10), "-1.5e-10");
    EXPECT_EQ(numberText(std::nan("")), "NaN");
    for (const double x : {1.0, -2.5, 1.0 / 3, 5e-324, 1.7976931348623157e308, 4503599627370497.5, 6.02e23})
        EXPECT_EQ(parseNumber(numberText(x)), x) << numberText(x);
}

} // namespace
} // namespace corridors::style::test
