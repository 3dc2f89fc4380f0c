// Each style property draws what it drew when its golden picture was accepted, and draws something of its own.
#include <gtest/gtest.h>

#include "geodata/io/reader.hpp"
#include "golden.hpp"
#include "property_cases.hpp"

namespace corridors::golden {

namespace {

app::AppState openCase(const PropertyCase &test) {
    app::AppState state;
    const auto parsed = style::parseStyle(styleOf(test), test.name);
    EXPECT_TRUE(parsed.has_value());
    if (!parsed) return state;
    for (const Warning &warning : parsed->warnings) ADD_FAILURE() << warning.text();
    state.document = parsed->value;
    state.projection = webMercator();
    state.camera = {state.projection->project(state.document->center), state.document->zoom};
    for (const style::Source &source : state.document->sources) {
        io::ReadOptions options;
        options.useCache = false;
        auto read = io::readGeoJsonText(source.inlineJson, source.id, options);
        EXPECT_TRUE(read.has_value());
        app::SourceState loaded;
        loaded.id = source.id;
        loaded.status = app::LoadStatus::Ready;
        if (read) loaded.data = read->data;
        state.sources.push_back(std::move(loaded));
    }
    return state;
}

output::PictureRequest plainRequest() {
    output::PictureRequest request;
    request.widthPx = 360;
    request.heightPx = 320;
    request.renderer = output::Renderer::Gl;
    app::PageFurniture &f = request.furniture;
    f.title = f.legend = f.scaleBar = f.northArrow = f.attributions = false;
    return request;
}

} // namespace

class Property : public testing::TestWithParam<PropertyCase> {};

TEST_P(Property, LooksAsAccepted) {
    const PropertyCase &test = GetParam();
    const auto picture = output::drawPicture(openCase(test), plainRequest());
    ASSERT_TRUE(picture.has_value()) << picture.error().text();
    expectGolden(test.name, *picture, test.letters ? textTolerance() : Tolerance{});

    // A golden picture of nothing would pass for ever: the layer under test must show.
    PropertyCase without = test;
    without.layout = R"({"visibility":"none"})";
    const auto empty = output::drawPicture(openCase(without), plainRequest());
    ASSERT_TRUE(empty.has_value());
    EXPECT_NE(picture->rgba, empty->rgba);
}

INSTANTIATE_TEST_SUITE_P(Style, Property, testing::ValuesIn(propertyCases()), [](const auto &param) {
    std::string name = param.param.name;
    for (char &c : name)
        if (c == '-') c = '_';
    return name;
});

} // namespace corridors::golden
