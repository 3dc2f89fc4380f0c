#include <algorithm>

#include "viewer/layout/blocks.hpp"

namespace corridors::layout {
namespace {

/// Styles give attributions as HTML: tags go, the common entities become characters.
std::string withoutHtml(const std::string &html) {
    std::string out;
    bool inTag = false;
    for (const char c : html) {
        if (c == '<')
            inTag = true;
        else if (c == '>' && inTag)
            inTag = false;
        else if (!inTag)
            out += c;
    }
    constexpr std::pair<const char *, const char *> kEntities[] = {{"&copy;", "©"},  {"&lt;", "<"},   {"&gt;", ">"},
                                                                   {"&quot;", "\""}, {"&nbsp;", " "}, {"&amp;", "&"}};
    for (const auto &[entity, character] : kEntities)
        for (std::size_t at = out.find(entity); at != std::string::npos; at = out.find(entity, at + 1))
            out.replace(at, std::char_traits<char>::length(entity), character);
    return out;
}

bool isShown(const app::AppState &state, const std::string &sourceId) {
    return std::ranges::any_of(state.document->layers, [&](const style::StyleLayer &s) {
        const app::LayerState *layer = state.layer(s.group);
        return s.source == sourceId && s.visible && (layer == nullptr || layer->visible);
    });
}

} // namespace

std::vector<std::string> attributionsOf(const app::AppState &state) {
    std::vector<std::string> out;
    if (!state.document) return out;
    const auto add = [&](const std::string &html) {
        std::string line = withoutHtml(html);
        if (!line.empty() && std::ranges::find(out, line) == out.end()) out.push_back(std::move(line));
    };
    for (const style::Source &source : state.document->sources)
        if (isShown(state, source.id)) add(source.attribution);
    for (const std::string &line : state.document->attributions) add(line);
    return out;
}

} // namespace corridors::layout
