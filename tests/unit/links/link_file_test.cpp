#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "geodata/core/text_file.hpp"
#include "geodata/links/link_edit.hpp"

namespace corridors::links {
namespace {

using Json = nlohmann::json;

/// As Recogito writes it: an array, comments and tags as bodies, several selectors, fields of its own.
constexpr const char *kRecogito = R"([
  {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "#a1", "type": "Annotation", "creator": {"id": "urn:me", "x-level": 3},
   "body": [{"type": "TextualBody", "purpose": "tagging", "value": "place"}, {"type": "TextualBody", "purpose": "commenting", "value": "A bridge."}],
   "target": {"source": "https://example.org/text", "selector": [
      {"type": "TextQuoteSelector", "exact": "the old bridge", "prefix": "over ", "suffix": " at"},
      {"type": "TextPositionSelector", "start": 10, "end": 24}, {"type": "XPathSelector", "value": "/p[1]"}]}}
])";

std::shared_ptr<const LinkIndex> parsed(std::string_view json) {
    Result<ParsedLinks> result = parseLinks(json, "links.jsonld");
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? result->value : std::make_shared<const LinkIndex>();
}

TEST(LinkFile, ForeignAnnotationsSurviveARoundTrip) {
    const auto index = parsed(kRecogito);
    ASSERT_EQ(index->links().size(), 1U);
    EXPECT_EQ(index->links()[0].exact, "the old bridge");
    EXPECT_EQ(index->links()[0].prefix, "over ");
    EXPECT_EQ(index->links()[0].summary, "A bridge.");
    EXPECT_EQ(Json::parse(serialiseLinks(*index)), Json::parse(kRecogito));
}

TEST(LinkFile, AnEditChangesOnlyWhatItMeansTo) {
    const auto index = parsed(kRecogito);
    Link link = index->links()[0];
    link.features = {"bridge/1"};
    link.relation = Relation::Disputes;
    const auto changed = withLinkChanged(*index, link);
    ASSERT_TRUE(changed);
    Json json = Json::parse(serialiseLinks(**changed));
    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0]["creator"]["x-level"], 3);
    EXPECT_EQ(json[0]["target"], Json::parse(kRecogito)[0]["target"]);
    const auto again = parsed(json.dump());
    EXPECT_EQ(again->links()[0].features, std::vector<std::string>{"bridge/1"});
    EXPECT_EQ(again->links()[0].relation, Relation::Disputes);
    EXPECT_EQ(Json::parse(serialiseLinks(*index)), Json::parse(kRecogito)) << "the old index is as it was";
}

TEST(LinkFile, WritingAndReadingGivesTheSameLink) {
    Link link;
    link.id = "urn:x:1";
    link.features = {"aras_iran/2", "a b%\u0259", "iran"};
    link.relation = Relation::Claims;
    link.summary = "Says \"something\" \u2013 twice.";
    link.section = "One & Two";
    link.paragraph = 3;
    link.exact = "a few words";
    link.position = article::Range{5, 16};
    link.textHash = "abc";
    link.source = "https://doi.org/10.1234/x";
    link.doi = "10.1234/x";
    link.citation = "Someone (2025) A text.";
    link.suggested = true;
    const auto added = withLinkAdded(LinkIndex(), link);
    ASSERT_TRUE(added);
    const auto again = parsed(serialiseLinks(**added));
    ASSERT_EQ(again->links().size(), 1U);
    EXPECT_EQ(again->links()[0], link);
    link.suggested = false;
    link.position.reset();
    link.textHash.clear();
    link.summary.clear();
    link.features = {"iran"};
    const auto changed = withLinkChanged(*again, link);
    ASSERT_TRUE(changed);
    EXPECT_EQ(parsed(serialiseLinks(**changed))->links()[0], link);
}

