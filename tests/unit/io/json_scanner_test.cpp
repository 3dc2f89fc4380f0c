#include "geodata/io/json_scanner.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>

#include "geodata/io/json_text.hpp"

namespace corridors::io {
namespace {

/// Empty when the whole text is one JSON value, otherwise the problem.
JsonProblem scan(std::string_view text, bool &ok) {
    const auto source = makeTextSource(text);
    JsonScanner scanner(*source);
    ok = scanner.skipValue();
    if (ok && scanner.peek() != JsonScanner::kEnd) ok = scanner.fail("more text");
    return scanner.problem();
}

TEST(JsonScanner, NamesTheByte) {
    struct Case {
        std::string text;
        std::uint64_t byte;
        const char *part;
    };
    for (const Case &c : {Case{"{\"a\":1,}", 7, "member's name"},
                          Case{"[1,2", 4, "the end of the text"},
                          Case{"[1 2]", 3, "',' or ']'"},
                          Case{"[1,]", 3, "expected a value"},
                          Case{"{\"a\" 1}", 5, "':'"},
                          Case{"[01]", 2, "leading zero"},
                          Case{"[1.]", 3, "digit"},
                          Case{"[1e]", 3, "digit"},
                          Case{"[\"a\nb\"]", 3, "control character"},
                          Case{"[\"\\x\"]", 3, "escape"},
                          Case{"[\"\\u12g4\"]", 6, "hexadecimal"},
                          Case{"[tru]", 4, "true"},
                          Case{"[\"abc", 5, "inside a string"},
                          Case{"{}x", 2, "more text"},
                          Case{"[1}", 2, "',' or ']'"},
                          Case{"{1:2}", 1, "member's name"},
                          Case{"", 0, "end of the text"},
                          Case{std::string("[\0]", 3), 1, "0x00"},
                          Case{"[+1]", 1, "expected a value"},
                          Case{"['a']", 1, "expected a value"},
                          Case{"[--1]", 2, "digit"}}) {
        bool ok = true;
        const JsonProblem p = scan(c.text, ok);
        EXPECT_FALSE(ok) << c.text;
        EXPECT_EQ(p.byte, c.byte) << c.text << ": " << p.message;
        EXPECT_NE(p.message.find(c.part), std::string::npos) << c.text << ": " << p.message;
    }
}

TEST(JsonScanner, EveryPrefixOfAValueIsTruncatedAtItsEnd) {
    const std::string text = R"({"a":[1,-2.5e-3,{"b":null,"c":[true,false,"x\u00e9\n\"y"]}],"d":{}})";
    bool ok = false;
    (void)scan(text, ok);
    ASSERT_TRUE(ok);
    for (std::size_t n = 0; n < text.size(); ++n) {
        const JsonProblem p = scan(std::string_view(text).substr(0, n), ok);
        ASSERT_FALSE(ok) << n;
        ASSERT_TRUE(p.truncated) << n << ": " << p.message;
        ASSERT_EQ(p.byte, n);
    }
}

bool hasHugeExponent(const std::string &text) {
    for (std::size_t e = text.find('e'); e != std::string::npos; e = text.find('e', e + 1)) {
        const std::size_t digits = text.find_first_not_of("+-", e + 1);
        const std::size_t end = std::min(text.find_first_not_of("0123456789", digits), text.size());
        if (digits != std::string::npos && end - digits >= 3) return true;
    }
    return false;
}

