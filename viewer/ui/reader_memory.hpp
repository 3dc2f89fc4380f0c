// What the reading panel remembers: the text as blocks, where it is scrolled to, what is selected, searched for and
// being edited. Blocks are laid out when they come into view and forgotten when they are far away, so that a text of a
// thousand pages costs what a screenful costs; heights of the others are estimates, and nothing depends on them: the
// place is a block and an offset in it. Internal to ui.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "geodata/article/article.hpp"
#include "geodata/article/find.hpp"
#include "viewer/app/reading.hpp"
#include "viewer/ui/text_images.hpp"

namespace corridors::ui {

/// A heading, a paragraph (or a part of a very long one), or a note.
struct TextBlock {
    article::Range range;      ///< code points; empty for a note
    std::size_t firstByte = 0; ///< of the range in the text
    std::string note;          ///< a note's own text, which is not part of the normalised text
    int level = 0;             ///< of a heading; 0: paragraph
    double gapPx = 0;          ///< above it
    std::shared_ptr<const text::Paragraph> layout;
};

/// What the foot of the panel is doing.
enum class LinkTask : std::uint8_t { None, Add, Change, Reattach };

struct ReaderMemory {
    // Made from
    std::shared_ptr<const article::Article> article;
    double columnPx = 0;
    double fontPx = 0;
    std::vector<TextBlock> blocks;
    std::optional<article::TextFinder> finder;
    app::Reading reading;

    // Place
    std::size_t top = 0;             ///< block at the top of the view
    double offsetPx = 0;             ///< how much of it, gap included, is scrolled out
    double glidePx = 0;              ///< still to be scrolled, gently
    double viewPx = 0;               ///< height of the view in the last frame
    std::optional<std::size_t> goTo; ///< a code point to bring into view in the next frame
    std::size_t firstShown = 0;      ///< code points of the last frame
    std::size_t lastShown = 0;
    bool wasVisible = false;
    bool hadButtons = false; ///< the keyboard was on the buttons in the last frame
    float footPx = 0;        ///< height of the foot in the last frame

    // Pointing and selecting
    std::vector<app::FeatureRef> litFor;    ///< features hovered on the map that litLinks was made for
    std::vector<app::FeatureRef> pinnedFor; ///< features selected on the map, likewise
    std::set<std::string> litLinks;
    std::set<std::string> pinnedLinks;
    std::vector<std::string> scrolledTo;  ///< pins that the text has been scrolled to
    std::optional<std::size_t> caretFrom; ///< code points; a selection lies between the two
    std::size_t caretTo = 0;
    bool dragging = false;
    std::string suggestion; ///< id of the suggested link that the foot shows

    // Searching
    std::array<char, 256> query{};
    std::string searchedFor;
    std::vector<article::Range> found;
    std::size_t foundAt = 0;
    bool findWasOpen = false;

    // Lists and edits
    enum class View : std::uint8_t { Text, Links, Coverage };
    View view = View::Text;
    LinkTask task = LinkTask::None;
    links::Link draft;
    std::array<char, 4096> summary{};
    std::string summaryShown; ///< what the field was filled with: a longer summary is kept while nobody changes it

    // Following
    std::vector<std::string> readingNow;
    double readingSinceS = 0;
    bool followed = true; ///< readingNow has been told

    [[nodiscard]] article::Range selection() const {
        if (!caretFrom) return {};
        return *caretFrom < caretTo ? article::Range{*caretFrom, caretTo} : article::Range{caretTo, *caretFrom};
    }
};

// reader_layout.cpp: blocks and scrolling, no drawing.

/// Cuts the article into blocks when it, the column or the font changed; keeps the place.
void updateBlocks(ReaderMemory &memory, const std::shared_ptr<const article::Article> &article, double columnPx,
                  double fontPx);
/// The block, laid out.
TextBlock &laidOut(ReaderMemory &memory, TextImages &images, std::size_t block);
/// Its height, gap included.
[[nodiscard]] double heightOf(ReaderMemory &memory, TextImages &images, std::size_t block);
/// Moves the view, not beyond the ends.
void scrollBy(ReaderMemory &memory, TextImages &images, double px);
/// Brings a code point to a share of the view's height, gliding when it is near and `glides`.
void scrollTo(ReaderMemory &memory, TextImages &images, std::size_t codePoint, double share, bool glides);
/// Block that holds a code point (or the last one before it).
[[nodiscard]] std::size_t blockOf(const ReaderMemory &memory, std::size_t codePoint);
/// Forgets layouts far from the view.
void forgetFarLayouts(ReaderMemory &memory);
/// Bytes of a code-point range within a block, cut to it; empty when they do not meet.
struct ByteRange {
    std::size_t from = 0;
    std::size_t to = 0;
    [[nodiscard]] bool isEmpty() const { return from >= to; }
};
[[nodiscard]] ByteRange bytesIn(const ReaderMemory &memory, const TextBlock &block, article::Range range);

} // namespace corridors::ui
