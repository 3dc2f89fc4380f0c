// The page's furniture and callouts as SVG groups, a role a group; texts with an address become links. Internal to
// viewer/output; used by svg_writer.
#pragma once

#include <string>

#include "viewer/layout/furniture.hpp"
#include "viewer/output/svg_markup.hpp"
#include "viewer/output/svg_text.hpp"

namespace corridors::output::svg {

void appendFurniture(std::string &to, const layout::DrawList &drawing, Ids &ids, const TextWriter &texts);

} // namespace corridors::output::svg
