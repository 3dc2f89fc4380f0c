// What the fuzz targets of article, links and mentions share: the clock and the ways of damaging a text. (The seeds are
// each target's own.) Usage of a target: NAME [--seconds N] [--seed N]
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace corridors::fuzzing {

using Random = std::mt19937;

inline std::size_t below(Random &random, std::size_t n) {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

/// One to eight of: a byte changed, a piece removed, doubled, moved, or one of `bits` put in.
inline std::string damaged(std::string text, const std::vector<std::string> &bits, Random &random) {
    for (std::size_t n = 1 + below(random, 8); n > 0; --n) {
        const std::size_t at = below(random, text.size() + 1);
        const std::size_t length = std::min(below(random, 40), text.size() - at);
        switch (below(random, 6)) {
        case 0:
            if (at < text.size()) text[at] = static_cast<char>(random());
            break;
        case 1: text.erase(at, length); break;
        case 2: text.insert(at, text.substr(at, length)); break;
        case 3: {
            const std::string piece = text.substr(at, length);
            text.erase(at, length);
            text.insert(below(random, text.size() + 1), piece);
            break;
        }
        default: text.insert(at, bits[below(random, bits.size())]);
        }
        if (text.size() > 20000) text.resize(20000);
    }
    return text;
}

/// Calls visit(random) until the time is up; returns the number of calls.
template <class Visit>
std::size_t run(int argc, char **argv, Visit &&visit) {
    double seconds = 2;
    unsigned seed = 1;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::strcmp(argv[i], "--seconds") == 0) seconds = std::atof(argv[i + 1]);
        if (std::strcmp(argv[i], "--seed") == 0) seed = static_cast<unsigned>(std::atoi(argv[i + 1]));
    }
    Random random(seed);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    std::size_t rounds = 0;
    while (std::chrono::steady_clock::now() < end) {
        visit(random);
        ++rounds;
    }
    return rounds;
}

/// Ends the program with a message and the input that broke a promise.
inline void require(bool holds, const char *promise, const std::string &input) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n--- input ---\n%s\n", promise, input.c_str());
    std::abort();
}

} // namespace corridors::fuzzing
