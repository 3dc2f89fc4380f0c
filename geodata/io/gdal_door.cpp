#include "geodata/io/gdal_door.hpp"

#ifndef CORRIDORS_GDAL_IS_LINKED
#include <array>
#include <dlfcn.h>
#include <unistd.h>
#endif

namespace corridors::io {

#ifdef CORRIDORS_GDAL_IS_LINKED

Result<const Gdal *> openGdal(const std::string &) { return corridorsGdal(); }

#else

namespace {

constexpr const char *kLibrary = "corridors_gdal.so";

std::string folderOfProgram() {
    std::array<char, 4096> buffer{};
    const ssize_t n = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
    const std::string path(buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    return path.substr(0, path.rfind('/'));
}

struct Loaded {
    const Gdal *gdal = nullptr;
    std::string why;
};

/// Beside this program, or one folder up (test programs lie in a folder of their own). Never unloaded.
Loaded load() {
    const std::string folder = folderOfProgram();
    for (const std::string &path : {folder + "/" + kLibrary, folder + "/../" + kLibrary}) {
        if (::access(path.c_str(), R_OK) != 0) continue;
        // Its symbols stay its own: the parts of this program that it contains are not to be mixed with ours.
        void *library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
        void *symbol = library != nullptr ? ::dlsym(library, "corridorsGdal") : nullptr;
        if (symbol != nullptr) return {reinterpret_cast<decltype(&corridorsGdal)>(symbol)(), {}};
        const char *why = ::dlerror();
        return {nullptr, why != nullptr ? why : "it is of another version"};
    }
    return {nullptr, std::string(kLibrary) + " is not beside the program"};
}

} // namespace

Result<const Gdal *> openGdal(const std::string &path) {
    static const Loaded loaded = load();
    if (loaded.gdal != nullptr) return loaded.gdal;
    return fail("needs GDAL, which cannot be loaded: " + loaded.why, path, {},
                "Build the program again, whole: cmake --build build/release");
}

#endif

} // namespace corridors::io
