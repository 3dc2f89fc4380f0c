// Reading and writing links: what lights up, what is filtered, that every edit can be undone and nothing unsaved is
// lost silently.
#include "viewer/app/reading.hpp"

#include <gtest/gtest.h>

#include "app_fixture.hpp"
#include "geodata/article/article.hpp"
#include "geodata/article/mentions.hpp"
#include "geodata/links/link_edit.hpp"

namespace corridors::app {
namespace {

/// A small map with a short text and two links: a claim about the road, a description of the town.
struct ReadMap : SmallMap {
    std::shared_ptr<const article::Article> article;

    ReadMap() {
        article = article::importText("# Ways\n\n## Roads\n\nThe road was cut through the gorge in spring. It is the "
                                      "only one.\n\n## Places\n\nThe town lies where the road meets the river. "
                                      "Nobody knows the land behind it.\n",
                                      "ways.md")
                      ->value;
        auto index = std::make_shared<const links::LinkIndex>();
        index = *links::withLinkAdded(*index,
                                      linkOn("road was cut through", {"road"}, links::Relation::Claims, "urn:road"));
        index =
            *links::withLinkAdded(*index, linkOn("town lies where", {"town"}, links::Relation::Describes, "urn:town"));
        state.links = state.savedLinks = index;
        send(ArticleOpened{"ways.md", article});
        send(
            LinksAnchored{state.links, std::make_shared<const links::AnchorSet>(links::anchorLinks(*index, *article))});
    }

