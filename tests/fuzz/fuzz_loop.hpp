// The loop of the geometry fuzzers: random cases from one seed each, for a number of seconds. A failed requirement
// prints the seed of its case, which `--seed` runs again alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

namespace fuzz {

/// Seed of the case that is running.
inline std::uint32_t &caseSeed() {
    static std::uint32_t seed = 0;
    return seed;
}

/// Aborts with a message when a property does not hold.
inline void require(bool holds, const char *property) {
    if (holds) return;
    std::fprintf(stderr, "case --seed %u: it does not hold that %s\n", caseSeed(), property);
    std::abort();
}

template <class Once>
int loop(int argc, char **argv, Once &&once) {
    double seconds = 2;
    std::uint32_t seed = 0;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--seconds") == 0) seconds = std::atof(argv[i + 1]);
        if (std::strcmp(argv[i], "--seed") == 0)
            seed = static_cast<std::uint32_t>(std::strtoul(argv[i + 1], nullptr, 10));
    }
    const auto run = [&](std::uint32_t s) {
        caseSeed() = s;
        std::mt19937 random(s);
        once(random);
    };
    if (seed != 0) {
        run(seed);
        return 0;
    }
    const auto start = std::chrono::steady_clock::now();
    std::uint32_t cases = 0;
    while (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < seconds) {
        run(++cases);
    }
    std::printf("%u cases, no finding\n", cases);
    return 0;
}

} // namespace fuzz
