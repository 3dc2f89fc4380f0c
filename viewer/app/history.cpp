#include "viewer/app/history.hpp"

#include <utility>

namespace corridors::app {

MapSnapshot snapshotOf(const AppState &state) {
    const PageFurniture &page = state.page.furniture;
    return {state.document, state.theme, state.layers, state.links, page.places, page.legendEdits, {}};
}

void restore(AppState &state, const MapSnapshot &snapshot) {
    state.document = snapshot.document;
    state.theme = snapshot.theme;
    state.layers = snapshot.layers;
    state.links = snapshot.links;
    state.page.furniture.places = snapshot.places;
    state.page.furniture.legendEdits = snapshot.legendEdits;
    state.layersBeforeAll.clear();
    state.layersBeforeSolo.clear();
    state.soloLayer.clear();
}

void History::remember(MapSnapshot before, const std::string &what, double nowS, Merge merge) {
    const bool merges = merge == Merge::WithSameName && !m_undo.empty() && m_redo.empty() &&
                        m_undo.back().what == what && nowS - m_lastChangeS < kMergeS;
    m_lastChangeS = nowS;
    m_redo.clear();
    if (merges) return;
    m_undo.push_back({std::move(before), what});
    if (m_undo.size() > kMaxSteps) m_undo.erase(m_undo.begin());
}

std::optional<MapSnapshot> History::undo(const MapSnapshot &now) {
    if (m_undo.empty()) return std::nullopt;
    Step step = std::move(m_undo.back());
    m_undo.pop_back();
    m_lastName = step.what;
    m_redo.push_back({now, step.what});
    if (!step.map.view) m_redo.back().map.view.reset();
    m_lastChangeS = -1e9;
    return std::move(step.map);
}

std::optional<MapSnapshot> History::redo(const MapSnapshot &now) {
    if (m_redo.empty()) return std::nullopt;
    Step step = std::move(m_redo.back());
    m_redo.pop_back();
    m_lastName = step.what;
    m_undo.push_back({now, step.what});
    if (!step.map.view) m_undo.back().map.view.reset();
    m_lastChangeS = -1e9;
    return std::move(step.map);
}

void History::clear() {
    m_undo.clear();
    m_redo.clear();
    m_lastName.clear();
    m_lastChangeS = -1e9;
}

void ViewHistory::noteBefore(const Camera &camera, double nowS) {
    const bool continues = nowS - m_lastMoveS < kSettleS;
    m_lastMoveS = nowS;
    if (continues) return;
    if (!m_back.empty() && m_back.back() == camera) return;
    m_back.push_back(camera);
    m_forward.clear();
    if (m_back.size() > kMaxViews) m_back.erase(m_back.begin());
}

std::optional<Camera> ViewHistory::back(const Camera &now) {
    m_lastMoveS = -1e9;
    while (!m_back.empty() && m_back.back() == now) m_back.pop_back();
    if (m_back.empty()) return std::nullopt;
    const Camera camera = m_back.back();
    m_back.pop_back();
    m_forward.push_back(now);
    return camera;
}

std::optional<Camera> ViewHistory::forward(const Camera &now) {
    m_lastMoveS = -1e9;
    if (m_forward.empty()) return std::nullopt;
    const Camera camera = m_forward.back();
    m_forward.pop_back();
    m_back.push_back(now);
    return camera;
}

void ViewHistory::clear() {
    m_back.clear();
    m_forward.clear();
    m_lastMoveS = -1e9;
}

} // namespace corridors::app
