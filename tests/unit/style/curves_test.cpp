// step and interpolate, the rule of where zoom may stand, and mixing between zooms.
#include <cmath>

#include "geodata/style/color_math.hpp"
#include "geodata/style/unit_bezier.hpp"
#include "support.hpp"

namespace corridors::style::test {
namespace {

TEST(Step, HoldsTheValueFromEachStopOn) {
    const std::string step = R"(["step", ["get", "x"], "a", 0, "b", 10, "c"])";
    EXPECT_EQ(evaluate(step, R"({"x": -1})"), "\"a\"");
    EXPECT_EQ(evaluate(step, R"({"x": 0})"), "\"b\"");
    EXPECT_EQ(evaluate(step, R"({"x": 9.9})"), "\"b\"");
    EXPECT_EQ(evaluate(step, R"({"x": 10})"), "\"c\"");
    EXPECT_EQ(evaluate(R"(["step", ["/", 0, ["get", "x"]], "a", 0, "b"])", R"({"x": 0})"),
              "error Input is not a number.");
}

TEST(Interpolate, LinearPassesThroughItsStopsAndClamps) {
    const std::string line = R"(["interpolate", ["linear"], ["get", "x"], 0, 10, 4, 30, 8, 0])";
    EXPECT_EQ(evaluate(line, R"({"x": -5})"), "10");
    EXPECT_EQ(evaluate(line, R"({"x": 1})"), "15");
    EXPECT_EQ(evaluate(line, R"({"x": 4})"), "30");
    EXPECT_EQ(evaluate(line, R"({"x": 6})"), "15");
    EXPECT_EQ(evaluate(line, R"({"x": 80})"), "0");
}

TEST(Interpolate, ExponentialGrowsByItsBase) {
    // f(x) = a 2^x + b through (0, 0) and (3, 7) is 2^x - 1.
    for (int x = 0; x <= 3; ++x)
        EXPECT_EQ(evaluate(R"(["interpolate", ["exponential", 2], ["get", "x"], 0, 0, 3, 7])",
                           R"({"x": )" + std::to_string(x) + "}"),
                  std::to_string((1 << x) - 1));
}

TEST(Interpolate, BezierIsMonotonicAndSymmetricForEaseInOut) {
    double before = -1;
    for (int i = 0; i <= 100; ++i) {
        const double x = i / 100.0;
        const double y = solveUnitBezier(0.42, 0, 0.58, 1, x);
        EXPECT_GT(y, before - 1e-6);
        EXPECT_NEAR(y + solveUnitBezier(0.42, 0, 0.58, 1, 1 - x), 1, 1e-5);
        before = y;
    }
    EXPECT_NEAR(solveUnitBezier(0, 0, 1, 1, 0.3), 0.3, 1e-5);
    for (const double x : {0.001, 0.5, 0.999}) // vertical ends: the derivative vanishes
        EXPECT_TRUE(std::isfinite(solveUnitBezier(1, 0, 0, 1, x)));
}

TEST(Interpolate, MixesColoursWithoutTheirAlpha) {
    const std::string fade = R"x(["interpolate", ["linear"], ["get", "x"], 0, "rgba(255,0,0,0)", 1, "red"])x";
    EXPECT_EQ(evaluate(fade, R"({"x": 0.5})", 0, rulesFor(Kind::Color)), "rgba(255,0,0,0.5)");
    const std::string mix =
        R"(["interpolate", ["linear"], ["get", "x"], 0, ["rgb", 0, 0, 0], 1, ["rgb", 100, 200, 50]])";
    EXPECT_EQ(evaluate(mix, R"({"x": 0.5})"), "rgba(50,100,25,1)");
}

TEST(Interpolate, HclAndLabMeetTheirEndsAndKeepGreysGrey) {
    for (const auto space : {ColorSpace::Rgb, ColorSpace::Hcl, ColorSpace::Lab}) {
        const Rgba from{0.2, 0.4, 0.9, 1};
        const Rgba to{0.9, 0.1, 0.3, 0.5};
        const Rgba start = mixColors(from, to, 0, space);
        const Rgba end = mixColors(from, to, 1, space);
        EXPECT_NEAR(start.r, from.r, 1e-4);
        EXPECT_NEAR(start.b, from.b, 1e-4);
        EXPECT_NEAR(end.g, to.g, 1e-4);
        EXPECT_NEAR(end.a, to.a, 1e-12);
        const Rgba grey = mixColors({0, 0, 0, 1}, {1, 1, 1, 1}, 0.5, space);
        EXPECT_NEAR(grey.r, grey.g, 1e-4);
        EXPECT_NEAR(grey.g, grey.b, 1e-4);
    }
    EXPECT_EQ(evaluate(R"(["interpolate-lab", ["linear"], 0, 0, "red", 1, "blue"])"), "rgba(255,0,0,1)");
}

TEST(Interpolate, ListsOfNumbersMixItemByItem) {
    EXPECT_EQ(evaluate(R"(["interpolate", ["linear"], ["get", "x"], 0, ["literal", [0, 10]], 2, ["literal", [4, 20]]])",
                       R"({"x": 1})"),
              "[2,15]");
    EXPECT_EQ(evaluate(R"(["interpolate", ["linear"], ["get", "x"], 0, "a", 1, "b"])"),
              "compile Type string is not interpolatable.");
    EXPECT_EQ(
        evaluate(R"(["interpolate", ["linear"], ["get", "x"], 1, 0, 1, 2])"),
        R"(compile[5] Input/output pairs for "interpolate" expressions must be arranged with input values in strictly ascending order.)");
}

TEST(Zoom, StandsOnlyUnderAnOuterCurve) {
    EXPECT_EQ(evaluate(R"(["interpolate", ["linear"], ["zoom"], 0, 0, 10, 5])", "{}", 4), "2");
    EXPECT_EQ(evaluate(R"(["let", "a", 1, ["step", ["zoom"], 0, 5, ["var", "a"]]])", "{}", 6), "1");
    EXPECT_EQ(
        evaluate(R"(["+", 1, ["zoom"]])"),
        R"(compile "zoom" expression may only be used as input to a top-level "step" or "interpolate" expression.)");
    EXPECT_EQ(evaluate(R"(["coalesce", ["step", ["zoom"], 0, 1, 1], ["step", ["zoom"], 0, 2, 2]])"),
              R"(compile Only one zoom-based "step" or "interpolate" subexpression may be used in an expression.)");
    PropertyRules noZoom;
    noZoom.allowsZoom = false;
    EXPECT_EQ(evaluate(R"(["step", ["zoom"], 0, 1, 1])", "{}", 0, noZoom), "compile zoom expressions not supported");
    PropertyRules noData;
    noData.allowsFeature = false;
    EXPECT_EQ(evaluate(R"(["get", "x"])", "{}", 0, noData), "compile data expressions not supported");
    PropertyRules steps;
    steps.interpolates = false;
    EXPECT_EQ(evaluate(R"(["interpolate", ["linear"], ["zoom"], 0, 0, 1, 1])", "{}", 0, steps),
              R"(compile "interpolate" expressions cannot be used with this property)");
}

TEST(Dependence, SaysWhatTheValueDependsOn) {
    const auto of = [](const std::string &json) { return (*compileExpression(json, {}))->dependence(); };
    EXPECT_EQ(of(R"(["+", 1, 2])"), Dependence::Constant);
    EXPECT_EQ(of(R"(["get", "x"])"), Dependence::Feature);
    EXPECT_EQ(of(R"(["step", ["zoom"], 0, 1, 1])"), Dependence::Zoom);
    EXPECT_EQ(of(R"(["step", ["zoom"], 0, 1, ["get", "x"]])"), Dependence::ZoomAndFeature);
    EXPECT_EQ(of(R"(["let", "a", ["get", "x"], ["var", "a"]])"), Dependence::Feature);
    EXPECT_EQ(of(R"(["geometry-type"])"), Dependence::Feature);
}

TEST(Dependence, ListsTheAttributesThatMatter) {
    const auto expression =
        *compileExpression(R"(["case", ["has", "b"], ["get", "a"], ["get", "a", ["get", "o"]]])", {});
    EXPECT_EQ(expression->referencedProperties(), (std::vector<std::string>{"a", "b", "o"}));
    EXPECT_FALSE(expression->readsAllProperties());
    EXPECT_TRUE((*compileExpression(R"(["get", ["get", "which"]])", {}))->readsAllProperties());
}

TEST(MixFactor, FollowsTheCurveBetweenWholeZooms) {
    const auto factor = [](const std::string &head, double zoom) {
        const auto compiled = compileExpression(head + R"(, ["get", "a"], 20, 10])", rulesFor(Kind::Number));
        return compiled ? (*compiled)->mixFactor(zoom) : -1;
    };
    EXPECT_DOUBLE_EQ(factor(R"(["interpolate", ["linear"], ["zoom"], 0)", 4.25), 0.25);
    EXPECT_NEAR(factor(R"(["interpolate", ["exponential", 2], ["zoom"], 0)", 4.5), std::sqrt(2.0) - 1, 1e-12);
    EXPECT_NEAR(factor(R"(["interpolate", ["cubic-bezier", 0.42, 0, 0.58, 1], ["zoom"], 0)", 4.5), 0.5, 1e-5);
    EXPECT_DOUBLE_EQ(factor(R"(["interpolate", ["linear"], ["zoom"], 0)", 4), 0);
    EXPECT_DOUBLE_EQ(factor(R"(["step", ["zoom"])", 4.5), 0);
}

} // namespace
} // namespace corridors::style::test
