// qpdf asks its users to say that they take its pointers as std::shared_ptr (qpdf/PointerHolder.hh).
#define POINTERHOLDER_TRANSITION 4 // NOLINT
#include "viewer/output/pdf_layers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "geodata/core/xml_text.hpp"

namespace corridors::output {

namespace {

using Object = QPDFObjectHandle;

Object text(const std::string &utf8) { return Object::newUnicodeString(utf8); }
Object name(const std::string &key) { return Object::newName("/" + key); }
Object number(double value) { return Object::newReal(value, 3); }

/// "2025-10-31" as D:20251031; nullopt-like empty for anything else.
std::string pdfDate(const std::string &iso) {
    std::string digits;
    for (const char c : iso.substr(0, 10))
        if (c >= '0' && c <= '9') digits += c;
    return digits.size() == 8 ? "D:" + digits : std::string();
}

class Stacker {
public:
    Stacker(const std::string &drawn, const std::vector<PdfLayer> &layers) : m_layers(layers) {
        m_pdf.processMemoryFile("drawn", drawn.data(), drawn.size());
    }

    void stack(const std::vector<PdfPageParts> &pages) {
        QPDFPageDocumentHelper helper(m_pdf);
        std::vector<QPDFPageObjectHelper> drawn = helper.getAllPages();
        std::set<std::string> used;
        for (const PdfPageParts &page : pages)
            for (const PdfPart &part : page.parts) used.insert(part.layer);
        for (const PdfLayer &layer : m_layers) {
            if (!used.contains(layer.id)) continue;
            Object group = Object::newDictionary();
            group.replaceKey("/Type", name("OCG"));
            group.replaceKey("/Name", text(layer.title));
            m_groups.emplace(layer.id, m_pdf.makeIndirectObject(group));
        }
        std::size_t next = 0;
        std::vector<Object> made;
        made.reserve(pages.size());
        for (const PdfPageParts &page : pages) made.push_back(pageOf(page, drawn, next));
        for (QPDFPageObjectHelper &page : drawn) helper.removePage(page);
        for (const Object &page : made) {
            helper.addPage(QPDFPageObjectHelper(page), false);
            m_pages.push_back(helper.getAllPages().back().getObjectHandle());
        }
        addLayerTree();
        addOutline(pages);
    }

    void describe(const PdfInfo &info) {
        Object dictionary = Object::newDictionary();
        const auto set = [&](const std::string &key, const std::string &value) {
            if (!value.empty()) dictionary.replaceKey("/" + key, text(value));
        };
        set("Title", info.title);
        set("Subject", info.subject);
        set("Creator", info.software);
        set("Producer", "Cairo and qpdf");
        if (const std::string date = pdfDate(info.date); !date.empty())
            dictionary.replaceKey("/CreationDate", Object::newString(date));
        set("Copyright", info.rights);
        m_pdf.getTrailer().replaceKey("/Info", m_pdf.makeIndirectObject(dictionary));
        Object preferences = Object::newDictionary();
        preferences.replaceKey("/DisplayDocTitle", Object::newBool(true));
        m_pdf.getRoot().replaceKey("/ViewerPreferences", preferences);
        m_pdf.getRoot().replaceKey("/Lang", text("en"));
        m_pdf.getRoot().replaceKey("/Metadata", xmp(info));
    }

    std::string bytes() {
        QPDFWriter writer(m_pdf);
        writer.setOutputMemory();
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.setMinimumPDFVersion("1.5");
        writer.setDeterministicID(true);
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return {reinterpret_cast<const char *>(buffer->getBuffer()), buffer->getSize()}; // NOLINT: qpdf's bytes
    }

private:
    Object pageOf(const PdfPageParts &page, std::vector<QPDFPageObjectHelper> &drawn, std::size_t &next) {
        Object forms = Object::newDictionary();
        Object states = Object::newDictionary();
        std::string content;
        for (const PdfPart &part : page.parts) {
            Object form = m_pdf.makeIndirectObject(drawn.at(next).getFormXObjectForPage());
            form.getDict().replaceKey("/OC", m_groups.at(part.layer));
            const std::string id = fmt::format("L{}", next++);
            forms.replaceKey("/" + id, form);
            content += "q ";
            if (part.opacity < 1) {
                Object state = Object::newDictionary();
                state.replaceKey("/ca", number(part.opacity));
                state.replaceKey("/CA", number(part.opacity));
                states.replaceKey("/G" + id, state);
                content += "/G" + id + " gs ";
            }
            content += "/" + id + " Do Q\n";
        }
        Object resources = Object::newDictionary();
        resources.replaceKey("/XObject", forms);
        resources.replaceKey("/ExtGState", states);
        Object out = Object::newDictionary();
        out.replaceKey("/Type", name("Page"));
        Object box = Object::newArray();
        for (const double edge : {0.0, 0.0, page.widthPt, page.heightPt}) box.appendItem(number(edge));
        out.replaceKey("/MediaBox", box);
        out.replaceKey("/Resources", resources);
        out.replaceKey("/Contents", Object::newStream(&m_pdf, content));
        Object links = Object::newArray();
        for (const PageLink &link : page.links) links.appendItem(m_pdf.makeIndirectObject(annotation(link, page)));
        if (!page.links.empty()) out.replaceKey("/Annots", links);
        return m_pdf.makeIndirectObject(out);
    }