    [[nodiscard]] article::Range rangeOf(const std::string &words) const {
        const std::size_t at = article->text.utf8().find(words); // the text is ASCII: bytes are code points
        EXPECT_NE(at, std::string::npos) << words;
        return {at, at + words.size()};
    }
    [[nodiscard]] links::Link linkOn(const std::string &words, std::vector<std::string> features,
                                     links::Relation relation, const std::string &id = {}) const {
        links::Link link = *links::linkOnSelection(*article, rangeOf(words));
        link.features = std::move(features);
        link.relation = relation;
        link.id = id;
        return link;
    }
};

TEST(Reading, MarksStandInTheTextInOrder) {
    ReadMap map;
    EXPECT_TRUE(map.state.readerVisible) << "an article that is opened is shown";
    const Reading reading = readingOf(map.state);
    ASSERT_EQ(reading.marks.size(), 2U);
    EXPECT_EQ(reading.marks[0].linkId, "urn:road");
    EXPECT_EQ(map.article->slice(reading.marks[1].range), "town lies where");
    EXPECT_EQ(reading.unattached, 0U);
    EXPECT_EQ(reading.marksIn(sentenceAt(*map.article, reading.marks[1].range.start)).size(), 1U);
    EXPECT_TRUE(reading.marksIn(map.rangeOf("Nobody knows")).empty());
    EXPECT_TRUE(reading.isOf(map.state));
    map.send(SetRelationsHidden{std::bitset<5>(1U << static_cast<unsigned>(links::Relation::Claims))});
    EXPECT_FALSE(reading.isOf(map.state));
}

TEST(Reading, AFilterHidesMarksAndLightsWhatTheOthersSpeakOf) {
    ReadMap map;
    std::bitset<5> onlyClaims;
    onlyClaims.set().reset(static_cast<std::size_t>(links::Relation::Claims));
    map.send(SetRelationsHidden{onlyClaims});
    const Reading reading = readingOf(map.state);
    ASSERT_EQ(reading.marks.size(), 1U);
    EXPECT_EQ(reading.marks[0].linkId, "urn:road");
    ASSERT_EQ(map.state.lit.size(), 1U);
    EXPECT_EQ(map.state.lit[0].id, "road/1");
    EXPECT_TRUE(map.state.spotlight);
    map.send(LetGo{}); // a filter is let go like anything else
    EXPECT_TRUE(map.state.relationsHidden.none());
    EXPECT_FALSE(map.state.spotlight);
}

TEST(Reading, ASentenceLightsAllItsFeaturesAndPinsThem) {
    ReadMap map;
    map.send(HoverLinks{{"urn:road", "urn:town"}});
    EXPECT_EQ(map.state.lit.size(), 2U);
    EXPECT_TRUE(map.state.spotlight);
    map.send(HoverLinks{});
    EXPECT_FALSE(map.state.spotlight);
    map.send(SelectLinks{{"urn:town"}, false});
    map.send(SelectLinks{{"urn:road"}, false, true});
    EXPECT_EQ(map.state.selectedLinks.size(), 2U);
    EXPECT_EQ(map.state.selected.size(), 2U);
    map.send(SelectLinks{{"urn:town"}, false});
    EXPECT_EQ(map.state.selected.size(), 1U) << "without Ctrl the new pin is the only one";
}

TEST(Writing, EveryEditIsUndoneAndRedone) {
    ReadMap map;
    const auto before = map.state.links;
    map.send(AddLink{map.linkOn("the river", {"town"}, links::Relation::Context)});
    ASSERT_EQ(map.state.links->links().size(), 3U);
    const std::string id = map.state.links->links().back().id;
    EXPECT_EQ(map.state.anchors->anchors.size(), 3U) << "the anchors go with the links";
    EXPECT_EQ(map.state.anchors->anchors.back().health, links::Health::Exact);
    links::Link changed = *map.state.links->find(id);
    changed.summary = "A new summary.";
    map.send(ChangeLink{changed});
    EXPECT_EQ(map.state.links->find(id)->summary, "A new summary.");
    map.send(RemoveLink{"urn:road"});
    ASSERT_EQ(map.state.links->links().size(), 2U);
    EXPECT_EQ(map.state.anchors->anchors[0].linkId, "urn:town") << "anchors stay with their links";
    for (int i = 0; i < 3; ++i) map.send(Undo{});
    EXPECT_EQ(map.state.links, before);
    ASSERT_EQ(map.state.anchors->anchors.size(), 2U);
    EXPECT_EQ(map.state.anchors->anchors[0].linkId, "urn:road");
    for (int i = 0; i < 3; ++i) map.send(Redo{});
    EXPECT_EQ(map.state.links->links().size(), 2U);
    EXPECT_EQ(map.state.links->find(id)->summary, "A new summary.");
}

TEST(Writing, WhatCannotBeDoneIsToldAndChangesNothing) {
    ReadMap map;
    const auto before = map.state.links;
    map.send(RemoveLink{"urn:nothing"});
    links::Link unknown;
    unknown.id = "urn:nothing";
    map.send(ChangeLink{unknown});
    EXPECT_EQ(map.state.links, before);
    EXPECT_EQ(map.state.messages.back().kind, Message::Kind::Error);
    map.send(Undo{});
    EXPECT_EQ(map.state.links, before) << "what failed is no step of undo";
}

TEST(Writing, UnsavedLinksAreToldOfBeforeTheProgramEnds) {
    ReadMap map;
    map.send(RemoveLink{"urn:road"});
    map.send(Quit{});
    EXPECT_FALSE(map.state.quitRequested);
    EXPECT_EQ(map.state.messages.back().kind, Message::Kind::Warning);
    map.send(LinksSaved{map.state.links, "links.jsonld", "hash"});
    map.send(Quit{});
    EXPECT_TRUE(map.state.quitRequested);
}

TEST(Writing, AConflictIsKeptUntilItIsResolved) {
    ReadMap map;
    const auto theirs = map.state.links;
    map.send(RemoveLink{"urn:road"});
    const auto mine = map.state.links;
    map.send(LinksNotSaved{{"changed by another program", "links.jsonld", "conflict", {}}, true});
    EXPECT_FALSE(map.state.linksConflict.empty());
    map.send(LinksSaved{mine, "links-2.jsonld", ""});
    EXPECT_FALSE(map.state.linksConflict.empty()) << "a copy beside it resolves nothing";
    map.send(LinksReloaded{theirs, "their hash", {}});
    EXPECT_TRUE(map.state.linksConflict.empty());
    EXPECT_EQ(map.state.links, theirs);
    map.send(Undo{});
    EXPECT_EQ(map.state.links, mine);
}

TEST(Suggestions, AreMarkedUntilAcceptedAndCanBeDismissed) {
    ReadMap map;
    const article::MentionFinder finder(std::vector<article::NamedFeature>{{"land", {"the land"}}, {"town", {"town"}}},
                                        {});
    map.send(
        MentionsFound{map.article, std::make_shared<const std::vector<article::Mention>>(finder.find(*map.article))});
    Reading reading = readingOf(map.state);
    ASSERT_EQ(reading.suggestions.size(), 1U) << "the town has a link in that paragraph already";
    EXPECT_TRUE(reading.suggestions[0].suggested);
    ASSERT_EQ(reading.marks.size(), 3U);
    EXPECT_TRUE(reading.marks.back().suggested);
    const links::Link suggestion = reading.suggestions[0];
    map.send(DismissSuggestion{suggestion.id});
    EXPECT_TRUE(readingOf(map.state).suggestions.empty());
    map.state.dismissedSuggestions.clear();
    map.send(AddLink{suggestion});
    EXPECT_TRUE(readingOf(map.state).suggestions.empty());
    EXPECT_FALSE(map.state.links->links().back().suggested);
}

TEST(Following, FliesToWhatIsReadOnlyWhenItIsSwitchedOn) {
    ReadMap map;
    const Camera before = map.state.camera;
    map.send(ReadingAt{{"urn:town"}});
    EXPECT_EQ(map.state.camera, before);
    map.send(ToggleFollowReading{});
    map.send(ReadingAt{{"urn:town"}});
    EXPECT_NE(map.state.camera, before);
    const Camera there = map.state.camera;
    map.send(ReadingAt{{"urn:town"}});
    EXPECT_EQ(map.state.camera, there) << "what is well in view needs no flight";
    EXPECT_LE(there.zoom, 8.0) << "with what lies around it";
}

} // namespace
} // namespace corridors::app
