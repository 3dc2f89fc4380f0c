#include "golden.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace corridors::golden {

namespace fs = std::filesystem;

namespace {

fs::path goldenPath(const std::string &name) {
    return fs::path(CORRIDORS_TESTS_DIR) / "golden/pictures" / (name + ".png");
}
fs::path failureDir() { return fs::path(CORRIDORS_BUILD_DIR) / "golden"; }

output::Picture readPng(const fs::path &path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0) return {};
    image.format = PNG_FORMAT_RGBA;
    output::Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    picture.rgba.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0) return {};
    return picture;
}

struct Comparison {
    std::size_t different = 0; ///< pixels beyond the tolerance's channel
    int largest = 0;
    output::Picture picture; ///< differences in red over a pale copy
};

Comparison compare(const output::Picture &actual, const output::Picture &expected, int channel) {
    Comparison result;
    result.picture = expected;
    for (std::size_t i = 0; i + 3 < actual.rgba.size(); i += 4) {
        int largest = 0;
        for (std::size_t c = i; c < i + 4; ++c)
            largest = std::max(largest, std::abs(actual.rgba[c] - expected.rgba[c]));
        result.largest = std::max(result.largest, largest);
        const bool differs = largest > channel;
        result.different += differs ? 1U : 0U;
        for (std::size_t c = i; c < i + 3; ++c)
            result.picture.rgba[c] = static_cast<unsigned char>(differs ? 0 : 191 + expected.rgba[c] / 4);
        if (differs) result.picture.rgba[i] = 255;
        result.picture.rgba[i + 3] = 255;
    }
    return result;
}

void write(const fs::path &path, const output::Picture &picture) {
    fs::create_directories(path.parent_path());
    const auto written = output::writePng(path.string(), picture);
    EXPECT_TRUE(written.has_value()) << (written ? "" : written.error().text());
}

/// One row in the list of this run's failures; the first failure of a process begins the page anew.
void list(const std::string &name, const std::string &what) {
    static bool begun = false; // of the test process, not of the program
    const fs::path page = failureDir() / "index.html";
    std::ofstream out(page, begun ? std::ios::app : std::ios::trunc);
    if (!begun)
        out << "<!doctype html><title>Golden pictures that differ</title><style>body{font:14px "
               "sans-serif}img{max-width:"
               "30vw;image-rendering:pixelated;border:1px solid #ccc}</style>\n";
    begun = true;
    out << "<h3>" << name << "</h3><p>" << what << "</p><img src='" << name << ".actual.png'> <img src='"
        << goldenPath(name).string() << "'> <img src='" << name << ".difference.png'>\n";
}

void failWith(const std::string &name, const output::Picture &actual, const output::Picture *difference,
              const std::string &what) {
    write(failureDir() / (name + ".actual.png"), actual);
    if (difference != nullptr) write(failureDir() / (name + ".difference.png"), *difference);
    list(name, what);
    ADD_FAILURE() << name << ": " << what << "\n  see " << (failureDir() / "index.html").string();
}

} // namespace

Tolerance textTolerance() {
    return {24, 0.02, "letters: FreeType's and the font's version move their edges by a fraction of a pixel"};
}

void expectGolden(const std::string &name, const output::Picture &picture, const Tolerance &tolerance) {
    ASSERT_GT(picture.widthPx, 0) << name;
    const char *update = std::getenv("CORRIDORS_UPDATE_GOLDEN"); // NOLINT(concurrency-mt-unsafe): one thread
    if (update != nullptr && *update != '\0' && *update != '0') {
        write(goldenPath(name), picture);
        ADD_FAILURE() << name << ": written anew; look at it, then run again without CORRIDORS_UPDATE_GOLDEN";
        return;
    }
    const output::Picture expected = readPng(goldenPath(name));
    if (expected.widthPx != picture.widthPx || expected.heightPx != picture.heightPx) {
        failWith(name, picture, nullptr,
                 expected.widthPx == 0 ? "there is no golden picture; make it with CORRIDORS_UPDATE_GOLDEN=1"
                                       : "the size differs from the golden picture's");
        return;
    }
    const Comparison found = compare(picture, expected, tolerance.channel);
    const double share = static_cast<double>(found.different) * 4 / static_cast<double>(picture.rgba.size());
    if (share <= tolerance.share) return;
    failWith(name, picture, &found.picture,
             std::to_string(found.different) + " pixels differ by more than " + std::to_string(tolerance.channel) +
                 " (largest " + std::to_string(found.largest) + "); allowed: a share of " +
                 std::to_string(tolerance.share) + ", since " + tolerance.reason);
}

} // namespace corridors::golden
