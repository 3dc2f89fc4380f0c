// Which copy of an article was read beside which map: paths only, in the user's state folder
// ($XDG_STATE_HOME/corridors/articles.json, else ~/.local/state). The text itself is never written anywhere.
// A broken or missing file means that nothing is remembered. Internal to platform. Main thread.
#pragma once

#include <string>

namespace corridors::platform {

/// The article last read beside a map; empty when there is none or it is gone.
[[nodiscard]] std::string rememberedArticle(const std::string &mapPath);
/// Remembers it; failures are silent, since nothing depends on it.
void rememberArticle(const std::string &mapPath, const std::string &articlePath);

} // namespace corridors::platform
