#include "viewer/output/zlib_stream.hpp"

#include <algorithm>
#include <isa-l/igzip_lib.h>
#include <limits>
#include <vector>

namespace corridors::output {
namespace {

constexpr std::uint32_t kLevel = 2; // as fast as 1 and smaller; 3 is five times slower and no smaller on maps

std::uint32_t counted(std::size_t n) {
    return static_cast<std::uint32_t>(std::min<std::size_t>(n, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

struct ZlibStream::Impl {
    isal_zstream stream{};
    std::vector<std::uint8_t> work = std::vector<std::uint8_t>(ISAL_DEF_LVL2_DEFAULT);
};

ZlibStream::ZlibStream() : m_impl(std::make_unique<Impl>()) {
    isal_zstream &s = m_impl->stream;
    isal_deflate_init(&s);
    s.gzip_flag = IGZIP_ZLIB;
    s.level = kLevel;
    s.level_buf = m_impl->work.data();
    s.level_buf_size = static_cast<std::uint32_t>(m_impl->work.size());
}

ZlibStream::~ZlibStream() = default;

std::size_t ZlibStream::compress(std::span<const std::uint8_t> &in, bool last, std::span<std::uint8_t> out) {
    isal_zstream &s = m_impl->stream;
    s.next_in = const_cast<std::uint8_t *>(in.data()); // NOLINT: ISA-L reads from it only
    s.avail_in = counted(in.size());
    s.next_out = out.data();
    s.avail_out = counted(out.size());
    s.end_of_stream = last && s.avail_in == in.size() ? 1 : 0;
    s.flush = NO_FLUSH;
    const std::uint32_t given = s.avail_in;
    const std::uint32_t room = s.avail_out;
    static_cast<void>(isal_deflate(&s)); // its only errors are settings that the constructor does not make
    in = in.subspan(given - s.avail_in);
    return room - s.avail_out;
}

} // namespace corridors::output
