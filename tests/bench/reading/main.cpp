// What reading a long text costs: 500,000 words of made-up English are opened, searched for 1,000 names and anchored to
// 1,000 links, each in processor seconds and as a multiple of reading the file's bytes in the same run (the minimum of
// several runs). Prints a table; exits 1 when opening or mentions take a second or more.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "geodata/article/article.hpp"
#include "geodata/article/find.hpp"
#include "geodata/article/mentions.hpp"
#include "geodata/core/text_file.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/links/link_edit.hpp"

namespace {

using namespace corridors;

constexpr int kRuns = 3;
constexpr int kParagraphs = 2500;
constexpr int kWordsAParagraph = 200;
constexpr std::size_t kNames = 1000;

double processorSeconds(const std::function<void()> &work) {
    double best = 1e9;
    for (int run = 0; run < kRuns; ++run) {
        const std::clock_t before = std::clock();
        work();
        best = std::min(best, static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
    }
    return best;
}

struct Made {
    std::string text;
    std::vector<article::NamedFeature> features;
};

/// One word in twenty is a name; names are capitalised, other words are common enough to repeat.
Made makeText() {
    std::mt19937 random(7);
    const auto word = [&](char first) {
        std::string w(1, first);
        for (std::size_t i = 0, n = 2 + random() % 7; i < n; ++i) w += static_cast<char>('a' + random() % 26);
        return w;
    };
    Made made;
    for (std::size_t i = 0; i < kNames; ++i)
        made.features.push_back({"f" + std::to_string(i), {word(static_cast<char>('A' + i % 26)) + "grad"}});
    std::vector<std::string> common;
    for (int i = 0; i < 4000; ++i) common.push_back(word(static_cast<char>('a' + i % 26)));
    made.text = "# A Long Text\n\n";
    for (int p = 0; p < kParagraphs; ++p) {
        if (p % 50 == 0) made.text += "## Part " + std::to_string(p / 50 + 1) + "\n\n";
        for (int w = 0; w < kWordsAParagraph; ++w) {
            made.text += random() % 20 == 0 ? made.features[random() % kNames].names[0] : common[random() % 4000];
            made.text += w % 20 == 19 ? ". " : " ";
        }
        made.text += "\n\n";
    }
    return made;
}

/// Links on passages spread over the text, as another edition of it would have them: moved by a few characters.
std::shared_ptr<const links::LinkIndex> makeLinks(const article::Article &article) {
    std::string file = R"({"type":"AnnotationPage","items":[)";
    std::size_t made = 0;
    std::size_t paragraph = 0;
    for (const article::Section &s : article.sections)
        for (const article::Paragraph &p : s.paragraphs) {
            if (paragraph++ * kNames / kParagraphs < made) continue; // evenly spread
            auto link = links::linkOnSelection(article, {p.range.start + 40, p.range.start + 90});
            if (!link) continue;
            if (made++ > 0) file += ',';
            file +=
                std::string(R"({"id":"l)") + std::to_string(made) +
                R"(","body":"map.json#f1","target":{"source":"urn:x","selector":[{"type":"TextQuoteSelector","exact":")" +
                link->exact + R"("},{"type":"TextPositionSelector","start":)" +
                std::to_string(link->position->start + 3) + R"(,"end":)" + std::to_string(link->position->end + 3) +
                "}]}}";
        }
    const auto parsed = links::parseLinks(file + "]}", "made.jsonld");
    return parsed ? parsed->value : std::make_shared<const links::LinkIndex>();
}

} // namespace

int main() {
    const Made made = makeText();
    const std::string path = (std::filesystem::temp_directory_path() / "corridors-reading.md").string();
    std::ofstream(path) << made.text;
    std::size_t bytes = 0;
    const double readS = std::max(1e-4, processorSeconds([&] {
                                      const auto text = readTextFile(path);
                                      bytes = text ? text->size() : 0;
                                  }));
    std::shared_ptr<const article::Article> article;
    const double openS = processorSeconds([&] {
        const auto imported = article::importArticle(path);
        if (imported) article = imported->value;
    });
    std::filesystem::remove(path);
    if (!article) {
        std::fprintf(stderr, "the made text could not be opened\n");
        return 1;
    }
    const article::MentionFinder finder(made.features, {});
    std::size_t mentions = 0;
    const double mentionsS = processorSeconds([&] { mentions = finder.find(*article).size(); });
    const auto index = makeLinks(*article);
    std::size_t attached = 0;
    const double anchorS = processorSeconds([&] {
        const links::AnchorSet set = links::anchorLinks(*index, *article);
        attached =
            static_cast<std::size_t>(std::count_if(set.anchors.begin(), set.anchors.end(),
                                                   [](const links::Anchor &a) { return links::isAttached(a.health); }));
    });
    std::size_t hits = 0;
    const double searchS = processorSeconds([&] {
        const article::TextFinder text(article->text.utf8());
        hits = text.find(made.features[0].names[0]).size();
    });
    const auto row = [&](const char *what, double seconds, const std::string &result) {
        std::printf("%-34s %8.3f s  %8.1f x reading  %s\n", what, seconds, seconds / readS, result.c_str());
    };
    std::printf("%d words, %.1f MB, %zu paragraphs\n", kParagraphs * kWordsAParagraph, static_cast<double>(bytes) / 1e6,
                article->paragraphCount());
    row("read the file", readS, "");
    row("open it as an article", openS, "");
    row("find 1,000 names", mentionsS, std::to_string(mentions) + " mentions");
    row("anchor links in another edition", anchorS,
        std::to_string(attached) + " of " + std::to_string(index->links().size()) + " attached");
    row("search within, folding included", searchS, std::to_string(hits) + " hits");
    return openS < 1 && mentionsS < 1 ? 0 : 1;
}
