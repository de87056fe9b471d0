/* desk.js: the proof-reader's desk, over the data in #data (its form: output/web.h).
 *
 * Whatever comes from the data goes into the page as text or as an attribute, never as markup. A page's text is always there, so
 * that the browser finds it and a screen reader reads it; its glyphs are drawn while it is near what is seen.
 */
'use strict';
(() => {
const NS = 'http://www.w3.org/2000/svg';
const ASCENT = 0.88; // of a character's square above its baseline
const TINTS = { 错: 'error', 疑: 'doubt', 注意: 'note', 警告: 'warning' };
const LETTERS = { 错: 'E', 疑: 'W', 注意: 'I' }; // as check --json calls them
const KINDS = { highlight: '突出', underline: '下划线', squiggly: '波浪线', strikeout: '删除线', caret: '插入符', note: '便笺',
    freetext: '文字', ink: '手画', stamp: '图章', shape: '图形', replace: '替换' };
const UNPLACED = { drawn: '画的，不挨着文字', page: '这一页已经不同，没有落到文稿', bare: '下面没有文字',
    generated: '下面的文字不在文稿里' };
const BECAME = { same: '', moved: '移到别页', set: '重排', changed: '有改动', added: '新页', gone: '撤去' };
const STEPS = [25, 33, 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400]; // per cent
const LISTS = { findings: '查出的问题', changes: '改动', marks: '批注' };

const MOST_TEXTS = 400; // pages

const at = id => document.getElementById(id);
const still = matchMedia('(prefers-reduced-motion: reduce)');

function put(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {}))
        if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
    element.append(...(children ?? []).filter(child => child !== null && child !== undefined && child !== ''));
    return element;
}
const make = (name, attributes, ...children) => put(document.createElement(name), attributes, children);
const draw = (name, attributes, ...children) => put(document.createElementNS(NS, name), attributes, children);

let data, sheets, lists; // of the data
let tab = 'findings', entries = [], zoom = 0, besides = true; // zoom 0: as fits
let ticks = {}, single = true, canKeep = true, isUnsaved = false;
const filters = { findings: {}, changes: {}, marks: {} };
const current = { findings: null, changes: null, marks: null };
let waiving = null; // the finding whose reason is asked for

function say(words) {
    at('said').textContent = words;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => (at('said').textContent = ''), 5000);
}

/* ---- the data */

const listOf = value => (Array.isArray(value) ? value : []);

/* What makes an entry the same one in another build, as far as that can be told. */
const OWN = {
    findings: e => [e.rule, e.file, e.line, e.column, e.text, e.words],
    changes: e => [e.kind, e.block, e.doc, e.old, e.new],
    marks: e => [e.kind, e.file, e.line, e.column, e.length, e.text, e.words, e.author, e.date, e.page, e.x, e.y],
};

const tintOf = (list, e) => (list === 'findings' ? TINTS[e.level] ?? 'warning' : list === 'changes' ? 'change' : 'mark');

function adoptEntry(list, e, seen) {
    const own = list + JSON.stringify(OWN[list](e));
    const n = seen.get(own) ?? 0;
    seen.set(own, n + 1);
    return { list, e, key: n ? own + n : own, tint: tintOf(list, e), doc: e.doc ?? e.file ?? null, places: [] };
}

/* Where entries lie on the pages that there are. */
function placeEntries() {
    for (const sheet of allSheets()) sheet.entries = [];
    for (const entry of Object.values(lists).flat()) {
        const places = listOf(entry.e.at).map(place => ({ ...place, old: false })).concat(listOf(entry.e.oldat).map(place => ({ ...place, old: true })));
        entry.places = places.filter(place => sheetOf(place.old, place.page));
        for (const place of entry.places) sheetOf(place.old, place.page).entries.push({ entry, place });
    }
}

/* The earlier pages come with faces, inks, pictures and names of files of their own. */
const earlier = () => (isObject(data.before) ? data.before : { ...data, pages: data.before });

function adoptSheet(page, number, old) {
    let items = null; // made when they are asked for: there may be thousands of pages
    const sheet = { ...page, number, old, shared: old ? earlier() : data, entries: [], glyphs: null };
    return Object.defineProperty(sheet, 'items', { get: () => (items ??= listOf(page.items).map(item => ({ ...item, chars: Array.from(item.c ?? '') }))) });
}

const sheetOf = (old, number) => (old ? sheets.old : sheets.now)[number];

function adopt(value) {
    data = value;
    sheets = { now: listOf(data.pages).map((page, i) => adoptSheet(page, i, false)),
        old: listOf(earlier().pages).map((page, i) => adoptSheet(page, i, true)) };
    lists = {};
    adoptLists();
    index.made = null;
}

/* The entry that was chosen stays so where it is there again. */
function adoptLists() {
    for (const list of Object.keys(LISTS)) {
        const seen = new Map(), key = current[list]?.key;
        lists[list] = listOf(data[list]).map(e => adoptEntry(list, e, seen));
        current[list] = lists[list].find(entry => entry.key === key) ?? null;
    }
    placeEntries();
}

/* ---- what is ticked: kept in the browser where it lets us (from file:// some do not) */

const storeKey = () => `gongbao-desk:${data.issue}:${data.identity}`;

function load(key) {
    try {
        return JSON.parse(localStorage.getItem(key));
    } catch {
        return null;
    }
}

function keep(key, value) {
    try {
        localStorage.setItem(key, JSON.stringify(value));
        return true;
    } catch {
        return false;
    }
}

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

function loadTicks() {
    const kept = load(storeKey());
    ticks = Object.assign(Object.create(null), isObject(kept) ? kept : {});
    canKeep = keep(storeKey(), ticks);
    at('kept').textContent = canKeep ? '勾选记在这个浏览器里；换一台机器，导出全部勾选带去。'
        : '这个浏览器不让这一页存东西：关掉以前请导出，下次再导入。';
}

function saveTicks() {
    if (keep(storeKey(), ticks)) return;
    if (canKeep) say('这个浏览器存不下勾选：关掉以前请导出');
    canKeep = false;
    isUnsaved = true;
}

const tickOf = entry => ticks[entry.key] ?? {};
const isTicked = entry => Boolean(tickOf(entry).done);

function setTick(entry, tick) {
    if (tick.done) ticks[entry.key] = tick;
    else delete ticks[entry.key];
    saveTicks();
    showEntries();
    showPlaces();
}

/* ---- glyphs: each defined once, when it is first drawn */

const shapes = new Set();

/* What an earlier face does not have itself a present one has. */
function shapeOf(shared, face, glyph) {
    const own = shared.faces?.[face];
    if (shared !== data && own?.as !== undefined && !Object.hasOwn(own.glyphs, glyph)) return shapeOf(data, own.as, glyph);
    const id = `${shared === data ? 'g' : 'b'}${face}-${glyph}`;
    if (shapes.has(id)) return id;
    const path = shared.faces?.[face]?.glyphs?.[glyph];
    if (typeof path !== 'string' || path === '') return null;
    at('shapes').append(draw('path', { id, d: path }));
    shapes.add(id);
    return id;
}

const turned = item => (item.t ? ` rotate(${-90 * item.t})` : '');
const inkOf = (item, shared) => listOf(shared.inks)[item.i ?? 0] ?? '#000';

const scaleOf = (item, shared) => item.s / 100 / (shared.faces?.[item.f]?.em || 1000);

