// History: undo and redo of what changes the map (layers, style, links) and what was arranged on its page by hand,
// as snapshots. Snapshots are small: what
// is large in them is shared. ViewHistory: the cameras that the side buttons of the mouse go back and forward through.
// Neither is for window state (panels, help). Used by apply() only.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/app/app_state.hpp"

namespace corridors::app {

/// Everything that undo restores.
struct MapSnapshot {
    std::shared_ptr<const style::StyleDocument> document;
    std::string theme;
    std::vector<LayerState> layers;
    std::shared_ptr<const links::LinkIndex> links;
    std::map<std::string, PiecePlace> places; ///< of the page's furniture that was moved by hand
    std::vector<LegendEdit> legendEdits;      ///< of the page
    std::optional<Camera> view; ///< only where the change moved the view too (a picture that was restored)
    friend bool operator==(const MapSnapshot &, const MapSnapshot &) = default;
};

[[nodiscard]] MapSnapshot snapshotOf(const AppState &state);
void restore(AppState &state, const MapSnapshot &snapshot);

class History {
public:
    /// Remembers `before`, the map as it was before a change named `what` ("opacity of Railways"). A change with the
    /// same `what` within kMergeS seconds joins the last one, so that a drag of a slider is one step, unless merge is
    /// Never.
    enum class Merge : bool { Never, WithSameName };
    void remember(MapSnapshot before, const std::string &what, double nowS, Merge merge = Merge::WithSameName);
    /// The step back from `now`, or nullopt at the beginning. `what` of the undone change is in lastName().
    /// `now.view` is kept for the way back where the step has a view of its own.
    [[nodiscard]] std::optional<MapSnapshot> undo(const MapSnapshot &now);
    [[nodiscard]] std::optional<MapSnapshot> redo(const MapSnapshot &now);
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }
    [[nodiscard]] const std::string &lastName() const { return m_lastName; }
    void clear();

    static constexpr double kMergeS = 1.0;
    static constexpr std::size_t kMaxSteps = 500;

private:
    struct Step {
        MapSnapshot map;
        std::string what;
    };
    std::vector<Step> m_undo;
    std::vector<Step> m_redo;
    std::string m_lastName;
    double m_lastChangeS = -1e9;
};

class ViewHistory {
public:
    /// To be called before each movement of the camera. Movements within kSettleS seconds of one another are one.
    void noteBefore(const Camera &camera, double nowS);
    [[nodiscard]] std::optional<Camera> back(const Camera &now);
    [[nodiscard]] std::optional<Camera> forward(const Camera &now);
    void clear();

    static constexpr double kSettleS = 0.8;
    static constexpr std::size_t kMaxViews = 200;

private:
    std::vector<Camera> m_back;
    std::vector<Camera> m_forward;
    double m_lastMoveS = -1e9;
};

} // namespace corridors::app
