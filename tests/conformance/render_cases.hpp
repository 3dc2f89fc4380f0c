// The render cases of mapbox-gl-test-suite: draws each style.json with our renderer and compares with expected.png.
// What a case is: ../shared/conformance/README.md. Used by the conformance program.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace corridors::conformance {

struct RenderCase {
    std::string id;      ///< path below the folder, "fill-color/default"
    double share = 1;    ///< of the pixels that differ
    double allowed = 0;  ///< by the case itself
    std::string problem; ///< why it could not be drawn or compared; empty otherwise
};

struct RenderReport {
    std::size_t total = 0;
    std::size_t strict = 0;           ///< share <= allowed
    std::size_t withinOnePercent = 0; ///< share <= max(allowed, 1 %)
    std::vector<RenderCase> cases;    ///< sorted by id
};

/// Runs every case below `dir`. With `picturesDir`, writes actual, expected and difference of each case there.
[[nodiscard]] RenderReport runRenderCases(const std::filesystem::path &dir, const std::filesystem::path &picturesDir);

} // namespace corridors::conformance
