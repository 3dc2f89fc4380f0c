#include <algorithm>

#include "geodata/article/blocks.hpp"
#include "geodata/article/lines.hpp"
#include "geodata/article/pdf.hpp"
#include "geodata/article/unicode.hpp"
#include "geodata/core/text_file.hpp"

namespace corridors::article {
namespace {

bool hasExtension(const std::string &path, std::string_view extension) {
    if (path.size() < extension.size()) return false;
    return std::equal(extension.begin(), extension.end(), path.end() - static_cast<std::ptrdiff_t>(extension.size()),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

/// Files that people take for text; each with the way to a text.
const char *otherFormat(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04")) return "a Word, OpenDocument or e-book file (a ZIP archive)";
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return "an old Word file";
    if (bytes.starts_with("{\\rtf")) return "a Rich Text file";
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF")) return "a picture";
    const std::string_view head = trim(bytes.substr(0, 512));
    if (head.starts_with("<!DOCTYPE html") || head.starts_with("<!doctype html") || head.starts_with("<html"))
        return "a web page (HTML)";
    return nullptr;
}

Result<ImportedArticle> finished(Article article, Format format, const std::string &path,
                                 std::vector<Warning> warnings) {
    article.path = path;
    article.format = format;
    if (article.paragraphCount() == 0)
        return fail("it holds no paragraph of text", path, {}, "Check that it is the article itself");
    const auto named = [](const Section &s) { return !s.heading.empty(); };
    if (std::none_of(article.sections.begin(), article.sections.end(), named))
        warnings.push_back({"no headings were found, so the text is one section", path, {}, ""});
    return ImportedArticle{std::make_shared<const Article>(std::move(article)), std::move(warnings)};
}

} // namespace

Result<ImportedArticle> importText(std::string_view bytes, const std::string &path) {
    if (trim(bytes).empty()) return fail("it is empty", path, {}, "Choose the file that holds the article's text");
    if (const char *other = otherFormat(bytes); other != nullptr)
        return fail(std::string("it is ") + other + ", which cannot be read", path, {}, "Save it as PDF or plain text");
    std::string utf8;
    std::string encoding;
    if (!toUtf8(bytes, utf8, encoding))
        return fail("it is not text (it holds binary data)", path, {}, "Open a plain text, Markdown or PDF file");
    std::vector<Warning> warnings;
    if (!encoding.empty())
        warnings.push_back(
            {"it is not UTF-8 and was read as " + encoding, path, {}, "Save it as UTF-8 if letters look wrong"});
    const bool markdown = hasExtension(path, ".md") || hasExtension(path, ".markdown") || looksLikeMarkdown(utf8);
    return finished(assemble(markdown ? readMarkdown(utf8) : readPlainText(utf8)),
                    markdown ? Format::Markdown : Format::PlainText, path, std::move(warnings));
}

Result<ImportedArticle> importArticle(const std::string &path, const ImportOptions &options) {
    Result<bool> pdf = isPdf(path);
    if (!pdf) return tl::unexpected(pdf.error());
    if (*pdf) {
        Result<PdfBlocks> read = readPdf(path, options);
        if (!read) return tl::unexpected(read.error());
        return finished(assemble(std::move(read->blocks)), Format::Pdf, path, std::move(read->warnings));
    }
    Result<std::string> bytes = readTextFile(path, options.maxTextBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    return importText(*bytes, path);
}

} // namespace corridors::article
