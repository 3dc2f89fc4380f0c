// PDFs as independent readers see them: poppler's tools for pages, text and links, GDAL for the layers.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "geodata/story/story.hpp"
#include "shipped_map.hpp"
#include "viewer/output/pdf_writer.hpp"

namespace corridors::test {

namespace {

namespace fs = std::filesystem;

std::string outputOf(const std::string &command) {
    std::string out;
    FILE *pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), n);
    pclose(pipe);
    return out;
}

bool has(const std::string &program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

class Pdf : public testing::Test {
protected:
    void SetUp() override {
        for (const char *tool : {"pdfinfo", "pdftotext", "pdfimages"})
            if (!has(tool)) GTEST_SKIP() << tool << " is not installed";
        std::string pattern = (fs::temp_directory_path() / "corridors-pdf-XXXXXX").string();
        m_folder = mkdtemp(pattern.data());
        m_request = plainRequest(1120, 800);
        m_request.furniture = {};
        m_request.furniture.sourceNote = "Data: https://example.org/data, doi:10.5555/12345678";
        m_session = openShippedMap(m_request);
        ASSERT_TRUE(m_session);
        for (const app::LayerState &layer : std::vector(m_session->state().layers))
            if (!layer.base) m_session->apply(app::SetLayerOpacity{layer.id, 0.6});
        output::PdfWriter writer;
        ASSERT_TRUE(writer.addPage(m_session->state(), m_request, "The map").has_value());
        m_session->apply(app::GoToChapter{1});
        ASSERT_TRUE(writer.addPage(m_session->state(), m_request, "A chapter, and \xC5\x9E").has_value());
        m_path = (m_folder / "map.pdf").string();
        const auto written = writer.finish(
            m_path, {"A title with \xC9\x99", "What it shows", "Corridors test", "2025-10-31", "(c) somebody", {}});
        ASSERT_TRUE(written.has_value()) << written.error().text();
    }
    void TearDown() override {
        if (!m_folder.empty()) fs::remove_all(m_folder);
    }

    fs::path m_folder;
    std::string m_path;
    output::PictureRequest m_request;
    std::unique_ptr<cli::Session> m_session;
};

} // namespace

TEST_F(Pdf, HasItsPagesSizeAndMetadata) {
    const std::string info = outputOf("pdfinfo " + m_path);
    EXPECT_NE(info.find("Pages:           2\n"), std::string::npos) << info;
    EXPECT_NE(info.find("840 x 600 pts"), std::string::npos) << info; // 1120 x 800 px of 1/96 inch
    EXPECT_NE(info.find("Title:           A title with \xC9\x99"), std::string::npos) << info;
    EXPECT_NE(info.find("Subject:         What it shows"), std::string::npos) << info;
}

TEST_F(Pdf, HasTextThatCanBeFoundOnEveryPage) {
    for (const char *page : {"1", "2"}) {
        const std::string text = outputOf(std::string("pdftotext -f ") + page + " -l " + page + " " + m_path + " -");
        EXPECT_NE(text.find("Yerevan"), std::string::npos) << text;
        EXPECT_NE(text.find("OpenStreetMap"), std::string::npos) << text;
    }
}

TEST_F(Pdf, IsAllVectors) {
    // The list's two header lines and nothing else: not one picture, although layers are translucent.
    const std::string images = outputOf("pdfimages -list " + m_path);
    EXPECT_EQ(std::count(images.begin(), images.end(), '\n'), 2) << images;
}

TEST_F(Pdf, HasALayerForEachOfTheUsersLayers) {
    if (!has("gdalinfo")) GTEST_SKIP() << "gdalinfo is not installed";
    const std::string layers = outputOf("gdalinfo -mdd LAYERS " + m_path);
    EXPECT_NE(layers.find("LAYER_00_NAME="), std::string::npos) << layers;
    for (const char *id : {"railways"}) {
        const app::LayerState *layer = m_session->state().layer(id);
        ASSERT_NE(layer, nullptr);
        EXPECT_NE(layers.find(layer->title), std::string::npos) << layers;
    }
}

TEST_F(Pdf, LinksItsAddresses) {
    const std::string links = outputOf("pdfinfo -url " + m_path);
    EXPECT_NE(links.find("https://example.org/data"), std::string::npos) << links;
    EXPECT_NE(links.find("https://doi.org/10.5555/12345678"), std::string::npos) << links;
}

TEST_F(Pdf, GivesTheSameBytesEveryTime) {
    const auto bytesOf = [](const std::string &path) {
        std::ifstream in(path, std::ios::binary);
        return (std::ostringstream() << in.rdbuf()).str();
    };
    std::array<std::string, 2> files;
    for (std::string &bytes : files) {
        output::PdfWriter writer;
        ASSERT_TRUE(writer.addPage(m_session->state(), m_request, "").has_value());
        const std::string path = (m_folder / "again.pdf").string();
        ASSERT_TRUE(writer.finish(path, {"Again", "", "", "2025-10-31", {}, {}}).has_value());
        bytes = bytesOf(path);
    }
    EXPECT_FALSE(files[0].empty());
    EXPECT_TRUE(files[0] == files[1]);
}

TEST_F(Pdf, LeavesNothingBehindWhereItCannotWrite) {
    output::PdfWriter writer;
    ASSERT_TRUE(writer.addPage(m_session->state(), m_request, "").has_value());
    const auto written = writer.finish((m_folder / "no" / "such.pdf").string(), {});
    ASSERT_FALSE(written.has_value());
    EXPECT_NE(written.error().text().find("such.pdf"), std::string::npos);
    EXPECT_FALSE(fs::exists(m_folder / "no"));
}

} // namespace corridors::test
