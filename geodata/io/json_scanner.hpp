// A strict streaming JSON scanner (RFC 8259): walks text far larger than memory, says at which byte it is broken, and
// hands out the raw text of values. It builds no document; geojson_reader walks the few levels that matter. Internal.
//
// Usage: peek() to see what comes, then one of the take functions. After any of them returned false, problem() says why
// and the scanner must not be used further.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/io/byte_source.hpp"

namespace corridors::io {

struct JsonProblem {
    std::uint64_t byte = 0; ///< offset of the offending byte, from 0; the text's length where it ends too early
    std::string message;    ///< "expected ',' or '}' but found 'x'"
    bool truncated = false; ///< the text ends inside a value
    bool deviceFailed = false;
};

class JsonScanner {
public:
    static constexpr int kEnd = -1;
    /// Deeper nesting is refused; real files stay below ten.
    static constexpr std::size_t kMaxDepth = 512;

    explicit JsonScanner(ByteSource &source);

    /// Next byte that is not white space, unconsumed; kEnd at the end. A leading byte order mark is passed over.
    [[nodiscard]] int peek();
    /// Consumes `c`, which must come next after white space.
    [[nodiscard]] bool take(char c);
    /// Consumes a string; `raw` gets what stands between the quotes, escapes undecoded, valid until the next call.
    [[nodiscard]] bool takeString(std::string &raw);
    /// Consumes and checks any value.
    [[nodiscard]] bool skipValue();
    /// After a member or an element: consumes ',' and sets `more`, or consumes `close`.
    [[nodiscard]] bool takeSeparator(char close, bool &more);
    /// Fails at the next byte.
    bool fail(std::string message);

    /// From here on the bytes are kept; kept() is the text from the mark to the current position.
    void mark();
    void unmark() { m_mark = kNoMark; }
    [[nodiscard]] bool marked() const { return m_mark != kNoMark; }
    [[nodiscard]] std::size_t keptSize() const { return m_pos - m_mark; }
    [[nodiscard]] std::string_view kept() const { return {m_buffer.data() + m_mark, keptSize()}; }

    /// Offset of the next byte from the start of the text.
    [[nodiscard]] std::uint64_t position() const { return m_base + m_pos; }
    [[nodiscard]] const JsonProblem &problem() const { return m_problem; }
    /// NaN and Infinity are not JSON but Python writes them; they pass and are counted here.
    [[nodiscard]] std::size_t nonFiniteCount() const { return m_nonFinite; }

private:
    static constexpr std::size_t kNoMark = static_cast<std::size_t>(-1);
    [[nodiscard]] int current() {
        if (m_pos == m_end && !refill()) return kEnd;
        return static_cast<unsigned char>(m_buffer[m_pos]);
    }
    bool refill();
    bool scanString();
    bool scanEscape();
    bool scanNumber();
    bool scanDigits();
    bool scanLiteral();
    bool scanScalar(int c);

    ByteSource &m_source;
    std::size_t m_chunkBytes;
    std::vector<char> m_buffer;
    std::size_t m_pos = 0;
    std::size_t m_end = 0;
    std::size_t m_mark = kNoMark;
    std::uint64_t m_base = 0; // offset of m_buffer[0] in the text
    bool m_atEnd = false;
    std::string m_stack; // open brackets of skipValue
    std::size_t m_nonFinite = 0;
    JsonProblem m_problem;
};

} // namespace corridors::io
