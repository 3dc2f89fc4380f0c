// The panels over the map: what a frame shows besides it. draw() reads the state, draws with Dear ImGui and hands back
// Commands; it writes nothing but PanelState, which holds what only the panels care about (open sections, text being
// typed, caches). No GL, no SDL, no files. ImGui stays inside this folder and viewer/platform.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "viewer/app/app_state.hpp"
#include "viewer/app/command.hpp"
#include "viewer/ui/page_preview.hpp"
#include "viewer/ui/text_images.hpp"

namespace corridors::ui {

/// Files of the interface's fonts, found by the platform.
struct FontFiles {
    std::string regular;
    std::string bold;
};

/// Where a part of a panel lies, logical pixels: for tests that click it as a person would.
struct Spot {
    std::string name; ///< "eye:railways", "passage:<link id>", "export:write"
    double xPx = 0;
    double yPx = 0;
};

/// What the reading panel showed in the last frame, in code points of the text and ids of links; for tests.
struct ReaderFacts {
    std::size_t firstShown = 0;
    std::size_t lastShown = 0;
    std::size_t selectedLength = 0;
    std::size_t marks = 0;
    std::size_t suggestions = 0;
    std::size_t unattached = 0;
    std::size_t found = 0;
    std::vector<std::string> lit; ///< from the map
};

/// Keys that the focused panel takes for itself, besides those that ImGui knows of.
struct KeyClaims {
    bool copy = false;   ///< text is selected: Ctrl+C copies it
    bool escape = false; ///< something is open that Esc closes before it lets go of anything on the map
};

/// What the panels remember between frames.
class PanelState {
public:
    PanelState();
    ~PanelState();
    PanelState(const PanelState &) = delete;
    PanelState &operator=(const PanelState &) = delete;

    /// True when a panel is moving by itself (a caret, a fading tag) and wants a frame soon.
    [[nodiscard]] bool wantsFrame() const;
    /// True when something glides and wants frames at the display's pace.
    [[nodiscard]] bool isMoving() const;
    /// Of the last frame.
    [[nodiscard]] const std::vector<Spot> &spots() const;
    /// Ids of the links whose passages the last frame listed.
    [[nodiscard]] const std::vector<std::string> &shownPassages() const;
    /// Window pixels a page pixel at which the export dialog wants the page drawn; 0: not at all.
    [[nodiscard]] double previewScale() const;
    [[nodiscard]] ReaderFacts reader() const;
    /// Of the last frame.
    [[nodiscard]] KeyClaims keyClaims() const;
    struct Contents;
    [[nodiscard]] Contents &contents() { return *m_contents; }
    [[nodiscard]] const Contents &contents() const { return *m_contents; }

private:
    std::unique_ptr<Contents> m_contents;
};

/// Sets colours, spacings and fonts of the current ImGui context for a pixel ratio. The platform calls it at the start
/// and when the ratio changes, and then rebuilds its font texture. A font that cannot be read is replaced by ImGui's
/// own.
void applyTheme(const FontFiles &fonts, double pixelRatio);

/// Draws every panel for this frame (between ImGui::NewFrame and ImGui::Render). `preview` is the page at
/// panels.previewScale(); null where none is wanted.
void draw(const app::AppState &state, PanelState &panels, TextImages &images, const PagePreview *preview,
          app::Commands &commands);

} // namespace corridors::ui
