// Damages annotation files and stories: what is read can be written, reads the same again, can be edited and anchored,
// from a file as from memory; anchors follow every edit, and nobody's change of the file is overwritten.
#include <unistd.h>

#include <filesystem>

#include "geodata/core/text_file.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/links/link_edit.hpp"
#include "geodata/links/reports.hpp"
#include "geodata/story/story.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace corridors;
using namespace corridors::links;

const std::vector<std::string> kSeeds = {
    R"({"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","corridors:citations":{"u":"c"},"items":[{"id":"a","type":"Annotation","motivation":"linking","body":[{"type":"SpecificResource","purpose":"linking","source":"map.json#x%2Fy"},{"type":"TextualBody","purpose":"classifying","value":"claims"},{"type":"TextualBody","purpose":"describing","value":"s"}],"target":{"source":"u","corridors:section":"Part","corridors:paragraph":1,"selector":[{"type":"TextQuoteSelector","exact":"a bridge over the river"},{"type":"TextPositionSelector","start":5,"end":28,"corridors:textHash":"h"}]}}]})",
    R"([{"id":"1","body":"map.json#a","target":"http://x"},{"id":"2","target":[{"id":"http://y","selector":{"type":"TextQuoteSelector","exact":"the old town"}}]}])",
    R"({"type":"AnnotationCollection","first":{"items":[{"id":"q","target":{"source":{"id":"z"}}}]}})",
    R"({"id":"solo","target":{}})"};
const std::string kStory =
    R"({"chapters":[{"id":"a","location":{"center":[45,40],"zoom":5},"onChapterEnter":[{"layer":"x","opacity":0.5}]},{"id":"b","location":{"center":[1,2],"zoom":3}}]})";
const std::vector<std::string> kBits = {"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "null",
                                        "-1",
                                        "1e999",
                                        "9999999999999999999",
                                        "true",
                                        "\"id\":\"a\"",
                                        "\"target\":",
                                        "\"body\":",
                                        "\"selector\":",
                                        "\"start\":",
                                        "\\u0000",
                                        "\\ud800",
                                        "\xFF",
                                        "%",
                                        "#",
                                        "[[[[[[[[",
                                        "\"items\":[",
                                        "\"first\":{",
                                        "0.5"};

article::Article text() {
    return *article::importText("# T\n\n## Part\n\nThere was a bridge over the river in the old town. It "
                                "fell.\n\nAnother bridge over a river stood there.\n",
                                "a.md")
                ->value;
}

/// What anchors always keep to, after anchoring and after edits.
void requireSound(const AnchorSet &anchors, const LinkIndex &index, const article::Article &article,
                  const std::string &input) {
    fuzzing::require(anchors.anchors.size() == index.links().size(), "every link has an anchor", input);
    for (std::size_t i = 0; i < anchors.anchors.size(); ++i) {
        const Anchor &a = anchors.anchors[i];
        fuzzing::require(a.linkId == index.links()[i].id, "anchors are in the order of the links", input);
        fuzzing::require(a.range.has_value() == isAttached(a.health) &&
                             (!a.range || (a.range->start <= a.range->end && a.range->end <= article.text.size())),
                         "ranges lie in the text", input);
        fuzzing::require(a.health != Health::Exact || article.slice(*a.range) == index.links()[i].exact ||
                             index.links()[i].exact.empty(),
                         "an exact anchor holds the quoted words", input);
    }
}

/// Adds a link on a random selection, or attaches one there again; its anchor is exact at once and others stay.
void attach(const LinkIndex &index, const AnchorSet &anchors, const article::Article &article, const std::string &input,
            fuzzing::Random &random) {
    const std::size_t size = article.text.size();
    const article::Range selection{fuzzing::below(random, size + 3), fuzzing::below(random, size + 3)};
    const bool again = !index.isEmpty() && random() % 2 == 0;
    Result<Link> link =
        again ? reattached(index.links()[fuzzing::below(random, index.links().size())], article, selection)
              : linkOnSelection(article, selection);
    if (!link) return fuzzing::require(!link.error().message.empty(), "errors have a message", input);
    if (!again) link->id = newLinkId(index, *link);
    const Result<SharedIndex> changed = again ? withLinkChanged(index, *link) : withLinkAdded(index, *link);
    fuzzing::require(changed.has_value(), "a selection can be linked", input);
    const AnchorSet after = anchorsAfterEdit(index, anchors, **changed, article);
    requireSound(after, **changed, article, input);
    for (std::size_t i = 0; i < after.anchors.size(); ++i) {
        if (after.anchors[i].linkId == link->id)
            fuzzing::require(after.anchors[i].health == Health::Exact && after.anchors[i].range == link->position,
                             "what was just attached is where it was attached", input);
        else
            fuzzing::require(after.anchors[i].range == anchors.anchors[i].range, "other anchors stay", input);
    }
}

