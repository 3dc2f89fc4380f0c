// corridors_pdf_reader FILE MEMORY_BYTES CPU_SECONDS: prints the words of a PDF with their boxes, one a line, for
// geodata/article/pdf.cpp, which runs it. A program of its own, so that a hostile file can crash, hang or eat memory in
// here only; it limits itself before it touches the file.
//
//   P number width height            a page, in points, y down
//   W x0 y0 x1 y1 size space bold text   a word (or a run of letters); space is 1 when white space follows; text is
//   UTF-8 E message                        why nothing came
#include <poppler-document.h>
#include <poppler-page.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

constexpr int kMaxPages = 5000;

void limit(int what, unsigned long value) {
    const rlimit bounds{value, value};
    setrlimit(static_cast<__rlimit_resource>(what), &bounds);
}

bool isInstrumented() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true; // their shadow memory is larger than any sensible limit
#else
    return false;
#endif
}

int refuse(const char *message) {
    std::printf("E %s\n", message);
    return 1;
}

void print(const poppler::text_box &box) {
    const poppler::rectf b = box.bbox();
    const poppler::byte_array utf8 = box.text().to_utf8();
    std::string text(utf8.begin(), utf8.end());
    for (char &c : text)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    const double size = box.has_font_info() ? box.get_font_size() : b.height();
    const std::string font = box.has_font_info() ? box.get_font_name(0) : std::string();
    const bool bold = font.find("Bold") != std::string::npos || font.find("bold") != std::string::npos;
    std::printf("W %.2f %.2f %.2f %.2f %.2f %d %d %s\n", b.left(), b.top(), b.right(), b.bottom(), size,
                box.has_space_after() ? 1 : 0, bold ? 1 : 0, text.c_str());
}

} // namespace

int main(int argc, char **argv) {
    if (argc != 4) return refuse("wrong usage");
    if (!isInstrumented()) limit(RLIMIT_AS, std::strtoul(argv[2], nullptr, 10));
    limit(RLIMIT_CPU, std::strtoul(argv[3], nullptr, 10));
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    std::freopen("/dev/null", "w", stderr); // poppler tells every flaw of a file
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_file(argv[1]));
    if (!document) return refuse("damaged");
    if (document->is_locked()) return refuse("locked");
    const int pages = document->pages();
    for (int i = 0; i < pages && i < kMaxPages; ++i) {
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        if (!page) continue;
        const poppler::rectf size = page->page_rect();
        std::printf("P %d %.2f %.2f\n", i + 1, size.width(), size.height());
        for (const poppler::text_box &box : page->text_list(poppler::page::text_list_include_font)) print(box);
    }
    return std::fflush(stdout) == 0 ? 0 : 1;
}
