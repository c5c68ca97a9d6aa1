package imprimatur.imaging.provenance;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one property of an XMP packet. Document types and entities are not read. */
final class Xmp {
    private static final String IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String PROPERTY = "DigitalSourceType";
    private static final XMLInputFactory FACTORY = factory();

    private Xmp() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** IPTC's digital source type, a URI; empty where there is none or the packet is damaged before it. */
    static Optional<String> digitalSourceType(byte[] packet) {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(packet));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    var value = value(reader);
                    if (value != null && !value.isBlank()) {
                        return Optional.of(value.strip());
                    }
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** As an attribute of its subject, as a resource, or as text. */
    private static @Nullable String value(XMLStreamReader reader) throws XMLStreamException {
        if (!PROPERTY.equals(reader.getLocalName()) || !IPTC.equals(reader.getNamespaceURI())) {
            return reader.getAttributeValue(IPTC, PROPERTY);
        }
        var resource = reader.getAttributeValue(RDF, "resource");
        return resource != null ? resource : reader.getElementText();
    }
}
