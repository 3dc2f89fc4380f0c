#include "geodata/core/sha256.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nettle/sha2.h>
#include <vector>

namespace corridors {
namespace {

class Sha256 {
public:
    Sha256() { sha256_init(&m_context); }
    void update(std::string_view bytes) {
        sha256_update(&m_context, bytes.size(), reinterpret_cast<const std::uint8_t *>(bytes.data()));
    }
    /// Ends the computation.
    [[nodiscard]] std::string finish() {
        constexpr std::string_view kDigits = "0123456789abcdef";
        std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
        sha256_digest(&m_context, digest.size(), digest.data());
        std::string hex;
        for (const std::uint8_t byte : digest) {
            hex.push_back(kDigits[byte >> 4U]);
            hex.push_back(kDigits[byte & 0xfU]);
        }
        return hex;
    }

private:
    sha256_ctx m_context{};
};

struct Closer {
    void operator()(std::FILE *file) const { std::fclose(file); }
};

} // namespace

std::string sha256Of(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

Result<std::string> sha256OfFile(const std::string &path) {
    std::error_code code;
    if (!std::filesystem::is_regular_file(path, code))
        return fail(code ? "there is no such file" : "it is not a regular file", path, {}, "Check the path");
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
    if (!file) return fail(std::string("it cannot be opened (") + std::strerror(errno) + ")", path);
    Sha256 hash;
    std::vector<char> buffer(1U << 16U);
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), file.get()))
        hash.update({buffer.data(), n});
    if (std::ferror(file.get()) != 0) return fail("it cannot be read", path);
    return hash.finish();
}

} // namespace corridors