function runTransform(item, shared) {
    const scale = scaleOf(item, shared);
    return `translate(${item.x / 100} ${item.y / 100})${turned(item)} scale(${scale} ${-scale})`;
}

function drawRun(item, shared) {
    const scale = scaleOf(item, shared), run = draw('g', { transform: runTransform(item, shared), fill: inkOf(item, shared) });
    const g = listOf(item.g);
    for (let i = 0; i + 3 < g.length; i += 4) {
        const id = shapeOf(shared, item.f, g[i]);
        if (id) run.append(draw('use', { href: '#' + id, x: +(g[i + 1] / 100 / scale).toFixed(1), y: +(-g[i + 2] / 100 / scale).toFixed(1) }));
    }
    return run;
}

function drawItem(item, shared) {
    if (item.k === 'g') return drawRun(item, shared);
    const box = { x: item.x / 100, y: item.y / 100, width: item.w / 100, height: item.h / 100 };
    if (item.t) box.transform = `rotate(${-90 * item.t} ${box.x} ${box.y})`;
    if (item.k === 'r') return draw('rect', { ...box, fill: inkOf(item, shared) });
    const own = listOf(shared.images)[item.n], source = String((typeof own === 'number' ? listOf(data.images)[own] : own) ?? '');
    return draw('image', { ...box, href: source.startsWith('data:image/') ? source : null, preserveAspectRatio: 'none' });
}

const canvasOf = sheet => draw('svg', { viewBox: `0 0 ${sheet.w / 100} ${sheet.h / 100}`, 'aria-hidden': 'true', focusable: 'false' });

function drawSheet(sheet) {
    if (sheet.glyphs) return;
    sheet.glyphs = canvasOf(sheet);
    sheet.places = canvasOf(sheet);
    sheet.glyphs.append(...sheet.items.map(item => drawItem(item, sheet.shared)));
    sheet.element.prepend(sheet.glyphs, sheet.places);
    fitText(sheet);
    showPlacesOf(sheet);
    if (shapes.size && performance.getEntriesByName('first-page').length === 0) requestAnimationFrame(() => performance.mark('first-page'));
}

function dropSheet(sheet) {
    sheet.glyphs?.remove();
    sheet.places?.remove();
    sheet.glyphs = sheet.places = null;
    if (!keepsText(sheet)) {
        sheet.text?.remove();
        sheet.text = sheet.isFit = null;
    }
}

/* ---- the text of a page */

/* Where each character of a run stands, from the run's pen in hundredths of a point; one more for the end. Kept with the item. */
function stopsOf(item) {
    if (item.stops) return item.stops;
    const n = item.chars.length, stops = [], g = listOf(item.g);
    for (let i = 0, char = 0; i + 3 < g.length; i += 4) {
        const takes = g[i + 3];
        const on = i + 4 < g.length ? g[i + 5] : g[i + 1] + (/[⺀-￮]/.test(item.chars[n - 1] ?? '') ? item.s : item.s / 2);
        for (let k = 0; k < takes; k++, char++) stops[char] = g[i + 1] + ((on - g[i + 1]) * k) / takes;
        stops[char] = on;
    }
    while (stops.length <= n) stops.push(stops.length ? stops[stops.length - 1] : 0);
    return (item.stops = stops);
}

function textRun(item) {
    const span = make('span', null, item.chars.join(''));
    const size = (item.s ?? Math.min(item.w, item.h)) / 100;
    span.style.cssText = `left:${item.x / 100}px;top:${item.y / 100 - (item.k === 'g' ? ASCENT * size : 0)}px;font-size:${size}px` +
        (item.t ? `;transform:rotate(${-90 * item.t}deg)` : '');
    item.span = span;
    return span;
}

/* The first pages keep their text, for the browser's own search and a screen reader; of those behind only the pages that are near have it. */
const keepsText = sheet => sheet.number < MOST_TEXTS;

function addText(sheet) {
    if (sheet.text || !sheet.element) return; // its place may be another's by now
    sheet.text = make('div', { class: 'text' });
    let line = null, number;
    for (const item of sheet.items) {
        if (item.a || item.chars.length === 0) continue;
        if (!line || item.l !== number) sheet.text.append((line = make('div')));
        number = item.l;
        line.append(textRun(item));
    }
    sheet.element.append(sheet.text);
}

/* The browser's own face is spaced to stand over the glyphs. */
const ruler = document.createElement('canvas').getContext('2d');

function fitText(sheet) {
    addText(sheet);
    if (sheet.isFit || !ruler) return;
    sheet.isFit = true;
    const family = getComputedStyle(sheet.text).fontFamily;
    for (const item of sheet.items) {
        if (!item.span || item.k !== 'g') continue;
        ruler.font = `${item.s / 100}px ${family}`;
        const own = ruler.measureText(item.chars.join('')).width;
        const off = (stopsOf(item)[item.chars.length] / 100 - own) / item.chars.length;
        if (Math.abs(off) > 0.01) item.span.style.letterSpacing = off.toFixed(3) + 'px';
    }
}

/* The texts of pages that are not seen yet, a few at a time, so that the first page need not wait for the last. */
function addTextsLater(waiting) {
    const later = window.requestIdleCallback ?? (run => setTimeout(run, 20));
    later(() => {
        const until = performance.now() + 12;
        while (waiting.length && performance.now() < until) addText(waiting.shift());
        if (waiting.length) addTextsLater(waiting);
        else document.documentElement.dataset.ready = 'true';
    });
}

/* ---- pages beside one another */

let near; // IntersectionObserver

function cellOf(sheet) {
    const name = `第${sheet.label}页`;
    sheet.element = make('article', { class: 'page', 'aria-label': (sheet.old ? '上一校' : '') + (/^\d+$/.test(sheet.label) ? name : sheet.label) });
    sheet.element.sheet = sheet;
    near.observe(sheet.element);
    sheet.cell = make('div', { class: sheet.old ? 'cell old' : 'cell' },
        make('div', { class: 'head', 'aria-hidden': 'true' },
            make('span', null, (sheet.old ? '上一校　' : '') + sheet.label), make('span')),
        sheet.element);
    sheet.cell.style.setProperty('--w', sheet.w / 100);
    sheet.cell.style.setProperty('--h', sheet.h / 100);
    sheet.cell.style.setProperty('--fit', Math.min(535 / (sheet.w / 100), 745 / (sheet.h / 100)) * (4 / 3));
    return sheet.cell;
}

const blankCell = (old, like) => {
    const cell = make('div', { class: old ? 'cell old blank' : 'cell blank' });
    cell.style.setProperty('--w', like.w / 100);
    return cell;
};

/* Pairs as given; a page that none of them names comes behind, so that no page is missing. */
function pairsOf() {
    if (!sheets.old.length) return sheets.now.map((_, i) => [-1, i, 'same']);
    const pairs = listOf(data.pairs).filter(([a, b]) => sheets.old[a] || sheets.now[b]);
    const [olds, nows] = [0, 1].map(side => new Set(pairs.map(pair => pair[side])));
    return pairs.concat(sheets.now.flatMap((_, i) => (nows.has(i) ? [] : [[-1, i, 'added']])), sheets.old.flatMap((_, i) => (olds.has(i) ? [] : [[i, -1, 'gone']])));
}

function showBecame(cell, became) {
    if (cell.became === became) return;
    cell.became = became;
    cell.querySelector('.head span + span').textContent = BECAME[became] ?? '';
}

