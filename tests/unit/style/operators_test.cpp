// Look-up, arithmetic, boolean, comparison and choice operators.
#include "support.hpp"

namespace corridors::style::test {
namespace {

TEST(Arithmetic, FollowsTheUsualRules) {
    EXPECT_EQ(evaluate(R"(["+", 1, 2, 3.5])"), "6.5");
    EXPECT_EQ(evaluate(R"(["+"])"), "0");
    EXPECT_EQ(evaluate(R"(["*"])"), "1");
    EXPECT_EQ(evaluate(R"(["-", 5])"), "-5");
    EXPECT_EQ(evaluate(R"(["-", 5, 7])"), "-2");
    EXPECT_EQ(evaluate(R"(["/", 1, 4])"), "0.25");
    EXPECT_EQ(evaluate(R"(["%", 11, 4])"), "3");
    EXPECT_EQ(evaluate(R"(["^", 2, 10])"), "1024");
    EXPECT_EQ(evaluate(R"(["min", 4, -2, 8])"), "-2");
    EXPECT_EQ(evaluate(R"(["max", 4, -2, 8])"), "8");
    EXPECT_EQ(evaluate(R"(["abs", -3])"), "3");
}

TEST(Arithmetic, RoundsHalvesAwayFromZero) {
    EXPECT_EQ(evaluate(R"(["round", 2.5])"), "3");
    EXPECT_EQ(evaluate(R"(["round", -2.5])"), "-3");
    EXPECT_EQ(evaluate(R"(["floor", -0.5])"), "-1");
    EXPECT_EQ(evaluate(R"(["ceil", 0.2])"), "1");
}

TEST(Arithmetic, LogarithmsAndPowersAreInverse) {
    for (const char *x : {"0.125", "1", "3", "1000"}) {
        const std::string n = x;
        EXPECT_NEAR(std::stod(evaluate(R"(["^", ["e"], ["ln", )" + n + "]]")), std::stod(n), 1e-9);
        EXPECT_NEAR(std::stod(evaluate(R"(["^", 2, ["log2", )" + n + "]]")), std::stod(n), 1e-9);
        EXPECT_NEAR(std::stod(evaluate(R"(["^", 10, ["log10", )" + n + "]]")), std::stod(n), 1e-9);
        EXPECT_NEAR(std::stod(evaluate(R"(["^", ["sqrt", )" + n + "], 2]")), std::stod(n), 1e-9);
    }
}

TEST(Arithmetic, TrigonometryIsInRadians) {
    EXPECT_NEAR(std::stod(evaluate(R"(["sin", ["/", ["pi"], 6]])")), 0.5, 1e-12);
    EXPECT_NEAR(std::stod(evaluate(R"(["+", ["asin", 0.3], ["acos", 0.3]])")), 1.5707963267948966, 1e-12);
    EXPECT_NEAR(std::stod(evaluate(R"(["tan", ["atan", 0.7]])")), 0.7, 1e-12);
}

TEST(Lookup, ReadsAttributesOfEveryKind) {
    const std::string properties = R"({"n": 1.5, "s": "x", "b": true, "z": null, "l": ["Bakı", 2], "o": {"k": [1]}})";
    EXPECT_EQ(evaluate(R"(["get", "n"])", properties), "1.5");
    EXPECT_EQ(evaluate(R"(["get", "s"])", properties), "\"x\"");
    EXPECT_EQ(evaluate(R"(["get", "b"])", properties), "true");
    EXPECT_EQ(evaluate(R"(["get", "z"])", properties), "null");
    EXPECT_EQ(evaluate(R"(["get", "missing"])", properties), "null");
    EXPECT_EQ(evaluate(R"(["get", "l"])", properties), R"(["Bakı",2])");
    EXPECT_EQ(evaluate(R"(["get", "k", ["get", "o"]])", properties), "[1]");
    EXPECT_EQ(evaluate(R"(["get", ["concat", "s"]])", properties), "\"x\"");
    EXPECT_EQ(evaluate(R"(["properties"])", R"({"b": 1, "a": "t"})"), R"({"b":1,"a":"t"})");
}

TEST(Lookup, HasTellsNullFromMissing) {
    EXPECT_EQ(evaluate(R"(["has", "z"])", R"({"z": null})"), "true");
    EXPECT_EQ(evaluate(R"(["has", "y"])", R"({"z": null})"), "false");
    EXPECT_EQ(evaluate(R"(["has", "k", ["get", "o"]])", R"({"o": {"k": 0}})"), "true");
}

TEST(Lookup, IdKeepsItsTypeAndIsNullWithoutOne) {
    const auto expression = *compileExpression(R"(["id"])", {});
    const auto evaluateId = [&](const std::string &id, bool isNumber) {
        const auto layer = pointWith("{}", id, isNumber);
        const FeatureView feature = layer->feature(0);
        return toJson(expression->evaluate({0, &feature, true}));
    };
    EXPECT_EQ(evaluateId("btc", false), "\"btc\"");
    EXPECT_EQ(evaluateId("17", true), "17");
    EXPECT_EQ(evaluateId("17", false), "\"17\"");
    EXPECT_EQ(evaluateId("", false), "null");
}

TEST(Lookup, WorksForSeveralLayersWithDifferentColumns) {
    const auto expression = *compileExpression(R"(["get", "b"])", {});
    const auto first = pointWith(R"({"a": 1, "b": 2})");
    const auto second = pointWith(R"({"b": 3})");
    const auto third = pointWith(R"({"a": 4})");
    for (int round = 0; round < 2; ++round) {
        const auto at = [&](const std::shared_ptr<const LayerData> &layer) {
            const FeatureView feature = layer->feature(0);
            return toJson(expression->evaluate({0, &feature, true}));
        };
        EXPECT_EQ(at(first), "2");
        EXPECT_EQ(at(second), "3");
        EXPECT_EQ(at(third), "null");
    }
}

TEST(Lookup, GeometryTypeIsTheSimpleOne) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("a", GeometryType::MultiLineString);
    const LonLat line[] = {{45, 40}, {46, 41}};
    builder.addPart(line);
    builder.addPart(line);
    const auto layer = builder.finish();
    const FeatureView feature = layer->feature(0);
    EXPECT_EQ((*compileExpression(R"(["geometry-type"])", {}))->evaluate({0, &feature, true}).string(), "LineString");
}

TEST(Choice, CaseMatchCoalesce) {
    const std::string byKind = R"(["match", ["get", "k"], ["oil", "gas"], "pipe", "rail", "track", "other"])";
    EXPECT_EQ(evaluate(byKind, R"({"k": "gas"})"), "\"pipe\"");
    EXPECT_EQ(evaluate(byKind, R"({"k": "rail"})"), "\"track\"");
    EXPECT_EQ(evaluate(byKind, R"({"k": 3})"), "\"other\"");
    EXPECT_EQ(evaluate(R"(["match", ["get", "n"], [1, 2], "low", -7, "neg", "?"])", R"({"n": -7})"), "\"neg\"");
    EXPECT_EQ(evaluate(R"(["case", ["has", "a"], 1, ["has", "b"], 2, 3])", R"({"b": 0})"), "2");
    EXPECT_EQ(evaluate(R"(["case", false, 1, 3])"), "3");
    EXPECT_EQ(evaluate(R"(["coalesce", ["get", "a"], ["get", "b"], "c"])", R"({"b": "B"})"), "\"B\"");
    EXPECT_EQ(evaluate(R"(["coalesce", ["get", "a"], ["get", "b"], "c"])"), "\"c\"");
}

TEST(Choice, BranchesThatAreNotTakenAreNotEvaluated) {
    EXPECT_EQ(evaluate(R"(["case", ["has", "a"], ["number", ["get", "a"]], 7])"), "7");
    EXPECT_EQ(evaluate(R"(["any", true, ["error", "unreachable"]])"), "true");
    EXPECT_EQ(evaluate(R"(["all", false, ["error", "unreachable"]])"), "false");
}

TEST(Choice, BadBranchesAreCompileErrors) {
    EXPECT_EQ(evaluate(R"(["match", ["get", "k"], "a", 1, "a", 2, 3])"), "compile[4] Branch labels must be unique.");
    EXPECT_EQ(evaluate(R"(["match", ["get", "k"], 1.5, 1, 2])"),
              "compile[2] Numeric branch labels must be integer values.");
    EXPECT_EQ(evaluate(R"(["match", ["get", "k"], [], 1, 2])"), "compile[2] Expected at least one branch label.");
    EXPECT_EQ(evaluate(R"(["case", true, "a", 5])"), "compile[3] Expected string but found number instead.");
    EXPECT_EQ(evaluate(R"(["case", true, "a"])"), "compile Expected at least 3 arguments, but found only 2.");
}

TEST(Comparison, EqualityIsStrict) {
    EXPECT_EQ(evaluate(R"(["==", ["get", "a"], ["get", "b"]])", R"({"a": 1, "b": "1"})"), "false");
    EXPECT_EQ(evaluate(R"(["!=", ["get", "a"], ["get", "b"]])", R"({"a": 1, "b": "1"})"), "true");
    EXPECT_EQ(evaluate(R"(["==", ["get", "a"], null])"), "true");
    EXPECT_EQ(evaluate(R"(["==", ["get", "a"], true])", R"({"a": true})"), "true");
    EXPECT_EQ(evaluate(R"(["==", "a", 1])"), "compile Cannot compare types 'string' and 'number'.");
}

TEST(Comparison, OrderingNeedsTwoNumbersOrTwoStrings) {
    EXPECT_EQ(evaluate(R"(["<", ["get", "a"], 10])", R"({"a": 9})"), "true");
    EXPECT_EQ(evaluate(R"(["<", ["get", "a"], ["get", "b"]])", R"({"a": "10", "b": "9"})"), "true");
    EXPECT_EQ(evaluate(R"([">=", ["get", "a"], 10])", R"({"a": "9"})"),
              "error Expected value to be of type number, but found string instead.");
    EXPECT_EQ(
        evaluate(R"([">", ["get", "a"], ["get", "b"]])", R"({"a": "10", "b": 9})"),
        R"(error Expected arguments for ">" to be (string, string) or (number, number), but found (string, number) instead.)");
}

TEST(Comparison, CollatorIgnoresWhatItIsToldTo) {
    const auto same = [](const std::string &a, const std::string &b, const std::string &options) {
        return evaluate(R"(["==", ["get", "a"], ")" + b + R"(", ["collator", )" + options + "]]",
                        R"({"a": ")" + a + "\"}");
    };
    EXPECT_EQ(same("Gəncə", "gəncə", "{}"), "true");
    EXPECT_EQ(same("Meghri", "Méghri", "{}"), "true");
    EXPECT_EQ(same("Meghri", "Méghri", R"({"diacritic-sensitive": true})"), "false");
    EXPECT_EQ(same("meghri", "Meghri", R"({"case-sensitive": true})"), "false");
    EXPECT_EQ(same("méghri", "meghri", R"({"case-sensitive": true})"), "true");
    EXPECT_EQ(evaluate(R"(["<", "ä", "z", ["collator", {"locale": "de"}]])"), "true");
    EXPECT_EQ(evaluate(R"(["<", "ä", "z", ["collator", {"locale": "sv", "diacritic-sensitive": true}]])"), "false");
    EXPECT_EQ(evaluate(R"(["resolved-locale", ["collator", {"locale": "de"}]])"), "\"de\"");
}

