#include "geodata/io/layer_cells.hpp"

#include <cstdint>
#include <cstring>

namespace corridors::io {
namespace {

enum class Tag : char { Null, False, True, Number, String, Json };

void putCount(std::string &out, std::size_t n) { // LEB128
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(static_cast<unsigned char>((n & 0x7F) | 0x80));
    out += static_cast<char>(n);
}

} // namespace

void putCell(std::string &out, std::size_t column, const PropertyValue &value) {
    putCount(out, column);
    const auto putText = [&out](Tag tag, std::string_view text) {
        out += static_cast<char>(tag);
        putCount(out, text.size());
        out += text;
    };
    if (const auto *s = std::get_if<std::string_view>(&value)) {
        putText(Tag::String, *s);
    } else if (const auto *j = std::get_if<JsonText>(&value)) {
        putText(Tag::Json, j->text);
    } else if (const auto *d = std::get_if<double>(&value)) {
        out += static_cast<char>(Tag::Number);
        char bytes[sizeof(double)];
        std::memcpy(bytes, d, sizeof bytes);
        out.append(bytes, sizeof bytes);
    } else if (const auto *b = std::get_if<bool>(&value)) {
        out += static_cast<char>(*b ? Tag::True : Tag::False);
    } else {
        out += static_cast<char>(Tag::Null);
    }
}

bool CellReader::next(std::size_t &column, PropertyValue &value) {
    char tag = 0;
    if (!takeCount(column) || !takeByte(tag)) return false;
    switch (static_cast<Tag>(tag)) {
    case Tag::Null: value = std::monostate{}; return true;
    case Tag::False: value = false; return true;
    case Tag::True: value = true; return true;
    case Tag::Number: {
        double number = 0;
        if (m_bytes.size() < sizeof number) return false;
        std::memcpy(&number, m_bytes.data(), sizeof number);
        m_bytes.remove_prefix(sizeof number);
        value = number;
        return true;
    }
    case Tag::String:
    case Tag::Json: {
        std::size_t size = 0;
        if (!takeCount(size) || size > m_bytes.size()) return false;
        const std::string_view text = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        if (static_cast<Tag>(tag) == Tag::String)
            value = text;
        else
            value = JsonText{text};
        return true;
    }
    }
    return false;
}

bool CellReader::takeByte(char &byte) {
    if (m_bytes.empty()) return false;
    byte = m_bytes.front();
    m_bytes.remove_prefix(1);
    return true;
}

bool CellReader::takeCount(std::size_t &n) {
    n = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        char byte = 0;
        if (!takeByte(byte)) return false;
        n |= static_cast<std::size_t>(static_cast<unsigned char>(byte) & 0x7FU) << shift;
        if ((static_cast<unsigned char>(byte) & 0x80U) == 0) return true;
    }
    return false;
}

} // namespace corridors::io
