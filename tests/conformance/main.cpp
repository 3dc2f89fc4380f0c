// conformance --render DIR --expression DIR --report FILE.json [--pictures DIR]: runs the public cases of the style
// language and writes how many pass. Exit codes: 0 the cases ran (whatever their result), 1 a folder or the report
// failed, 2 wrong usage.
#include <fmt/core.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "expression_cases.hpp"
#include "geodata/core/text_file.hpp"
#include "render_cases.hpp"

namespace fs = std::filesystem;
using namespace corridors::conformance;
using nlohmann::json;

namespace {

struct Arguments {
    std::string render, expression, report, pictures;
};

bool parse(int argc, char **argv, Arguments &out) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        std::string *value = name == "--render"       ? &out.render
                             : name == "--expression" ? &out.expression
                             : name == "--report"     ? &out.report
                             : name == "--pictures"   ? &out.pictures
                                                      : nullptr;
        if (value == nullptr) return false;
        *value = argv[i + 1];
    }
    return argc % 2 == 1 && argc > 1 && (!out.render.empty() || !out.expression.empty());
}

json describe(const RenderReport &report) {
    json cases = json::array();
    for (const RenderCase &c : report.cases) {
        json entry{{"id", c.id}, {"share", c.share}, {"allowed", c.allowed}};
        if (!c.problem.empty()) entry["why"] = c.problem;
        cases.push_back(std::move(entry));
    }
    return {{"total", report.total},
            {"strict", report.strict},
            {"within_1_percent", report.withinOnePercent},
            {"cases", std::move(cases)}};
}

json describe(const ExpressionReport &report) {
    json cases = json::array();
    for (const ExpressionCase &c : report.cases) cases.push_back({{"id", c.id}, {"passed", c.passed}, {"why", c.why}});
    return {{"total", report.total}, {"passed", report.passed}, {"cases", std::move(cases)}};
}

int run(const Arguments &arguments) {
    json report = json::object();
    for (const std::string &dir : {arguments.render, arguments.expression}) {
        if (dir.empty() || fs::is_directory(dir)) continue;
        fmt::print(stderr, "conformance: {} is not a folder\n", dir);
        return 1;
    }
    if (!arguments.pictures.empty()) fs::create_directories(arguments.pictures);
    if (!arguments.render.empty()) {
        const RenderReport r = runRenderCases(arguments.render, arguments.pictures);
        fmt::print("render: {} of {} at the suite's own tolerance, {} within 1 %\n", r.strict, r.total,
                   r.withinOnePercent);
        report["render"] = describe(r);
    }
    if (!arguments.expression.empty()) {
        const ExpressionReport e = runExpressionCases(arguments.expression);
        fmt::print("expression: {} of {}\n", e.passed, e.total);
        report["expression"] = describe(e);
    }
    if (arguments.report.empty()) return 0;
    const auto written = corridors::writeFileAtomically(arguments.report, report.dump(2) + "\n");
    if (written) return 0;
    fmt::print(stderr, "conformance: {}\n", written.error().text());
    return 1;
}

} // namespace

int main(int argc, char **argv) {
    Arguments arguments;
    if (!parse(argc, argv, arguments)) {
        fmt::print(stderr, "usage: conformance --render DIR --expression DIR --report FILE.json [--pictures DIR]\n");
        return 2;
    }
    try {
        return run(arguments);
    } catch (const std::exception &e) { // a folder that vanishes or cannot be read
        fmt::print(stderr, "conformance: {}\n", e.what());
        return 1;
    }
}
