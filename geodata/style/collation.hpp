// Locale-aware comparison of strings for ["collator", ...]: ICU behind a small immutable type. Used inside
// geodata/style.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace corridors::style {

class Collation {
public:
    /// `locale` is a BCP 47 tag; empty or unknown falls back to English. Never null.
    [[nodiscard]] static std::shared_ptr<const Collation> make(bool caseSensitive, bool diacriticSensitive,
                                                               std::string_view locale);
    virtual ~Collation() = default;
    /// < 0, 0, > 0. Thread-safe.
    [[nodiscard]] virtual int compare(std::string_view a, std::string_view b) const = 0;
    /// The BCP 47 tag that is really in use.
    [[nodiscard]] virtual std::string resolvedLocale() const = 0;
};

} // namespace corridors::style