/// Random JSON and damage to it: we and nlohmann must agree on what is JSON. (NaN and Infinity apart, which we let
/// pass.)
TEST(JsonScanner, AgreesWithAnIndependentParser) {
    std::mt19937 random(1);
    const auto pick = [&random](int n) { return std::uniform_int_distribution(0, n - 1)(random); };
    const std::vector<std::string> bits = {"{",           "}",  "[",   "]",   ",",    ":",    "\"a\"", "\"\"",
                                           "1",           "-0", "0.5", "1e5", "true", "null", " ",     "\n",
                                           "\"\\u0041\"", "2.", "\\",  "\"",  "-",    "01",   "{}",    "[]"};
    int valid = 0;
    const std::function<std::string(int)> value = [&](int depth) -> std::string {
        switch (pick(depth > 3 ? 4 : 6)) {
        case 0: return std::to_string(pick(2000) - 1000);
        case 1: return fmt::format("{:.3f}e{}", pick(1000) / 7.0, pick(9) - 4);
        case 2: return "\"x\\u00e9\\\\y\"";
        case 3: return pick(2) != 0 ? "null" : "true";
        case 4: return "[" + value(depth + 1) + "," + value(depth + 1) + "]";
        default: return "{\"k\":" + value(depth + 1) + ",\"l\" : " + value(depth + 1) + "}";
        }
    };
    for (int i = 0; i < 20000; ++i) {
        std::string text = value(0);
        for (int k = pick(3); k > 0; --k) {
            const auto at = static_cast<std::size_t>(pick(static_cast<int>(text.size()) + 1));
            if (pick(2) != 0 && at < text.size())
                text.erase(at, 1);
            else
                text.insert(at, bits[static_cast<std::size_t>(pick(static_cast<int>(bits.size())))]);
        }
        if (hasHugeExponent(text)) continue; // nlohmann refuses what no double can hold
        bool ok = false;
        const JsonProblem p = scan(text, ok);
        ASSERT_EQ(ok, nlohmann::json::accept(text)) << text << " " << p.message;
        valid += ok ? 1 : 0;
    }
    EXPECT_GT(valid, 5000);
    EXPECT_LT(valid, 18000);
}

TEST(JsonScanner, KeepsMarkedTextOverManyRefills) {
    std::string text = "[";
    for (int i = 0; i < 200'000; ++i) text += fmt::format("{}{{\"n\":{}}}", i > 0 ? ", " : "", i);
    text += "]";
    const auto source = makeTextSource(text);
    JsonScanner scanner(*source);
    ASSERT_TRUE(scanner.take('['));
    bool more = true;
    for (int i = 0; more; ++i) {
        (void)scanner.peek();
        const auto at = scanner.position();
        scanner.mark();
        ASSERT_TRUE(scanner.skipValue());
        ASSERT_EQ(scanner.kept(), fmt::format("{{\"n\":{}}}", i));
        ASSERT_EQ(text.substr(at, scanner.keptSize()), scanner.kept());
        scanner.unmark();
        ASSERT_TRUE(scanner.takeSeparator(']', more));
    }
    EXPECT_EQ(scanner.position(), text.size());
}

TEST(JsonScanner, RefusesBottomlessNesting) {
    bool ok = true;
    const std::string deep(100'000, '[');
    EXPECT_NE(scan(deep, ok).message.find("nested"), std::string::npos);
    EXPECT_FALSE(ok);
}

TEST(JsonText, DecodesStrings) {
    bool repaired = false;
    EXPECT_EQ(decodeJsonString(R"(Bak\u0131 \"x\"\\\/\b\f\n\r\t)", repaired), "Bakı \"x\"\\/\b\f\n\r\t");
    EXPECT_EQ(decodeJsonString(R"(\ud83d\ude82)", repaired), "🚂");
    EXPECT_EQ(decodeJsonString(R"(\ud83d!\udE82)", repaired), "\uFFFD!\uFFFD");
    EXPECT_FALSE(repaired);
    EXPECT_EQ(decodeJsonString("Stra\xDF"
                               "e",
                               repaired),
              "Straße");
    EXPECT_TRUE(repaired);
}

TEST(JsonText, CompactsNestedValues) {
    EXPECT_EQ(compactJson("[ \"a b\" , {\"c\" : [1, 2]}, NaN, -Infinity ]"), R"(["a b",{"c":[1,2]},null,null])");
    EXPECT_EQ(compactJson(R"(["Bak\u0131\n","\u0022\\u0041"])"), R"(["Bakı\n","\u0022\\u0041"])");
}

TEST(JsonText, FindsMembersInsideNestedText) {
    const std::string_view object = R"( {"a" : {"x":"}"}, "b":[1,{"a":2}] ,"c": "q\"," ,"d":-1.5e3})";
    EXPECT_EQ(findMember(object.substr(1), "a"), R"({"x":"}"})");
    EXPECT_EQ(findMember(object.substr(1), "b"), R"([1,{"a":2}])");
    EXPECT_EQ(findMember(object.substr(1), "c"), R"("q\",")");
    EXPECT_EQ(findMember(object.substr(1), "d"), "-1.5e3");
    EXPECT_EQ(findMember(object.substr(1), "e"), "");
    EXPECT_EQ(findMember("{}", "a"), "");
}

} // namespace
} // namespace corridors::io
