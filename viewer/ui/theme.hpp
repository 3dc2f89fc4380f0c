// The one theme of the panels: colours, sizes, fonts. Internal to ui. Sizes are logical pixels.
//
// Quiet paper beside a coloured map: white panels, ink text, one accent. Contrast of text on paper is at least 7 : 1
// for ink and 4.5 : 1 for faint (WCAG 2.1, 1.4.3 and 1.4.6).
#pragma once

#include <imgui.h>

#include "geodata/core/color.hpp"
#include "geodata/links/link_index.hpp"

namespace corridors::ui::theme {

inline constexpr Color kPaper{1.0F, 1.0F, 0.996F, 1};
inline constexpr Color kInk{0.106F, 0.137F, 0.169F, 1};
inline constexpr Color kFaint{0.345F, 0.392F, 0.44F, 1};
inline constexpr Color kRule{0.106F, 0.137F, 0.169F, 0.12F};
inline constexpr Color kHover{0.05F, 0.36F, 0.48F, 0.09F};
inline constexpr Color kPressed{0.05F, 0.36F, 0.48F, 0.18F};
inline constexpr Color kAccent{0.043F, 0.353F, 0.459F, 1};
inline constexpr Color kAccentSoft{0.043F, 0.353F, 0.459F, 0.14F};
inline constexpr Color kWarning{0.6F, 0.35F, 0.0F, 1};
inline constexpr Color kError{0.69F, 0.106F, 0.106F, 1};
inline constexpr Color kWhite{1, 1, 1, 1};
inline constexpr Color kBlack{0, 0, 0, 1};

// Sizes of letters are ems, as everywhere in typography (and in viewer/text).
inline constexpr float kTextPx = 14.5F;
inline constexpr float kSmallPx = 12.5F;
inline constexpr float kTitlePx = 19;
inline constexpr float kPanelGapPx = 12; ///< between a panel and the window's edge
inline constexpr float kPanelPaddingPx = 14;
inline constexpr float kRowPx = 31;
inline constexpr float kStatusPx = 32; ///< height of the status line

[[nodiscard]] ImVec4 vec(const Color &c);
[[nodiscard]] ImU32 packed(const Color &c, float alpha = 1);
/// Colour by which a relation is known everywhere: five that stay apart for colour-blind readers (after Okabe & Ito).
[[nodiscard]] Color ofRelation(links::Relation relation);
/// What the relation means, for its tip: "The author argues something about it".
[[nodiscard]] const char *explain(links::Relation relation);

enum class Face { Regular, Small, Bold, Title };
/// The font of the current context; ImGui's own when ours could not be loaded.
[[nodiscard]] ImFont *font(Face face);

} // namespace corridors::ui::theme
