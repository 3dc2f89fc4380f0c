// Cold and warm must be the same in everything; nothing stale or damaged may ever be shown.
#include "geodata/io/cache.hpp"

#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "geodata/io/content_hash.hpp"
#include "tests/unit/io/temp_dir.hpp"

namespace corridors::io {
namespace {

namespace fs = std::filesystem;

void expectSame(const LayerData &a, const LayerData &b) {
    ASSERT_EQ(a.featureCount(), b.featureCount());
    ASSERT_EQ(a.properties().columns(), b.properties().columns());
    EXPECT_EQ(a.bounds(), b.bounds());
    for (std::size_t i = 0; i < a.featureCount(); ++i) {
        const FeatureView f = a.feature(i);
        const FeatureView g = b.feature(i);
        ASSERT_EQ(f.id(), g.id());
        ASSERT_EQ(f.idIsNumber(), g.idIsNumber());
        ASSERT_EQ(f.type(), g.type());
        ASSERT_EQ(f.bounds(), g.bounds());
        ASSERT_EQ(f.partCount(), g.partCount());
        for (std::size_t p = 0; p < f.partCount(); ++p) {
            ASSERT_EQ(f.isShell(p), g.isShell(p));
            ASSERT_TRUE(std::equal(f.part(p).begin(), f.part(p).end(), g.part(p).begin(), g.part(p).end())) << f.id();
        }
        for (std::size_t c = 0; c < a.properties().columns().size(); ++c)
            ASSERT_EQ(a.properties().get(i, c), b.properties().get(i, c)) << f.id();
    }
}

/// Features of every kind, with every kind of attribute, large enough to be cached.
std::string sample(unsigned seed, int features = 1500) {
    std::mt19937 random(seed);
    const auto number = [&random](double a, double b) { return std::uniform_real_distribution(a, b)(random); };
    const auto position = [&] { return fmt::format("[{:.15g},{:.15g}]", number(-179, 179), number(-80, 80)); };
    std::string out = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null})";
    for (int i = 0; i < features; ++i) {
        const std::string id = i % 3 == 0   ? fmt::format("\"id\":{},", i)
                               : i % 3 == 1 ? fmt::format("\"id\":\"ş{}\",", i)
                                            : "";
        const std::string mixed = i % 4 == 0   ? "null"
                                  : i % 4 == 1 ? "\"text\""
                                  : i % 4 == 2 ? "[1,{\"a\":\"ə\"}]"
                                               : "true";
        std::string properties =
            fmt::format(R"("name":"Naxçıvan {}","value":{:.17g},"mixed":{})", i, number(-1, 1), mixed);
        if (i % 5 == 0) properties += R"(,"rare":"","empty":false)";
        const double x = number(-179, 170);
        const double y = number(-80, 70);
        const auto ring = [&](double d, double s) {
            return fmt::format("[[{0:.15g},{1:.15g}],[{2:.15g},{1:.15g}],[{2:.15g},{3:.15g}],[{0:.15g},{1:.15g}]]",
                               x + d, y + d, x + s, y + s);
        };
        std::string geometry;
        switch (i % 7) {
        case 0: geometry = R"("Point","coordinates":)" + position(); break;
        case 1: geometry = R"("MultiPoint","coordinates":[)" + position() + "," + position() + "]"; break;
        case 2:
            geometry = R"("LineString","coordinates":[)" + position() + "," + position() + "," + position() + "]";
            break;
        case 3: geometry = R"("MultiLineString","coordinates":[[)" + position() + "," + position() + "]]"; break;
        case 4: geometry = R"("Polygon","coordinates":[)" + ring(0, 5) + "," + ring(2, 3) + "]"; break;
        case 5:
            geometry =
                R"("MultiPolygon","coordinates":[[)" + ring(0, 2) + "," + ring(0.5, 1) + "],[" + ring(3, 4) + "]]";
            break;
        default: geometry = R"("Polygon","coordinates":[[[178,1],[183,1],[183,4],[178,1]]])"; break;
        }
        out += fmt::format(R"(,{{"type":"Feature",{}"properties":{{{}}},"geometry":{{"type":{}}}}})", id, properties,
                           geometry);
    }
    return out + "]}";
}

