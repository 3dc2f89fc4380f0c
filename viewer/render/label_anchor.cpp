#include "viewer/render/label_anchor.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace corridors::render {
namespace {

// The spec's reference implementation takes this off vertical offsets of top and bottom anchors: the room that the
// line's box has above capitals (7 px at 24).
constexpr double kBaselineOffsetEm = 7.0 / 24;

struct Direction {
    int x = 0; ///< -1: the anchor is at the text's left edge, +1 right
    int y = 0; ///< -1: at its top edge, +1 bottom
};

Direction directionOf(std::string_view anchor) {
    Direction out;
    if (anchor.find("left") != std::string_view::npos) out.x = -1;
    if (anchor.find("right") != std::string_view::npos) out.x = 1;
    if (anchor.starts_with("top")) out.y = -1;
    if (anchor.starts_with("bottom")) out.y = 1;
    return out;
}

text::Justify justifyOf(const std::string &justify, Direction d) {
    if (justify == "left") return text::Justify::Left;
    if (justify == "right") return text::Justify::Right;
    if (justify == "auto" && d.x != 0) return d.x < 0 ? text::Justify::Left : text::Justify::Right;
    return text::Justify::Center;
}

void applyRadialOffset(AnchorChoice &choice, Direction d, double radius) {
    radius = std::max(radius, 0.0); // negative radii are treated as none
    const double share = d.x != 0 && d.y != 0 ? radius / std::numbers::sqrt2 : radius;
    choice.offsetXEm = -d.x * share;
    choice.offsetYEm = d.y == 0 ? 0 : -d.y * (share - kBaselineOffsetEm);
}

/// text-offset with variable anchors: its amounts count outwards, whatever their sign.
void applyOutwardOffset(AnchorChoice &choice, Direction d, const float (&offsetEm)[2]) {
    choice.offsetXEm = -d.x * std::abs(static_cast<double>(offsetEm[0]));
    choice.offsetYEm = d.y == 0 ? 0 : -d.y * (std::abs(static_cast<double>(offsetEm[1])) - kBaselineOffsetEm);
}

AnchorChoice choiceFor(const tile::LabelSpec &spec, std::string_view anchor, bool variable) {
    const Direction d = directionOf(anchor);
    AnchorChoice choice;
    choice.alignX = (d.x + 1) / 2.0;
    choice.alignY = (d.y + 1) / 2.0;
    choice.justify = justifyOf(spec.justify, d);
    if (spec.radialOffsetEm != 0)
        applyRadialOffset(choice, d, static_cast<double>(spec.radialOffsetEm));
    else if (variable)
        applyOutwardOffset(choice, d, spec.offsetEm);
    else {
        choice.offsetXEm = static_cast<double>(spec.offsetEm[0]);
        choice.offsetYEm = static_cast<double>(spec.offsetEm[1]);
    }
    return choice;
}

} // namespace

std::vector<AnchorChoice> anchorChoices(const tile::LabelSpec &spec) {
    std::vector<AnchorChoice> out;
    out.reserve(spec.variableAnchors.size());
    for (const std::string &anchor : spec.variableAnchors) out.push_back(choiceFor(spec, anchor, true));
    if (out.empty()) out.push_back(choiceFor(spec, spec.anchorName, false));
    return out;
}

std::vector<AnchorChoice> nudgedChoices(const AnchorChoice &choice) {
    constexpr double kStepsXEm[] = {0, 1.2, -1.2, 2.4, -2.4};
    constexpr double kStepsYEm[] = {0, 0.9, -0.9, 1.8, -1.8};
    std::vector<AnchorChoice> out;
    for (const double y : kStepsYEm)
        for (const double x : kStepsXEm) {
            out.push_back(choice);
            out.back().offsetXEm += x;
            out.back().offsetYEm += y;
        }
    const auto distance = [&](const AnchorChoice &c) {
        return std::hypot(c.offsetXEm - choice.offsetXEm, c.offsetYEm - choice.offsetYEm);
    };
    std::ranges::stable_sort(out, {}, distance);
    return out;
}

} // namespace corridors::render
