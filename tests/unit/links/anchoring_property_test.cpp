// Precision and recall of anchoring on generated texts whose copies differ in every way that the issue names. A wrong
// attachment is one outside the true passage; a link whose passage is gone must not be attached at all.
#include <gtest/gtest.h>

#include <iostream>

#include "geodata/links/anchoring.hpp"
#include "geodata/links/link_edit.hpp"
#include "tests/unit/links/synthetic_article.hpp"

namespace corridors::links {
namespace {

using testing::Draft;
using testing::Random;
using testing::TestLink;

struct Score {
    std::size_t attached = 0, wrong = 0, present = 0, found = 0, ambiguous = 0;
    [[nodiscard]] double precision() const {
        return attached == 0 ? 1 : 1 - static_cast<double>(wrong) / static_cast<double>(attached);
    }
    [[nodiscard]] double recall() const {
        return present == 0 ? 1 : static_cast<double>(found) / static_cast<double>(present);
    }
};

std::shared_ptr<const LinkIndex> indexOf(const std::vector<TestLink> &links) {
    std::shared_ptr<const LinkIndex> index = std::make_shared<const LinkIndex>();
    for (const TestLink &l : links) index = *withLinkAdded(*index, l.link);
    return index;
}

/// Anchors the links in a copy and compares with where the words really went.
void measure(const std::vector<TestLink> &links, const Draft &copy, const std::string &text, Score &score) {
    const auto imported = article::importText(text, "copy.md");
    ASSERT_TRUE(imported);
    const article::Article &article = *imported->value;
    const article::Article plain = testing::toArticle(copy);
    ASSERT_EQ(article.text.utf8().size(), plain.text.utf8().size()) << "wrapping must not change the normalised text";
    const AnchorSet set = anchorLinks(*indexOf(links), article);
    for (std::size_t i = 0; i < links.size(); ++i) {
        const Anchor &anchor = set.anchors[i];
        const std::optional<article::Range> truth = testing::trueRange(links[i], copy);
        score.attached += isAttached(anchor.health) ? 1 : 0;
        score.ambiguous += anchor.health == Health::Ambiguous ? 1 : 0;
        score.present += truth ? 1 : 0;
        if (!isAttached(anchor.health)) continue;
        const bool right = truth && anchor.range->overlaps(*truth);
        score.found += right ? 1 : 0;
        score.wrong += right ? 0 : 1;
        if (right || score.wrong > 5) continue;
        ADD_FAILURE() << healthName(anchor.health) << " " << anchor.score << ": \"" << links[i].link.exact
                      << "\" attached to \"" << article.slice(*anchor.range) << "\", truth "
                      << (truth ? std::string(article.slice(*truth)) : "gone");
    }
}

/// `change` makes the copy of a draft; `text` writes it down.
template <class Change, class Write>
Score rounds(unsigned count, Change &&change, Write &&write) {
    Score score;
    for (unsigned seed = 1; seed <= count; ++seed) {
        Random random(seed * 7919U);
        const Draft draft = testing::makeDraft(random, 8, 5);
        const std::vector<TestLink> links = testing::makeLinks(random, draft, testing::toArticle(draft), 100);
        Draft copy = draft;
        change(random, copy);
        measure(links, copy, write(random, copy), score);
    }
    return score;
}

std::string plainly(Random & /*random*/, const Draft &draft) { return testing::markdown(draft); }

void report(const char *name, const Score &score) {
    std::cout << "[ anchoring] " << name << ": precision " << score.precision() << ", recall " << score.recall()
              << " of " << score.present << " (" << score.ambiguous << " ambiguous)\n";
    ::testing::Test::RecordProperty(std::string(name) + "_recall", std::to_string(score.recall()));
}

TEST(AnchoringProperties, SameTextIsExact) {
    const Score s = rounds(
        4, [](Random &, Draft &) {}, plainly);
    report("same_text", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_EQ(s.recall(), 1.0);
}

TEST(AnchoringProperties, RewrappedAndHyphenated) {
    const Score s = rounds(
        8, [](Random &, Draft &) {}, [](Random &random, const Draft &d) { return testing::wrapped(random, d, 60); });
    report("rewrapped", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_EQ(s.recall(), 1.0);
}

TEST(AnchoringProperties, NoiseOfOnePercent) {
    const Score s = rounds(
        20, [](Random &r, Draft &d) { testing::addNoise(r, d, 0.01); }, plainly);
    report("noise_1", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_GE(s.recall(), 0.98);
}

TEST(AnchoringProperties, NoiseOfFivePercent) {
    const Score s = rounds(
        20, [](Random &r, Draft &d) { testing::addNoise(r, d, 0.05); }, plainly);
    report("noise_5", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_GE(s.recall(), 0.9);
}

TEST(AnchoringProperties, MovedParagraphsWithNoise) {
    const auto change = [](Random &r, Draft &d) {
        testing::moveParagraphs(r, d, 8);
        testing::addNoise(r, d, 0.01);
    };
    const Score s = rounds(20, change, plainly);
    report("moved_noise_1", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_GE(s.recall(), 0.9);
}

TEST(AnchoringProperties, EditedWords) {
    const Score s = rounds(
        20, [](Random &r, Draft &d) { testing::editWords(r, d, 0.02); }, plainly);
    report("edited_2", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_GE(s.recall(), 0.9);
}

TEST(AnchoringProperties, RemovedParagraphsAreNotFoundElsewhere) {
    const auto change = [](Random &r, Draft &d) {
        testing::removeParagraphs(r, d, 10);
        testing::addNoise(r, d, 0.01);
    };
    const Score s = rounds(20, change, plainly);
    report("removed_noise_1", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_GE(s.recall(), 0.95);
}

TEST(AnchoringProperties, EverythingAtOnce) {
    const auto change = [](Random &r, Draft &d) {
        testing::editWords(r, d, 0.01);
        testing::moveParagraphs(r, d, 4);
        testing::removeParagraphs(r, d, 4);
        testing::addNoise(r, d, 0.03);
    };
    const Score s = rounds(20, change, plainly);
    report("everything", s);
    EXPECT_EQ(s.wrong, 0U);
    EXPECT_GE(s.recall(), 0.85);
}

} // namespace
} // namespace corridors::links