    static Object annotation(const PageLink &link, const PdfPageParts &page) {
        Object action = Object::newDictionary();
        action.replaceKey("/S", name("URI"));
        action.replaceKey("/URI", Object::newString(link.uri));
        Object rect = Object::newArray();
        for (const double edge :
             {link.box.left, page.heightPt - link.box.bottom, link.box.right, page.heightPt - link.box.top})
            rect.appendItem(number(edge));
        Object border = Object::newArray();
        for (int i = 0; i < 3; ++i) border.appendItem(Object::newInteger(0));
        Object out = Object::newDictionary();
        out.replaceKey("/Type", name("Annot"));
        out.replaceKey("/Subtype", name("Link"));
        out.replaceKey("/Rect", rect);
        out.replaceKey("/Border", border);
        out.replaceKey("/A", action);
        return out;
    }

    /// The same as XMP (ISO 16684-1), a stream that stays uncompressed: programs find the record of the picture by
    /// reading the file as text.
    Object xmp(const PdfInfo &info) {
        std::string to = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                         "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                         "xmlns:corridors=\"urn:corridors:picture\">\n";
        const auto inLanguage = [&](const char *key, const std::string &value) {
            if (value.empty()) return;
            to += fmt::format("<dc:{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></dc:{0}>\n", key,
                              xmlEscaped(value));
        };
        inLanguage("title", info.title);
        inLanguage("description", info.subject);
        inLanguage("rights", info.rights);
        if (!info.date.empty()) to += "<xmp:CreateDate>" + xmlEscaped(info.date) + "</xmp:CreateDate>\n";
        if (!info.software.empty()) to += "<xmp:CreatorTool>" + xmlEscaped(info.software) + "</xmp:CreatorTool>\n";
        to += "<pdf:Producer>Cairo and qpdf</pdf:Producer>\n";
        // As it is: the record holds none of the characters that XML minds.
        if (!info.record.empty()) to += "<corridors:picture>" + info.record + "</corridors:picture>\n";
        to += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
        Object stream = Object::newStream(&m_pdf, to);
        stream.getDict().replaceKey("/Type", name("Metadata"));
        stream.getDict().replaceKey("/Subtype", name("XML"));
        return stream;
    }

    void addLayerTree() {
        Object all = Object::newArray();
        Object order = Object::newArray();
        for (const PdfLayer &layer : m_layers) {
            const auto it = m_groups.find(layer.id);
            if (it == m_groups.end()) continue;
            all.appendItem(it->second);
            order.appendItem(it->second);
        }
        Object shown = Object::newDictionary();
        shown.replaceKey("/Name", text("Layers"));
        shown.replaceKey("/Order", order);
        shown.replaceKey("/ON", all);
        Object properties = Object::newDictionary();
        properties.replaceKey("/OCGs", all);
        properties.replaceKey("/D", shown);
        m_pdf.getRoot().replaceKey("/OCProperties", properties);
    }

    void addOutline(const std::vector<PdfPageParts> &pages) {
        Object outline = m_pdf.makeIndirectObject(Object::newDictionary());
        Object previous = Object::newNull();
        int count = 0;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            if (pages[i].title.empty()) continue;
            Object target = Object::newArray();
            target.appendItem(m_pages[i]);
            target.appendItem(name("Fit"));
            Object item = m_pdf.makeIndirectObject(Object::newDictionary());
            item.replaceKey("/Title", text(pages[i].title));
            item.replaceKey("/Parent", outline);
            item.replaceKey("/Dest", target);
            if (previous.isNull()) {
                outline.replaceKey("/First", item);
            } else {
                item.replaceKey("/Prev", previous);
                previous.replaceKey("/Next", item);
            }
            outline.replaceKey("/Last", item);
            previous = item;
            ++count;
        }
        if (count == 0) return;
        outline.replaceKey("/Type", name("Outlines"));
        outline.replaceKey("/Count", Object::newInteger(count));
        m_pdf.getRoot().replaceKey("/Outlines", outline);
        if (count > 1) m_pdf.getRoot().replaceKey("/PageMode", name("UseOutlines"));
    }

    QPDF m_pdf;
    const std::vector<PdfLayer> &m_layers;
    std::map<std::string, Object> m_groups;
    std::vector<Object> m_pages;
};

} // namespace

Result<std::string> stackLayers(const std::string &drawn, const std::vector<PdfPageParts> &pages,
                                const std::vector<PdfLayer> &layers, const PdfInfo &info) {
    try {
        Stacker stacker(drawn, layers);
        stacker.stack(pages);
        stacker.describe(info);
        return stacker.bytes();
    } catch (const std::exception &problem) { // qpdf throws; nothing of it leaves this file
        return fail(fmt::format("the PDF cannot be put together: {}", problem.what()));
    }
}

} // namespace corridors::output
