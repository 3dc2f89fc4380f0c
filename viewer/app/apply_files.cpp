// Files: a map that was opened, sources that arrive, fail or are added.
#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/app/apply_topics.hpp"

namespace corridors::app::topics {
namespace {

SourceState *find(AppState &state, std::string_view id) {
    const auto it =
        std::find_if(state.sources.begin(), state.sources.end(), [&](const SourceState &s) { return s.id == id; });
    return it == state.sources.end() ? nullptr : &*it;
}

std::vector<LayerState> initialLayers(const style::StyleDocument &document) {
    std::vector<LayerState> layers;
    layers.reserve(document.groups.size());
    for (const style::LayerGroup &g : document.groups) layers.push_back({g.id, g.title, g.base, g.visible, g.opacity});
    return layers;
}

void addWarnings(AppState &state, const std::vector<Warning> &warnings) {
    for (const Warning &w : warnings) addMessage(state, Message::Kind::Warning, w.text());
}

} // namespace

/// The reading is viewer/platform's work; its results arrive as the commands below.
void on(AppState &, const OpenFiles &, ApplyContext &) {}

void on(AppState &state, const MapOpened &c, ApplyContext &context) {
    if (!c.document || !c.projection) return;
    context = {};
    state.document = c.document;
    state.projection = c.projection;
    state.names = nullptr;
    state.anchors = nullptr;
    state.links = c.links;
    state.savedLinks = c.links;
    state.linksHash = c.linksHash;
    state.linksConflict.clear();
    state.dismissedSuggestions.clear();
    state.relationsHidden.reset();
    state.mentions = nullptr;
    state.story = c.story;
    state.theme = c.theme;
    state.sources.clear();
    for (const style::Source &s : c.document->sources) {
        SourceState source;
        source.id = s.id;
        source.path = s.path;
        source.status = LoadStatus::Loading;
        state.sources.push_back(std::move(source));
    }
    state.layers = initialLayers(*c.document);
    state.layersBeforeAll.clear();
    state.layersBeforeSolo.clear();
    state.soloLayer.clear();
    state.home = state.camera = homeCamera(state);
    state.flight.reset();
    state.hovered.reset();
    state.hoveredLinks.clear();
    state.selected.clear();
    state.selectedLinks.clear();
    state.lit.clear();
    state.spotlight = false;
    state.chapter.reset();
    addWarnings(state, c.warnings);
}

void on(AppState &state, const SourceProgress &c, ApplyContext &) {
    SourceState *source = find(state, c.id);
    if (!source || source->status == LoadStatus::Ready || source->status == LoadStatus::Failed) return;
    source->status = LoadStatus::Loading;
    source->progress = std::clamp(c.progress, 0.0, 1.0);
    if (c.partial) source->data = c.partial;
}

namespace {

/// The style layers of an added file were chosen from its first features; what came later may hold other kinds.
void exchangeLayers(AppState &state, const std::string &source, const std::vector<style::StyleLayer> &layers) {
    if (!state.document) return;
    auto document = std::make_shared<style::StyleDocument>(*state.document);
    auto &all = document->layers;
    const auto isOld = [&](const style::StyleLayer &l) { return l.source == source; };
    const auto first = std::find_if(all.begin(), all.end(), isOld);
    if (first == all.end()) return; // undone meanwhile
    const auto at = static_cast<std::size_t>(first - all.begin());
    std::erase_if(all, isOld);
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(at), layers.begin(), layers.end());
    state.document = std::move(document);
}

/// Takes away a file of which only a beginning could be read.
void removeAdded(AppState &state, const std::string &id) {
    std::erase_if(state.sources, [&](const SourceState &s) { return s.id == id; });
    std::erase_if(state.layers, [&](const LayerState &l) { return l.id == id; });
    std::erase_if(state.selected, [&](const FeatureRef &f) { return f.source == id; });
    if (state.hovered && state.hovered->source == id) state.hovered.reset();
    if (!state.document) return;
    auto document = std::make_shared<style::StyleDocument>(*state.document);
    std::erase_if(document->sources, [&](const style::Source &s) { return s.id == id; });
    std::erase_if(document->layers, [&](const style::StyleLayer &l) { return l.source == id; });
    std::erase_if(document->groups, [&](const style::LayerGroup &g) { return g.id == id; });
    state.document = std::move(document);
}

void tellAdded(AppState &state, const std::string &title, const LayerData &data) {
    addMessage(state, Message::Kind::Info, title + ": " + std::to_string(data.featureCount()) + " features added");
}

/// Where the camera is or is flying to.
const Camera &target(const AppState &state) { return state.flight ? state.flight->to : state.camera; }

bool isAbout(const WorldBounds &whole, const WorldBounds &part) {
    const double x = part.width() / 10;
    const double y = part.height() / 10;
    return whole.minX >= part.minX - x && whole.minY >= part.minY - y && whole.maxX <= part.maxX + x &&
           whole.maxY <= part.maxY + y;
}

/// Where the camera goes to show an added file; nullopt where it stays.
std::optional<Camera> viewOf(const AppState &state, const LayerData &data) {
    if (data.bounds().isEmpty() || state.viewportWidthPx < 1) return std::nullopt;
    return cameraShowing(state, data.bounds(), 60, 14);
}

} // namespace

