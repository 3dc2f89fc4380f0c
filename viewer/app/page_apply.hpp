// Brings a state to what a page describes: its size, its layers, what is highlighted, its ground. Used by
// `corridors export` and by the window's exporter on a copy of its state.
#pragma once

#include <optional>

#include "viewer/app/apply.hpp"
#include "viewer/app/page.hpp"

namespace corridors::app {

/// Sets the viewport to the page's size and carries the rest out in the order chapter, layers, highlight, extent, so
/// that what is said outright wins over a chapter. `usual` is the camera where the page says nothing (nullopt: the
/// map's own view, and where it has none all of its data). The theme is not its business: a style is loaded, not
/// applied. Error: unknown ids (naming the known ones), a box or zoom out of range; its place is the key of page.json
/// ("extent.chapter", "show").
[[nodiscard]] Result<void> applyPage(AppState &state, const PageDescription &page, ApplyContext &context,
                                     const std::optional<Camera> &usual = std::nullopt);

/// True when a visible layer has features in the camera's view: a page without any is a mistake that is worth a word.
[[nodiscard]] bool showsData(const AppState &state);

} // namespace corridors::app
