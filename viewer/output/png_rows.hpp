// PngRows: a PNG written row by row as the picture comes, so that no picture has to be in memory whole. Used by
// writePng and by exports of large pictures.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "viewer/output/export_picture.hpp"

namespace corridors::output {

struct PngDescription {
    std::string path;
    int widthPx = 0;
    int heightPx = 0;
    bool alpha = false; ///< false: rows are opaque and stored without alpha
    double dpi = 96;
    std::vector<std::pair<std::string, std::string>> texts; ///< iTXt: keyword, UTF-8
};

class PngRows final : public RowSink {
public:
    /// Starts the file. Errors name the path and the cause.
    [[nodiscard]] static Result<std::unique_ptr<PngRows>> create(PngDescription description);
    ~PngRows() override;
    PngRows(const PngRows &) = delete;
    PngRows &operator=(const PngRows &) = delete;

    [[nodiscard]] Result<void> write(std::span<const std::uint8_t> rgba, int rows) override;
    /// Completes the file and puts it in its place; without it nothing remains. All rows must have come.
    [[nodiscard]] Result<void> finish();

private:
    PngRows();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::output