/* The cells of a pair; a page that is used already stands there, and not here again. */
function cellsOf([a, b, became], used) {
    const old = sheets.old[a], now = sheets.now[b];
    const cell = (sheet, isOld, like) => {
        if (!sheet || used.has(sheet)) return blankCell(isOld, like);
        used.add(sheet);
        return sheet.cell ?? cellOf(sheet);
    };
    const cells = [cell(now, false, old ?? now)];
    if (sheets.old.length) cells.unshift(cell(old, true, now ?? old));
    if (cells.at(-1) === now?.cell) showBecame(now.cell, became);
    return cells;
}

/* The pairs below one another; a row whose cells are those already stays as it is. */
function putRows() {
    const rows = at('pages').querySelector('.rows'), used = new Set(), placed = new Set(), pairs = pairsOf();
    const isBlank = cell => cell.classList.contains('blank');
    pairs.forEach((pair, i) => {
        const cells = cellsOf(pair, used), home = cells.map(cell => cell.parentElement).findLast(row => row && !placed.has(row));
        const row = home ?? make('div', { class: 'row' });
        placed.add(row);
        cells.forEach((cell, k) => {
            const there = row.children[k];
            if (there !== cell && !(there && isBlank(there) && isBlank(cell))) row.insertBefore(cell, there ?? null);
        });
        while (row.children.length > cells.length) row.lastChild.remove();
        if (rows.children[i] !== row) rows.insertBefore(row, rows.children[i] ?? null);
    });
    while (rows.children.length > pairs.length) rows.lastChild.remove();
}

function showPages() {
    near?.disconnect();
    near = new IntersectionObserver(changes => {
        for (const { target, isIntersecting } of changes) (isIntersecting ? drawSheet : dropSheet)(target.sheet);
    }, { root: at('pages'), rootMargin: '100% 100%' });
    shapes.clear();
    const hidden = draw('svg', { 'aria-hidden': 'true', id: 'shapes' });
    at('pages').replaceChildren(hidden, make('div', { class: 'rows' }));
    putRows();
    addTextsLater(allSheets().filter(keepsText));
    at('beside').hidden = !sheets.old.length;
    at('page-count').textContent = `／${sheets.now.length}页`;
    showBeside();
}

function showBeside() {
    const both = besides && sheets.old.length > 0;
    at('pages').className = both ? 'beside' : 'alone';
    at('beside').setAttribute('aria-pressed', String(both));
    showZoom();
}

const both = () => at('pages').className === 'beside';

/* Both pages of a pair in the width, or one; not so large that a line does not fit the eye. */
function fitScale() {
    const widest = sheets.now.concat(both() ? sheets.old : []).reduce((most, sheet) => Math.max(most, sheet.w / 100), 1);
    const n = both() ? 2 : 1;
    return Math.max(0.3, Math.min(1.4, (at('pages').clientWidth - 48 - 20 * (n - 1)) / n / widest));
}

const scale = () => (zoom ? zoom / 75 : fitScale()); // 100 %: a point is 4/3 pixels

function showZoom() {
    const seen = seenSheet();
    const from = seen && (at('pages').scrollTop - topOf(seen)) / seen.element.offsetHeight;
    at('pages').style.setProperty('--k', scale());
    at('zoom-fit').textContent = Math.round(scale() * 75) + '%';
    if (seen) at('pages').scrollTop = topOf(seen) + from * seen.element.offsetHeight;
}

function stepZoom(by) {
    const now = Math.round(scale() * 75);
    zoom = (by > 0 ? STEPS.find(step => step > now) : STEPS.findLast(step => step < now)) ?? (by > 0 ? STEPS.at(-1) : STEPS[0]);
    showZoom();
}

function fitZoom() {
    zoom = 0;
    showZoom();
}

/* ---- which page is seen */

const topOf = sheet => sheet.cell.getBoundingClientRect().top - at('pages').getBoundingClientRect().top + at('pages').scrollTop;

/* The first page of the issue that reaches below the upper third; found by halving, for there may be thousands. */
function seenSheet() {
    const now = sheets.now.filter(sheet => sheet.cell?.isConnected);
    const edge = at('pages').getBoundingClientRect().top + at('pages').clientHeight / 3;
    let low = 0, high = now.length - 1;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (now[middle].cell.getBoundingClientRect().bottom > edge) high = middle;
        else low = middle + 1;
    }
    return now[low];
}

function showSeen() {
    const seen = seenSheet();
    if (seen && document.activeElement !== at('page-label')) at('page-label').value = seen.label;
}

function scrollPages(top, left) {
    const pages = at('pages');
    const isFar = Math.abs(pages.scrollTop - top) > 2 * pages.clientHeight;
    pages.scrollTo({ top, left: left ?? pages.scrollLeft, behavior: isFar || still.matches ? 'instant' : 'smooth' });
}

function goPage(sheet) {
    if (!sheet) return;
    scrollPages(topOf(sheet) - 8);
    at('page-label').value = sheet.label;
}

function stepPage(by) {
    const seen = seenSheet();
    if (seen) goPage(sheets.now[seen.number + by]);
}

function typedPage() {
    const typed = at('page-label').value.trim();
    const sheet = sheets.now.find(one => one.label === typed) ?? sheets.now.find(one => one.label.includes(typed));
    if (sheet && typed) goPage(sheet);
    else say(`没有第${typed}页`);
}

function goPlace(place) {
    if (place.old && !both()) {
        besides = true;
        showBeside();
    }
    const sheet = sheetOf(place.old, place.page), pages = at('pages');
    if (!sheet?.cell?.isConnected) return;
    drawSheet(sheet);
    const k = scale() / 100, box = sheet.element.getBoundingClientRect(), frame = pages.getBoundingClientRect();
    const x = box.left - frame.left + place.x * k, y = box.top - frame.top + place.y * k;
    const isSeen = x >= 0 && x + place.w * k <= pages.clientWidth;
    scrollPages(pages.scrollTop + y - (pages.clientHeight - place.h * k) / 2, isSeen ? pages.scrollLeft : pages.scrollLeft + x - 40);
}

/* ---- places on pages */

function placeBox({ entry, place }) {
    const x = place.x / 100, y = place.y / 100, width = Math.max(place.w / 100, 2), height = Math.max(place.h / 100, 2);
    const g = draw('g', { class: `${entry.tint}${isTicked(entry) ? ' ticked' : ''}${current[entry.list] === entry && tab === entry.list ? ' current' : ''}` },
        draw('rect', { class: 'place', x: x - 1, y: y - 1, width: width + 2, height: height + 2 }),
        draw('line', { class: 'foot', x1: x, x2: x + width, y1: y + height + 1, y2: y + height + 1 }));
    const name = draw('text', { class: 'number', x: x + width + 1, y: y + 2 }, placeName(entry));
    g.append(name);
    return g;
}

const placeName = entry => ({ findings: '', changes: '改', marks: '批' })[entry.list] + entry.e.n;

function hitBoxes(number, sheet) {
    return partsOf(hits.list[number]).filter(part => part.sheet === sheet).map(({ item, from, to }) => {
        const stops = stopsOf(item), size = item.s / 100, x = item.x / 100, y = item.y / 100;
        return draw('rect', { class: number === hits.at ? 'hit at' : 'hit', x: x + stops[from] / 100, y: y - ASCENT * size,
            width: Math.max(1, (stops[to] - stops[from]) / 100), height: size, transform: item.t ? `rotate(${-90 * item.t} ${x} ${y})` : null });
    });
}

