#include "viewer/cli/program.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "viewer/cli/commands.hpp"

namespace corridors::cli {
namespace {

constexpr const char *kDescription =
    "Corridors, a map viewer for transport corridors.\n"
    "Without a command it opens the window on a map (the South Caucasus of 2025 when none is named).\n"
    "Exit codes: 0 done, 1 failed or problems found, 2 wrong usage.";

} // namespace

int run(int argc, char **argv, const BuildInfo &build) {
    CLI::App program{kDescription, "corridors"};
    program.set_version_flag("--version", "corridors " + build.version, "Print the version and leave");
    program.set_help_flag("-h,--help", "Print this help and leave");
    program.require_subcommand(0, 1);
    program.fallthrough(false);
    int exitCode = kDone;
    addWindowOptions(program, build, exitCode);
    addExportCommand(program, build, exitCode);
    addCheckCommand(program, build, exitCode);
    addInfoCommand(program, build, exitCode);
    addPassagesCommand(program, build, exitCode);
    addLinksCommand(program, build, exitCode);
    addMentionsCommand(program, build, exitCode);
    try {
        program.parse(argc, argv);
    } catch (const CLI::CallForHelp &e) {
        return program.exit(e);
    } catch (const CLI::CallForAllHelp &e) {
        return program.exit(e);
    } catch (const CLI::CallForVersion &e) {
        return program.exit(e);
    } catch (const CLI::ParseError &e) {
        std::fprintf(stderr, "corridors: %s. See 'corridors --help'.\n", e.what());
        return kWrongUsage;
    } catch (const std::bad_alloc &) {
        std::fprintf(stderr, "corridors: there is not enough memory. Use a smaller picture or less data.\n");
        return kFailed;
    }
    return exitCode;
}

} // namespace corridors::cli
