// Places the labels of a page without GL: builds the symbol halves of the tiles that cover it and lets LabelLayer place
// them, as the GL export does. Internal to viewer/output; used by vector_scene.
#pragma once

#include <stop_token>

#include "viewer/app/app_state.hpp"
#include "viewer/render/label_layer.hpp"
#include "viewer/render/scene.hpp"

namespace corridors::output {

/// Fills `layer` with the placed labels of the state's page; false when cancelled.
bool placeLabels(const render::Scene &scene, const app::AppState &state, render::LabelLayer &layer,
                 const std::stop_token &cancel);

} // namespace corridors::output
