#include "viewer/app/actions.hpp"

namespace corridors::app {

std::vector<Action> actions() {
    return {
        {"Map", "Wheel, + and -", "Zoom at the mouse (finer with Ctrl)", {}},
        {"Map", "Drag, arrows", "Move the map", {}},
        {"Map", "Shift+drag", "Zoom to a box", {}},
        {"Map", "Double click", "Zoom in", {}},
        {"Map", "Side buttons", "Back and forward through the views", {}},
        {"Map", "Click", "Select; again: what lies beneath", {}},
        {"Map", "Right click", "Copy the coordinate", {}},
        {"Map", "H", "Home view", GoHome{}},
        {"Map", "A", "Numbered callouts on what the article discusses", ToggleCallouts{}},
        {"Layers", "1 – 9", "Switch the n-th layer", {}},
        {"Layers", "Shift+1 – 9", "Show it alone over the base map", {}},
        {"Layers", "0", "All layers; again: as before", ShowAllLayers{}},
        {"Layers", "Ctrl+Z", "Undo", Undo{}},
        {"Layers", "Ctrl+Y", "Redo", Redo{}},
        {"Story", "PageDown", "Next chapter", NextChapter{}},
        {"Story", "PageUp", "Previous chapter", PreviousChapter{}},
        {"Story", "F5", "Present (N, Space or Right; P or Left; Home, End)", SetPresenting{true}},
        {"Story", "B or .", "Black screen and back", ToggleBlackScreen{}},
        {"Article", "R", "Read it beside the map, and close it", ToggleReader{}},
        {"Article", "Ctrl+F", "Search within the text", ToggleFind{}},
        {"Article", "Space, arrows", "Scroll; left, right: linked sentences", {}},
        {"Article", "Click, Ctrl+click", "Pin a sentence; several", {}},
        {"Article", "Drag, Ctrl+C", "Select text; copy it", {}},
        {"Article", "F6", "The panel's buttons by arrows and Space; back", ToggleReaderButtons{}},
        {"Article", "M", "The map follows what is read, on and off", ToggleFollowReading{}},
        {"Article", "Ctrl+S", "Save the links", SaveLinks{}},
        {"Program", "Ctrl+K", "Search places, layers, passages, coordinates", ToggleSearch{}},
        {"Program", "Ctrl+E", "Export a page", ToggleExportDialog{}},
        {"Program", "Ctrl+Shift+E", "Export once more to the same file", RepeatExport{}},
        {"Program", "Ctrl+C", "Copy the map as a picture", CopyPicture{}},
        {"Program", "Ctrl+O", "Open a map, data, an article, or a picture made here", ToggleOpenDialog{}},
        {"Program", "Tab", "Hide or show the panels", TogglePanels{}},
        {"Program", "F11 or F", "Full screen", ToggleFullscreen{}},
        {"Program", "F1 or ?", "This help", ToggleHelp{}},
        {"Program", "Esc", "Let go of what is open or selected", LetGo{}},
        {"Program", "Ctrl+Q", "Quit", Quit{}},
    };
}

} // namespace corridors::app
