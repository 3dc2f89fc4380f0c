// SVG as others read it: librsvg draws it like the PNG, libxml2 finds it well-formed whatever names data bring, every
// layer and feature is there with its id.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include "shipped_map.hpp"
#include "viewer/output/picture_metadata.hpp"
#include "viewer/output/svg_writer.hpp"

namespace corridors::test {

namespace {

namespace fs = std::filesystem;

class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "corridors-svg-XXXXXX").string();
        m_path = mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    [[nodiscard]] std::string path(const char *name) const { return (m_path / name).string(); }

private:
    fs::path m_path;
};

int run(const std::string &command) { return std::system((command + " >/dev/null 2>&1").c_str()); }

bool isWellFormed(const std::string &svg) {
    const Folder folder;
    std::ofstream(folder.path("x.svg")) << svg;
    return run("rsvg-convert -o '" + folder.path("x.png") + "' '" + folder.path("x.svg") + "'") == 0;
}

std::string svgOf(const app::AppState &state, const output::PictureRequest &request, bool outlines = false) {
    const auto record = output::completeRecord(state, request, "9");
    auto svg = output::makeSvg(state, request, record, outlines);
    EXPECT_TRUE(svg.has_value()) << (svg ? "" : svg.error().text());
    return svg ? std::move(*svg) : std::string();
}

/// RGB of an SVG as librsvg draws it; GDAL turns its PNG into plain bytes.
std::vector<std::uint8_t> rasterised(const std::string &svg, int widthPx, int heightPx) {
    const Folder folder;
    std::ofstream(folder.path("x.svg")) << svg;
    EXPECT_EQ(run("rsvg-convert -o '" + folder.path("x.png") + "' '" + folder.path("x.svg") + "'"), 0);
    EXPECT_EQ(run("gdal_translate -q -of ENVI -co INTERLEAVE=BIP -b 1 -b 2 -b 3 '" + folder.path("x.png") + "' '" +
                  folder.path("x.raw") + "'"),
              0);
    std::ifstream in(folder.path("x.raw"), std::ios::binary);
    std::vector<std::uint8_t> rgb((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(rgb.size(), static_cast<std::size_t>(widthPx) * static_cast<std::size_t>(heightPx) * 3);
    return rgb;
}

/// Share of pixels that differ by more than `level` of 255 in a channel.
double differing(const std::vector<std::uint8_t> &rgb, const output::Picture &picture, int level) {
    std::size_t count = 0;
    const std::size_t pixels = picture.rgba.size() / 4;
    if (rgb.size() != pixels * 3) return 1;
    for (std::size_t i = 0; i < pixels; ++i) {
        bool differs = false;
        for (std::size_t c = 0; c < 3; ++c)
            differs = differs || std::abs(rgb[i * 3 + c] - picture.rgba[i * 4 + c]) > level;
        count += differs ? 1U : 0U;
    }
    return static_cast<double>(count) / static_cast<double>(pixels);
}

std::set<std::string> valuesOf(const std::string &svg, const std::string &attribute) {
    std::set<std::string> out;
    const std::string start = " " + attribute + "=\"";
    for (std::size_t at = svg.find(start); at != std::string::npos; at = svg.find(start, at + 1)) {
        const std::size_t begin = at + start.size();
        out.insert(svg.substr(begin, svg.find('"', begin) - begin));
    }
    return out;
}

} // namespace

TEST(Svg, LibrsvgDrawsItLikeThePng) {
    output::PictureRequest request = plainRequest(960, 540);
    request.furniture = {}; // with all its furniture
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    const auto picture = output::drawPicture(session->state(), request);
    ASSERT_TRUE(picture.has_value());
    // Both are drawn by Cairo; what differs is letters (librsvg places glyphs on whole pixels), soft edges (a Gaussian
    // stands for the style's linear fade) and lines below a pixel.
    for (const bool outlines : {true, false}) {
        const auto rgb = rasterised(svgOf(session->state(), request, outlines), 960, 540);
        EXPECT_LT(differing(rgb, *picture, 64), outlines ? 0.02 : 0.05) << (outlines ? "outlines" : "text");
    }
}

TEST(Svg, HasEveryLayerAndFeatureUnderItsOwnId) {
    output::PictureRequest request = plainRequest(960, 540);
    request.furniture = {};
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    const std::string svg = svgOf(session->state(), request);
    const std::set<std::string> layers = valuesOf(svg, "data-layer");
    for (const app::LayerState &layer : session->state().layers)
        EXPECT_EQ(layers.contains(layer.id), layer.visible) << layer.id;
    const std::set<std::string> features = valuesOf(svg, "data-feature");
    for (const char *id : {"zangezur_tripp", "nakhchivan_ar", "btc", "scp", "horadiz_aghband", "baku", "armenia"})
        EXPECT_TRUE(features.contains(id)) << id;
    const std::set<std::string> roles = valuesOf(svg, "data-role");
    for (const char *role : {"title", "legend", "scale-bar", "north-arrow"}) EXPECT_TRUE(roles.contains(role)) << role;
    std::size_t ids = 0;
    for (std::size_t at = svg.find(" id=\""); at != std::string::npos; at = svg.find(" id=\"", at + 1)) ++ids;
    EXPECT_EQ(valuesOf(svg, "id").size(), ids) << "each id once";
    EXPECT_NE(svg.find(">Baku</tspan>"), std::string::npos) << "text is text";
    EXPECT_EQ(svgOf(session->state(), request, true).find("<text"), std::string::npos) << "outlines are no text";
    EXPECT_EQ(svgOf(session->state(), request), svg) << "the same bytes each time";
}

TEST(Svg, LayerOpacityIsGroupOpacityAndTheRecordComesBack) {
    const output::PictureRequest request = plainRequest(480, 270);
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    session->apply(app::SetLayerOpacity{"railways", 0.4});
    const std::string svg = svgOf(session->state(), request);
    EXPECT_TRUE(std::regex_search(svg, std::regex("<g id=\"railways\"[^>]* opacity=\"0.4\"")));
    const Folder folder;
    std::ofstream(folder.path("x.svg")) << svg;
    const auto record = output::readPictureRecord(folder.path("x.svg"));
    ASSERT_TRUE(record.has_value()) << record.error().text();
    EXPECT_EQ(*record, output::completeRecord(session->state(), request, "9"));
}

TEST(Svg, HostileNamesBreakNothing) {
    output::PictureRequest request = plainRequest(480, 270);
    const auto session = openShippedMap(request);
    ASSERT_TRUE(session);
    const std::string hostile = std::string("]]><script>\"'&\x01\x0b\xff\xc0\x80\xed\xa0\x80\xef\xbf\xbf\0--><!--", 33);
    LayerDataBuilder builder(session->state().projection);
    builder.beginFeature(hostile, GeometryType::LineString);
    builder.addPart(std::vector<LonLat>{{44, 40}, {47, 40.5}});
    builder.setProperty("name", std::string_view(hostile));
    builder.setProperty("status", std::string_view("operating"));
    session->apply(app::SourceLoaded{"railways", builder.finish(), {}});
    request.furniture.title = true;
    request.furniture.titleText = hostile;
    for (const bool outlines : {false, true}) {
        const std::string svg = svgOf(session->state(), request, outlines);
        EXPECT_TRUE(isWellFormed(svg));
        EXPECT_EQ(svg.find("<script"), std::string::npos);
    }
}

} // namespace corridors::test
