// Property<T>: what callers see of a paint or layout value.
#include <atomic>
#include <cmath>
#include <thread>

#include "support.hpp"

namespace corridors::style::test {
namespace {

template <class Style>
Style styleOf(const std::string &type, const std::string &members) {
    const auto d = parsed(styleWith(R"({"id": "l", "type": ")" + type + R"(", "source": "s", )" + members + "}")).value;
    return std::get<Style>(d->layers.at(0).style);
}

TEST(Property, ConstantsNeedNoFeature) {
    const auto style = styleOf<LineStyle>(
        "line", R"("paint": {"line-width": 3, "line-color": "#ff000080", "line-dasharray": [2, 1]})");
    EXPECT_EQ(style.width.dependence(), Dependence::Constant);
    EXPECT_TRUE(style.width.isSet());
    EXPECT_DOUBLE_EQ(style.width.evaluate(12), 3);
    EXPECT_FLOAT_EQ(style.color.evaluate(0).a, 128 / 255.0F);
    EXPECT_EQ(style.dashArray.evaluate(0), (std::vector<double>{2, 1}));
    EXPECT_FALSE(style.blur.isSet());
    EXPECT_DOUBLE_EQ(style.miterLimit.evaluate(0), 2);
}

TEST(Property, ConstantExpressionsBecomeConstants) {
    const auto style = styleOf<LineStyle>(
        "line",
        R"("paint": {"line-width": ["let", "a", 2, ["*", ["var", "a"], 3]], "line-color": ["rgb", 255, 0, 0]})");
    EXPECT_EQ(style.width.expression(), nullptr);
    EXPECT_DOUBLE_EQ(style.width.evaluate(0), 6);
    EXPECT_EQ(style.color.evaluate(0), (Color{1, 0, 0, 1}));
}

TEST(Property, ErrorsFallBackToTheDefault) {
    const auto style =
        styleOf<CircleStyle>("circle", R"("paint": {"circle-radius": ["get", "r"], "circle-color": ["get", "c"]})");
    const auto good = pointWith(R"({"r": 9, "c": "lime"})");
    const auto bad = pointWith(R"({"r": "nine", "c": "blurple"})");
    const auto none = pointWith("{}");
    EXPECT_TRUE(style.radius.dependsOnFeature());
    EXPECT_DOUBLE_EQ(style.radius.evaluate(0, good->feature(0)), 9);
    EXPECT_DOUBLE_EQ(style.radius.evaluate(0, bad->feature(0)), 5);
    EXPECT_DOUBLE_EQ(style.radius.evaluate(0, none->feature(0)), 5);
    EXPECT_DOUBLE_EQ(style.radius.evaluate(0), 5);
    EXPECT_EQ(style.color.evaluate(0, good->feature(0)), (Color{0, 1, 0, 1}));
    EXPECT_EQ(style.color.evaluate(0, bad->feature(0)), (Color{0, 0, 0, 1}));
}

TEST(Property, ChoicesOutsideTheEnumFallBack) {
    const auto style = styleOf<LineStyle>("line", R"("layout": {"line-cap": ["get", "cap"]})");
    const auto round = pointWith(R"({"cap": "round"})");
    const auto odd = pointWith(R"({"cap": "pointy"})");
    EXPECT_EQ(style.cap.evaluate(0, round->feature(0)), "round");
    EXPECT_EQ(style.cap.evaluate(0, odd->feature(0)), "butt");
}

TEST(Property, ListsAndTextsEvaluate) {
    const auto style =
        styleOf<SymbolStyle>("symbol", R"("layout": {"text-field": ["format", ["get", "n"], {}, "!", {"font-scale": 2}],
        "text-font": ["case", ["has", "b"], ["literal", ["Bold"]], ["literal", ["Regular"]]],
        "text-variable-anchor": ["left", "top-right"], "text-offset": ["literal", [1, -0.5]], "text-overlap": "always"})");
    const auto layer = pointWith(R"({"n": "Ganja", "b": 1})");
    EXPECT_EQ(style.textField.evaluate(0, layer->feature(0)), "Ganja!");
    EXPECT_EQ(style.textFont.evaluate(0, layer->feature(0)), std::vector<std::string>{"Bold"});
    EXPECT_EQ(style.textVariableAnchor.evaluate(0), (std::vector<std::string>{"left", "top-right"}));
    EXPECT_EQ(style.textOffset.evaluate(0), (std::vector<double>{1, -0.5}));
    EXPECT_TRUE(style.textAllowOverlap.evaluate(0));
}

// Between whole zooms, mixing the values at both ends by mixFactor gives the value itself.
TEST(Property, MixingWholeZoomsEqualsEvaluating) {
    for (const char *shape : {R"(["linear"])", R"(["exponential", 1.7])"}) {
        const auto style =
            styleOf<LineStyle>("line", R"("paint": {"line-width": ["interpolate", )" + std::string(shape) +
                                           R"(, ["zoom"], 2, ["get", "w"], 12, 40]})");
        const auto layer = pointWith(R"({"w": 3})");
        const FeatureView feature = layer->feature(0);
        ASSERT_EQ(style.width.dependence(), Dependence::ZoomAndFeature);
        for (double zoom = 2; zoom < 12; zoom += 0.3) {
            const double low = style.width.evaluate(std::floor(zoom), feature);
            const double high = style.width.evaluate(std::floor(zoom) + 1, feature);
            const double mixed = low + (high - low) * style.width.mixFactor(zoom);
            EXPECT_NEAR(mixed, style.width.evaluate(zoom, feature), 1e-9) << zoom;
        }
    }
}

TEST(Property, EvaluatesFromManyThreadsAtOnce) {
    const auto style = styleOf<LineStyle>(
        "line",
        R"("paint": {"line-width": ["let", "a", ["number", ["get", "w"]], ["+", ["var", "a"], ["var", "a"]]]})");
    const auto first = pointWith(R"({"x": 1, "w": 3})");
    const auto second = pointWith(R"({"w": 5})");
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            const auto &layer = t % 2 == 0 ? first : second;
            const double expected = t % 2 == 0 ? 6 : 10;
            for (int i = 0; i < 2000; ++i)
                if (style.width.evaluate(0, layer->feature(0)) != expected) ++wrong;
        });
    for (std::thread &thread : threads) thread.join();
    EXPECT_EQ(wrong.load(), 0);
}

} // namespace
} // namespace corridors::style::test
