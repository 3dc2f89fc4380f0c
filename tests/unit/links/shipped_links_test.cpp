// The links and the story that the map ships: complete, in our own words, and exact in the article where the machine
// has a copy of it (its path in CORRIDORS_ARTICLE).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "geodata/core/text_file.hpp"
#include "geodata/links/coverage.hpp"
#include "geodata/links/reports.hpp"
#include "tests/unit/article/made_pdf.hpp"

namespace corridors::links {
namespace {

const std::string kMap = std::string(CORRIDORS_ASSETS_DIR) + "/south-caucasus";

std::shared_ptr<const LinkIndex> shipped() {
    static const std::shared_ptr<const LinkIndex> index = [] {
        Result<ParsedLinks> read = readLinks(kMap + "/links.jsonld");
        EXPECT_TRUE(read) << (read ? "" : read.error().text());
        if (read)
            for (const Warning &w : read->warnings) ADD_FAILURE() << w.text();
        return read ? read->value : std::make_shared<const LinkIndex>();
    }();
    return index;
}

std::shared_ptr<const article::Article> copyAtHand() {
    const char *path = std::getenv("CORRIDORS_ARTICLE");
    if (path == nullptr) return nullptr;
    Result<article::ImportedArticle> read = article::importArticle(path);
    EXPECT_TRUE(read) << (read ? "" : read.error().text());
    return read ? read->value : nullptr;
}

/// Features of the shipped layers with what they are called.
std::vector<article::NamedFeature> shippedFeatures() {
    std::vector<article::NamedFeature> features;
    for (const auto &entry : std::filesystem::directory_iterator(kMap + "/layers")) {
        const nlohmann::json layer = nlohmann::json::parse(*readTextFile(entry.path()));
        for (const nlohmann::json &feature : layer["features"]) {
            article::NamedFeature named;
            named.id = feature["id"];
            const nlohmann::json &p = feature["properties"];
            for (const char *key : {"name", "name_local"})
                if (p.contains(key) && p[key].is_string()) named.names.push_back(p[key]);
            for (const nlohmann::json &alias : p.value("aliases", nlohmann::json::array()))
                if (alias != p.value("iso_a3", "")) named.names.push_back(alias);
            features.push_back(std::move(named));
        }
    }
    return features;
}

std::vector<std::string> words(const std::string &text) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80) {
            out.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!out.back().empty()) {
            out.emplace_back();
        }
    }
    if (out.back().empty()) out.pop_back();
    return out;
}

std::set<std::string> nineGrams(const std::vector<std::string> &w) {
    std::set<std::string> grams;
    for (std::size_t i = 0; i + 9 <= w.size(); ++i) {
        std::string gram;
        for (std::size_t j = 0; j < 9; ++j) gram += w[i + j] + " ";
        grams.insert(gram);
    }
    return grams;
}

TEST(ShippedLinks, PointAtFeaturesOfTheMap) {
    std::set<std::string> ids;
    for (const article::NamedFeature &f : shippedFeatures()) ids.insert(f.id);
    ASSERT_GE(shipped()->links().size(), 100U);
    for (const Link &link : shipped()->links()) {
        EXPECT_FALSE(link.features.empty()) << link.id;
        for (const std::string &id : link.features) EXPECT_TRUE(ids.contains(id)) << link.id << " -> " << id;
    }
}

TEST(ShippedLinks, QuoteAtMostEightWordsAndSummariseInSentences) {
    for (const Link &link : shipped()->links()) {
        EXPECT_LE(words(link.exact).size(), 8U) << link.id;
        EXPECT_GE(words(link.exact).size(), 2U) << link.id;
        EXPECT_TRUE(link.prefix.empty() && link.suffix.empty()) << link.id;
        ASSERT_TRUE(link.position) << link.id;
        EXPECT_EQ(link.position->length(), article::codePointCount(link.exact)) << link.id;
        EXPECT_EQ(link.doi, "10.3929/ethz-c-000785623");
        EXPECT_FALSE(link.citation.empty());
        EXPECT_GE(words(link.summary).size(), 5U) << link.id;
        EXPECT_EQ(link.summary.back(), '.') << link.id;
        const auto stops = std::count(link.summary.begin(), link.summary.end(), '.');
        EXPECT_LE(stops, 3) << link.id;
    }
}

