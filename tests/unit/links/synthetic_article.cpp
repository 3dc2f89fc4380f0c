#include "tests/unit/links/synthetic_article.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <sstream>

namespace corridors::links::testing {
namespace {

std::size_t below(Random &random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}
bool chance(Random &random, double p) { return std::bernoulli_distribution(p)(random); }

const std::string &word(Random &random) {
    static const std::array<std::string, 96> kWords = {
        "the",     "a",        "of",       "to",        "and",        "in",       "that",       "for",       "with",
        "from",    "river",    "bridge",   "harbour",   "railway",    "station",  "valley",     "mountain",  "plateau",
        "market",  "ferry",    "merchant", "engineer",  "minister",   "governor", "council",    "committee", "assembly",
        "treaty",  "border",   "customs",  "northern",  "southern",   "eastern",  "western",    "ancient",   "narrow",
        "crowded", "distant",  "peaceful", "disputed",  "carried",    "crossed",  "reached",    "built",     "opened",
        "closed",  "measured", "promised", "refused",   "repaired",   "Arvenia",  "Belmark",    "Corsalia",  "Dunmere",
        "Estavan", "Falkrath", "Grenholm", "Hallow",    "Istria",     "Jarnvik",  "grain",      "timber",    "copper",
        "cotton",  "silver",   "cement",   "machinery", "passengers", "letters",  "newspapers", "slowly",    "quickly",
        "never",   "often",    "finally",  "already",   "together",   "without",  "between",    "against",   "spring",
        "summer",  "autumn",   "winter",   "morning",   "evening",    "decade",   "century",    "question",  "answer",
        "cost",    "danger",   "hope",     "proof",     "silence",    "storm"};
    return kWords[below(random, kWords.size())];
}

/// Phrases that recur, as every text has them: fragments taken from them are not unique.
const std::array<std::string, 6> &phrases() {
    static const std::array<std::string, 6> kPhrases = {"the corridor between Arvenia and Belmark",
                                                        "according to the council of Dunmere",
                                                        "since the opening of the northern railway",
                                                        "the minister of Corsalia repeated that",
                                                        "in the spring of that year",
                                                        "the bridge over the river Jarn"};
    return kPhrases;
}

void appendWords(std::vector<std::string> &out, const std::string &text) {
    std::istringstream stream(text);
    for (std::string w; stream >> w;) out.push_back(w);
}

Words makeParagraph(Random &random, std::size_t &nextId) {
    Words p;
    const std::size_t sentences = 3 + below(random, 4);
    for (std::size_t s = 0; s < sentences; ++s) {
        const std::size_t first = p.words.size();
        const std::size_t length = 9 + below(random, 16);
        while (p.words.size() < first + length) {
            if (chance(random, 0.06)) {
                appendWords(p.words, phrases()[below(random, phrases().size())]);
            } else {
                p.words.push_back(word(random));
            }
        }
        p.words[first][0] = static_cast<char>(std::toupper(static_cast<unsigned char>(p.words[first][0])));
        p.words.back() += '.';
    }
    p.ids.resize(p.words.size());
    std::iota(p.ids.begin(), p.ids.end(), nextId);
    nextId += p.words.size();
    return p;
}

std::string joined(const std::vector<std::string> &words) {
    std::string out;
    for (const std::string &w : words) {
        if (w.empty()) continue;
        if (!out.empty()) out += ' ';
        out += w;
    }
    return out;
}

/// Ranges of a paragraph's words in the article, by walking both in step (the text has no double spaces).
std::vector<article::Range> wordRanges(const Words &words, std::size_t at) {
    std::vector<article::Range> ranges;
    for (const std::string &w : words.words) {
        ranges.push_back({at, at + w.size()});
        if (!w.empty()) at += w.size() + 1;
    }
    return ranges;
}

} // namespace

Draft makeDraft(Random &random, std::size_t sections, std::size_t paragraphs) {
    Draft draft;
    std::size_t nextId = 0;
    for (std::size_t s = 0; s < sections; ++s) {
        std::vector<std::string> heading{"Part", std::to_string(s + 1) + ":", word(random), word(random), word(random)};
        draft.headings.push_back(joined(heading));
        draft.sections.emplace_back();
        for (std::size_t p = 0; p < paragraphs; ++p) draft.sections.back().push_back(makeParagraph(random, nextId));
    }
    return draft;
}

std::string markdown(const Draft &draft) {
    std::string out;
    for (std::size_t s = 0; s < draft.sections.size(); ++s) {
        out += "## " + draft.headings[s] + "\n\n";
        for (const Words &p : draft.sections[s]) out += joined(p.words) + "\n\n";
    }
    return out;
}

std::string wrapped(Random &random, const Draft &draft, std::size_t width) {
    std::string out;
    for (std::size_t s = 0; s < draft.sections.size(); ++s) {
        out += "## " + draft.headings[s] + "\n\n";
        for (const Words &p : draft.sections[s]) {
            std::size_t column = 0;
            for (const std::string &w : p.words) {
                if (column + w.size() > width && w.size() > 6 && chance(random, 0.5)) {
                    const std::size_t cut = 3 + below(random, w.size() - 5);
                    out += (column > 0 ? " " : "") + w.substr(0, cut) + "-\n" + w.substr(cut);
                    column = w.size() - cut;
                } else if (column + w.size() > width) {
                    out += "\n" + w;
                    column = w.size();
                } else {
                    out += (column > 0 ? " " : "") + w;
                    column += w.size() + 1;
                }
            }
            out += "\n\n";
        }
    }
    return out;
}

article::Article toArticle(const Draft &draft) { return *article::importText(markdown(draft), "draft.md")->value; }

std::vector<TestLink> makeLinks(Random &random, const Draft &draft, const article::Article &article,
                                std::size_t count) {
    std::vector<TestLink> links;
    while (links.size() < count) {
        const std::size_t s = below(random, draft.sections.size());
        const std::size_t p = below(random, draft.sections[s].size());
        const Words &words = draft.sections[s][p];
        const std::size_t length = 3 + below(random, 6);
        const std::size_t first = below(random, words.words.size() - length);
        const article::Section &section = article.sections[s];
        const std::vector<article::Range> ranges = wordRanges(words, section.paragraphs[p].range.start);
        TestLink made;
        made.ids.assign(words.ids.begin() + static_cast<std::ptrdiff_t>(first),
                        words.ids.begin() + static_cast<std::ptrdiff_t>(first + length));
        Link &link = made.link;
        link.id = "urn:test:" + std::to_string(links.size());
        link.position = article::Range{ranges[first].start, ranges[first + length - 1].end};
        link.exact = article.slice(*link.position);
        link.section = section.heading;
        link.paragraph = p + 1;
        link.textHash = article.textHash;
        link.features = {"f" + std::to_string(links.size())};
        links.push_back(std::move(made));
    }
    return links;
}

std::optional<article::Range> trueRange(const TestLink &link, const Draft &copy) {
    std::size_t at = 0;
    for (std::size_t s = 0; s < copy.sections.size(); ++s) {
        at += copy.headings[s].size() + 1;
        for (const Words &words : copy.sections[s]) {
            const std::vector<article::Range> ranges = wordRanges(words, at);
            at = ranges.back().end + 1;
            std::optional<article::Range> found;
            for (std::size_t i = 0; i < words.ids.size(); ++i) {
                if (std::find(link.ids.begin(), link.ids.end(), words.ids[i]) == link.ids.end()) continue;
                found = article::Range{found ? found->start : ranges[i].start, ranges[i].end};
            }
            if (found) return found;
        }
    }
    return std::nullopt;
}

void editWords(Random &random, Draft &draft, double rate) {
    for (auto &section : draft.sections)
        for (Words &p : section) {
            Words edited;
            for (std::size_t i = 0; i < p.words.size(); ++i) {
                const bool edit = chance(random, rate);
                const std::size_t kind = edit ? below(random, 3) : 3;
                if (kind == 0 && p.words.size() > 12) continue;
                edited.words.push_back(kind == 1 ? word(random) : p.words[i]);
                edited.ids.push_back(p.ids[i]);
                if (kind != 2) continue;
                edited.words.push_back(word(random));
                edited.ids.push_back(std::string::npos);
            }
            p = std::move(edited);
        }
}

void moveParagraphs(Random &random, Draft &draft, std::size_t count) {
    for (std::size_t n = 0; n < count; ++n) {
        auto &from = draft.sections[below(random, draft.sections.size())];
        if (from.size() < 2) continue;
        const auto at = from.begin() + static_cast<std::ptrdiff_t>(below(random, from.size()));
        Words moved = std::move(*at);
        from.erase(at);
        auto &to = draft.sections[below(random, draft.sections.size())];
        to.insert(to.begin() + static_cast<std::ptrdiff_t>(below(random, to.size() + 1)), std::move(moved));
    }
}

void removeParagraphs(Random &random, Draft &draft, std::size_t count) {
    for (std::size_t n = 0; n < count; ++n) {
        auto &from = draft.sections[below(random, draft.sections.size())];
        if (from.size() > 1) from.erase(from.begin() + static_cast<std::ptrdiff_t>(below(random, from.size())));
    }
}

void addNoise(Random &random, Draft &draft, double rate) {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz1lI0";
    for (auto &section : draft.sections)
        for (Words &p : section)
            for (std::string &w : p.words) {
                std::string noisy;
                for (const char c : w) {
                    if (!chance(random, rate)) {
                        noisy += c;
                        continue;
                    }
                    const std::size_t kind = below(random, 3);
                    if (kind == 0) noisy += kLetters[below(random, kLetters.size())];
                    if (kind == 1) noisy += std::string(2, c);
                }
                w = noisy.empty() ? w : noisy;
            }
}

} // namespace corridors::links::testing
