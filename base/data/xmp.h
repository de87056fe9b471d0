/* xmp.h: the properties of an XMP packet (ISO 16684-1): what a PDF says of itself in XML. */
#ifndef GAZ_BASE_DATA_XMP_H
#define GAZ_BASE_DATA_XMP_H

#include <glib.h>

#define GAZ_XMP_DC "http://purl.org/dc/elements/1.1/"
#define GAZ_XMP_PDF "http://ns.adobe.com/pdf/1.3/"
#define GAZ_XMP_PDFX "http://www.npes.org/pdfx/ns/id/"
#define GAZ_XMP_BASIC "http://ns.adobe.com/xap/1.0/"
#define GAZ_XMP_MEDIA "http://ns.adobe.com/xap/1.0/mm/"

/* Namespace and name, joined by a blank ("http://ns.adobe.com/pdf/1.3/ Trapped"), to the property's text, of
 * whichever form it is: an element, an attribute of rdf:Description, the items of a container one behind the
 * other. UTF-8. NULL when the packet is not well-formed or has no rdf:RDF. The caller unrefs it. */
GHashTable *gaz_xmp_read(const void *data, gsize size);

#endif
