// SHA-256 against the examples of FIPS 180-4 and against itself in pieces.
#include "geodata/core/sha256.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace corridors {
namespace {

TEST(Sha256, AgreesWithTheStandardsExamples) {
    EXPECT_EQ(sha256Of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256Of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256Of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256Of(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, FilesAreHashedAndMissingOnesNamed) {
    std::string pattern = (std::filesystem::temp_directory_path() / "corridors-sha-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(pattern.data());
    std::ofstream(folder / "abc") << "abc";
    EXPECT_EQ(sha256OfFile((folder / "abc").string()).value_or(""), sha256Of("abc"));
    const std::string large(300'001, 'x'); // read in several pieces
    std::ofstream(folder / "large") << large;
    EXPECT_EQ(sha256OfFile((folder / "large").string()).value_or(""), sha256Of(large));
    EXPECT_EQ(sha256OfFile((folder / "none").string()).error().path, (folder / "none").string());
    EXPECT_FALSE(sha256OfFile(folder.string()));
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace corridors