void on(AppState &state, const SourceLoaded &c, ApplyContext &context) {
    SourceState *source = find(state, c.id);
    if (!source || !c.data) return;
    const bool wasPartial = source->added && source->status == LoadStatus::Loading;
    const std::shared_ptr<const LayerData> before = source->data;
    source->status = LoadStatus::Ready;
    source->progress = 1;
    source->data = c.data;
    source->error = {};
    source->warnings = c.warnings;
    if (!wasPartial) return;
    if (!c.layers.empty()) exchangeLayers(state, c.id, c.layers);
    const LayerState *layer = state.layer(c.id);
    tellAdded(state, layer != nullptr ? layer->title : c.id, *c.data);
    addWarnings(state, c.warnings);
    // Now all of it is shown, unless somebody has looked elsewhere since its first part was, or that showed as much.
    if (source->shownAt != target(state) || (before && isAbout(c.data->bounds(), before->bounds()))) return;
    if (const auto view = viewOf(state, *c.data)) moveTo(state, *view, context);
}

void on(AppState &state, const SourceFailed &c, ApplyContext &) {
    if (SourceState *source = find(state, c.id); source && source->added) {
        removeAdded(state, c.id);
    } else if (source) {
        source->status = LoadStatus::Failed;
        source->error = c.error;
        source->data = nullptr;
    }
    addMessage(state, Message::Kind::Error, c.error.text());
}

/// A further file: its source, its style layers on top, and a layer at the top of the panel. The layer can be undone;
/// the data stays in memory for a redo.
void on(AppState &state, const AddSource &c, ApplyContext &context) {
    if (!c.data || find(state, c.id)) return;
    SourceState source;
    source.id = c.id;
    source.path = c.path;
    source.added = true;
    source.status = c.isPartial ? LoadStatus::Loading : LoadStatus::Ready;
    source.progress = c.progress;
    source.data = c.data;
    source.warnings = c.warnings;

    MapSnapshot before = snapshotOf(state);
    auto document = state.document ? std::make_shared<style::StyleDocument>(*state.document)
                                   : std::make_shared<style::StyleDocument>();
    style::Source described;
    described.id = c.id;
    described.path = c.path;
    document->sources.push_back(std::move(described));
    document->layers.insert(document->layers.end(), c.layers.begin(), c.layers.end());
    style::LayerGroup group;
    group.id = c.id;
    group.title = c.title.empty() ? c.id : c.title;
    document->groups.insert(document->groups.begin(), group);
    state.sources.push_back(std::move(source));
    state.layers.insert(state.layers.begin(), {group.id, group.title, false, true, 1});
    state.document = std::move(document);
    if (!state.projection) state.projection = c.data->sharedProjection();
    context.history.remember(std::move(before), "adding " + group.title, state.nowS);
    if (!c.isPartial) tellAdded(state, group.title, *c.data);
    addWarnings(state, c.warnings);
    const auto view = c.show ? viewOf(state, *c.data) : std::nullopt;
    if (!view) return;
    moveTo(state, *view, context);
    state.sources.back().shownAt = target(state);
}

void on(AppState &state, const NamesIndexed &c, ApplyContext &) { state.names = c.names; }

void on(AppState &state, const LinksAnchored &c, ApplyContext &) {
    if (c.links == state.links) state.anchors = c.anchors;
}

void on(AppState &state, const ArticleOpened &c, ApplyContext &) {
    state.article = c.article;
    state.articlePath = c.path;
    state.anchors = nullptr;
    state.mentions = nullptr;
    state.dismissedSuggestions.clear();
    if (c.read) state.readerVisible = true;
}

void on(AppState &state, const MentionsFound &c, ApplyContext &) {
    if (c.article == state.article) state.mentions = c.mentions;
}

} // namespace corridors::app::topics
