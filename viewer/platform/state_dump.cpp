#include "viewer/platform/state_dump.hpp"

#include <nlohmann/json.hpp>

#include "geodata/links/link_index.hpp"

namespace corridors::platform {
namespace {

using nlohmann::json;

json refs(const std::vector<app::FeatureRef> &features) {
    json out = json::array();
    for (const app::FeatureRef &f : features) out.push_back(f.id);
    return out;
}

const char *statusName(app::LoadStatus status) {
    switch (status) {
    case app::LoadStatus::Waiting: return "waiting";
    case app::LoadStatus::Loading: return "loading";
    case app::LoadStatus::Ready: return "ready";
    case app::LoadStatus::Failed: return "failed";
    }
    return "";
}

} // namespace

std::string stateAsJson(const app::AppState &state, const ui::PanelState &panels, const WindowFacts &facts) {
    json out;
    const LonLat center = state.projection ? state.projection->unproject(state.camera.center) : LonLat{};
    out["camera"] = {{"lon", center.lonDeg}, {"lat", center.latDeg}, {"zoom", state.camera.zoom}};
    out["flying"] = state.flight.has_value();
    out["viewport"] = {
        {"width", state.viewportWidthPx}, {"height", state.viewportHeightPx}, {"ratio", state.pixelRatio}};
    out["layers"] = json::array();
    for (const app::LayerState &l : state.layers)
        out["layers"].push_back({{"id", l.id}, {"visible", l.visible}, {"opacity", l.opacity}});
    out["sources"] = json::object();
    for (const app::SourceState &s : state.sources) out["sources"][s.id] = statusName(s.status);
    out["hovered"] = state.hovered ? json(state.hovered->id) : json(nullptr);
    out["lit"] = refs(state.lit);
    out["selected"] = refs(state.selected);
    out["selectedLink"] = state.selectedLinks.empty() ? json(nullptr) : json(state.selectedLinks.front());
    out["hoveredLink"] = state.hoveredLinks.empty() ? json(nullptr) : json(state.hoveredLinks.front());
    out["links"] = state.links ? state.links->links().size() : 0;
    out["article"] = state.article != nullptr;
    const ui::ReaderFacts reader = panels.reader();
    out["reader"] = {{"visible", state.readerVisible},
                     {"first", reader.firstShown},
                     {"last", reader.lastShown},
                     {"selected", reader.selectedLength},
                     {"marks", reader.marks},
                     {"suggestions", reader.suggestions},
                     {"unattached", reader.unattached},
                     {"found", reader.found},
                     {"lit", reader.lit},
                     {"buttons", state.readerButtons},
                     {"follows", state.followReading},
                     {"saved", state.links == state.savedLinks},
                     {"conflict", !state.linksConflict.empty()}};
    out["chapter"] = state.chapter ? json(*state.chapter) : json(nullptr);
    out["presenting"] = state.presenting;
    out["panels"] = state.panelsVisible;
    out["help"] = state.helpVisible;
    out["search"] = state.searchVisible;
    out["exportDialog"] = state.exportDialogVisible;
    out["callouts"] = state.calloutsVisible;
    out["obstacles"] = state.obstacles.size();
    out["movedPieces"] = state.page.furniture.places.size();
    out["black"] = state.blackScreen;
    out["fullscreen"] = state.fullscreen;
    out["layerTag"] = state.layerTag;
    out["message"] = state.messages.empty() ? std::string() : state.messages.back().text;
    out["exporting"] = {
        {"running", state.exporting.running}, {"path", state.exporting.path}, {"problem", state.exporting.problem}};
    out["searchable"] = state.names != nullptr;
    out["frames"] = facts.framesDrawn;
    out["complete"] = facts.mapComplete;
    out["loading"] = facts.loading;
    out["tiles"] = {{"visible", facts.map.tilesVisible},
                    {"exact", facts.map.tilesExact},
                    {"pending", facts.map.tilesPending},
                    {"bytes", facts.map.cacheBytes}};
    out["labels"] = facts.map.labelsPlaced;
    out["spots"] = json::object();
    for (const ui::Spot &s : panels.spots())
        out["spots"][s.name] = {s.xPx * state.pixelRatio, s.yPx * state.pixelRatio};
    out["shownPassages"] = panels.shownPassages();
    return out.dump(1, ' ', false, json::error_handler_t::replace);
}

} // namespace corridors::platform
