/* xmp.c: a property is what stands directly in an rdf:Description that stands directly in rdf:RDF. */
#include "base/data/xmp.h"

#include <expat.h>
#include <stdbool.h>
#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns# "

struct packet {
    GHashTable *properties;
    GString *text;
    char *name;           /* of the open property; NULL: none is open */
    unsigned depth, rdf;  /* rdf: the depth of rdf:RDF, from 1; 0: not met */
    unsigned in_property; /* the depth of the open property */
    bool in_description;  /* an rdf:Description right below rdf:RDF is open */
};

static void take_attributes(struct packet *packet, const XML_Char **attributes) {
    for (; attributes[0]; attributes += 2)
        if (!g_str_has_prefix(attributes[0], RDF))
            g_hash_table_insert(packet->properties, g_strdup(attributes[0]), g_strdup(attributes[1]));
}

static void open_element(void *data, const XML_Char *name, const XML_Char **attributes) {
    struct packet *packet = data;
    packet->depth++;
    if (packet->name) return;
    if (packet->rdf == 0 && strcmp(name, RDF "RDF") == 0) {
        packet->rdf = packet->depth;
    } else if (packet->in_description) {
        packet->name = g_strdup(name);
        packet->in_property = packet->depth;
        g_string_truncate(packet->text, 0);
    } else if (packet->rdf > 0 && packet->depth == packet->rdf + 1 && strcmp(name, RDF "Description") == 0) {
        packet->in_description = true;
        take_attributes(packet, attributes);
    }
}

static void close_element(void *data, const XML_Char *name) {
    struct packet *packet = data;
    (void)name;
    if (packet->name && packet->depth == packet->in_property) {
        g_hash_table_insert(packet->properties, g_steal_pointer(&packet->name),
                            g_strstrip(g_strdup(packet->text->str)));
    } else if (packet->depth == packet->rdf + 1) {
        packet->in_description = false;
    }
    packet->depth--;
}

static void take_text(void *data, const XML_Char *text, int n) {
    struct packet *packet = data;
    if (packet->name) g_string_append_len(packet->text, text, n);
}

GHashTable *gaz_xmp_read(const void *data, gsize size) {
    struct packet packet = {.text = g_string_new(NULL)};
    packet.properties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    XML_Parser parser = XML_ParserCreateNS(NULL, ' ');
    XML_SetUserData(parser, &packet);
    XML_SetElementHandler(parser, open_element, close_element);
    XML_SetCharacterDataHandler(parser, take_text);
    bool good = size <= G_MAXINT && XML_Parse(parser, data, (int)size, XML_TRUE) == XML_STATUS_OK;
    XML_ParserFree(parser);
    g_string_free(packet.text, TRUE);
    g_free(packet.name);
    if (good && packet.rdf > 0) return packet.properties;
    g_hash_table_unref(packet.properties);
    return NULL;
}
