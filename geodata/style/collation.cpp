#include "geodata/style/collation.hpp"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/stringpiece.h>

namespace corridors::style {
namespace {

constexpr auto kFallbackLocale = "en";

class IcuCollation final : public Collation {
public:
    IcuCollation(std::unique_ptr<icu::Collator> collator, std::string locale)
        : m_collator(std::move(collator)), m_locale(std::move(locale)) {}

    [[nodiscard]] int compare(std::string_view a, std::string_view b) const override {
        if (!m_collator) return a.compare(b);
        UErrorCode status = U_ZERO_ERROR;
        const auto piece = [](std::string_view s) {
            return icu::StringPiece(s.data(), static_cast<std::int32_t>(s.size()));
        };
        return m_collator->compareUTF8(piece(a), piece(b), status);
    }

    [[nodiscard]] std::string resolvedLocale() const override { return m_locale; }

private:
    std::unique_ptr<icu::Collator> m_collator; // const use of an ICU collator is thread-safe
    std::string m_locale;
};

// The longest prefix of the tag that ICU has collation data for: "en-US-x-y" -> "en-US".
icu::Locale supportedLocale(std::string_view tag) {
    UErrorCode status = U_ZERO_ERROR;
    const auto piece = icu::StringPiece(tag.data(), static_cast<std::int32_t>(tag.size()));
    const icu::Locale locale = icu::Locale::forLanguageTag(piece, status);
    if (tag.empty() || U_FAILURE(status) || locale.isBogus() || *locale.getLanguage() == '\0') return {kFallbackLocale};
    std::int32_t count = 0;
    const icu::Locale *all = icu::Locale::getAvailableLocales(count);
    const icu::Locale byRegion(locale.getLanguage(), locale.getCountry());
    const icu::Locale byScript(locale.getBaseName());
    for (const icu::Locale &wanted : {byScript, byRegion, icu::Locale(locale.getLanguage())})
        for (std::int32_t i = 0; i < count; ++i)
            if (all[i] == wanted) return wanted;
    return {kFallbackLocale};
}

} // namespace

std::shared_ptr<const Collation> Collation::make(bool caseSensitive, bool diacriticSensitive, std::string_view locale) {
    const icu::Locale chosen = supportedLocale(locale);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(chosen, status));
    if (U_FAILURE(status)) collator.reset();
    if (collator) {
        // Sensitivities of ECMA-402: base, accent, case, variant.
        using Strength = icu::Collator::ECollationStrength;
        const Strength strength = !diacriticSensitive ? icu::Collator::PRIMARY
                                  : caseSensitive     ? icu::Collator::TERTIARY
                                                      : icu::Collator::SECONDARY;
        collator->setStrength(strength);
        if (caseSensitive && !diacriticSensitive) collator->setAttribute(UCOL_CASE_LEVEL, UCOL_ON, status);
    }
    UErrorCode tagStatus = U_ZERO_ERROR;
    auto tag = chosen.toLanguageTag<std::string>(tagStatus);
    return std::make_shared<IcuCollation>(std::move(collator), U_FAILURE(tagStatus) ? kFallbackLocale : std::move(tag));
}

} // namespace corridors::style