TEST(LinkIndex, FindsLinksOfWholesAndSegments) {
    std::shared_ptr<const LinkIndex> index = std::make_shared<const LinkIndex>();
    const auto add = [&](const char *id, std::vector<std::string> features, std::size_t start) {
        Link link;
        link.id = id;
        link.features = std::move(features);
        link.exact = "x";
        link.position = article::Range{start, start + 1};
        index = *withLinkAdded(*index, link);
    };
    add("late", {"road/2"}, 50);
    add("early", {"road", "town"}, 5);
    const auto ids = [&](const char *feature) {
        std::string out;
        for (const std::size_t i : index->linksOfFeature(feature)) out += index->links()[i].id + " ";
        return out;
    };
    EXPECT_EQ(ids("road"), "early late ");
    EXPECT_EQ(ids("road/2"), "early late ");
    EXPECT_EQ(ids("road/1"), "early ");
    EXPECT_EQ(ids("town"), "early ");
    EXPECT_EQ(ids("nothing"), "");
    EXPECT_EQ(index->featuresOfLink("early").size(), 2U);
    EXPECT_TRUE(index->featuresOfLink("none").empty());
    const auto removed = withLinkRemoved(*index, "early");
    ASSERT_TRUE(removed);
    EXPECT_TRUE((*removed)->linksOfFeature("town").empty());
    EXPECT_EQ(index->links().size(), 2U) << "an edit leaves the old index as it was";
    EXPECT_FALSE(withLinkRemoved(**removed, "early"));
    EXPECT_FALSE(withLinkAdded(*index, index->links()[0])) << "an id is taken once";
}

TEST(LinkFile, TellsWhereAnAnnotationIsWrong) {
    const char *json = R"({"type": "AnnotationPage", "extra": 1, "items": [
      {"id": "a", "type": "Annotation", "target": {"source": "x", "selector": {"type": "TextQuoteSelector", "exact": 5}}},
      {"type": "Annotation", "target": "x"},
      7,
      {"id": "b", "target": {"selector": [{"type": "TextPositionSelector", "start": 9, "end": 3}]}},
      {"id": "b", "target": "x"},
      {"id": "c", "body": {"type": "TextualBody", "purpose": "classifying", "value": "hates"}, "target": {"corridors:paragraph": -1}},
      {"id": "d", "body": "map.json#x", "target": {"selector": {"type": "TextQuoteSelector", "exact": "fine"}}}]})";
    const Result<ParsedLinks> result = parseLinks(json, "f.jsonld");
    ASSERT_TRUE(result);
    std::string places;
    for (const Warning &w : result->warnings) places += w.place + "\n";
    for (const char *place :
         {"items[0].target.selector.exact", "items[1].id", "items[2]\n", "items[3].target.selector[0]", "items[4].id",
          "items[5].body.value", "items[5].target.corridors:paragraph", "items[6].body"})
        EXPECT_NE(places.find(place), std::string::npos) << place << " in\n" << places;
    EXPECT_EQ(result->value->links().size(), 4U);
    EXPECT_EQ(Json::parse(serialiseLinks(*result->value)), Json::parse(json))
        << "bad annotations are written back untouched";
}

TEST(LinkFile, HostileFilesGiveMessages) {
    const auto error = [](const std::string &json) {
        const Result<ParsedLinks> r = parseLinks(json, "f.jsonld");
        return r ? std::string("(no error)") : r.error().text();
    };
    EXPECT_NE(error("").find("empty"), std::string::npos);
    EXPECT_NE(error("{\"items\": [").find("byte 12"), std::string::npos) << error("{\"items\": [");
    EXPECT_NE(error("{}").find("no annotations"), std::string::npos);
    EXPECT_NE(error("\"items\"").find("no annotations"), std::string::npos);
    EXPECT_NE(error(std::string(100000, '[')).find("nested"), std::string::npos);
    EXPECT_NE(error("[1e999]").find("(no error)") == std::string::npos ? error("[1e999]").size() : 1U, 0U);
    EXPECT_NE(error("\xFF\xFE{}").find("not JSON"), std::string::npos);
}

