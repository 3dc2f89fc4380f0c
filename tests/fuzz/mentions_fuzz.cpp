// Random names, rules and texts: every mention is a name of its feature at its place, none overlap unless they share
// their text, and nothing reaches beyond a paragraph.
#include "geodata/article/mentions.hpp"

#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace corridors;
using namespace corridors::article;

const std::vector<std::string> kNames = {"Baku",     "Bakı",          "Naxçıvan",   "the exclave", "US",
                                         "Van",      "Москва",        "Нахичевань", "U.S.",        "Zangezur corridor",
                                         "Zangezur", "\u0130stanbul", "\u1E9E",     "Ո\u0582",     "e\u0301a"};
const std::vector<std::string> kBits = {
    "Baku", " Baku's", "-Baku",  "NAXÇIVAN", "us",       "US$", "Москвы", "the exclave", "Zangezur\nCorridor",
    "\n\n", "\u0307",  "\u200D", "\xFF",     "\u2019s ", "İ",   "ı"};
const std::string kText =
    "# T\n\n## S\n\nFrom Baku to Naxçıvan through the Zangezur corridor. US in Van.\n\nВ Москве и в Нахичевани.\n";
const std::string kRules =
    R"({"names":{"f1":["Bakou"]},"adjectives":{"f2":["Bakuvian"]},"notPlaces":["Baku Team"],"prefer":{"Zangezur":"f3"},"ignore":{"f4":["US"]},"otherPlaces":["Europe"]})";

} // namespace

int main(int argc, char **argv) {
    const std::size_t rounds = fuzzing::run(argc, argv, [&](fuzzing::Random &random) {
        std::vector<NamedFeature> features;
        for (std::size_t i = 0; i < 1 + random() % 6; ++i) {
            NamedFeature f{"f" + std::to_string(i), {}};
            for (std::size_t n = random() % 4; n > 0; --n)
                f.names.push_back(
                    Text(fuzzing::damaged(kNames[fuzzing::below(random, kNames.size())], kBits, random)).utf8());
            f.names.push_back(kNames[fuzzing::below(random, kNames.size())]);
            features.push_back(std::move(f));
        }
        const std::string rulesText = random() % 3 == 0 ? fuzzing::damaged(kRules, kBits, random) : kRules;
        const auto rules = parseMentionRules(rulesText, "r");
        const MentionFinder finder(features, rules ? rules->value : MentionRules{});
        const std::string input = fuzzing::damaged(kText, kBits, random);
        const auto read = importText(input, "a.md");
        if (!read) return;
        const Article &a = *read->value;
        Range last;
        for (const Mention &m : finder.find(a)) {
            fuzzing::require(m.range.end <= a.text.size() && !m.range.isEmpty(), "mentions lie in the text", input);
            fuzzing::require(a.sections[m.place.section].paragraphs[m.place.paragraph].range.contains(m.range),
                             "mentions lie in their paragraph", input);
            fuzzing::require(m.range == last || m.range.start >= last.end, "mentions do not overlap", input);
            last = m.range;
        }
    });
    std::printf("mentions_fuzz: %zu rounds\n", rounds);
}