class Cache : public ::testing::Test {
protected:
    Cache() { m_options.cacheDir = m_dir.path("cache"); }
    ReadResult read(const std::string &path) {
        auto r = readFile(path, m_options);
        EXPECT_TRUE(r) << (r ? "" : r.error().text());
        return r ? *r : ReadResult{};
    }
    std::vector<fs::path> files(const std::string &extension) const {
        std::vector<fs::path> out;
        if (!fs::exists(m_options.cacheDir)) return out;
        for (const auto &f : fs::recursive_directory_iterator(m_options.cacheDir))
            if (f.path().extension() == extension) out.push_back(f.path());
        return out;
    }
    testing::TempDir m_dir;
    ReadOptions m_options;
};

TEST_F(Cache, WarmIsColdInEverything) {
    const std::string path = m_dir.write("a.geojson", sample(1));
    const auto cold = read(path);
    const auto warm = read(path);
    EXPECT_FALSE(cold.fromCache);
    ASSERT_TRUE(warm.fromCache);
    expectSame(*cold.data, *warm.data);
    EXPECT_EQ(cold.format, warm.format);
    EXPECT_EQ(cold.sourceCrs, warm.sourceCrs);
    EXPECT_EQ(cold.extent, warm.extent);
    ASSERT_EQ(cold.warnings.size(), 1U);
    ASSERT_EQ(warm.warnings.size(), 1U);
    EXPECT_EQ(cold.warnings[0].text(), warm.warnings[0].text());
}

/// Ranks that no reading of a cache could guess.
std::vector<std::uint8_t> countingRanks(const LayerData &data) {
    std::vector<std::uint8_t> ranks(data.vertexCount());
    for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i] = static_cast<std::uint8_t>(i * 7);
    return ranks;
}

std::vector<std::uint8_t> neverAsked(const LayerData &) {
    ADD_FAILURE() << "the ranks were in the cache";
    return {};
}

TEST_F(Cache, RanksComeBackWithTheirLayer) {
    const std::string path = m_dir.write("a.geojson", sample(11));
    m_options.rankVertices = countingRanks;
    const auto cold = read(path);
    const auto warm = read(path);
    ASSERT_TRUE(warm.fromCache);
    const auto ranks = warm.data->vertexRanks(neverAsked);
    const auto expected = countingRanks(*cold.data);
    EXPECT_TRUE(std::equal(ranks.begin(), ranks.end(), expected.begin(), expected.end()));
}

TEST_F(Cache, WithoutARankingALayerIsRankedWhenAsked) {
    const std::string path = m_dir.write("a.geojson", sample(12));
    (void)read(path);
    const auto warm = read(path);
    ASSERT_TRUE(warm.fromCache);
    EXPECT_EQ(warm.data->vertexRanks(countingRanks).size(), warm.data->vertexCount());
    EXPECT_EQ(warm.data->vertexRanks(neverAsked).size(), warm.data->vertexCount());
}

TEST_F(Cache, DamagedRanksAreNotTrusted) {
    const std::string path = m_dir.write("a.geojson", sample(13));
    m_options.rankVertices = countingRanks;
    const auto cold = read(path);
    ASSERT_EQ(files(".ranks").size(), 1U);
    for (const std::string &damage : {std::string("short"), std::string(cold.data->vertexCount(), 'x')}) {
        std::ofstream(files(".ranks").front(), std::ios::binary) << damage;
        const auto again = read(path);
        EXPECT_FALSE(again.fromCache);
        expectSame(*cold.data, *again.data);
        EXPECT_TRUE(read(path).fromCache) << "it is stored anew";
    }
    fs::remove(files(".ranks").front());
    EXPECT_FALSE(read(path).fromCache);
}