TEST(ShippedLinks, PipelinesHaveContextOnly) {
    std::size_t pipelines = 0;
    for (const char *layer : {"oil_pipelines", "gas_pipelines"}) {
        const nlohmann::json json = nlohmann::json::parse(*readTextFile(kMap + "/layers/" + layer + ".geojson"));
        for (const nlohmann::json &feature : json["features"]) {
            const std::vector<std::size_t> found = shipped()->linksOfFeature(feature["id"].get<std::string>());
            EXPECT_EQ(found.size(), 2U) << feature["id"];
            for (const std::size_t i : found) EXPECT_EQ(shipped()->links()[i].relation, Relation::Context);
            ++pipelines;
        }
    }
    EXPECT_GE(pipelines, 10U);
}

TEST(ShippedLinks, AreRebuiltByteByByteFromTheFileItself) {
    const std::string bytes = *readTextFile(kMap + "/links.jsonld");
    EXPECT_EQ(serialiseLinks(*shipped()), bytes) << "reading and writing must change nothing";
}

TEST(ShippedLinks, AreAllExactInTheArticle) {
    const auto article = copyAtHand();
    if (article == nullptr) GTEST_SKIP() << "CORRIDORS_ARTICLE names no copy of the article";
    const AnchorSet anchors = anchorLinks(*shipped(), *article);
    for (std::size_t i = 0; i < anchors.anchors.size(); ++i) {
        const Link &link = shipped()->links()[i];
        const Anchor &anchor = anchors.anchors[i];
        EXPECT_EQ(anchor.health, Health::Exact) << link.id;
        EXPECT_EQ(link.textHash, article->textHash) << link.id;
        ASSERT_TRUE(anchor.place) << link.id;
        EXPECT_EQ(article->slice(*anchor.range), link.exact) << link.id;
        const StatedSection stated = statedSection(link.section);
        const std::string &heading = article->sections[anchor.place->section].heading;
        EXPECT_TRUE(stated.isBeginning ? heading.starts_with(stated.text) : heading == stated.text) << link.id;
        EXPECT_EQ(anchor.place->paragraph + 1, link.paragraph) << link.id;
    }
    const LinksReport report = linksReport(*shipped(), anchors, *article);
    EXPECT_EQ(report.unattached, 0U);
}

/// The same links in a two-column PDF of the article, made here: none wrong, none lost.
TEST(ShippedLinks, AreFoundAgainInATwoColumnPdf) {
    const auto article = copyAtHand();
    if (article == nullptr) GTEST_SKIP() << "CORRIDORS_ARTICLE names no copy of the article";
    for (const bool indent : {false, true}) {
        article::testing::MadePdf options;
        options.indent = indent;
        const std::string path = std::string(CORRIDORS_BUILD_DIR) + "/shipped_links.pdf";
        std::ofstream(path) << article::testing::makePdf(article::testing::blocksOf(*article), options);
        const auto pdf = article::importArticle(path);
        std::filesystem::remove(path);
        ASSERT_TRUE(pdf) << pdf.error().text();
        const article::Article &copy = *pdf->value;
        const AnchorSet anchors = anchorLinks(*shipped(), copy);
        for (std::size_t i = 0; i < anchors.anchors.size(); ++i) {
            const Link &link = shipped()->links()[i];
            const Anchor &anchor = anchors.anchors[i];
            ASSERT_TRUE(isAttached(anchor.health)) << link.id << " is " << healthName(anchor.health);
            const auto folded = [](std::string_view text) {
                return article::fold(text, {.foldCase = true, .dropHyphens = true}).chars;
            };
            EXPECT_EQ(folded(copy.slice(*anchor.range)), folded(link.exact)) << link.id;
            ASSERT_TRUE(anchor.place);
            const StatedSection stated = statedSection(link.section);
            const auto heading = folded(copy.sections[anchor.place->section].heading);
            const auto wanted = folded(stated.text);
            EXPECT_TRUE(stated.isBeginning ? heading.starts_with(wanted) : heading == wanted) << link.id;
        }
    }
}

TEST(ShippedLinks, CoverEveryParagraphThatNamesAFeature) {
    const auto article = copyAtHand();
    if (article == nullptr) GTEST_SKIP() << "CORRIDORS_ARTICLE names no copy of the article";
    const auto rules = article::readMentionRules(kMap + "/mention-rules.json");
    ASSERT_TRUE(rules) << rules.error().text();
    EXPECT_TRUE(rules->warnings.empty());
    const std::vector<article::NamedFeature> features = shippedFeatures();
    const article::MentionFinder finder(features, rules->value);
    const std::vector<article::Mention> mentions = finder.find(*article);
    const AnchorSet anchors = anchorLinks(*shipped(), *article);
    for (const Link &missing : suggestLinks(*shipped(), anchors, *article, mentions))
        ADD_FAILURE() << missing.features[0] << " is named (\"" << missing.exact << "\") in " << missing.section
                      << ", paragraph " << missing.paragraph << ", without a link";
    std::vector<std::string> ids;
    for (const article::NamedFeature &f : features) ids.push_back(f.id);
    const Coverage coverage = coverageOf(*shipped(), anchors, *article, ids, mentions, 40);
    EXPECT_EQ(coverage.linkedParagraphs, 36U);
    EXPECT_GT(coverage.undiscussed.size(), 100U) << "most towns of the map are not in the article";
}

