#include "geodata/core/sha256.hpp"

#include "geodata/article/article.hpp"

namespace corridors::article {

std::string sha256(std::string_view bytes) { return sha256Of(bytes); }

} // namespace corridors::article