function showPlacesOf(sheet) {
    if (!sheet.places) return;
    const shown = sheet.entries.filter(({ entry }) => passes(entry));
    sheet.places.replaceChildren(...hitsOn(sheet).flatMap(number => hitBoxes(number, sheet)), ...shown.map(placeBox));
}

const allSheets = () => sheets.now.concat(sheets.old);

function showPlaces() {
    allSheets().forEach(showPlacesOf);
}

/* The smallest place under the pointer: what lies within another is reached too. */
function entryUnder(event) {
    const sheet = event.target.closest?.('.page')?.sheet;
    if (!sheet) return null;
    const box = sheet.element.getBoundingClientRect(), k = scale() / 100;
    const x = (event.clientX - box.left) / k, y = (event.clientY - box.top) / k, near = 150;
    const under = sheet.entries.filter(({ entry, place }) => passes(entry) && x >= place.x - near && x <= place.x + place.w + near &&
        y >= place.y - near && y <= place.y + place.h + near);
    under.sort((a, b) => a.place.w * a.place.h - b.place.w * b.place.h);
    return { sheet, x, y, entry: under[0]?.entry ?? null };
}

function itemUnder({ sheet, x, y }) {
    for (const item of sheet.items) {
        if (item.k !== 'g' || !item.p) continue;
        const turns = [[1, 0], [0, -1], [-1, 0], [0, 1]][(item.t ?? 0) & 3];
        const along = (x - item.x) * turns[0] + (y - item.y) * turns[1], across = (y - item.y) * turns[0] - (x - item.x) * turns[1];
        const stops = stopsOf(item);
        if (across < -ASCENT * item.s || across > 0.2 * item.s || along < 0 || along > stops[item.chars.length]) continue;
        return { item, char: Math.max(0, stops.findLastIndex((stop, i) => i < item.chars.length && stop <= along)) };
    }
    return null;
}

/* A run's p: its file, line and column, then index, line and column wherever the source does not simply go on; line 0 is none. */
function sourceOf(item, char) {
    let at = 0, [, line, column] = item.p;
    for (let i = 3; i + 2 < item.p.length && item.p[i] <= char; i += 3) [at, line, column] = item.p.slice(i, i + 3);
    return line ? { line, column: column + char - at } : null;
}

function clickPage(event) {
    if (!getSelection().isCollapsed) return;
    const under = entryUnder(event);
    if (!under) return;
    if (under.entry) return choose(under.entry, { focus: true, go: false });
    const on = itemUnder(under), place = on && sourceOf(on.item, on.char);
    if (place) named(listOf(under.sheet.shared.files)[on.item.p[0]] ?? '', place.line, place.column);
}

/* What a click on a word is told by. */
function named(file, line, column) {
    say(`${file}　第${line}行第${column}字`);
    window.gongbaoDesk.named?.(file, line, column);
}

/* ---- filters */

const WHAT = {
    level: { name: '级别', of: entry => entry.e.level },
    rule: { name: '规则', of: entry => entry.e.rule },
    kind: { name: '种类', of: entry => (entry.list === 'marks' ? KINDS[entry.e.kind] ?? entry.e.kind : entry.e.kind) },
    doc: { name: '文稿', of: entry => entry.doc },
    reader: { name: '审读人', of: entry => entry.e.author },
    done: { name: '处理', of: entry => (isTicked(entry) ? '已勾' : '未勾') },
};
const FILTERS = { findings: ['level', 'rule', 'doc', 'done'], changes: ['kind', 'doc', 'done'], marks: ['reader', 'kind', 'doc', 'done'] };

const passes = entry => Object.entries(filters[entry.list]).every(([what, wanted]) => wanted === null || String(WHAT[what].of(entry) ?? '') === wanted);

function filterOf(what) {
    const values = what === 'done' ? ['未勾', '已勾'] : [...new Set(lists[tab].map(entry => String(WHAT[what].of(entry) ?? '')))];
    if (what === 'doc' || what === 'rule') values.sort();
    const wanted = filters[tab][what] ?? null;
    if (wanted !== null && !values.includes(wanted)) values.push(wanted);
    const select = make('select', { 'aria-label': WHAT[what].name, 'data-what': what },
        make('option', { value: '*' }, WHAT[what].name + '：全部'), ...values.map(value => make('option', { value: '=' + value }, value || '（无）')));
    select.value = wanted === null ? '*' : '=' + wanted;
    select.addEventListener('change', () => {
        filters[tab][what] = select.value === '*' ? null : select.value.slice(1);
        showEntries();
        showPlaces();
    });
    return select;
}

/* ---- lists */

function showTabs() {
    const had = document.activeElement?.closest?.('#tabs');
    at('tabs').replaceChildren(...Object.entries(LISTS).map(([list, name]) => {
        const left = lists[list].filter(entry => !isTicked(entry)).length;
        const button = make('button', { type: 'button', role: 'tab', id: 'tab-' + list, 'aria-selected': String(list === tab), 'aria-controls': 'panel',
            tabindex: list === tab ? 0 : -1, title: `${lists[list].length}条，未勾${left}条` }, name, make('span', null, String(left)));
        button.addEventListener('click', () => showTab(list));
        return button;
    }));
    at('panel').setAttribute('aria-labelledby', 'tab-' + tab);
    if (had) at('tab-' + tab).focus();
}

function showTab(list) {
    tab = list;
    waiving = null;
    showFilters();
    showEntries();
    showPlaces();
}

const showFilters = () => at('filters').replaceChildren(...FILTERS[tab].map(filterOf));

const cut = (text, n) => (text.length > n ? Array.from(text).slice(0, n).join('') + '…' : text);
const quoted = text => (text ? `“${cut(String(text), 60)}”` : '');

function whereOf(entry) {
    const place = entry.places[0], e = entry.e;
    const label = place && sheetOf(place.old, place.page).label;
    const page = place ? (place.old ? '上一校' : '') + (/^\d+$/.test(label) ? `第${label}页` : label) : '';
    return [page, e.file ? `${e.file}:${e.line ?? ''}` : entry.doc].filter(Boolean).join('　');
}

function bodyOfFinding({ e }) {
    return [make('span', { class: 'said' }, quoted(e.text)), make('span', { class: 'words' }, e.words ?? ''),
        e.proposal ? make('span', { class: 'said' }, '→ ', make('ins', null, cut(e.proposal, 200))) : null];
}

function bodyOfChange({ e }) {
    return [make('span', { class: 'said' }, e.old ? make('del', null, cut(e.old, 200)) : '', e.old && e.new ? ' → ' : '', e.new ? make('ins', null, cut(e.new, 200)) : '')];
}

function effectOf(e) {
    if (e.effect === 'delete') return '删去';
    if (e.effect === 'replace') return '改为';
    return e.effect === 'insert' ? '插入' : '';
}

