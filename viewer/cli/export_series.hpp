// Several pictures of one page: a chapter each, a feature each, with their file names. Used by export_command.
#pragma once

#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/app/page.hpp"

namespace corridors::cli {

struct SeriesItem {
    std::string path;
    app::PageDescription page;
    std::string name; ///< of the chapter or feature: its entry in the outline of a PDF
};

/// The file name for one picture of a series: "{n}" becomes its number (01, 02, ... as wide as the count needs) and
/// "{id}" its id, in which everything but letters, digits, '.', '_' and '-' becomes '-'. A pattern with neither gets
/// "-{id}" before its extension.
[[nodiscard]] std::string seriesPath(const std::string &pattern, std::size_t number, std::size_t count,
                                     const std::string &id);

/// Whether a series is one file: a PDF whose name has neither "{n}" nor "{id}" takes all its pictures as pages.
[[nodiscard]] bool isOneFile(const std::string &pattern);

/// One page a chapter, titled by it where the page has no title of its own. Error: the map has no story.
[[nodiscard]] Result<std::vector<SeriesItem>>
chapterSeries(const app::AppState &state, const app::PageDescription &page, const std::string &pattern);
/// One page a feature of the layer (a corridor's segments are one), fitted to it where the page names no ground,
/// highlighted, titled by its name. Error: no such layer, or nothing in it.
[[nodiscard]] Result<std::vector<SeriesItem>> featureSeries(const app::AppState &state, const std::string &layer,
                                                            const app::PageDescription &page,
                                                            const std::string &pattern);

} // namespace corridors::cli