TEST(LinkFile, WhatNoHandWritesIsLeftOutAndToldOnce) {
    const auto page = [](const std::string &items) { return parseLinks("{\"items\":[" + items + "]}", "f.jsonld"); };
    const auto annotation = [](const std::string &id, const std::string &body, const std::string &exact) {
        return R"({"id":")" + id + R"(","body":[)" + body +
               R"(],"target":{"source":"u","selector":{"type":"TextQuoteSelector","exact":")" + exact + R"("}}})";
    };
    const std::string relation = R"({"type":"TextualBody","purpose":"classifying","value":"claims"})";
    std::string bodies = relation;
    for (int i = 0; i < 50'000; ++i) bodies += ",\"map.json#f" + std::to_string(i) + "\"";
    const auto many = page(annotation("a", bodies, "q"));
    ASSERT_TRUE(many);
    EXPECT_EQ(many->value->links().at(0).features.size(), 256U);
    EXPECT_EQ(many->warnings.size(), 1U);

    const auto quote = page(annotation("a", relation, std::string(1'000'000, 'q')));
    ASSERT_TRUE(quote);
    EXPECT_TRUE(quote->value->links().at(0).exact.empty());
    EXPECT_NE(quote->warnings.at(0).message.find("longer than 20,000 bytes"), std::string::npos);
    EXPECT_NE(serialiseLinks(*quote->value).find(std::string(1000, 'q')), std::string::npos) << "the file keeps it";

    EXPECT_TRUE(page(annotation(std::string(3000, 'i'), relation, "q"))->value->links().empty());
    std::string same = annotation("a", relation, "q");
    for (int i = 0; i < 1000; ++i) same += "," + annotation("a", relation, "q");
    const auto twice = page(same);
    ASSERT_TRUE(twice);
    EXPECT_EQ(twice->warnings.size(), 21U);
    EXPECT_EQ(twice->warnings.back().message, "and 980 more problems like these");
}

TEST(LinkFile, AFileThatIsNoFileGivesAMessageAtOnce) {
    const std::string path = std::string(CORRIDORS_BUILD_DIR) + "/links_pipe.jsonld";
    std::remove(path.c_str());
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    const Result<OpenedLinks> pipe = openLinks(path); // would wait for a writer for ever
    ASSERT_FALSE(pipe);
    EXPECT_NE(pipe.error().message.find("not a file"), std::string::npos);
    std::remove(path.c_str());
    EXPECT_FALSE(openLinks("/dev/zero"));
}

TEST(LinkEdit, AConflictIsShownAndNotOverwritten) {
    const std::string path = std::string(CORRIDORS_BUILD_DIR) + "/link_conflict.jsonld";
    std::ofstream(path) << kRecogito;
    const FileState read = fileState(path);
    const auto index = parsed(kRecogito);
    const auto changed = *withLinkRemoved(*index, "#a1");
    std::ofstream(path, std::ios::app) << "\n";
    const Result<FileState> refused = saveLinks(*changed, path, read);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().place, kConflict);
    EXPECT_EQ(*readTextFile(path), std::string(kRecogito) + "\n") << "the other program's version is still there";
    const Result<FileState> saved = saveLinks(*changed, path, fileState(path));
    ASSERT_TRUE(saved);
    EXPECT_EQ(*saved, fileState(path));
    EXPECT_EQ(*readTextFile(path), "[]\n");
    std::remove(path.c_str());
}

TEST(LinkEdit, ASelectionBecomesAtMostEightWholeWords) {
    const auto article = *article::importText(
        "# T\n\n## Part\n\nOne two three four five six seven eight nine ten.\n\nMore here.\n", "a.md");
    const article::Article &a = *article.value;
    const std::size_t start = a.sections[0].paragraphs[0].range.start;
    const Result<Link> link = linkOnSelection(a, {start + 5, start + 52});
    ASSERT_TRUE(link);
    EXPECT_EQ(link->exact, "two three four five six seven eight nine");
    EXPECT_EQ(link->section, "Part");
    EXPECT_EQ(link->paragraph, 1U);
    EXPECT_EQ(a.slice(*link->position), link->exact);
    EXPECT_EQ(link->textHash, a.textHash);
    EXPECT_FALSE(linkOnSelection(a, {0, 2})) << "a heading is no paragraph";
    EXPECT_FALSE(linkOnSelection(a, {5, 5}));
    EXPECT_FALSE(linkOnSelection(a, {5, 5000}));
}

} // namespace
} // namespace corridors::links
