// The commands of the program, one file each. Each adds its subcommand with its options to the parser; when it is
// chosen, `exitCode` receives the outcome.
#pragma once

#include "viewer/cli/program.hpp"

namespace CLI {
class App;
}

namespace corridors::cli {

void addExportCommand(CLI::App &program, const BuildInfo &build, int &exitCode);
void addCheckCommand(CLI::App &program, const BuildInfo &build, int &exitCode);
void addInfoCommand(CLI::App &program, const BuildInfo &build, int &exitCode);
void addPassagesCommand(CLI::App &program, const BuildInfo &build, int &exitCode);
void addLinksCommand(CLI::App &program, const BuildInfo &build, int &exitCode);
void addMentionsCommand(CLI::App &program, const BuildInfo &build, int &exitCode);

/// The program without a command: the window, or a picture where there is no display. Options are added to `program`.
void addWindowOptions(CLI::App &program, const BuildInfo &build, int &exitCode);

} // namespace corridors::cli