/// The same bytes from a file; saving over a file that somebody changed is refused and leaves it alone.
void throughAFile(const std::string &input, bool readable) {
    static const std::string path =
        (std::filesystem::temp_directory_path() / ("corridors-links-fuzz-" + std::to_string(getpid()) + ".jsonld"))
            .string();
    fuzzing::require(writeFileAtomically(path, input).has_value(), "the fuzzer can write", input);
    const Result<OpenedLinks> opened = openLinks(path);
    fuzzing::require(opened.has_value() == readable, "a file reads like its bytes", input);
    if (opened) {
        const Result<FileState> saved = saveLinks(*opened->value, path, opened->state);
        fuzzing::require(saved.has_value() && *saved == fileState(path), "what was opened can be saved", input);
        fuzzing::require(writeFileAtomically(path, "theirs").has_value(), "the fuzzer can write", input);
        const Result<FileState> refused = saveLinks(*opened->value, path, *saved);
        fuzzing::require(!refused && refused.error().place == kConflict && readTextFile(path) == std::string("theirs"),
                         "a change of others is not overwritten", input);
    } else {
        fuzzing::require(!opened.error().message.empty(), "errors have a message", input);
    }
    std::filesystem::remove(path);
}

void edit(const LinkIndex &index, const AnchorSet &anchors, const article::Article &article, const std::string &input,
          fuzzing::Random &random) {
    attach(index, anchors, article, input, random);
    if (index.isEmpty()) return;
    Link link = index.links()[fuzzing::below(random, index.links().size())];
    link.summary = "changed";
    link.relation = Relation::Disputes;
    link.features = {"b", "a"};
    const Result<SharedIndex> changed = withLinkChanged(index, link);
    fuzzing::require(changed.has_value(), "a known link can be changed", input);
    const Result<ParsedLinks> again = parseLinks(serialiseLinks(**changed), "f");
    fuzzing::require(again.has_value(), "a changed file can be read", input);
    const Link *found = again->value->find(link.id);
    fuzzing::require(found != nullptr && found->summary == "changed" && found->relation == Relation::Disputes,
                     "a change is written", input);
    requireSound(anchorsAfterEdit(index, anchors, **changed, article), **changed, article, input);
    const Result<SharedIndex> fewer = withLinkRemoved(index, link.id);
    fuzzing::require(fewer.has_value(), "a known link can be removed", input);
    requireSound(anchorsAfterEdit(index, anchors, **fewer, article), **fewer, article, input);
}

} // namespace

int main(int argc, char **argv) {
    const article::Article article = text();
    const std::size_t rounds = fuzzing::run(argc, argv, [&](fuzzing::Random &random) {
        const std::string input = fuzzing::damaged(kSeeds[fuzzing::below(random, kSeeds.size())], kBits, random);
        const Result<ParsedLinks> result = parseLinks(input, "f");
        if (result) {
            const LinkIndex &index = *result->value;
            const Result<ParsedLinks> again = parseLinks(serialiseLinks(index), "f");
            fuzzing::require(again.has_value(), "what is written can be read", input);
            fuzzing::require(again->value->links().size() == index.links().size(), "no link is lost by writing", input);
            const AnchorSet anchors = anchorLinks(index, article);
            requireSound(anchors, index, article, input);
            fuzzing::require(!toJson(linksReport(index, anchors, article)).empty(), "a report is made", input);
            edit(index, anchors, article, input, random);
        } else {
            fuzzing::require(!result.error().message.empty(), "errors have a message", input);
        }
        if (random() % 64 == 0) throughAFile(input, result.has_value());
        const std::string storyInput = fuzzing::damaged(kStory, kBits, random);
        const auto story = story::parseStory(storyInput, "s");
        if (story)
            fuzzing::require(story::parseStory(story::serialiseStory(story->value), "s").has_value(),
                             "a written story can be read", storyInput);
    });
    std::printf("links_fuzz: %zu rounds\n", rounds);
}
