// SvgSink: writes a VectorScene as SVG elements: a group a layer, a group a style layer inside it, an element a feature
// with its id, name, kind and status as data-*, labels as text. Internal to viewer/output; used by svg_writer.
#pragma once

#include <string>

#include "viewer/output/svg_markup.hpp"
#include "viewer/output/svg_text.hpp"
#include "viewer/output/vector_scene.hpp"

namespace corridors::output {

class SvgSink final : public VectorSink {
public:
    /// Elements are appended to `out`; `state` names the sources of the data. All outlive the sink.
    SvgSink(std::string &out, svg::Ids &ids, const app::AppState &state, const text::TextEngine &engine,
            const svg::TextWriter &texts)
        : m_out(out), m_ids(ids), m_state(state), m_engine(engine), m_texts(texts) {}

    void beginGroup(const VectorGroup &group) override;
    void endGroup() override;
    void beginLayer(const style::StyleLayer &layer) override;
    void endLayer() override;
    void background(const Color &color) override;
    void fill(const ShapeOrigin &origin, const FillShape &shape) override;
    void line(const ShapeOrigin &origin, const LineShape &shape) override;
    void circle(const ShapeOrigin &origin, const CircleShape &shape) override;
    void label(const ShapeOrigin &origin, const render::PlacedLabel &label) override;

private:
    /// ` id=... data-feature=...` of a feature's element.
    [[nodiscard]] std::string identity(const ShapeOrigin &origin);
    void strokeStart(const LineShape &shape);
    /// The id of a blur that fades an edge over `fadePx`, defined on its first use.
    [[nodiscard]] std::string blurFilter(double fadePx);
    void curvedLabel(const ShapeOrigin &origin, const render::PlacedLabel &label);

    std::string &m_out;
    svg::Ids &m_ids;
    const app::AppState &m_state;
    const text::TextEngine &m_engine;
    const svg::TextWriter &m_texts;
    std::string m_layerId;
};

} // namespace corridors::output
