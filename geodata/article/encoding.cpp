#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "geodata/article/unicode.hpp"

namespace corridors::article {
namespace {

bool isUtf8(std::string_view s) {
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(s.data());
    for (std::size_t i = 0; i < s.size();) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, s.size(), c);
        if (c < 0) return false;
    }
    return true;
}

/// Control characters beyond white space: text has none, binary files are full of them.
bool looksBinary(std::string_view s) {
    const std::string_view head = s.substr(0, 1 << 16);
    const auto control = [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u < 9 || (u > 13 && u < 32 && u != 27) || u == 127;
    };
    const auto bad = static_cast<std::size_t>(std::count_if(head.begin(), head.end(), control));
    return head.find('\0') != std::string_view::npos || bad * 200 > head.size();
}

bool convert(std::string_view bytes, const char *encoding, std::string &utf8) {
    const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), encoding);
    if (text.isBogus()) return false;
    utf8.clear();
    text.toUTF8String(utf8);
    return true;
}

std::string detect(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector *)> detector(ucsdet_open(&status), ucsdet_close);
    if (U_FAILURE(status)) return "windows-1252";
    const std::string_view head = bytes.substr(0, 1 << 16);
    ucsdet_setText(detector.get(), head.data(), static_cast<int32_t>(head.size()), &status);
    const UCharsetMatch *match = ucsdet_detect(detector.get(), &status);
    const char *name = match != nullptr && U_SUCCESS(status) ? ucsdet_getName(match, &status) : nullptr;
    return name != nullptr && std::string_view(name) != "UTF-8" ? name : "windows-1252";
}

} // namespace

bool toUtf8(std::string_view bytes, std::string &utf8, std::string &encoding) {
    encoding.clear();
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const bool little = bytes.starts_with("\xFF\xFE");
    if (little || bytes.starts_with("\xFE\xFF")) {
        encoding = little ? "UTF-16LE" : "UTF-16BE";
        return convert(bytes.substr(2), encoding.c_str(), utf8) && !looksBinary(utf8);
    }
    if (looksBinary(bytes)) return false;
    if (isUtf8(bytes)) {
        utf8.assign(bytes);
        return true;
    }
    encoding = detect(bytes);
    return convert(bytes, encoding.c_str(), utf8) && !looksBinary(utf8);
}

} // namespace corridors::article
