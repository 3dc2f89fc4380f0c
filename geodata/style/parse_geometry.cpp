// within and distance: filled in below.
#include "geodata/style/compiler.hpp"

namespace corridors::style {

void addGeometryOperators(OperatorTable &) {}

} // namespace corridors::style
