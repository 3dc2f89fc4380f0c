#include "geodata/io/gdal/session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <mutex>
#include <ogrsf_frmts.h>

namespace corridors::gdal {
namespace {

// Enough to say what went wrong; a broken file can raise a message a feature.
constexpr std::size_t kMaxMessages = 16;

void CPL_STDCALL collect(CPLErr level, CPLErrorNum, const char *text) {
    auto *collector = static_cast<MessageCollector *>(CPLGetErrorHandlerUserData());
    if (level == CE_Failure || level == CE_Fatal) collector->add(true, text);
    if (level == CE_Warning) collector->add(false, text);
}

std::once_flag &setUpOnce() {
    static std::once_flag flag; // GDAL's registry is process-wide whatever we do
    return flag;
}

void setUp() {
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
    CPLSetConfigOption("OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "TRADITIONAL_GIS_ORDER");
    CPLSetConfigOption("PROJ_NETWORK", "OFF");
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO"); // no .aux.xml beside the user's files
    RegisterOGRGeoJSON();
    RegisterOGRGeoJSONSeq();
    RegisterOGRESRIJSON();
    RegisterOGRTopoJSON();
    RegisterOGRFlatGeobuf();
    RegisterOGRShape();
    RegisterOGRCSV();
    RegisterOGRGPX();
    RegisterOGRGML();
    RegisterOGRGeoPackage();
    RegisterOGRLIBKML();
    RegisterOGRMEM();
}

} // namespace

void initialise() { std::call_once(setUpOnce(), setUp); }

void registerAllDrivers() {
    initialise();
    GDALAllRegister(); // idempotent and locked by GDAL itself
}

MessageCollector::MessageCollector() { CPLPushErrorHandlerEx(collect, this); }

MessageCollector::~MessageCollector() { CPLPopErrorHandler(); }

void MessageCollector::add(bool failure, const char *text) {
    if (!failure)
        m_warning = text;
    else if (m_failures.size() < kMaxMessages)
        m_failures.emplace_back(text);
}

void MessageCollector::clear() {
    m_failures.clear();
    m_warning.clear();
}

} // namespace corridors::gdal
