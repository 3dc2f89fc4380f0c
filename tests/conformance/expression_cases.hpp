// The expression cases of maplibre-style-spec (test/integration/expression/tests): reads them from a folder, compiles
// and evaluates each with geodata/style, and compares. What a case is: ../shared/conformance/README.md.
// Used by the conformance program, which writes the report.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace corridors::conformance {

struct ExpressionCase {
    std::string id; ///< path of the case below the folder, "at/basic"
    bool passed = false;
    std::string why; ///< first difference; empty when passed
};

struct ExpressionReport {
    std::size_t total = 0;
    std::size_t passed = 0;
    std::vector<ExpressionCase> cases; ///< sorted by id
};

/// Runs every `test.json` below `dir`. A case passes when the compile result is right (success with type and
/// dependence, or the same errors at the same places) and every output is (numbers within 1e-6 of their size or equal
/// to the digits that the cases keep, errors with the same place and text).
[[nodiscard]] ExpressionReport runExpressionCases(const std::filesystem::path &dir);

} // namespace corridors::conformance