function bodyOfMark({ e }) {
    const answers = listOf(e.answers).map(answer => make('span', { class: 'words' }, `答复　${[answer.author, answer.state, answer.words].filter(Boolean).join('　')}`));
    const notes = [e.unplaced ? UNPLACED[e.unplaced] ?? e.unplaced : '', e.near ? '大致在此' : '', e.same ? `同第${e.same}条` : '',
        listOf(e.contrary).length ? `同第${e.contrary.join('、')}条矛盾` : '', e.answers_finding ? `答提示${e.answers_finding}` : '', e.state ?? ''].filter(Boolean);
    return [make('span', { class: 'said' }, quoted(e.text)), e.words && e.words !== e.new ? make('span', { class: 'words' }, e.words) : null,
        e.effect ? make('span', { class: 'said' }, '→ ', effectOf(e), e.new ? make('ins', null, cut(e.new, 200)) : '') : null, ...answers,
        notes.length ? make('span', { class: 'words' }, notes.join('；')) : null,
        make('span', { class: 'where' }, [e.author, (e.date ?? '').slice(0, 16).replace('T', ' ')].filter(Boolean).join('　'))];
}

const BODIES = { findings: bodyOfFinding, changes: bodyOfChange, marks: bodyOfMark };
const sortOf = entry => (entry.list === 'findings' ? entry.e.level : WHAT.kind.of(entry)) ?? '';

function goButton(entry) {
    const isCurrent = current[tab] === entry;
    const button = make('button', { type: 'button', class: 'go', 'aria-current': isCurrent ? 'true' : null,
        tabindex: isCurrent || (!entries.includes(current[tab]) && entries[0] === entry) ? 0 : -1 },
        make('span', { class: 'sort' }, sortOf(entry), make('small', null, String(entry.e.n ?? ''))), ...BODIES[entry.list](entry).filter(part => part?.textContent),
        make('span', { class: 'where' }, whereOf(entry)));
    button.addEventListener('click', () => choose(entry, { focus: true, go: true }));
    return button;
}

function tickBox(entry) {
    const box = make('input', { type: 'checkbox', tabindex: current[tab] === entry ? 0 : -1, 'aria-label': `第${entry.e.n}条已看` });
    box.checked = isTicked(entry);
    box.addEventListener('change', () => tick(entry, 'box'));
    return make('label', { class: 'tick', title: '已看　x' }, box);
}

function reasonField(entry) {
    const field = make('input', { 'aria-label': '放行的理由', placeholder: '放行的理由（必须写）', value: entry.written ?? tickOf(entry).reason ?? '', autocomplete: 'off', maxlength: 500 });
    const done = () => {
        if (!field.value.trim()) {
            field.setAttribute('aria-invalid', 'true');
            say('放行要写理由');
            return field.focus();
        }
        waiving = entry.written = null;
        decide(entry, { done: true, act: 'waive', reason: field.value.trim() });
    };
    field.addEventListener('input', () => (entry.written = field.value)); // the row may be made anew
    field.addEventListener('keydown', event => {
        if (event.isComposing) return;
        if (event.key === 'Enter') done();
        if (event.key === 'Escape') stopWaiving();
    });
    const ok = make('button', { type: 'button' }, '放行'), no = make('button', { type: 'button' }, '取消');
    ok.addEventListener('click', done);
    no.addEventListener('click', stopWaiving);
    return [field, ok, no];
}

const canWaive = ({ list, e }) => list === 'findings' && e.level in LETTERS && Boolean(e.file ?? e.id);
const canDo = ({ list }) => list === 'marks';

function actButton(words, key, isOn, act) {
    const button = make('button', { type: 'button', 'aria-pressed': String(isOn), title: `${words}　${key}` }, words);
    button.addEventListener('click', act);
    return button;
}

function actsOf(entry) {
    const { act, reason } = tickOf(entry), isCurrent = current[tab] === entry;
    if (!isCurrent && !act) return null;
    const parts = waiving === entry ? reasonField(entry) : [];
    if (isCurrent && waiving !== entry && canWaive(entry)) parts.push(actButton('放行', 'w', act === 'waive', () => waive(entry)));
    if (isCurrent && canDo(entry)) parts.push(actButton('做', 'a', act === 'do', () => accept(entry)));
    if (act === 'waive' && waiving !== entry) parts.push(make('p', null, '放行：' + (reason ?? '')));
    if (act === 'do' && !isCurrent) parts.push(make('p', null, '做'));
    return parts.length ? make('div', { class: 'acts' }, ...parts) : null;
}

function rowOfEntry(entry) {
    const row = make('li', { class: `entry ${entry.tint}${isTicked(entry) ? ' ticked' : ''}${current[tab] === entry ? ' current' : ''}` },
        goButton(entry), tickBox(entry), actsOf(entry));
    entry.row = row;
    return row;
}

const NOTHING = { findings: '没有查出问题。', changes: '没有改动。', marks: '没有批注。' };
const whyNothing = () => (lists[tab].length ? '照所选的条件没有。' : data.live?.lists === 0 ? '正在查。' : NOTHING[tab]); // lists come behind their pages

function showShown() {
    const all = lists[tab], n = all.filter(isTicked).length;
    at('shown').textContent = all.length === 0 ? '' : `${entries.length === all.length ? '共' : `${entries.length}条，共`}${all.length}条，已勾${n}条`;
}

/* The list anew: what was focused in it is focused again. */
function showEntries() {
    const focused = document.activeElement, had = at('entries').contains(focused);
    const role = focused?.type === 'checkbox' ? '.tick input' : '.go';
    const top = at('entries').scrollTop;
    entries = lists[tab].filter(passes);
    if (!entries.includes(waiving)) waiving = null;
    at('entries').replaceChildren(...entries.map(rowOfEntry));
    if (entries.length === 0) at('entries').append(make('li', { class: 'nothing' }, whyNothing()));
    at('entries').scrollTop = top;
    showTabs();
    showShown();
    if (!had || !entries.includes(current[tab])) return;
    current[tab].row.querySelector(role)?.focus({ preventScroll: true });
    current[tab].row.scrollIntoView({ block: 'nearest' });
}

/* Only the two rows that change are made anew: a list may have thousands. */
function showRow(entry) {
    if (!entry?.row?.isConnected) return;
    const old = entry.row;
    old.replaceWith(rowOfEntry(entry));
}

function choose(entry, { focus, go }) {
    if (entry.list !== tab) showTab(entry.list);
    const last = current[tab];
    if (waiving !== entry) waiving = null;
    current[tab] = entry;
    if (last !== entry) showRow(last);
    if (!last && entries[0] !== entry) showRow(entries[0]);
    showRow(entry);
    entry.row.scrollIntoView({ block: 'nearest' });
    if (focus) entry.row.querySelector('.go').focus({ preventScroll: true });
    const places = new Set([last, entry].flatMap(one => one?.places.map(place => sheetOf(place.old, place.page)) ?? []));
    places.forEach(showPlacesOf);
    const place = entry.places.find(one => !one.old) ?? entry.places[0];
    if (go && place) goPlace(place);
    else if (go) say('这一条没有落到页上');
}

function step(by) {
    if (entries.length === 0) return;
    const now = entries.indexOf(current[tab]);
    const next = now < 0 ? (by > 0 ? 0 : entries.length - 1) : Math.min(entries.length - 1, Math.max(0, now + by));
    choose(entries[next], { focus: true, go: true });
}

/* ---- what is done with an entry */

/* A filter may take the entry out of the list: then the one that stands in its place is the next. */
function decide(entry, value) {
    const place = entries.indexOf(entry);
    setTick(entry, value);
    if (entry === current[tab] && !entries.includes(entry) && entries.length) choose(entries[Math.min(place, entries.length - 1)], { focus: true, go: true });
    else if (entries.includes(entry) && entry === current[tab] && !at('entries').contains(document.activeElement)) entry.row.querySelector('.go').focus();
}

