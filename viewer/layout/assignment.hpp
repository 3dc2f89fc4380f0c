// Minimum-cost assignment (Kuhn 1955, Munkres 1957; the O(rows^2 * columns) form with potentials). Used by callouts.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace corridors::layout {

/// For each of `rows` the column it is given, each column at most once, with the least sum of cost(row, column).
/// Needs rows <= columns; costs finite.
[[nodiscard]] std::vector<std::size_t> assign(std::size_t rows, std::size_t columns,
                                              const std::function<double(std::size_t, std::size_t)> &cost);

} // namespace corridors::layout