/// Against the key made by hand, name by name (tests/unit/article/mentions_key.csv tells how it was made).
TEST(ShippedMentions, AgreeWithTheKeyMadeByHand) {
    const auto article = copyAtHand();
    if (article == nullptr) GTEST_SKIP() << "CORRIDORS_ARTICLE names no copy of the article";
    using Named = std::tuple<std::size_t, std::size_t, std::string>; // start, end, feature
    std::set<Named> expected, found;
    std::ifstream file(std::string(CORRIDORS_TESTS_DIR) + "/unit/article/mentions_key.csv");
    ASSERT_TRUE(file);
    std::string line;
    bool counted = false;
    while (std::getline(file, line)) {
        counted = counted || line.find(article->textHash) != std::string::npos;
        if (line.empty() || line[0] == '#') continue;
        std::istringstream row(line);
        std::string start, end, features, feature;
        std::getline(row, start, ',');
        std::getline(row, end, ',');
        std::getline(row, features);
        std::istringstream each(features);
        while (std::getline(each, feature, '+')) expected.emplace(std::stoul(start), std::stoul(end), feature);
    }
    ASSERT_TRUE(counted) << "the key counts in another text than this copy";
    ASSERT_GT(expected.size(), 200U);
    const auto rules = article::readMentionRules(kMap + "/mention-rules.json");
    ASSERT_TRUE(rules);
    const article::MentionFinder finder(shippedFeatures(), rules->value);
    for (const article::Mention &m : finder.find(*article))
        if (m.kind == article::MentionKind::Name) found.emplace(m.range.start, m.range.end, m.feature);
    std::map<std::string, std::array<long, 3>> score; // right, missed, wrong
    const auto where = [&](const Named &n) {
        const auto place = article->locate(std::get<0>(n));
        return std::get<2>(n) + " at " + std::to_string(std::get<0>(n)) +
               (place ? ", part " + std::to_string(place->section + 1) + ", paragraph " +
                            std::to_string(place->paragraph + 1)
                      : std::string());
    };
    for (const Named &n : expected) {
        ++score[std::get<2>(n)][found.contains(n) ? 0 : 1];
        EXPECT_TRUE(found.contains(n)) << "missed: " << where(n);
    }
    for (const Named &n : found) {
        score[std::get<2>(n)][2] += expected.contains(n) ? 0 : 1;
        EXPECT_TRUE(expected.contains(n)) << "wrong: " << where(n);
    }
    for (const auto &[feature, s] : score)
        std::cout << "[ mentions ] " << feature << ": precision "
                  << static_cast<double>(s[0]) / static_cast<double>(std::max(1L, s[0] + s[2])) << ", recall "
                  << static_cast<double>(s[0]) / static_cast<double>(std::max(1L, s[0] + s[1])) << " of " << s[0] + s[1]
                  << "\n";
}

/// No nine words in a row of the article's paragraphs may stand in anything that the repository ships or tests. (Its
/// headings may: they are the locators of the links.)
TEST(ShippedTexts, HoldNoSentenceOfTheArticle) {
    const auto article = copyAtHand();
    if (article == nullptr) GTEST_SKIP() << "CORRIDORS_ARTICLE names no copy of the article";
    std::set<std::string> grams;
    for (const article::Section &section : article->sections)
        for (const article::Paragraph &paragraph : section.paragraphs)
            grams.merge(nineGrams(words(std::string(article->slice(paragraph.range)))));
    for (const article::Footnote &note : article->footnotes) grams.merge(nineGrams(words(note.text)));
    const std::filesystem::path root = std::filesystem::path(CORRIDORS_ASSETS_DIR).parent_path();
    std::size_t files = 0;
    for (const char *folder : {"assets", "geodata", "viewer", "tests", "shaders"}) {
        if (!std::filesystem::exists(root / folder)) continue;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension();
            if (!entry.is_regular_file() || extension == ".geojson" || extension == ".png") continue;
            const std::vector<std::string> w = words(*readTextFile(entry.path()));
            ++files;
            for (const std::string &gram : nineGrams(w))
                EXPECT_FALSE(grams.contains(gram)) << entry.path() << ": " << gram;
        }
    }
    EXPECT_GT(files, 50U);
}

} // namespace
} // namespace corridors::links