function tick(entry, by) {
    const value = tickOf(entry);
    if (by === 'box') current[tab] ??= entry;
    decide(entry, value.done ? {} : { done: true });
    say(`第${entry.e.n}条${value.done ? '：不再勾着' : '已看'}`);
}

function accept(entry) {
    if (!canDo(entry)) return say('“做”是批注的；这一条可以勾（x）' + (canWaive(entry) ? '或放行（w）' : ''));
    const isOn = tickOf(entry).act === 'do';
    decide(entry, isOn ? {} : { done: true, act: 'do' });
    say(`第${entry.e.n}条${isOn ? '：不做' : '：做'}`);
}

function waive(entry) {
    if (!canWaive(entry)) return say(entry.list === 'findings' ? '程序的警告不能放行' : '放行是查出的问题的；这一条可以勾（x）');
    if (tickOf(entry).act === 'waive') {
        decide(entry, {});
        return say(`第${entry.e.n}条：不放行`);
    }
    waiving = entry;
    showRow(entry);
    entry.row.querySelector('.acts input').focus();
}

function stopWaiving() {
    const entry = waiving;
    waiving = entry.written = null;
    showRow(entry);
    entry.row.querySelector('.go').focus();
}

/* ---- search: blanks and width do not count, lines and pages may end anywhere */

const hits = { list: [], at: -1, length: 0 }; // where they begin in the folded text
const fold = text => text.normalize('NFKC').toLowerCase().replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '');

/* The text of all pages, folded; where each run and each page begins in it. What lies in a run is worked out when it is asked for. */
function index() {
    if (index.made) return index.made;
    const texts = [], runs = [], starts = [], pages = [];
    let n = 0;
    for (const sheet of sheets.now) {
        pages.push(n);
        for (const item of sheet.items) {
            const folded = item.k === 'g' && !item.a ? item.chars.map(fold).join('') : '';
            if (!folded) continue;
            texts.push(folded);
            runs.push([sheet, item]);
            starts.push(n);
            n += folded.length;
        }
    }
    return (index.made = { text: texts.join(''), runs, starts, pages: pages.concat(n) });
}

/* The last one that begins at the position or before it. */
function lastUpTo(starts, position) {
    let low = 0, high = starts.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= position) low = middle;
        else high = middle - 1;
    }
    return low;
}

/* Of a run's folded text the characters that [begin, end) lies in. */
function charsIn(item, begin, end) {
    let at = 0, from = -1, to = 0;
    item.chars.forEach((char, i) => {
        const next = at + fold(char).length;
        if (next > begin && at < end && next > at) [from, to] = [from < 0 ? i : from, i + 1];
        at = next;
    });
    return { from, to };
}

function partsOf(begin) {
    const made = index(), end = begin + hits.length, parts = [];
    for (let i = lastUpTo(made.starts, begin); i < made.starts.length && made.starts[i] < end; i++) {
        const [sheet, item] = made.runs[i];
        parts.push({ sheet, item, ...charsIn(item, begin - made.starts[i], end - made.starts[i]) });
    }
    return parts;
}

/* Of a page the hits that touch it, as numbers. */
function hitsOn(sheet) {
    if (sheet.old || hits.list.length === 0) return [];
    const { pages } = index(), touching = [];
    let i = lastUpTo(hits.list, pages[sheet.number] - hits.length + 1);
    for (; i < hits.list.length && hits.list[i] < pages[sheet.number + 1]; i++) if (hits.list[i] + hits.length > pages[sheet.number]) touching.push(i);
    return touching;
}

function search(goes = true) {
    const wanted = fold(at('query').value), { text, pages } = index();
    Object.assign(hits, { list: [], at: -1, length: wanted.length });
    for (let from = 0; wanted && (from = text.indexOf(wanted, from)) >= 0; from += wanted.length) hits.list.push(from);
    const seen = seenSheet();
    if (hits.list.length && goes) goHit(Math.max(0, hits.list.findIndex(begin => begin >= pages[seen?.number ?? 0])));
    else showHits();
}

function showHits() {
    const n = hits.list.length;
    at('hits').textContent = !fold(at('query').value) ? '' : n === 0 ? '没有' : `${hits.at + 1}／${n}`;
    at('hit-on').disabled = at('hit-back').disabled = n === 0;
    showPlaces();
}

function goHit(number) {
    hits.at = number;
    showHits();
    const { sheet, item, from, to } = partsOf(hits.list[number])[0], stops = stopsOf(item);
    const across = item.t & 1;
    goPlace({ old: false, page: sheet.number, x: item.x + (across ? 0 : stops[from]), y: item.y - item.s, w: across ? item.s : stops[to] - stops[from], h: item.s });
}

function stepHit(by) {
    if (at('query').value !== search.last) return void ((search.last = at('query').value), search());
    if (hits.list.length) goHit((hits.at + by + hits.list.length) % hits.list.length);
}

/* ---- files out and in */

const FORMAT = 'gongbao desk ticks';
const textOf = value => JSON.stringify(value, null, 2) + '\n';
const shell = text => "'" + text.replaceAll("'", "'\\''") + "'";

function markObject({ e }) {
    const { n: _n, at: _at, doc: _doc, ...own } = e;
    return own;
}

const findingObject = ({ e }) => ({ file: e.file ?? null, line: e.line ?? null, column: e.column ?? null, length: e.length ?? null, rule: e.rule,
    level: LETTERS[e.level] ?? 'W', text: e.text ?? null, message: e.words ?? null, proposal: e.proposal ?? null });