TEST_F(Cache, EachProjectionHasItsOwnEntry) {
    const std::string path = m_dir.write("a.geojson", sample(2));
    (void)read(path);
    m_options.projection = lambertConformalConic({});
    const auto cold = read(path);
    EXPECT_FALSE(cold.fromCache);
    const auto warm = read(path);
    EXPECT_TRUE(warm.fromCache);
    expectSame(*cold.data, *warm.data);
    LambertParameters other;
    other.centralLonDeg = 30;
    m_options.projection = lambertConformalConic(other);
    EXPECT_FALSE(read(path).fromCache) << "the same name, another cone";
}

TEST_F(Cache, AChangedFileIsReadAgain) {
    const std::string path = m_dir.write("a.geojson", sample(3));
    (void)read(path);
    ASSERT_TRUE(read(path).fromCache);
    // The same length and, as a copying program may leave it, the same time: only the content differs.
    std::string changed = sample(3);
    changed.replace(changed.find("Naxçıvan 7"), std::string("Naxçıvan").size(), "Naxçıvon");
    const auto time = fs::last_write_time(path);
    m_dir.write("a.geojson", changed);
    fs::last_write_time(path, time);
    const auto after = read(path);
    EXPECT_FALSE(after.fromCache);
    EXPECT_EQ(after.data->feature(7).text("name"), "Naxçıvon 7");
}

TEST_F(Cache, ACopyIsFoundByItsContent) {
    const std::string path = m_dir.write("a.geojson", sample(4));
    (void)read(path);
    fs::copy_file(path, m_dir.path("b.geojson"));
    const auto copy = read(m_dir.path("b.geojson"));
    EXPECT_TRUE(copy.fromCache);
    EXPECT_EQ(copy.warnings.at(0).path, m_dir.path("b.geojson"));
}

TEST_F(Cache, DamageAnywhereIsNoticedAndRepaired) {
    const std::string path = m_dir.write("a.geojson", sample(5));
    const auto cold = read(path);
    std::mt19937 random(6);
    for (const char *extension : {".fgb", ".json", ".key"}) {
        for (int i = 0; i < 6; ++i) {
            (void)read(path);
            const auto found = files(extension);
            if (found.empty()) continue; // a .key is written only once the file is older than a clock tick
            const auto size = fs::file_size(found[0]);
            if (i % 3 == 0) {
                fs::resize_file(found[0], size / 2);
            } else if (i % 3 == 1) {
                std::fstream file(found[0], std::ios::in | std::ios::out | std::ios::binary);
                const auto at =
                    static_cast<std::streamoff>(std::uniform_int_distribution<std::uintmax_t>(0, size - 1)(random));
                file.seekg(at);
                const char old = static_cast<char>(file.get());
                file.seekp(at);
                file.put(static_cast<char>(old ^ 0x10));
            } else {
                fs::remove(found[0]);
            }
            const auto after = read(path);
            expectSame(*cold.data, *after.data);
        }
    }
}

TEST_F(Cache, SmallFilesAndSwitchedOffLeaveNothing) {
    (void)read(m_dir.write("small.geojson", sample(7, 10)));
    EXPECT_TRUE(files(".fgb").empty());
    const std::string path = m_dir.write("a.geojson", sample(7));
    m_options.writeCache = false;
    (void)read(path);
    EXPECT_TRUE(files(".fgb").empty());
    m_options.writeCache = true;
    m_options.useCache = false;
    (void)read(path);
    EXPECT_TRUE(files(".fgb").empty());
    m_options.useCache = true;
    (void)read(path);
    EXPECT_EQ(files(".fgb").size(), 1U);
    m_options.useCache = false;
    EXPECT_FALSE(read(path).fromCache);
}

