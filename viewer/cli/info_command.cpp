// corridors info FILE: what is in a file of geodata.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "geodata/io/reader.hpp"
#include "viewer/cli/commands.hpp"
#include "viewer/cli/session.hpp"

namespace corridors::cli {
namespace {

std::string bytesText(std::uint64_t bytes) {
    constexpr std::uint64_t kKilo = 1024;
    if (bytes < kKilo) return fmt::format("{} bytes", bytes);
    if (bytes < kKilo * kKilo) return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1024);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (1024 * 1024));
}

std::string shortened(std::string sample) {
    constexpr std::size_t kMax = 60;
    if (sample.size() <= kMax) return sample;
    std::size_t end = kMax;
    while (end > 0 && (static_cast<unsigned char>(sample[end]) & 0xC0U) == 0x80U) --end; // not inside a UTF-8 sequence
    return sample.substr(0, end) + "…";
}

int info(const std::string &path) {
    const auto file = io::inspectFile(path);
    if (!file) {
        printError(file.error());
        return kFailed;
    }
    fmt::print("{}\n  format    {}, {}\n", file->path, file->format, bytesText(file->sizeBytes));
    for (const io::LayerInfo &layer : file->layers) {
        fmt::print("  layer     {}\n    geometry  {}\n    features  {}\n    vertices  {}\n    crs       {}\n",
                   layer.name, layer.geometryType, layer.featureCount, layer.vertexCount, layer.crs);
        if (!layer.extent.isEmpty())
            fmt::print("    extent    {:.5f}, {:.5f} to {:.5f}, {:.5f}\n", layer.extent.west, layer.extent.south,
                       layer.extent.east, layer.extent.north);
        for (const io::FieldInfo &field : layer.fields)
            fmt::print("    field     {} ({}) {}\n", field.name, field.type, shortened(field.sample));
    }
    for (const Warning &problem : file->problems) printWarning(problem);
    return kDone;
}

} // namespace

void addInfoCommand(CLI::App &program, const BuildInfo &, int &exitCode) {
    auto *command = program.add_subcommand("info", "Say what is in a file of geodata: layers, extent, CRS, fields");
    auto path = std::make_shared<std::string>();
    command->add_option("FILE", *path, "A file that GDAL can read")->required();
    command->callback([path, &exitCode] { exitCode = info(*path); });
}

} // namespace corridors::cli
