// Input: SDL's events as Commands, by the table of mouse and keys. It changes nothing itself. Internal to platform.
#pragma once

#include <SDL.h>

#include <array>
#include <optional>

#include "viewer/app/app_state.hpp"
#include "viewer/app/command.hpp"
#include "viewer/platform/window.hpp"

namespace corridors::platform {

/// What the panels claim for themselves at the moment.
struct Claims {
    bool mouse = false;  ///< the mouse is over a panel or drags one of its parts
    bool text = false;   ///< a text field has the focus
    bool arrows = false; ///< a panel has the keyboard's focus: arrows, Space and Enter are its own
    bool copy = false;   ///< a panel has text selected: Ctrl+C copies that
    bool escape = false; ///< a panel has something open that Esc closes first
};

class Input {
public:
    explicit Input(const Window &window) : m_window(window) {}

    void handle(const SDL_Event &event, const app::AppState &state, const Claims &claims, app::Commands &commands);
    /// After all events of a turn: one HoverAt for the mouse's last place, if it or the map under it has moved. While
    /// the map moves nothing is picked: what passes below the mouse would only flicker.
    void finish(const app::AppState &state, const Claims &claims, app::Commands &commands);
    /// True while the map has come to rest too lately to be pointed at: finish() is wanted again, without an event.
    [[nodiscard]] bool owesHover() const { return m_owesHover; }
    /// Whether the map has moved within the last tenth of a second.
    [[nodiscard]] bool isMapMoving(double nowS) const { return nowS < m_mapMovedS + kMapRestsS; }

    /// Where the mouse is, logical pixels; nullopt while it is outside and holds nothing.
    [[nodiscard]] std::optional<ScreenPoint> mouse() const;

    /// Whether a mouse button is held down: 0 left, 1 right, 2 middle (as ImGui counts them).
    [[nodiscard]] bool isDown(int button) const { return m_down[static_cast<std::size_t>(button)]; }

    /// The box that Shift+drag is drawing.
    struct Box {
        ScreenPoint a;
        ScreenPoint b;
    };
    [[nodiscard]] std::optional<Box> box() const;
    /// True while the map is being dragged.
    [[nodiscard]] bool isDragging() const { return m_drag == Drag::Pan; }

private:
    enum class Drag { None, Pressed, Pan, Box };
    void noteButton(const SDL_MouseButtonEvent &button, bool down);
    void onKey(const SDL_KeyboardEvent &key, const app::AppState &state, const Claims &claims, app::Commands &commands);
    void onButtonDown(const SDL_MouseButtonEvent &button, const app::AppState &state, const Claims &claims,
                      app::Commands &commands);
    void onButtonUp(const SDL_MouseButtonEvent &button, app::Commands &commands);
    void onMotion(const SDL_MouseMotionEvent &motion, const Claims &claims, app::Commands &commands);
    void onWheel(const SDL_MouseWheelEvent &wheel, const Claims &claims, app::Commands &commands);

    const Window &m_window;
    Drag m_drag = Drag::None;
    ScreenPoint m_pressedAt;
    ScreenPoint m_mouse;
    double m_lastX = 0; // of the drag, window pixels
    double m_lastY = 0;
    unsigned m_modifiers = 0; // KMOD_*, as of the last key event: SDL_GetModState() is ahead of the events in hand
    std::array<bool, 3> m_down{};
    bool m_mouseInside = false;
    bool m_mouseMoved = false;
    static constexpr double kMapRestsS = 0.1;
    app::Camera m_lastCamera;
    double m_mapMovedS = -kMapRestsS;
    bool m_owesHover = false;
    bool m_hoverClaimed = false;  // whether a panel had the mouse then
    bool m_suppressClick = false; // the second click of a double click
};

/// What a key asks for; nullopt when it means nothing here. Shared by the window and its tests.
[[nodiscard]] std::optional<app::Command> commandOfKey(const SDL_Keysym &key, const app::AppState &state,
                                                       const Claims &claims);

} // namespace corridors::platform
