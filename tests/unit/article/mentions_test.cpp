#include "geodata/article/mentions.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "geodata/article/aho_corasick.hpp"

namespace corridors::article {
namespace {

Article articleOf(const std::string &paragraphs) {
    return *importText("# T\n\n## S\n\n" + paragraphs + "\n", "a.md")->value;
}

/// "feature:text" of the mentions by name, joined by a space.
std::string found(const std::vector<NamedFeature> &features, const std::string &text, const std::string &rules = "{}") {
    const auto parsed = parseMentionRules(rules, "rules.json");
    EXPECT_TRUE(parsed);
    const Article a = articleOf(text);
    std::string out;
    for (const Mention &m : MentionFinder(features, parsed->value).find(a)) {
        if (m.kind != MentionKind::Name) continue;
        EXPECT_TRUE(a.sections[m.place.section].paragraphs[m.place.paragraph].sentences[m.place.sentence].contains(
            m.range.start));
        out += (out.empty() ? "" : " ") + m.feature + ":" + std::string(a.slice(m.range));
    }
    return out;
}

TEST(Mentions, WholeWordsInAnySpelling) {
    const std::vector<NamedFeature> f = {
        {"nax", {"Nakhchivan", "Naxçıvan", "Нахичевань"}}, {"van", {"Van"}}, {"us", {"US"}}};
    EXPECT_EQ(found(f, "Nakhchivan's port, NAXÇIVAN and Naxcivan, but not Nakhchivani."),
              "nax:Nakhchivan nax:NAXÇIVAN nax:Naxcivan");
    EXPECT_EQ(found(f, "A van went to Van; it carried us to the US."), "van:Van us:US");
    EXPECT_EQ(found(f, "В Нахичевани и из Нахичевань, но не Нахичеванский."), "nax:Нахичевани nax:Нахичевань");
}

TEST(Mentions, TheLongestNameWins) {
    const std::vector<NamedFeature> f = {
        {"ukraine", {"Ukraine"}}, {"east", {"Eastern Ukraine"}}, {"zc", {"Zangezur corridor"}}, {"z", {"Zangezur"}}};
    EXPECT_EQ(found(f, "In eastern Ukraine and in Ukraine; the Zangezur Corridor runs through Zangezur."),
              "east:eastern Ukraine ukraine:Ukraine zc:Zangezur Corridor z:Zangezur");
}

TEST(Mentions, RulesTellPlacesFromWhatOnlyContainsThem) {
    const std::vector<NamedFeature> f = {
        {"georgia", {"Georgia"}}, {"baku", {"Baku"}}, {"a", {"Itil"}}, {"b", {"Itil"}}};
    const std::string rules =
        R"({"notPlaces": ["Khazar University Baku", "Georgia State University"], "prefer": {"Itil": "b"},
        "adjectives": {"georgia": ["Georgian"]}, "names": {"baku": ["the capital"]}, "ignore": {}})";
    EXPECT_EQ(found(f,
                    "Khazar University Baku is in Baku, the capital. Georgia State University is Georgian, not in "
                    "Georgia. Itil.",
                    rules),
              "baku:Baku baku:the capital georgia:Georgia b:Itil");
    const auto parsed = parseMentionRules(rules, "r");
    const std::vector<Mention> all = MentionFinder(f, parsed->value).find(articleOf("A Georgian wine."));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].kind, MentionKind::Adjective);
}

TEST(Mentions, BadRulesAreNamed) {
    EXPECT_FALSE(parseMentionRules("{", "r.json"));
    EXPECT_FALSE(parseMentionRules("[]", "r.json"));
    const auto r =
        parseMentionRules(R"({"names": {"x": "y"}, "prefer": {"a": 1}, "notPlaces": [1], "adjectives": 5})", "r.json");
    ASSERT_TRUE(r);
    EXPECT_EQ(r->warnings.size(), 4U);
}

TEST(Mentions, ANameDoesNotReachOverTheEndOfAParagraph) {
    EXPECT_EQ(found({{"wh", {"White House"}}}, "It was white.\n\nA White\n\nHouse. The White\nHouse."),
              "wh:White House");
}

// The automaton against the plain way of searching, on small alphabets where everything overlaps.
TEST(AhoCorasick, FindsWhatPlainSearchFinds) {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        const auto make = [&](std::size_t n) {
            std::u32string s;
            for (std::size_t i = 0; i < n; ++i) s += static_cast<char32_t>(U'a' + random() % 3);
            return s;
        };
        std::vector<std::u32string> patterns;
        AhoCorasick automaton;
        for (std::uint32_t i = 0; i < 12; ++i) {
            patterns.push_back(make(1 + random() % 5));
            automaton.add(patterns.back(), i);
        }
        automaton.build();
        const std::u32string text = make(80);
        std::vector<std::pair<std::size_t, std::uint32_t>> expected, got;
        for (std::uint32_t i = 0; i < patterns.size(); ++i)
            for (std::size_t at = text.find(patterns[i]); at != std::u32string::npos;
                 at = text.find(patterns[i], at + 1))
                expected.emplace_back(at, i);
        automaton.search(text, [&](std::uint32_t id, std::size_t start, std::size_t end) {
            EXPECT_EQ(text.substr(start, end - start), patterns[id]);
            got.emplace_back(start, id);
        });
        std::sort(expected.begin(), expected.end());
        std::sort(got.begin(), got.end());
        ASSERT_EQ(got, expected);
    }
}

TEST(Mentions, AThousandNamesInHalfAMillionWordsTakeLessThanASecond) {
    std::mt19937 random(3);
    const auto word = [&] {
        std::string w(1, static_cast<char>('A' + random() % 26));
        for (std::size_t i = 0; i < 4 + random() % 6; ++i) w += static_cast<char>('a' + random() % 26);
        return w;
    };
    std::vector<NamedFeature> features;
    for (int i = 0; i < 1000; ++i) features.push_back({"f" + std::to_string(i), {word()}});
    std::string text;
    for (int p = 0; p < 2500; ++p) {
        for (int w = 0; w < 200; ++w) text += (w % 10 == 0 ? features[random() % 1000].names[0] : word()) + " ";
        text += "end.\n\n";
    }
    const Article a = articleOf(text);
    const MentionFinder finder(features, {});
    const std::clock_t before = std::clock();
    const std::size_t n = finder.find(a).size();
    const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::cout << "[ mentions ] " << n << " mentions of 1,000 names in 500,000 words in " << seconds
              << " s of processor time\n";
    EXPECT_GE(n, 50000U);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_LT(seconds, 1.0);
#endif
}

} // namespace
} // namespace corridors::article
