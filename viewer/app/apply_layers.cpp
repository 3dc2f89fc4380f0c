// Layers: eyes, opacity, order, digits; undo and redo.
#include <algorithm>
#include <utility>

#include "viewer/app/apply_topics.hpp"

namespace corridors::app::topics {
namespace {

constexpr double kTagShownS = 1.6;

void showTag(AppState &state, std::string text) {
    state.layerTag = std::move(text);
    state.layerTagUntilS = state.nowS + kTagShownS;
}

LayerState *find(AppState &state, std::string_view id) {
    const auto it =
        std::find_if(state.layers.begin(), state.layers.end(), [&](const LayerState &l) { return l.id == id; });
    return it == state.layers.end() ? nullptr : &*it;
}

/// Runs a change of the layers as one step of the history; no step when nothing changed.
template <class Change>
void change(AppState &state, ApplyContext &context, const std::string &what, const Change &doIt) {
    MapSnapshot before = snapshotOf(state);
    doIt();
    if (before == snapshotOf(state)) return;
    context.history.remember(std::move(before), what, state.nowS);
}

void forgetFormerSets(AppState &state) {
    state.layersBeforeAll.clear();
    state.layersBeforeSolo.clear();
    state.soloLayer.clear();
}

/// Sets the eyes as they were in `former`; layers that came since keep theirs.
void restoreEyes(AppState &state, const std::vector<LayerState> &former) {
    for (const LayerState &f : former)
        if (LayerState *layer = find(state, f.id)) layer->visible = f.visible;
}

void setVisible(AppState &state, LayerState &layer, bool visible, ApplyContext &context) {
    change(state, context, (visible ? "showing " : "hiding ") + layer.title, [&] { layer.visible = visible; });
    forgetFormerSets(state);
}

std::string noLayer(const AppState &state, std::size_t index) {
    return "There is no layer " + std::to_string(index + 1) + " (the map has " + std::to_string(state.layers.size()) +
           ")";
}

bool isSymbol(const style::StyleLayer &layer) { return std::holds_alternative<style::SymbolStyle>(layer.style); }

/// Moves the group's style layers of one sort (labels or drawings) just above those of `below` or just beneath those
/// of `above` in drawing order, so that the picture follows the panel while labels stay over all drawings.
void moveInDrawingOrder(std::vector<style::StyleLayer> &layers, const std::string &group, const std::string &above,
                        const std::string &below, bool symbols) {
    std::vector<style::StyleLayer> moved;
    std::vector<style::StyleLayer> rest;
    for (style::StyleLayer &layer : layers)
        (layer.group == group && isSymbol(layer) == symbols ? moved : rest).push_back(std::move(layer));
    std::size_t at = rest.size();
    bool placed = false;
    for (std::size_t i = rest.size(); i-- > 0 && !placed;)
        if (!below.empty() && rest[i].group == below && isSymbol(rest[i]) == symbols) {
            at = i + 1;
            placed = true;
        }
    for (std::size_t i = 0; i < rest.size() && !placed; ++i)
        if (!above.empty() && rest[i].group == above && isSymbol(rest[i]) == symbols) {
            at = i;
            placed = true;
        }
    rest.insert(rest.begin() + static_cast<std::ptrdiff_t>(at), std::make_move_iterator(moved.begin()),
                std::make_move_iterator(moved.end()));
    layers = std::move(rest);
}

} // namespace

std::shared_ptr<const style::StyleDocument> reordered(const AppState &state, std::size_t moved, bool upwards) {
    if (!state.document) return nullptr;
    auto document = std::make_shared<style::StyleDocument>(*state.document);
    const std::string &group = state.layers[moved].id;
    const std::string above = moved > 0 ? state.layers[moved - 1].id : std::string{};
    const std::string below = moved + 1 < state.layers.size() ? state.layers[moved + 1].id : std::string{};
    for (const bool symbols : {false, true})
        moveInDrawingOrder(document->layers, group, upwards ? std::string{} : above, upwards ? below : std::string{},
                           symbols);
    return document;
}

void on(AppState &state, const ToggleLayer &c, ApplyContext &context) {
    if (c.index >= state.layers.size()) return showTag(state, noLayer(state, c.index));
    LayerState &layer = state.layers[c.index];
    setVisible(state, layer, !layer.visible, context);
    showTag(state, layer.title + (layer.visible ? ": on" : ": off"));
}

void on(AppState &state, const SetLayerVisible &c, ApplyContext &context) {
    if (LayerState *layer = find(state, c.id)) setVisible(state, *layer, c.visible, context);
}

void on(AppState &state, const SetLayerOpacity &c, ApplyContext &context) {
    LayerState *layer = find(state, c.id);
    if (!layer || !(c.opacity == c.opacity)) return;
    change(state, context, "opacity of " + layer->title, [&] { layer->opacity = std::clamp(c.opacity, 0.0, 1.0); });
}

void on(AppState &state, const MoveLayer &c, ApplyContext &context) {
    if (c.from >= state.layers.size() || c.to >= state.layers.size() || c.from == c.to) return;
    change(state, context, "order of " + state.layers[c.from].title, [&] {
        const auto first = state.layers.begin();
        const auto from = static_cast<std::ptrdiff_t>(c.from);
        const auto to = static_cast<std::ptrdiff_t>(c.to);
        if (from < to) {
            std::rotate(first + from, first + from + 1, first + to + 1);
        } else {
            std::rotate(first + to, first + from, first + from + 1);
        }
        if (auto document = reordered(state, c.to, to < from)) state.document = std::move(document);
    });
}

void on(AppState &state, const SoloLayer &c, ApplyContext &context) {
    if (c.index >= state.layers.size()) return showTag(state, noLayer(state, c.index));
    const std::string id = state.layers[c.index].id;
    const std::string title = state.layers[c.index].title;
    if (state.soloLayer == id) {
        const std::vector<LayerState> former = state.layersBeforeSolo;
        change(state, context, "showing the former layers", [&] { restoreEyes(state, former); });
        forgetFormerSets(state);
        return showTag(state, "Former layers");
    }
    if (state.soloLayer.empty()) state.layersBeforeSolo = state.layers;
    change(state, context, "showing only " + title, [&] {
        for (LayerState &layer : state.layers) layer.visible = layer.base || layer.id == id;
    });
    state.soloLayer = id;
    state.layersBeforeAll.clear();
    showTag(state, title + " alone");
}

void on(AppState &state, const ShowAllLayers &, ApplyContext &context) {
    const std::vector<LayerState> former = std::exchange(state.layersBeforeAll, {});
    if (!former.empty()) {
        change(state, context, "showing the former layers", [&] { restoreEyes(state, former); });
        return showTag(state, "Former layers");
    }
    std::vector<LayerState> before = state.layers;
    change(state, context, "showing all layers", [&] {
        for (LayerState &layer : state.layers) layer.visible = true;
    });
    forgetFormerSets(state);
    state.layersBeforeAll = std::move(before);
    showTag(state, "All layers");
}

void on(AppState &state, const Undo &, ApplyContext &context) {
    MapSnapshot now = snapshotOf(state);
    now.view = state.camera;
    const auto map = context.history.undo(now);
    if (!map) return addMessage(state, Message::Kind::Info, "Nothing to undo");
    const auto links = state.links;
    restore(state, *map);
    if (state.links != links) linksChanged(state, links);
    if (map->view) moveTo(state, *map->view, context);
    addMessage(state, Message::Kind::Info, "Undone: " + context.history.lastName());
}

void on(AppState &state, const Redo &, ApplyContext &context) {
    MapSnapshot now = snapshotOf(state);
    now.view = state.camera;
    const auto map = context.history.redo(now);
    if (!map) return addMessage(state, Message::Kind::Info, "Nothing to redo");
    const auto links = state.links;
    restore(state, *map);
    if (state.links != links) linksChanged(state, links);
    if (map->view) moveTo(state, *map->view, context);
    addMessage(state, Message::Kind::Info, "Redone: " + context.history.lastName());
}

void on(AppState &state, const StyleChanged &c, ApplyContext &context) {
    if (!c.document) return;
    change(state, context, "changing the style", [&] {
        state.document = c.document;
        state.theme = c.theme;
    });
}

} // namespace corridors::app::topics
