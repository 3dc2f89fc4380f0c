// Paragraph: a wrapped text to be read, pointed at and selected: where each line begins, which byte lies at a place,
// which boxes a range of bytes covers, and each line as a bitmap. Left-aligned by its own direction (a right-to-left
// paragraph stands at the right edge), greedy line breaks. Made by TextEngine::paragraph(); used by the reading panel.
// Not a label (text_engine.hpp: balanced lines, halos) and not editable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "viewer/text/text_engine.hpp"

namespace corridors::text {

class Paragraph {
public:
    /// Part of a line, logical pixels from the paragraph's left edge.
    struct Box {
        std::size_t line = 0;
        double leftPx = 0;
        double rightPx = 0;
    };

    ~Paragraph();
    Paragraph(const Paragraph &) = delete;
    Paragraph &operator=(const Paragraph &) = delete;

    [[nodiscard]] const TextMetrics &metrics() const;
    [[nodiscard]] std::size_t lineCount() const;
    [[nodiscard]] double lineHeightPx() const;
    /// From the top of a line down to its baseline.
    [[nodiscard]] double baselinePx() const;
    /// First byte of a line; of lineCount(), the length of the text.
    [[nodiscard]] std::size_t lineStart(std::size_t line) const;
    [[nodiscard]] std::size_t lineOfByte(std::size_t byte) const;
    /// The whole line's box.
    [[nodiscard]] Box lineBox(std::size_t line) const;
    /// What bytes [from, to) cover, line by line; in mixed directions a line may give several boxes.
    [[nodiscard]] std::vector<Box> boxes(std::size_t from, std::size_t to) const;
    /// The byte before which a caret at a place would stand; places outside give the nearest one.
    [[nodiscard]] std::size_t caretAt(double xPx, double yPx) const;
    /// The byte of the character that lies at a place of a line, for pointing; the text's length beyond the line's
    /// ends.
    [[nodiscard]] std::size_t byteAt(double xPx, double yPx) const;
    /// One line; its origin is the paragraph's top-left corner. Empty for a blank line.
    [[nodiscard]] TextBitmap rasterizeLine(std::size_t line, double pixelRatio) const;
    /// Different for each paragraph of an engine: a key for caches.
    [[nodiscard]] std::uint64_t serial() const;

private:
    friend class TextEngine;
    struct Impl;
    explicit Paragraph(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::text
