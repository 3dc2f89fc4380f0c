// Arguments -> a command or the window -> exit code.
#include "viewer/cli/program.hpp"

int main(int argc, char **argv) {
    const corridors::cli::BuildInfo build{CORRIDORS_VERSION, CORRIDORS_SOURCE_ASSETS_DIR};
    return corridors::cli::run(argc, argv, build);
}
