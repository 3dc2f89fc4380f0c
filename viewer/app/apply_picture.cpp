// A picture that was made by the program and is opened again: its view, layers and theme.
#include <algorithm>
#include <utility>

#include "geodata/story/story.hpp"
#include "viewer/app/apply_topics.hpp"
#include "viewer/app/picture_record.hpp"

namespace corridors::app::topics {
namespace {

std::size_t indexOf(const std::vector<LayerState> &layers, const std::string &id) {
    const auto it = std::find_if(layers.begin(), layers.end(), [&](const LayerState &l) { return l.id == id; });
    return static_cast<std::size_t>(it - layers.begin());
}

/// Brings the layers into the picture's order, moving no more than needed: what the picture does not know stays put.
void restoreOrder(AppState &state, const PictureRecord &record) {
    std::size_t next = 0;
    for (const auto &wanted : record.layers) {
        const std::size_t at = indexOf(state.layers, wanted.id);
        if (at == state.layers.size()) continue;
        if (at < next) { // it stands too high: it goes to the end of what is in order
            std::rotate(state.layers.begin() + static_cast<std::ptrdiff_t>(at),
                        state.layers.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                        state.layers.begin() + static_cast<std::ptrdiff_t>(next));
            if (auto document = reordered(state, next - 1, false)) state.document = std::move(document);
        } else {
            next = at + 1;
        }
    }
}

/// Names of the picture's layers that the map does not have.
std::string restoreLayers(AppState &state, const PictureRecord &record) {
    for (LayerState &layer : state.layers) layer.visible = false; // a layer that came later was not in the picture
    std::string missing;
    for (const auto &wanted : record.layers) {
        const std::size_t at = indexOf(state.layers, wanted.id);
        if (at == state.layers.size()) {
            if (wanted.visible) missing += (missing.empty() ? "" : ", ") + wanted.id;
            continue;
        }
        state.layers[at].visible = wanted.visible;
        state.layers[at].opacity = wanted.opacity;
    }
    restoreOrder(state, record);
    return missing;
}

void restorePointing(AppState &state, const PictureRecord &record) {
    state.selectedLinks.clear();
    state.selected.clear();
    for (const FeatureRef &f : record.selected) {
        const SourceState *source = state.source(f.source);
        const bool isKnown = source && (!source->data || source->data->find(f.id)); // it may still be on its way
        if (isKnown) state.selected.push_back(f);
    }
    state.chapter.reset();
    if (!state.story) return;
    for (std::size_t i = 0; i < state.story->chapters.size(); ++i)
        if (state.story->chapters[i].id == record.chapter) state.chapter = i;
}

} // namespace

void on(AppState &state, const RestorePicture &c, ApplyContext &context) {
    if (!c.record || !state.projection || !state.document) return;
    const std::string name = c.path.substr(c.path.find_last_of('/') + 1);
    MapSnapshot before = snapshotOf(state);
    before.view = state.flight ? state.flight->to : state.camera;
    if (c.document) {
        state.document = c.document;
        state.theme = c.record->theme;
    }
    const std::string missing = restoreLayers(state, *c.record);
    state.layersBeforeAll.clear();
    state.layersBeforeSolo.clear();
    state.soloLayer.clear();
    restorePointing(state, *c.record);
    updateLit(state);
    context.history.remember(std::move(before), "restoring " + name, state.nowS);
    moveTo(state, cameraOf(*c.record, state), context);
    if (c.record->widthPx >= 1 && c.record->heightPx >= 1) noteFit(state, boundsOf(*c.record, state), 0, kMaxZoom);
    if (missing.empty())
        addMessage(state, Message::Kind::Info, "View and layers of " + name);
    else
        addMessage(state, Message::Kind::Warning, name + " also shows what is not open here: " + missing);
}

void on(AppState &, const CopyPicture &, ApplyContext &) {} // the platform owns the clipboard

} // namespace corridors::app::topics
