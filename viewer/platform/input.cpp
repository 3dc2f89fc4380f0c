#include "viewer/platform/input.hpp"

#include <cmath>
#include <utility>

namespace corridors::platform {
namespace {

constexpr double kClickSlackPx = 4; // window pixels that a click may wander
constexpr double kWheelZoom = 0.4;  // per notch
constexpr double kFineWheelZoom = 0.08;

} // namespace

void Input::handle(const SDL_Event &event, const app::AppState &state, const Claims &claims, app::Commands &commands) {
    switch (event.type) {
    case SDL_KEYUP: m_modifiers = event.key.keysym.mod; break;
    case SDL_KEYDOWN:
        m_modifiers = event.key.keysym.mod;
        onKey(event.key, state, claims, commands);
        break;
    case SDL_MOUSEBUTTONDOWN:
        noteButton(event.button, true);
        onButtonDown(event.button, state, claims, commands);
        break;
    case SDL_MOUSEBUTTONUP:
        noteButton(event.button, false);
        onButtonUp(event.button, commands);
        break;
    case SDL_MOUSEMOTION: onMotion(event.motion, claims, commands); break;
    case SDL_MOUSEWHEEL: onWheel(event.wheel, claims, commands); break;
    case SDL_WINDOWEVENT:
        if (event.window.event == SDL_WINDOWEVENT_LEAVE) {
            m_mouseInside = false;
            m_mouseMoved = true;
        } else if (event.window.event == SDL_WINDOWEVENT_ENTER) {
            int x = 0;
            int y = 0;
            SDL_GetMouseState(&x, &y);
            m_mouse = m_window.toLogical(x, y);
            m_mouseInside = true;
        } else if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) {
            m_drag = Drag::None;
            m_down = {};
        }
        break;
    case SDL_QUIT: commands.emplace_back(app::Quit{}); break;
    default: break;
    }
}

void Input::noteButton(const SDL_MouseButtonEvent &button, bool down) {
    if (button.button == SDL_BUTTON_LEFT) m_down[0] = down;
    if (button.button == SDL_BUTTON_RIGHT) m_down[1] = down;
    if (button.button == SDL_BUTTON_MIDDLE) m_down[2] = down;
    m_mouse = m_window.toLogical(button.x, button.y);
}

void Input::onKey(const SDL_KeyboardEvent &key, const app::AppState &state, const Claims &claims,
                  app::Commands &commands) {
    auto command = commandOfKey(key.keysym, state, claims);
    if (!command) return;
    // A key that is held down goes on moving the map, but switches nothing to and fro.
    const bool moves = std::holds_alternative<app::PanBy>(*command) || std::holds_alternative<app::ZoomAt>(*command);
    if (key.repeat == 0 || moves) commands.push_back(std::move(*command));
}

void Input::onButtonDown(const SDL_MouseButtonEvent &button, const app::AppState &state, const Claims &claims,
                         app::Commands &commands) {
    const ScreenPoint at = m_window.toLogical(button.x, button.y);
    m_mouse = at;
    m_mouseInside = true;
    if (button.button == SDL_BUTTON_X1) commands.emplace_back(app::ViewBack{});
    if (button.button == SDL_BUTTON_X2) commands.emplace_back(app::ViewForward{});
    if (claims.mouse) return;
    if (button.button == SDL_BUTTON_RIGHT && state.projection)
        commands.emplace_back(app::CopyCoordinate{state.projection->unproject(state.viewport().toWorld(at))});
    if (button.button != SDL_BUTTON_LEFT) return;
    m_pressedAt = at;
    m_lastX = button.x;
    m_lastY = button.y;
    m_drag = (m_modifiers & KMOD_SHIFT) != 0 ? Drag::Box : Drag::Pressed;
    m_suppressClick = button.clicks >= 2;
    if (button.clicks == 2) commands.emplace_back(app::FlyTo{app::zoomedAt(state.viewport(), at, 1)});
}

void Input::onButtonUp(const SDL_MouseButtonEvent &button, app::Commands &commands) {
    if (button.button != SDL_BUTTON_LEFT) return;
    const ScreenPoint at = m_window.toLogical(button.x, button.y);
    if (m_drag == Drag::Box) commands.emplace_back(app::ZoomToBox{m_pressedAt, at});
    if (m_drag == Drag::Pressed && !m_suppressClick)
        commands.emplace_back(app::SelectAt{at, (m_modifiers & KMOD_CTRL) != 0});
    m_drag = Drag::None;
    m_mouseMoved = true;
}

void Input::onMotion(const SDL_MouseMotionEvent &motion, const Claims &claims, app::Commands &commands) {
    m_mouse = m_window.toLogical(motion.x, motion.y);
    m_mouseInside = true;
    m_mouseMoved = true;
    if (m_drag == Drag::Pressed) {
        const ScreenPoint slack = m_window.toLogical(kClickSlackPx, kClickSlackPx);
        if (std::hypot(m_mouse.x - m_pressedAt.x, m_mouse.y - m_pressedAt.y) > slack.x) m_drag = Drag::Pan;
    }
    if (m_drag != Drag::Pan || (motion.state & SDL_BUTTON_LMASK) == 0) {
        if (m_drag == Drag::Pan) m_drag = Drag::None; // the button was let go outside the window
        return;
    }
    static_cast<void>(claims); // a drag that began on the map stays the map's
    const ScreenPoint by = m_window.toLogical(motion.x - m_lastX, motion.y - m_lastY);
    m_lastX = motion.x;
    m_lastY = motion.y;
    commands.emplace_back(app::PanBy{by.x, by.y});
}

void Input::onWheel(const SDL_MouseWheelEvent &wheel, const Claims &claims, app::Commands &commands) {
    if (claims.mouse) return;
    double notches = static_cast<double>(wheel.preciseY);
    if (wheel.direction == SDL_MOUSEWHEEL_FLIPPED) notches = -notches;
    if (notches == 0) return;
    const bool fine = (m_modifiers & KMOD_CTRL) != 0;
    commands.emplace_back(app::ZoomAt{m_mouse, notches * (fine ? kFineWheelZoom : kWheelZoom)});
    m_mouseMoved = true;
}

void Input::finish(const app::AppState &state, const Claims &claims, app::Commands &commands) {
    const bool mapMoved = state.camera != std::exchange(m_lastCamera, state.camera);
    if (mapMoved) m_mapMovedS = state.nowS;
    const bool ownerChanged = claims.mouse != m_hoverClaimed; // known one frame after the mouse has come there
    const bool rests = !isMapMoving(state.nowS);
    if (mapMoved && !state.flight && !state.presenting) m_owesHover = true;
    if (!m_mouseMoved && !mapMoved && !ownerChanged && !(m_owesHover && rests)) return;
    m_hoverClaimed = claims.mouse;
    if (!m_mouseInside || claims.mouse) {
        commands.emplace_back(app::HoverAt{std::nullopt});
        m_owesHover = false;
    } else if (m_mouseMoved || ownerChanged || m_owesHover) {
        commands.emplace_back(app::HoverAt{m_mouse, rests});
        m_owesHover = !rests;
    }
    m_mouseMoved = false;
}

std::optional<ScreenPoint> Input::mouse() const {
    if (!m_mouseInside && m_drag == Drag::None && (SDL_GetMouseState(nullptr, nullptr) == 0)) return std::nullopt;
    return m_mouse;
}

std::optional<Input::Box> Input::box() const {
    if (m_drag != Drag::Box) return std::nullopt;
    return Box{m_pressedAt, m_mouse};
}

} // namespace corridors::platform