function download(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = make('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function exportRow(words, name, value, command) {
    const button = make('button', { type: 'button', 'data-file': name }, '导出');
    button.addEventListener('click', () => {
        download(name, textOf(value));
        isUnsaved = false;
    });
    return make('li', null, make('span', null, words), button, command ? make('code', null, command) : null);
}

/* check takes one reason a run: what was waived for another goes into another file. */
function waivedRows(stem) {
    const waived = lists.findings.filter(entry => tickOf(entry).act === 'waive');
    const reasons = [...new Set(waived.map(entry => tickOf(entry).reason ?? ''))];
    return reasons.map((reason, i) => {
        const own = waived.filter(entry => (tickOf(entry).reason ?? '') === reason), name = `${stem}-accept${i ? '-' + (i + 1) : ''}.json`;
        return exportRow(`放行的${own.length}处：${cut(reason, 40)}`, name, own.map(findingObject), `gongbao check ${shell(data.issue)} --accept=${name} --reason=${shell(reason)}`);
    });
}

function openFiles() {
    const stem = String(data.issue ?? 'issue').replace(/[^\p{L}\p{N}._-]+/gu, '_');
    const wanted = lists.marks.filter(entry => tickOf(entry).act === 'do');
    const rows = waivedRows(stem);
    if (wanted.length)
        rows.unshift(exportRow(`要做的${wanted.length}条批注`, `${stem}-marks.json`, wanted.map(markObject),
            `gongbao marks ${shell(data.issue)} ${[...new Set(wanted.map(({ e }) => e.proof).filter(Boolean))].map(shell).join(' ') || '校样'} --apply=${stem}-marks.json --write`));
    if (rows.length === 0) rows.push(make('li', null, '还没有放行的问题，也没有要做的批注。'));
    rows.push(exportRow(`全部勾选，${Object.keys(ticks).length}条，可以再导入`, `${stem}-ticks.json`, { format: FORMAT, version: 1, issue: data.issue, identity: data.identity, ticks }));
    at('exports').replaceChildren(...rows);
    at('files-box').showModal();
}

function takeTicks(value) {
    const known = new Set(Object.values(lists).flat().map(entry => entry.key));
    let n = 0;
    for (const [key, tick] of Object.entries(value)) {
        if (!known.has(key) || !isObject(tick)) continue;
        ticks[key] = { done: true };
        if (tick.act === 'do' || tick.act === 'waive') ticks[key].act = tick.act;
        if (typeof tick.reason === 'string') ticks[key].reason = tick.reason;
        n++;
    }
    return [n, Object.keys(value).length];
}

/* The one at the same line, else any of the same rule and text: lines may have moved since. */
function sameEntry(object) {
    const isFinding = 'rule' in object;
    const same = lists[isFinding ? 'findings' : 'marks'].filter(({ e }) => (isFinding
        ? e.rule === object.rule && (e.file ?? null) === (object.file ?? null) && (e.text ?? null) === (object.text ?? null)
        : ['file', 'kind', 'text', 'words', 'author', 'column', 'length'].every(name => (e[name] ?? null) === (object[name] ?? null))));
    return same.find(({ e }) => e.line === object.line && e.column === object.column) ?? same[0];
}

function takeObjects(objects) {
    let n = 0;
    for (const object of objects) {
        const entry = isObject(object) ? sameEntry(object) : null;
        if (!entry || !(canDo(entry) || canWaive(entry))) continue;
        ticks[entry.key] = canDo(entry) ? { done: true, act: 'do' } : { done: true, act: 'waive', reason: tickOf(entry).reason ?? '' };
        n++;
    }
    return [n, objects.length];
}

async function importFile() {
    const file = at('import').files[0];
    if (!file) return;
    let counts;
    try {
        const value = JSON.parse(await file.text());
        counts = Array.isArray(value) ? takeObjects(value) : value.format === FORMAT && isObject(value.ticks) ? takeTicks(value.ticks) : null;
    } catch {
        counts = null;
    }
    at('import').value = '';
    if (!counts) return say('这不是从这里导出的文件');
    saveTicks();
    showEntries();
    showPlaces();
    at('files-box').close();
    say(counts[0] === counts[1] ? `导入了${counts[0]}条` : `导入了${counts[0]}条；另有${counts[1] - counts[0]}条在这里没有`);
}

/* ---- on paper */

function printedTable(list) {
    const row = entry => make('tr', null, make('td', null, String(entry.e.n)), make('td', null, sortOf(entry)), make('td', null, whereOf(entry)),
        make('td', null, ...BODIES[list](entry).filter(part => part?.textContent).map(part => make('div', null, part))),
        make('td', null, isTicked(entry) ? { do: '做', waive: '放行：' + (tickOf(entry).reason ?? '') }[tickOf(entry).act] ?? '已看' : ''));
    const heads = ['', '', '在哪里', '', '处理'].map(head => make('th', { scope: head ? 'col' : null }, head));
    const shown = lists[list].filter(passes);
    return shown.length ? [make('h2', null, LISTS[list]), make('table', null, make('thead', null, make('tr', null, ...heads)), make('tbody', null, ...shown.map(row)))] : [];
}

function beforePrint() {
    near.disconnect();
    sheets.now.forEach(drawSheet);
    at('printed').replaceChildren(...Object.keys(LISTS).flatMap(printedTable));
}

function afterPrint() {
    at('printed').replaceChildren();
    for (const sheet of allSheets()) {
        dropSheet(sheet);
        if (sheet.element) near.observe(sheet.element);
    }
}

/* ---- keys */

const HELP = [['j　↓', '下一条'], ['k　↑', '上一条'], ['Enter', '到这一条的地方'], ['x　空格', '已看，或不再勾着'], ['w', '放行（问题），写理由'], ['a', '做（批注）'],
    ['1　2　3', '问题，改动，批注'], ['/', '找字'], ['n　N', '下一处，上一处'], ['[　]', '前一页，后一页'], ['+　-　0', '放大，缩小，合适'], ['b', '并排，不并排'],
    ['e', '导出，导入'], ['Esc', '离开找字、理由'], ['?', '这份说明']];

const withCurrent = act => () => {
    const entry = entries.includes(current[tab]) ? current[tab] : null;
    if (entry) act(entry);
    else say('先选一条（j）');
};

const KEYS = {
    j: () => step(1), k: () => step(-1), x: withCurrent(entry => tick(entry, 'key')), a: withCurrent(accept), w: withCurrent(waive),
    1: () => showTab('findings'), 2: () => showTab('changes'), 3: () => showTab('marks'),
    n: () => stepHit(1), N: () => stepHit(-1), '[': () => stepPage(-1), ']': () => stepPage(1), '+': () => stepZoom(1), '=': () => stepZoom(1),
    '-': () => stepZoom(-1), 0: fitZoom, b: () => at('beside').hidden || at('beside').click(), e: openFiles, '/': () => at('query').select(), '?': openHelp,
};
/* These have a meaning of the browser's own in a field, on a button or where pages scroll. */
const PLAIN = { ArrowDown: KEYS.j, ArrowUp: KEYS.k, ' ': KEYS.x, Enter: withCurrent(entry => choose(entry, { focus: true, go: true })) };

function openHelp() {
    at('keys').replaceChildren(...HELP.map(([keys, words]) => make('div', null, make('dt', null, ...keys.split('　').map(key => make('kbd', null, key))), make('dd', null, words))));
    at('single').checked = single;
    at('help-box').showModal();
}

const isTyping = element => element.matches('textarea, select, input:not([type="checkbox"])') || element.isContentEditable;

function pressTab(event) {
    const names = Object.keys(LISTS), by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return false;
    at('tab-' + tab).focus();
    showTab(names[(names.indexOf(tab) + by + names.length) % names.length]);
    return true;
}

/* True when the key did something of ours. */
function press(event) {
    const on = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]') || isTyping(on)) return false;
    if (on.closest('#tabs') && pressTab(event)) return true;
    const isGo = on.matches('.go') || on === document.body || on === at('lists');
    const act = event.key in PLAIN ? isGo && PLAIN[event.key] : single && Object.hasOwn(KEYS, event.key) && KEYS[event.key];
    if (!act) return false;
    act();
    return true;
}

function listen() {
    const clicks = { 'hit-on': () => stepHit(1), 'hit-back': () => stepHit(-1), 'page-on': () => stepPage(1), 'page-back': () => stepPage(-1),
        'zoom-in': () => stepZoom(1), 'zoom-out': () => stepZoom(-1), 'zoom-fit': fitZoom, files: openFiles, print: () => window.print(), help: openHelp,
        beside: () => ((besides = !besides), showBeside()) };
    for (const [id, act] of Object.entries(clicks)) at(id).addEventListener('click', act);
    addEventListener('keydown', event => press(event) && event.preventDefault());
    at('find').addEventListener('submit', event => event.preventDefault());
    at('query').addEventListener('input', () => {
        clearTimeout(search.timer);
        search.timer = setTimeout(() => ((search.last = at('query').value), search()), 150);
    });
    at('query').addEventListener('keydown', event => {
        if (event.isComposing) return;
        if (event.key === 'Enter') stepHit(event.shiftKey ? -1 : 1);
        if (event.key === 'Escape') at('pages').focus();
    });
    at('page-label').addEventListener('keydown', event => event.key === 'Enter' && !event.isComposing && typedPage());
    at('pages').addEventListener('click', clickPage);
    at('pages').addEventListener('pointermove', event => {
        const under = entryUnder(event);
        under?.sheet.element.classList.toggle('link', Boolean(under.entry));
    });
    at('pages').addEventListener('scroll', () => (listen.frame ??= requestAnimationFrame(() => ((listen.frame = null), showSeen()))), { passive: true });
    at('import').addEventListener('change', importFile);
    at('single').addEventListener('change', () => keep('gongbao-desk:keys', (single = at('single').checked)));
    new ResizeObserver(showZoom).observe(at('pages'));
    addEventListener('beforeprint', beforePrint);
    addEventListener('afterprint', afterPrint);
    addEventListener('beforeunload', event => isUnsaved && event.preventDefault());
    addEventListener('storage', event => {
        if (event.key !== storeKey()) return;
        loadTicks();
        showEntries();
        showPlaces();
    });
}

