/* people.c: a person's post beside their name. */
#include "check/house/rules.h"
#include "check/scan.h"

#include <string.h>

static const char *const titles[] = {"市长", "省长", "区长", "县长",   "州长", "旗长", "镇长",   "乡长",
                                     "主任", "局长", "厅长", "部长",   "处长", "院长", "检察长", "秘书长",
                                     "书记", "主席", "总理", "司令员", "政委", "会长", "校长"};

/* A post as it is written: 副, 代 and the like, then the title. */
struct post {
    uint32_t begin, end; /* end 0: none */
    bool is_deputy;
};

static struct post post_of(struct gaz_text text, uint32_t title, uint32_t n) {
    struct post post = {title, title + n, false};
    uint32_t before = gaz_char_at(text, title - 1);
    if (title > 0 && gaz_char_is_one_of(before, "副代")) {
        post.begin--;
        post.is_deputy = true;
    }
    return post;
}

static struct post post_before(struct gaz_text text, uint32_t end) {
    uint32_t n = gaz_scan_words_before(text, end, titles, G_N_ELEMENTS(titles));
    return n ? post_of(text, end - n, n) : (struct post){0};
}

static struct post post_behind(struct gaz_text text, uint32_t begin) {
    uint32_t skip = gaz_char_is_one_of(gaz_char_at(text, begin), "副代");
    uint32_t n = gaz_scan_words(text, begin + skip, titles, G_N_ELEMENTS(titles));
    return n ? (struct post){begin, begin + skip + n, skip > 0} : (struct post){0};
}

/* The post of 原市长, 时任市长 is not that of today. */
static bool is_of_then(struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"原", "前", "时任", "前任"};
    for (uint32_t back = 0; back < 12 && back <= at; back++)
        if (gaz_scan_words_before(text, at - back, words, G_N_ELEMENTS(words))) return true;
    return false;
}

static bool is_held(const struct gaz_post *post, struct gaz_date date) {
    if (post->from.date.year && gaz_date_compare(date, post->from.date) < 0) return false;
    return !post->to.date.year || gaz_date_compare(date, post->to.date) <= 0;
}

/* 市长 for 澄浦市人民政府市长. */
static bool is_that(struct gaz_text written, const struct gaz_post *post) {
    struct post listed = post_before(post->name, post->name.n);
    uint32_t begin = listed.end ? listed.begin : 0, n = post->name.n - begin;
    for (uint32_t i = 0; i < n; i++)
        if (written.n != n || written.chars[i].ch != post->name.chars[begin + i].ch) return false;
    return true;
}

static bool has_post(const struct gaz_person *person, struct gaz_text written, struct gaz_date date) {
    for (uint32_t i = 0; i < person->n_posts; i++)
        if (is_held(&person->posts[i], date) && is_that(written, &person->posts[i])) return true;
    return false;
}

/* The same title with 副 or without it, or one that the person had at another time. */
static bool is_close(const struct gaz_person *person, struct gaz_text written, bool is_deputy) {
    struct gaz_text title = gaz_text_slice(written, is_deputy, written.n - is_deputy);
    for (uint32_t i = 0; i < person->n_posts; i++) {
        struct gaz_text name = person->posts[i].name;
        struct post listed = post_before(name, name.n);
        if (!listed.end) continue;
        uint32_t begin = listed.begin + listed.is_deputy;
        struct gaz_post bare = {.name = gaz_text_slice(name, begin, name.n - begin)};
        if (is_that(title, &bare)) return true;
    }
    return false;
}

static char *posts_at(const struct gaz_person *person, struct gaz_date date) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < person->n_posts; i++) {
        if (!is_held(&person->posts[i], date)) continue;
        g_autofree char *one = gaz_text_to_utf8(person->posts[i].name);
        g_string_append_printf(out, "%s%s", out->len ? "、" : "", one);
    }
    if (out->len == 0) g_string_append(out, "无");
    return g_string_free(out, FALSE);
}

/* What is decided about posts names those of before and after. */
static bool is_about_posts(const struct gaz_doc *doc) {
    static const char *const words[] = {"任免", "任职", "免职", "任命", "免去", "辞去", "辞职"};
    for (uint32_t i = 0; doc && i < doc->title.n; i++)
        if (gaz_scan_words(doc->title, i, words, G_N_ELEMENTS(words))) return true;
    return false;
}

void gaz_judge_post(struct gaz_checker *checker, const struct gaz_passage *passage,
                    struct gaz_house_hit hit) {
    struct gaz_text text = passage->text;
    const struct gaz_person *person = hit.form->person;
    struct post post = post_before(text, hit.begin);
    if (!post.end) post = post_behind(text, hit.begin + hit.n);
    if (!post.end || person->n_posts == 0 || !passage->doc->issued.year || is_about_posts(passage->doc))
        return;
    struct gaz_text written = gaz_text_slice(text, post.begin, post.end - post.begin);
    struct gaz_date date = gaz_date_of(checker, passage->doc);
    if (has_post(person, written, date) || !is_close(person, written, post.is_deputy)) return;
    if (is_of_then(text, post.begin)) return;
    g_autofree char *name = gaz_text_to_utf8(person->name), *is = gaz_text_to_utf8(written),
                    *posts = posts_at(person, date);
    gaz_find(checker, GAZ_CHECK_PERSON_POST, written, NULL, name, is, posts);
}
