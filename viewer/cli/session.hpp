// What commands without a window share: finding the default map, and opening a map and files into an AppState.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/app/apply.hpp"
#include "viewer/app/command.hpp"
#include "viewer/app/jobs.hpp"
#include "viewer/app/map_loader.hpp"
#include "viewer/app/picture_record.hpp"
#include "viewer/cli/program.hpp"

namespace corridors::cli {

/// The shipped map: `<assets>/south-caucasus/map.json`, where assets is the option's folder if given, else `assets`
/// beside the binary, else at the source path.
[[nodiscard]] Result<std::string> defaultMap(const std::string &assetsOption, const BuildInfo &build);

/// The program's own path, for starting it again (exports) and for the assets beside it; empty when it is unknown.
[[nodiscard]] std::string programPath();

/// "corridors: " and the error as one line, on stderr.
void printError(const Error &error);
void printWarning(const Warning &warning);

/// "a,b , c" -> {"a", "b", "c"}.
[[nodiscard]] std::vector<std::string> splitList(const std::string &text);

struct OpenOptions {
    std::vector<std::string> paths; ///< maps and geodata, as the user gave them; empty: the default map
    std::string assets;
    std::string theme;
    bool useCache = true;
};

/// A map that is open without a window. Main thread only.
class Session {
public:
    /// Reads everything before it returns. Error: no usable map, or a named file that cannot be read. A source of the
    /// map that fails stays in the state as Failed; the others stand.
    [[nodiscard]] static Result<std::unique_ptr<Session>> open(const OpenOptions &options, const BuildInfo &build);

    void apply(const app::Command &command) { app::apply(m_state, command, m_context); }
    [[nodiscard]] const app::AppState &state() const { return m_state; }
    [[nodiscard]] app::AppState &state() { return m_state; }
    /// The map file that was opened; empty when only geodata was.
    [[nodiscard]] const std::string &mapPath() const { return m_mapPath; }
    /// The record of the picture that was named among the paths; null when none was. Its layers are in the state.
    [[nodiscard]] const app::PictureRecord *picture() const { return m_picture.get(); }
    /// Warnings of the map file, its links and its story.
    [[nodiscard]] const std::vector<Warning> &mapWarnings() const { return m_mapWarnings; }

private:
    Session() = default;
    app::JobPool m_jobs{2};
    app::AppState m_state;
    app::ApplyContext m_context;
    std::string m_mapPath;
    std::vector<Warning> m_mapWarnings;
    std::shared_ptr<const app::PictureRecord> m_picture;
};

} // namespace corridors::cli
