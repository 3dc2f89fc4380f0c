#include "viewer/layout/assignment.hpp"

#include <cassert>
#include <limits>

namespace corridors::layout {

std::vector<std::size_t> assign(std::size_t rows, std::size_t columns,
                                const std::function<double(std::size_t, std::size_t)> &cost) {
    assert(rows <= columns);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    // Rows and columns count from 1; column 0 stands for the row being added.
    std::vector<double> rowPotential(rows + 1, 0);
    std::vector<double> columnPotential(columns + 1, 0);
    std::vector<std::size_t> rowOf(columns + 1, 0);
    std::vector<std::size_t> previous(columns + 1, 0);
    for (std::size_t row = 1; row <= rows; ++row) {
        rowOf[0] = row;
        std::size_t column = 0;
        std::vector<double> slack(columns + 1, kInfinity);
        std::vector<bool> used(columns + 1, false);
        do {
            used[column] = true;
            const std::size_t at = rowOf[column];
            double least = kInfinity;
            std::size_t next = 0;
            for (std::size_t c = 1; c <= columns; ++c) {
                if (used[c]) continue;
                const double reduced = cost(at - 1, c - 1) - rowPotential[at] - columnPotential[c];
                if (reduced < slack[c]) {
                    slack[c] = reduced;
                    previous[c] = column;
                }
                if (slack[c] < least) {
                    least = slack[c];
                    next = c;
                }
            }
            for (std::size_t c = 0; c <= columns; ++c) {
                if (used[c]) {
                    rowPotential[rowOf[c]] += least;
                    columnPotential[c] -= least;
                } else {
                    slack[c] -= least;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        for (; column != 0; column = previous[column]) rowOf[column] = rowOf[previous[column]];
    }
    std::vector<std::size_t> out(rows, 0);
    for (std::size_t c = 1; c <= columns; ++c)
        if (rowOf[c] != 0) out[rowOf[c] - 1] = c - 1;
    return out;
}

} // namespace corridors::layout
