// One small picture for each style property: what sets it, on the same few features. Used by properties_test.
#pragma once

#include <string>
#include <vector>

namespace corridors::golden {

struct PropertyCase {
    std::string name; ///< of the picture: "line-cap-round"
    std::string type; ///< of the layer
    std::string paint = "{}";
    std::string layout = "{}";
    double zoom = 3;
    bool letters = false;
};

[[nodiscard]] std::vector<PropertyCase> propertyCases();
/// The case's style: background, the features in pale grey, and the layer under test over them.
[[nodiscard]] std::string styleOf(const PropertyCase &test);

} // namespace corridors::golden