/* ---- the beginning, and whenever there are new data */

function show(value) {
    const was = waiving;
    adopt(value);
    waiving = lists.findings.find(entry => entry.key === was?.key) ?? null;
    if (waiving) waiving.written = was.written;
    loadTicks();
    document.title = data.title ?? '';
    at('title').textContent = data.title ?? '';
    at('round').textContent = data.round ?? '';
    tab = lists[tab].length ? tab : Object.keys(LISTS).find(list => lists[list].length) ?? 'findings';
    showPages();
    showFilters();
    showEntries();
    search();
    showSeen();
}

single = load('gongbao-desk:keys') !== false;
let given = null;
try {
    given = JSON.parse(at('data').textContent);
} catch {
    at('pages').append(make('p', null, '这个文件不完整：里面的数据读不出。请重新生成。'));
}
if (given) {
    at('data').remove();
    show(given);
    listen();
}
/* ---- a page that lives: some pages anew, the lists anew */

function takeShared(value) {
    listOf(value.faces).forEach((face, i) => {
        data.faces[i] ??= { em: face.em, glyphs: {} };
        Object.assign(data.faces[i].glyphs, face.glyphs);
    });
    data.images = listOf(data.images).slice(0, value.images_before ?? 0).concat(listOf(value.images));
    data.inks = value.inks;
    data.files = value.files;
}

/* A page that looks as one did has its number, and its places where they are others. */
function takeSheet(given, i, was) {
    if (isObject(given) && given.items) return adoptSheet(given, i, false);
    const sheet = was[isObject(given) ? given.as : given];
    sheet.number = i;
    if (isObject(given)) sheet.items.forEach((item, k) => (item.p = given.p[k] ?? undefined));
    return sheet;
}

/* What an item looks like, wherever it stands; a run keeps its form. */
const formOf = item => (item.form ??= JSON.stringify([item.k, item.t, item.i, item.f, item.s, item.w, item.h, item.n, item.g]));
const isWhereItWas = (a, b) => a.x === b.x && a.y === b.y;

/* The pictures of the items that are the same at both ends stay, those behind are moved if need be, the others are drawn. */
function redraw(sheet, old) {
    const a = old.items, b = sheet.items, most = Math.min(a.length, b.length), parts = [...sheet.glyphs.children];
    let head = 0, tail = 0;
    while (head < most && isWhereItWas(a[head], b[head]) && formOf(a[head]) === formOf(b[head])) head++;
    while (tail < most - head && (b[b.length - 1 - tail].k === 'g' || isWhereItWas(a[a.length - 1 - tail], b[b.length - 1 - tail])) && formOf(a[a.length - 1 - tail]) === formOf(b[b.length - 1 - tail])) tail++;
    for (let i = 1; i <= tail; i++) {
        if (isWhereItWas(a[a.length - i], b[b.length - i])) continue;
        parts[a.length - i].setAttribute('transform', runTransform(b[b.length - i], sheet.shared));
    }
    const behind = parts[a.length - tail] ?? null;
    parts.slice(head, a.length - tail).forEach(part => part.remove());
    b.slice(head, b.length - tail).forEach(item => sheet.glyphs.insertBefore(drawItem(item, sheet.shared), behind));
}

/* A new page takes the place of one that is gone, and of its picture what still holds. */
function inherit(sheet, old) {
    for (const name of ['element', 'cell', 'glyphs', 'places']) sheet[name] = old[name];
    sheet.element.sheet = sheet;
    old.text?.remove();
    if (sheet.glyphs) redraw(sheet, old);
    old.element = old.cell = old.glyphs = old.places = null;
}

const canInherit = (sheet, old) => old && !sheet.cell && old.cell && sheet.w === old.w && sheet.h === old.h && sheet.label === old.label;

/* Until the lists say it anew, what takes the place of a page lies beside what that lay beside. */
function carryPairs(value) {
    const befores = value.pages.map(given => (isObject(given) ? given.as : given)), taken = new Set(befores);
    const beside = new Map(listOf(data.pairs).map(([a, b, became]) => [b, [a, became]]));
    data.pairs = befores.map((before, i) => {
        const [a, became] = beside.get(before ?? (taken.has(i) ? -1 : i)) ?? [-1, 'added'];
        return [a, i, became];
    });
}

function takePlaces(was) {
    const now = new Set(sheets.now);
    sheets.now.forEach((sheet, i) => !now.has(was[i]) && canInherit(sheet, was[i]) && inherit(sheet, was[i]));
    for (const sheet of was) {
        if (now.has(sheet) || !sheet.cell) continue;
        near.unobserve(sheet.element);
        sheet.cell.remove();
    }
}

/* The invisible texts can wait until what is seen has been shown. */
function fitLater(list) {
    setTimeout(() => {
        for (const sheet of list) if (sheet.glyphs) fitText(sheet);
        addTextsLater(list.filter(sheet => !sheet.text));
    }, 60);
}

/* value.pages: of each page its number until now, {as: that number, p: places}, or a new one. */
function update(value) {
    const was = sheets.now;
    if (!was.length) return false;
    takeShared(value);
    carryPairs(value);
    sheets.now = value.pages.map((given, i) => takeSheet(given, i, was));
    placeEntries();
    takePlaces(was);
    putRows();
    index.made = null;
    at('page-count').textContent = `／${sheets.now.length}页`;
    fitLater(sheets.now.filter(sheet => !sheet.text));
    if (fold(at('query').value)) search(false);
    else showPlaces();
    showSeen();
    return true;
}

/* False while a reason is being written: what is typed is not to be lost. */
function updateLists(value) {
    if (waiving) return false;
    Object.assign(data, value);
    data.live.lists++;
    adoptLists();
    putRows();
    showFilters();
    showEntries();
    showPlaces();
    return true;
}

const isSeen = place => {
    const sheet = sheetOf(false, place.page), frame = at('pages').getBoundingClientRect(), k = scale() / 100;
    const top = sheet?.element?.getBoundingClientRect().top + place.y * k;
    return top >= frame.top && top + place.h * k <= frame.bottom;
};

function flash(place) {
    const sheet = sheetOf(false, place.page);
    if (!sheet?.places) return;
    const box = draw('rect', { class: 'changed', x: place.x / 100 - 2, y: place.y / 100 - 2, width: place.w / 100 + 4, height: place.h / 100 + 4 });
    sheet.places.append(box);
    setTimeout(() => box.remove(), 1600);
}

window.gongbaoDesk = { make, show, update, updateLists, isSeen, goPlace, flash, say, named: null, live: given?.live };
})();
