// The floor of loading: the file opened and every feature visited through OGR alone.
#pragma once

#include <string>

namespace corridors::bench {

/// Prints one JSON line; returns the exit code.
int readWithOgr(const std::string &path);

} // namespace corridors::bench
