// Exporter: draws the picture that Ctrl+E asks for on a worker, in an OpenGL context of its own, so that the window
// never waits for it; reports ExportProgress and ExportFinished. Internal to platform. Main thread only.
#pragma once

#include <functional>

#include "viewer/app/app_state.hpp"
#include "viewer/app/command.hpp"
#include "viewer/app/jobs.hpp"

namespace corridors::platform {

class Exporter {
public:
    Exporter(app::JobPool &jobs, std::function<void(app::Command)> sink) : m_jobs(jobs), m_sink(std::move(sink)) {}
    /// Starts a picture of `state` as it is now, its page to its exportPath, giving up one that is still under way.
    void start(const app::AppState &state);
    void cancel() { m_job = {}; }

private:
    app::JobPool &m_jobs;
    std::function<void(app::Command)> m_sink;
    app::JobHandle m_job;
};

/// The state that a page shows: where the page names no ground, all that the window's free area shows.
[[nodiscard]] Result<app::AppState> stateForPage(const app::AppState &state, const app::PageDescription &page);

} // namespace corridors::platform
