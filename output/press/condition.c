/* condition.c: reference names of the ICC's registry of characterization data, CMYK
 * (registry.color.org/cmyk-registry). A file without a profile names one of these (ISO 15930-4, 6.5).
 */
#include "output/inks/colour.h"

#include "base/text/hint.h"

#include <string.h>

static const struct gaz_press_condition conditions[] = {
    {"FOGRA27", "胶印，光面或哑光涂布纸，115克（ISO 12647-2:1996）",
     "offset, gloss or matt coated, 115 g/m2"},
    {"FOGRA28", "轮转胶印，轻量涂布纸，60克（ISO 12647-2:1996）",
     "heat-set web offset, light-weight coated, 60 g/m2"},
    {"FOGRA29", "胶印，白色未涂布纸，115克（ISO 12647-2:1996）", "offset, uncoated white, 115 g/m2"},
    {"FOGRA30", "胶印，微黄未涂布纸，115克（ISO 12647-2:1996）", "offset, uncoated yellowish, 115 g/m2"},
    {"FOGRA39", "胶印，光面或哑光涂布纸，115克（ISO 12647-2:2004）",
     "offset, gloss or matt coated, 115 g/m2"},
    {"FOGRA40", "胶印，超级压光纸，56克", "offset, supercalendered, 56 g/m2"},
    {"FOGRA41", "胶印，机内涂布纸（MFC）", "offset, machine finished coated"},
    {"FOGRA42", "胶印，标准新闻纸", "offset, standard newsprint"},
    {"FOGRA43", "胶印，光面或哑光涂布纸，调频网", "offset, gloss or matt coated, non-periodic screen"},
    {"FOGRA44", "胶印，未涂布纸，调频网", "offset, uncoated, non-periodic screen"},
    {"FOGRA45", "轮转胶印，改良轻量涂布纸", "heat-set web offset, improved light-weight coated"},
    {"FOGRA46", "轮转胶印，标准轻量涂布纸", "heat-set web offset, standard light-weight coated"},
    {"FOGRA47", "胶印，白色未涂布纸，115克（ISO 12647-2:2004）", "offset, uncoated white, 115 g/m2"},
    {"FOGRA48", "轮转胶印，改良新闻纸（INP）", "heat-set web offset, improved newsprint"},
    {"FOGRA49", "胶印，涂布纸，印后覆哑光膜", "offset, coated, matt laminated"},
    {"FOGRA50", "胶印，涂布纸，印后覆亮光膜", "offset, coated, gloss laminated"},
    {"FOGRA51", "胶印，优质涂布纸，115克（ISO 12647-2:2013，PC1）", "offset, premium coated, 115 g/m2"},
    {"FOGRA52", "胶印，含荧光剂的未涂布道林纸，120克（ISO 12647-2:2013，PC5）",
     "offset, wood-free uncoated with brighteners, 120 g/m2"},
    {"FOGRA53", "电子交换用的大色域四色（Fogra eciCMYK）", "exchange space eciCMYK"},
    {"FOGRA54", "轮转胶印，超级压光纸（SC-B）", "heat-set web offset, supercalendered B"},
    {"FOGRA55", "多色扩展色域印刷的四色部分，涂布纸", "expanded gamut, coated"},
    {"FOGRA56", "胶印，优质涂布纸，印后覆哑光膜", "offset, premium coated, matt laminated"},
    {"FOGRA57", "胶印，优质涂布纸，印后覆亮光膜", "offset, premium coated, gloss laminated"},
    {"CGATS TR 001", "商业轮转胶印，5号涂布纸（SWOP）", "SWOP publication printing"},
    {"CGATS TR 002", "新闻纸冷固型轮转胶印（SNAP）", "cold-set offset on newsprint (SNAP)"},
    {"CGATS TR 003", "轮转胶印，3号涂布纸（SWOP2006）", "SWOP2006, grade 3 coated"},
    {"CGATS TR 005", "轮转胶印，5号涂布纸（SWOP2006）", "SWOP2006, grade 5 coated"},
    {"CGATS TR 006", "单张纸胶印，1号涂布纸（GRACoL2006）", "GRACoL2006, grade 1 coated"},
    {"CGATS21-2-CRPC1", "冷固型新闻纸，小色域", "newsprint, small gamut"},
    {"CGATS21-2-CRPC2", "热固型新闻纸，中等偏小色域", "heat-set newsprint, moderate gamut"},
    {"CGATS21-2-CRPC3", "优质未涂布纸", "premium uncoated"},
    {"CGATS21-2-CRPC4", "超级压光纸", "supercalendered"},
    {"CGATS21-2-CRPC5", "轮转用涂布纸（SWOP2013）", "publication coated (SWOP2013)"},
    {"CGATS21-2-CRPC6", "优质涂布纸（GRACoL2013）", "premium coated (GRACoL2013)"},
    {"CGATS21-2-CRPC7", "大色域印刷，优质涂布纸", "extra-large gamut, premium coated"},
    {"JC200103", "日本胶印，涂布纸（Japan Color 2001，3类纸）", "Japan Color 2001 coated, type 3 paper"},
    {"JC200104", "日本胶印，未涂布纸（Japan Color 2001，4类纸）", "Japan Color 2001 uncoated, type 4 paper"},
    {"JCN2002", "日本报纸印刷（Japan Color for Newspaper 2002）", "Japan Color for newspaper 2002"},
    {"JCW2003", "日本轮转胶印，轻量涂布纸（Japan Color Web Coated）", "Japan Color web coated"},
    {"IFRA26", "冷固型报纸印刷，网点扩大26%（ISO 12647-3）", "cold-set newspaper, dot gain 26 %"},
};

static char *fold(const char *name) {
    g_autofree char *low = g_ascii_strdown(name, -1);
    char **words = g_strsplit_set(low, " \t", -1);
    char *folded = g_strjoinv("", words);
    g_strfreev(words);
    return folded;
}

const struct gaz_press_condition *gaz_press_condition_find(const char *name) {
    g_autofree char *wanted = fold(name);
    for (size_t i = 0; i < G_N_ELEMENTS(conditions); i++) {
        g_autofree char *one = fold(conditions[i].name);
        if (strcmp(one, wanted) == 0) return &conditions[i];
    }
    return NULL;
}

const char *gaz_press_condition_near(const char *name) {
    const char *names[G_N_ELEMENTS(conditions)];
    for (size_t i = 0; i < G_N_ELEMENTS(conditions); i++)
        names[i] = conditions[i].name;
    return gaz_nearest_name(name, names, G_N_ELEMENTS(names));
}
