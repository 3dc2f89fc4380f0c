// Exporter: draws the picture that Ctrl+E asks for on a worker, in an OpenGL context of its own, so that the window
// never waits for it; reports ExportProgress and ExportFinished. Internal to platform. Main thread only.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "viewer/app/app_state.hpp"
#include "viewer/app/command.hpp"
#include "viewer/app/jobs.hpp"

namespace corridors::platform {

class Exporter {
public:
    /// `version` is the program's, for the pictures' metadata.
    Exporter(app::JobPool &jobs, std::string version, std::function<void(app::Command)> sink)
        : m_jobs(jobs), m_version(std::move(version)), m_sink(std::move(sink)) {}
    /// Starts a picture of `state` as it is now, its page to its exportPath, giving up one that is still under way.
    void start(const app::AppState &state);
    void cancel() { m_job = {}; }
    /// Puts a picture of the window's size on the clipboard; says so, or why not, in a message.
    void copy(const app::AppState &state);

private:
    app::JobPool &m_jobs;
    std::string m_version;
    std::function<void(app::Command)> m_sink;
    app::JobHandle m_job;
    app::JobHandle m_copying;
};

/// The state that a page shows: where the page names no ground, all that the window's free area shows.
[[nodiscard]] Result<app::AppState> stateForPage(const app::AppState &state, const app::PageDescription &page);

} // namespace corridors::platform
