#include "geodata/core/result.hpp"

namespace corridors {

std::string Error::text() const {
    std::string out;
    for (const std::string *part : {&path, &place, &message}) {
        if (part->empty()) continue;
        if (!out.empty()) out += ": ";
        out += *part;
    }
    if (!remedy.empty()) {
        if (!out.empty()) out += ". ";
        out += remedy;
    }
    if (!out.empty() && out.back() != '.') out += '.';
    for (char &c : out)
        if (c == '\n' || c == '\r') c = ' ';
    return out;
}

} // namespace corridors
