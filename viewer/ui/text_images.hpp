// TextImages: texts that ImGui cannot draw itself (other scripts, justified paragraphs, large captions) as images,
// shaped by viewer/text. What an image is on the GPU is the platform's business: panels see an id and a size in logical
// pixels. Used by the panels; implemented by viewer/platform with a bounded cache. Main thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "viewer/text/paragraph.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::ui {

struct TextImage {
    std::uint64_t id = 0; ///< 0: nothing to draw
    double widthPx = 0;   ///< of the whole image, logical pixels, halo and overhang included
    double heightPx = 0;
    double originXPx = 0; ///< where the text's logical top-left corner lies in the image
    double originYPx = 0;
    text::TextMetrics metrics;
};

class TextImages {
public:
    virtual ~TextImages() = default;
    /// The image stays valid until the end of the frame.
    [[nodiscard]] virtual TextImage get(const std::string &utf8, const text::TextStyle &style) = 0;
    /// A paragraph to read, laid out; the caller keeps it as long as it needs it.
    [[nodiscard]] virtual std::shared_ptr<const text::Paragraph> layOut(const std::string &utf8,
                                                                        const text::TextStyle &style) = 0;
    /// One line of it; the image's origin is the paragraph's top-left corner. Valid until the end of the frame.
    [[nodiscard]] virtual TextImage line(const text::Paragraph &paragraph, std::size_t line) = 0;
    [[nodiscard]] virtual text::TextMetrics measure(const std::string &utf8, const text::TextStyle &style) = 0;
};

/// True when ImGui's own fonts (Latin with the letters of the region) hold every character of the text.
[[nodiscard]] bool isPlainText(const std::string &utf8);

} // namespace corridors::ui
