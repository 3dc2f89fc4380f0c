#include "geodata/query/fold.hpp"

#include <gtest/gtest.h>
#include <random>
#include <utility>
#include <vector>

namespace corridors::query {
namespace {

TEST(Fold, Table) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"Naxçıvan", "naxcivan"},
        {"NAXÇIVAN", "naxcivan"},
        {"İstanbul", "istanbul"},
        {"Iğdır", "igdir"},
        {"Zəngəzur dəhlizi", "zengezur dehlizi"},
        {"Ələt", "elet"},
        {"Şuşa", "susa"},
        {"Kars–Gyumri", "kars gyumri"},
        {"Ma'rib", "marib"},
        {"Ma’rib", "marib"},
        {"  Baku -  Tbilisi / Kars ", "baku tbilisi kars"},
        {"Баку", "баку"},
        {"ЁЛКА", "елка"},
        {"Йошкар", "йошкар"},
        {"Երևան", "երեւան"},
        {"ԵՐԵՎԱՆ", "երեվան"},
        {"თბილისი", "თბილისი"},
        {"ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"},
        {"تهران", "تهران"},
        {"Straße", "strasse"},
        {"Łódź Ærø", "lodz aero"},
        {"E 60 (M-2)", "e 60 m 2"},
        {"ﬁn", "fin"},
        {"", ""},
        {"---", ""},
    };
    for (const auto &[from, to] : cases) EXPECT_EQ(foldForSearch(from), to) << from;
}

TEST(Fold, IsIdempotentAndSurvivesAnyBytes) {
    std::mt19937 random(8);
    for (int i = 0; i < 3000; ++i) {
        std::string text(std::uniform_int_distribution<std::size_t>(0, 30)(random), ' ');
        for (char &c : text) c = static_cast<char>(std::uniform_int_distribution(0, 255)(random));
        const std::string once = foldForSearch(text);
        ASSERT_EQ(foldForSearch(once), once);
    }
}

} // namespace
} // namespace corridors::query
