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
    /// Starts a picture of `state` as it is now, giving up one that is still under way.
    void start(const app::AppState &state, const app::ExportPicture &request);

private:
    app::JobPool &m_jobs;
    std::function<void(app::Command)> m_sink;
    app::JobHandle m_job;
};

/// The picture's ground: all that the window's free area shows, at the picture's own size.
[[nodiscard]] app::AppState stateForPicture(const app::AppState &state, const app::ExportPicture &request);

} // namespace corridors::platform