TEST(Variables, AreBoundInnerFirstAndOutOfScopeOutside) {
    EXPECT_EQ(evaluate(R"(["let", "a", 1, "b", 2, ["+", ["var", "a"], ["var", "b"]]])"), "3");
    EXPECT_EQ(evaluate(R"(["let", "a", 1, ["let", "a", 5, ["var", "a"]]])"), "5");
    EXPECT_EQ(evaluate(R"(["let", "a", ["get", "x"], ["*", ["number", ["var", "a"]], ["number", ["var", "a"]]]])",
                       R"({"x": 3})"),
              "9");
    EXPECT_EQ(
        evaluate(R"(["+", ["let", "a", 1, ["var", "a"]], ["var", "a"]])"),
        R"(compile[2][1] Unknown variable "a". Make sure "a" has been bound in an enclosing "let" expression before using it.)");
}

TEST(Variables, AreEvaluatedOnceHoweverOftenTheyAreUsed) {
    // 60 nested doublings would take 2^60 evaluations without it.
    std::string expression = R"(["number", ["var", "v59"]])";
    for (int i = 59; i > 0; --i) {
        const std::string before = R"(["var", "v)" + std::to_string(i - 1) + "\"]";
        expression = R"(["let", "v)" + std::to_string(i) + R"(", ["/", ["+", )" + before + ", " + before + "], 2], " +
                     expression + "]";
    }
    expression = R"(["let", "v0", ["number", ["get", "x"]], )" + expression + "]";
    EXPECT_EQ(evaluate(expression, R"({"x": 8})"), "8");
}

} // namespace
} // namespace corridors::style::test
