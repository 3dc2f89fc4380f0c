// PDF: read in a child process (geodata/article/pdf_reader), because a hostile file must not take the map down.
// Not public beyond geodata/article.
#pragma once

#include "geodata/article/blocks.hpp"

namespace corridors::article {

struct PdfBlocks {
    std::vector<Block> blocks;
    std::vector<Warning> warnings;
};

/// Does a file carry the PDF signature in its first 1024 bytes? Errors as readTextFile.
[[nodiscard]] Result<bool> isPdf(const std::string &path);

/// Words of the file from the child, put into reading order. Errors: see importArticle.
[[nodiscard]] Result<PdfBlocks> readPdf(const std::string &path, const ImportOptions &options);

} // namespace corridors::article
