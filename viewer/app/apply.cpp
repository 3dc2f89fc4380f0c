#include "viewer/app/apply.hpp"

#include "viewer/app/apply_topics.hpp"

namespace corridors::app {

void apply(AppState &state, const Command &command, ApplyContext &context) {
    std::visit([&](const auto &c) { topics::on(state, c, context); }, command);
}

void addMessage(AppState &state, Message::Kind kind, std::string text) {
    constexpr std::size_t kKept = 50;
    state.messages.push_back({kind, std::move(text), state.nowS});
    if (state.messages.size() > kKept) state.messages.erase(state.messages.begin());
}

} // namespace corridors::app