TEST_F(Cache, AFolderThatCannotBeWrittenDoesNotMatter) {
    m_options.cacheDir = m_dir.write("a-file", "x") + "/below";
    const std::string path = m_dir.write("a.geojson", sample(8));
    EXPECT_EQ(read(path).data->featureCount(), read(path).data->featureCount());
}

TEST_F(Cache, BrokenFilesAreNotCached) {
    std::string text = sample(9);
    text.resize(text.size() - 2);
    const std::string path = m_dir.write("a.geojson", text);
    EXPECT_FALSE(readFile(path, m_options));
    EXPECT_FALSE(readFile(path, m_options));
    EXPECT_TRUE(files(".fgb").empty());
}

TEST_F(Cache, TheLeastUsedGoFirst) {
    std::vector<ReadResult> results;
    const auto projection = webMercator();
    LayerCache big(m_options.cacheDir, projection);
    std::vector<std::string> paths;
    std::uint64_t total = 0;
    for (unsigned i = 0; i < 4; ++i) {
        paths.push_back(m_dir.write(fmt::format("{}.geojson", i), sample(20 + i, 1500 + static_cast<int>(i))));
        (void)read(paths.back());
    }
    const auto now = fs::file_time_type::clock::now();
    for (const auto &entry : files(".json")) fs::last_write_time(entry, now - std::chrono::hours(1));
    ASSERT_TRUE(big.find(paths[0], {})) << "used just now";
    for (const auto &entry : files(".fgb")) total += fs::file_size(entry);
    // Room for three of four: storing the last again must drop entries, but not the one just used.
    LayerCache tight(m_options.cacheDir, projection, total * 3 / 5);
    const std::string text = sample(30, 1600);
    const std::string path = m_dir.write("new.geojson", text);
    m_options.useCache = false;
    const auto fresh = read(path);
    tight.store(path, "", ContentHash::of(text), text.size(), fresh, {});
    std::uint64_t left = 0;
    for (const auto &entry : files(".fgb")) left += fs::file_size(entry);
    EXPECT_LE(left, total * 3 / 5);
    EXPECT_TRUE(tight.find(paths[0], {})) << "the one just used stays";
    EXPECT_TRUE(tight.find(path, {})) << "and so does the new one";
}

TEST_F(Cache, DeliversTheLayerBeforeWritingTheCache) {
    const std::string path = m_dir.write("a.geojson", sample(10));
    bool delivered = false;
    m_options.onProgress = [&](double p, const std::shared_ptr<const LayerData> &data) {
        if (p < 1 || !data) return;
        delivered = true;
        EXPECT_TRUE(files(".fgb").empty());
    };
    (void)read(path);
    EXPECT_TRUE(delivered);
    EXPECT_EQ(files(".fgb").size(), 1U);
}

TEST(ContentHash, TellsApartAndDoesNotDependOnThePieces) {
    std::mt19937 random(11);
    std::string text(1000, '\0');
    for (char &c : text) c = static_cast<char>(std::uniform_int_distribution(0, 255)(random));
    const std::string whole = ContentHash::of(text);
    EXPECT_EQ(whole.size(), 32U);
    for (int n = 0; n < 200; ++n) {
        ContentHash pieces;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t size = std::uniform_int_distribution<std::size_t>(0, 90)(random);
            pieces.update(std::string_view(text).substr(at, size));
            at += size;
        }
        ASSERT_EQ(pieces.hex(), whole);
    }
    std::set<std::string> seen{whole};
    for (std::size_t i = 0; i < text.size() * 8; ++i) {
        std::string other = text;
        other[i / 8] = static_cast<char>(other[i / 8] ^ (1 << (i % 8)));
        ASSERT_TRUE(seen.insert(ContentHash::of(other)).second) << "bit " << i;
    }
    for (std::size_t n = 0; n < 100; ++n) ASSERT_TRUE(seen.insert(ContentHash::of(std::string(n, '\0'))).second);
}

} // namespace
} // namespace corridors::io
