// Drives the real window with real events: an X server of its own (Xvfb), the program as a person starts it, and
// xdotool's mouse and keys. What the program did is read from the JSON that --dump-state writes after each change.
// Every wait is for a condition, with a generous limit, so that slow machines only take longer.
#pragma once

#include <sys/types.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace corridors::ui_test {

/// Straight RGBA of a screenshot.
struct Screenshot {
    int widthPx = 0;
    int heightPx = 0;
    std::vector<unsigned char> rgba;
    /// Pixels that differ by more than 8 of 255 in any channel, inside [x0, x1) x [y0, y1).
    [[nodiscard]] int differences(const Screenshot &other, int x0, int y0, int x1, int y1) const;
};

class WindowSession {
public:
    /// Starts the server and the program on it; `arguments` come behind --dump-state and --window.
    explicit WindowSession(const std::vector<std::string> &arguments = {}, int widthPx = 1280, int heightPx = 720);
    ~WindowSession();
    WindowSession(const WindowSession &) = delete;
    WindowSession &operator=(const WindowSession &) = delete;

    /// The last state that was written; an empty object before the first.
    [[nodiscard]] nlohmann::json state() const;
    /// Waits until the state fulfils `condition`; false after `seconds`.
    bool waitFor(const std::function<bool(const nlohmann::json &)> &condition, double seconds = 60) const;
    /// Waits until the map is read, drawn and searchable, and nothing moves.
    bool waitUntilComplete(double seconds = 120) const;

    void key(const std::string &keys) const; ///< xdotool's names: "1", "shift+3", "Next", "ctrl+k"
    void type(const std::string &text) const;
    void moveTo(double xPx, double yPx) const; ///< physical pixels of the window
    void click(double xPx, double yPx, int button = 1) const;
    void drag(double x0, double y0, double x1, double y1) const;
    void scroll(double xPx, double yPx, int notches) const; ///< positive: zoom in

    /// Where a part of a panel lies, physical pixels (a spot of the state); (-1, -1) when it is not shown.
    struct Place {
        double xPx = -1;
        double yPx = -1;
        [[nodiscard]] bool isShown() const { return xPx >= 0; }
    };
    [[nodiscard]] Place spot(const std::string &name) const;
    /// Clicks on a spot once it is shown and rests there (a panel's foot finds its place a frame late); false when it
    /// does not come.
    bool clickSpot(const std::string &name) const;
    /// Where a place of the earth lies in the window (Web Mercator).
    [[nodiscard]] Place onScreen(double lonDeg, double latDeg) const;

    /// Takes a picture of the screen; also kept as <build>/ui-screenshots/<name>.png for people to look at.
    [[nodiscard]] Screenshot screenshot(const std::string &name) const;

    /// Asks the program to leave (ctrl+q) and returns its exit code; -1 when it did not in time.
    int quit();
    /// Ends the X server under the program and returns the program's exit code; -1 when it went on.
    int loseDisplay();
    [[nodiscard]] bool isRunning() const;
    /// CPU time that the program has used, seconds.
    [[nodiscard]] double cpuSeconds() const;
    [[nodiscard]] std::string scratch(const std::string &name) const; ///< a path in the session's own folder

private:
    void xdotool(const std::string &arguments) const;
    std::string m_folder;
    std::string m_display;
    int exitCode();
    pid_t m_server = -1;
    pid_t m_program = -1;
};

} // namespace corridors::ui_test
