// What GDAL writes for the cache is read back exactly, and nothing that befalls the file does harm.
#include "geodata/io/layer_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "geodata/io/content_hash.hpp"
#include "geodata/io/gdal_door.hpp"
#include "tests/unit/io/temp_dir.hpp"

namespace corridors::io {
namespace {

using testing::TempDir;
using Points = std::vector<WorldPoint>;

void add(LayerDataBuilder &b, const char *id, GeometryType type, const std::vector<std::pair<Points, bool>> &parts,
         bool idIsNumber = false) {
    b.beginFeature(id, type, idIsNumber);
    for (const auto &[points, isShell] : parts) b.addProjectedPart(points, isShell);
}

Points square(double at, double size) {
    return {{at, at}, {at + size, at}, {at + size, at + size}, {at, at + size}, {at, at}};
}

/// Every geometry type, every kind of attribute.
std::shared_ptr<const LayerData> everything() {
    LayerDataBuilder b(webMercator());
    add(b, "point", GeometryType::Point, {{{{0.1, -2e7}}, true}});
    b.setProperty("name", std::string_view("\u0544\u0565\u0572\u0580\u056B"));
    b.setProperty("empty", std::string_view());
    add(b, "7", GeometryType::MultiPoint, {{{{1, 2}}, true}, {{{3, 4}}, true}}, true);
    b.setProperty("length", 1.0 / 3);
    add(b, "line", GeometryType::LineString, {{{{1, 2}, {3, 4}, {5, 6}}, true}});
    b.setProperty("open", true);
    b.setProperty("length", std::string_view("long"));
    add(b, "lines", GeometryType::MultiLineString, {{{{1, 2}, {3, 4}}, true}, {{{5, 6}, {7, 8}, {9, 0}}, true}});
    b.setProperty("name", std::monostate{});
    add(b, "polygon", GeometryType::Polygon, {{square(0, 10), true}, {square(1, 2), false}, {square(5, 2), false}});
    b.setProperty("list", JsonText{"[1,\"two\"]"});
    add(b, "one of many", GeometryType::MultiPolygon, {{square(0, 1), true}});
    add(b, "many", GeometryType::MultiPolygon,
        {{square(0, 10), true},
         {square(1, 2), false},
         {square(20, 3), true},
         {square(40, 9), true},
         {square(41, 1), false}});
    return b.finish();
}

class LayerFile : public ::testing::Test {
protected:
    void SetUp() override {
        const auto gdal = openGdal();
        ASSERT_TRUE(gdal) << gdal.error().text();
        ASSERT_TRUE((*gdal)->writeLayerFile(m_path, *m_layer, m_info, {}));
        std::ostringstream text;
        text << std::ifstream(m_path, std::ios::binary).rdbuf();
        m_bytes = text.str();
    }
    LayerFileContent read(const std::string &bytes) {
        std::ofstream(m_path, std::ios::binary) << bytes;
        return readLayerFile(m_path, m_info, webMercator(), {});
    }

    TempDir m_folder;
    std::string m_path = m_folder.path("layer.fgb");
    std::shared_ptr<const LayerData> m_layer = everything();
    LayerFileInfo m_info;
    std::string m_bytes;
};

TEST_F(LayerFile, ComesBackExactly) {
    const auto back = readLayerFile(m_path, m_info, webMercator(), {});
    ASSERT_NE(back.layer, nullptr);
    EXPECT_EQ(back.fingerprint, ContentHash::of(m_bytes));
    ASSERT_EQ(back.layer->featureCount(), m_layer->featureCount());
    for (std::size_t i = 0; i < m_layer->featureCount(); ++i) {
        const FeatureView a = m_layer->feature(i);
        const FeatureView b = back.layer->feature(i);
        SCOPED_TRACE(a.id());
        EXPECT_EQ(a.id(), b.id());
        EXPECT_EQ(a.idIsNumber(), b.idIsNumber());
        EXPECT_EQ(a.type(), b.type());
        ASSERT_EQ(a.partCount(), b.partCount());
        for (std::size_t p = 0; p < a.partCount(); ++p) {
            EXPECT_TRUE(std::ranges::equal(a.part(p), b.part(p)));
            EXPECT_EQ(a.isShell(p), b.isShell(p));
        }
        for (const std::string &column : m_layer->properties().columns())
            EXPECT_EQ(a.property(column), b.property(column)) << column;
    }
}

TEST_F(LayerFile, CutOffAnywhereItIsRefused) {
    for (std::size_t size = 0; size < m_bytes.size(); ++size)
        EXPECT_EQ(read(m_bytes.substr(0, size)).layer, nullptr) << size << " bytes of " << m_bytes.size();
}

TEST_F(LayerFile, DamagedItIsRefusedOrHasAnotherFingerprint) {
    const std::string whole = ContentHash::of(m_bytes);
    std::mt19937 random(11); // NOLINT: the same bytes in every run
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = m_bytes;
        for (unsigned n = 1 + random() % 4; n > 0; --n)
            bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
        if (bytes == m_bytes) continue;
        const auto back = read(bytes);
        EXPECT_TRUE(back.layer == nullptr || back.fingerprint != whole);
    }
}

TEST_F(LayerFile, OtherwiseDescribedItIsRefused) {
    m_info.features += 1;
    EXPECT_EQ(readLayerFile(m_path, m_info, webMercator(), {}).layer, nullptr) << "another number of features";
    m_info.features -= 1;
    m_info.vertices -= 1;
    EXPECT_EQ(readLayerFile(m_path, m_info, webMercator(), {}).layer, nullptr) << "another number of vertices";
    m_info.vertices = std::size_t{1} << 40;
    EXPECT_EQ(readLayerFile(m_path, m_info, webMercator(), {}).layer, nullptr) << "more than fit into memory";
}

} // namespace
} // namespace corridors::io
