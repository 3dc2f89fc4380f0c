// Damages annotation files and stories: what is read can be written, reads the same again, can be edited and anchored.
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

void edit(const LinkIndex &index, const std::string &input, fuzzing::Random &random) {
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
    fuzzing::require(withLinkRemoved(index, link.id).has_value(), "a known link can be removed", input);
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
            fuzzing::require(anchors.anchors.size() == index.links().size(), "every link has an anchor", input);
            for (const Anchor &a : anchors.anchors)
                fuzzing::require(a.range.has_value() == isAttached(a.health) &&
                                     (!a.range || a.range->end <= article.text.size()),
                                 "ranges lie in the text", input);
            fuzzing::require(!toJson(linksReport(index, anchors, article)).empty(), "a report is made", input);
            edit(index, input, random);
        } else {
            fuzzing::require(!result.error().message.empty(), "errors have a message", input);
        }
        const std::string storyInput = fuzzing::damaged(kStory, kBits, random);
        const auto story = story::parseStory(storyInput, "s");
        if (story)
            fuzzing::require(story::parseStory(story::serialiseStory(story->value), "s").has_value(),
                             "a written story can be read", storyInput);
    });
    std::printf("links_fuzz: %zu rounds\n", rounds);
}
