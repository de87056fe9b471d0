// desk.mjs FILE.html FOLDER CHROMIUM [shots]: drives the desk as a proof-reader does, by keys and by the pointer, and holds what comes
// out against the data in the file. Exports are left in FOLDER. Run where the packages playwright-core and axe-core are.
import fs from 'fs';
import path from 'path';
import { pathToFileURL } from 'url';
import { createRequire } from 'module';
import { chromium } from 'playwright-core';
const [file, folder, executablePath, shots] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(file, 'utf8').match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1]);
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const address = pathToFileURL(path.resolve(file)).href;
const before = data.before?.pages ?? [];
const LETTERS = { 错: 'E', 疑: 'W', 注意: 'I' };
let n = 0, wrong = 0;

function check(is, words, more) {
    n++;
    if (is) return;
    wrong++;
    console.log('WRONG:', words, more === undefined ? '' : JSON.stringify(more).slice(0, 400));
}
const same = (a, b, words) => check(JSON.stringify(a) === JSON.stringify(b), words, { is: a, wanted: b });

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'] });

async function open(size, options = {}) {
    const context = await browser.newContext({ viewport: size, acceptDownloads: true, ...options });
    const page = await context.newPage();
    page.on('pageerror', error => check(false, 'an error in the page', error.message));
    page.on('dialog', dialog => (check(dialog.type() === 'beforeunload', 'a dialog', dialog.message()), dialog.accept()));
    page.on('request', request => check(/^(data:|blob:)/.test(request.url()) || request.url() === address, 'a request', request.url()));
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('first-page').length);
    return page;
}

const all = { findings: data.findings, changes: data.changes, marks: data.marks };
const names = Object.keys(all);
const n_entries = page => page.locator('.entry').count();
const currentNumber = page => page.locator('.entry.current .sort small').textContent();
const settled = page => page.waitForTimeout(120);

async function exported(page, name) {
    if (!(await page.locator('#files-box[open]').count())) await page.keyboard.press('e');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#exports button[data-file="${name}"]`)]);
    await download.saveAs(path.join(folder, name));
    return JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
}

async function audit(page, words) {
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    const bad = result.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    same(bad.map(({ id, nodes }) => [id, nodes[0].target, nodes.length]), [], `axe, ${words}`);
    if (result.violations.length > bad.length) console.log(`axe, ${words}, lesser:`, result.violations.filter(one => !bad.includes(one)).map(({ id }) => id).join(' '));
}

// ---- the pages

async function pagesAreThere(page) {
    await page.waitForFunction(() => document.documentElement.dataset.ready);
    same(await page.locator('.cell:not(.old) .page').count(), data.pages.length, 'pages');
    same(await page.locator('.cell.old .page').count(), before.length, 'pages of the earlier proof');
    const texts = await page.$$eval('.cell:not(.old) .text', pages => pages.map(one => one.textContent));
    const wanted = data.pages.map(one => one.items.filter(item => !item.a && item.c).map(item => item.c).join(''));
    same(texts, wanted, 'the text of the pages');
    check(before.length > 0 && (await page.locator('.cell.old .page use').count()), 'the earlier pages are drawn beside');
    const drawn = await page.locator('.page:has(svg)').count();
    check(drawn > 0 && drawn < 12, 'only pages that are near are drawn', drawn);
    const first = data.pages.findIndex(one => /^\d+$/.test(one.label));
    same(await page.locator('.cell:not(.old) .page').nth(first).getAttribute('aria-label'), `第${data.pages[first].label}页`, 'the name of a page');
}

// The invisible text stands over the glyphs: the box of its first long line against the data.
async function textLies(page) {
    const off = await page.evaluate(() => {
        const sheet = [...document.querySelectorAll('.cell:not(.old) .page:has(svg)')].map(one => one.sheet)
            .find(one => one.items.some(item => item.span && item.chars.length > 20));
        const item = sheet?.items.find(one => one.span && one.chars.length > 20);
        if (!item) return 0;
        const k = sheet.element.offsetWidth / (sheet.w / 100), box = item.span.getBoundingClientRect(), page = sheet.element.getBoundingClientRect();
        return Math.max(Math.abs(box.left - page.left - (item.x / 100) * k), Math.abs(box.width - (item.stops.at(-1) / 100) * k)) / k;
    });
    check(off < 3, 'the text lies over the glyphs (points)', off);
}

// ---- lists

async function jumps(page) {
    for (const [i, list] of names.entries()) {
        await page.keyboard.press(String(i + 1));
        same(await n_entries(page), all[list].length, list);
        if (all[list].length === 0) continue;
        await page.keyboard.press('j');
        same(await currentNumber(page), String(all[list][0].n), `${list}: the first`);
        if (all[list].length > 1) {
            await page.keyboard.press('ArrowDown');
            same(await currentNumber(page), String(all[list][1].n), `${list}: the second`);
            await page.keyboard.press('k');
        }
        const placed = all[list].findIndex(entry => entry.at?.length);
        if (placed < 0) continue;
        for (let k = 0; k < placed; k++) await page.keyboard.press('j');
        await page.keyboard.press('Enter');
        await page.waitForTimeout(700);
        const seen = await page.evaluate(() => {
            const box = document.querySelector('.current .place')?.getBoundingClientRect(), frame = document.getElementById('pages').getBoundingClientRect();
            return box && box.top >= frame.top && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right;
        });
        check(seen, `${list}: the place is seen`);
        await backFromPage(page, list, placed);
    }
    await page.keyboard.press('1');
}

// A click on the place leads to the entry, whichever list is open.
async function backFromPage(page, list, placed) {
    const box = await page.locator('.cell:not(.old) .current .place').first().boundingBox();
    const other = names.find(one => one !== list);
    await page.keyboard.press(String(names.indexOf(other) + 1));
    if (!box) return check(false, `${list}: no place`);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await settled(page);
    const at = all[list][placed].at[0];
    const within = names.flatMap(one => all[one].filter(entry => entry.at?.some(place => place.page === at.page && place.w * place.h <= at.w * at.h &&
        Math.abs(place.x - at.x) <= at.w + 300 && Math.abs(place.y - at.y) <= at.h + 300)).map(entry => String(entry.n)));
    check(within.includes(await currentNumber(page).catch(() => '')), `${list}: a click on the page leads to the entry`);
    await page.keyboard.press(String(names.indexOf(list) + 1));
}

async function filters(page) {
    for (const [list, what, of] of [['findings', 'level', e => e.level], ['findings', 'rule', e => e.rule], ['findings', 'doc', e => e.doc ?? e.file ?? ''],
        ['changes', 'kind', e => e.kind], ['marks', 'reader', e => e.author ?? '']]) {
        if (all[list].length === 0) continue;
        await page.keyboard.press(String(names.indexOf(list) + 1));
        const value = of(all[list].at(-1));
        await page.selectOption(`select[data-what="${what}"]`, '=' + value);
        same(await n_entries(page), all[list].filter(e => of(e) === value).length, `${list} by ${what}`);
        await page.selectOption(`select[data-what="${what}"]`, '*');
    }
    await page.keyboard.press('1');
}

// ---- ticks, and what is done of them

const strip = ({ n, at, doc, ...own }) => own;

async function ticks(page) {
    const list = names.find(one => all[one].length);
    await page.focus('#pages');
    await page.keyboard.press(String(names.indexOf(list) + 1));
    await page.locator('.entry .go').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('x');
    same(await page.locator('.entry.ticked').count(), 1, 'ticked by x');
    await page.keyboard.press(' ');
    same(await page.locator('.entry.ticked').count(), 0, 'a blank takes it back');
    await page.locator('.entry input[type=checkbox]').first().click();
    same(await page.locator('.entry.ticked').count(), 1, 'ticked by the box');
    await page.selectOption('select[data-what="done"]', '=未勾');
    same(await n_entries(page), all[list].length - 1, 'those without a tick');
    await page.selectOption('select[data-what="done"]', '*');
    await page.reload();
    await page.waitForSelector('.page use');
    await page.keyboard.press(String(names.indexOf(list) + 1));
    same(await page.locator('.entry.ticked').count(), 1, 'kept in the browser');
}

async function waive(page, i, reason) {
    await page.locator('.entry .go').nth(i).click();
    await page.keyboard.press('w');
    await page.keyboard.press('Enter');
    same(await page.locator('.acts input[aria-invalid=true]').count(), 1, 'a reason is a must');
    await page.keyboard.type(reason); // with letters that are keys elsewhere
    await page.keyboard.press('Enter');
    await settled(page);
}

async function waives(page) {
    const issue = data.issue.replace(/[^\p{L}\p{N}._-]+/gu, '_');
    const wanted = data.findings.map((e, i) => [e, i]).filter(([e]) => e.level in LETTERS && e.file).slice(0, 3);
    if (wanted.length === 0) return;
    await page.keyboard.press('1');
    for (const [k, [, i]] of wanted.entries()) await waive(page, i, k < 2 ? '照原文jkx' : "另一'理由");
    const object = ([e]) => ({ file: e.file, line: e.line, column: e.column, length: e.length, rule: e.rule, level: LETTERS[e.level], text: e.text, message: e.words, proposal: e.proposal });
    same(await exported(page, `${issue}-accept.json`), wanted.slice(0, 2).map(object), 'what was waived');
    if (wanted[2]) same(await exported(page, `${issue}-accept-2.json`), wanted.slice(2).map(object), 'what was waived for another reason');
    await page.keyboard.press('Escape');
}

async function accepts(page) {
    const issue = data.issue.replace(/[^\p{L}\p{N}._-]+/gu, '_');
    if (data.marks.length === 0) return;
    await page.keyboard.press('3');
    await page.locator('.entry .go').last().click();
    await page.keyboard.press('a');
    await settled(page);
    same(await exported(page, `${issue}-marks.json`), data.marks.slice(-1).map(strip), 'marks to be carried out');
    await page.keyboard.press('Escape');
}

async function carriedOver(page) {
    const name = `${data.issue.replace(/[^\p{L}\p{N}._-]+/gu, '_')}-ticks.json`;
    const kept = await exported(page, name), other = await open({ width: 1366, height: 768 });
    await other.setInputFiles('#import', path.join(folder, name));
    await settled(other);
    same(await exported(other, name), kept, 'ticks in another browser');
    await other.setInputFiles('#import', file);
    await settled(other);
    check((await other.textContent('#said')).includes('不是'), 'a file that is no export');
    same(await exported(other, name), kept, 'ticks are as they were');
    await other.context().close();
    await page.keyboard.press('Escape');
}

// ---- search, zoom, pages

async function searches(page) {
    const text = data.pages.map(one => one.items.filter(item => item.k === 'g' && !item.a).map(item => item.c).join('')).join('').normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    const line = data.pages.flatMap(one => one.items).filter(item => item.k === 'g' && !item.a && item.c.length > 12).at(-1).c;
    const wanted = line.slice(2, 6), count = text.split(wanted.normalize('NFKC').toLowerCase()).length - 1;
    await page.keyboard.press('/');
    await page.keyboard.type(Array.from(wanted).join(' ')); // blanks do not count
    await page.keyboard.press('Enter');
    await page.waitForTimeout(500);
    check((await page.textContent('#hits')).endsWith(`／${count}`), 'found', [wanted, count, await page.textContent('#hits')]);
    check(await page.locator('.hit.at').count(), 'the hit is shown');
    const first = await page.textContent('#hits');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    check(count < 2 || first !== (await page.textContent('#hits')), 'the next hit');
    await page.fill('#query', '');
    await page.waitForTimeout(300);
    same(await page.locator('.hit').count(), 0, 'no hits any more');
}

// However many there are: all of them, each reached.
async function findsAll(page) {
    const text = data.pages.map(one => one.items.filter(item => item.k === 'g' && !item.a).map(item => item.c).join('')).join('').normalize('NFKC');
    const most = [...new Set(text)].filter(char => /\p{Script=Han}/u.test(char)).map(char => [text.split(char).length - 1, char]).sort((a, b) => b[0] - a[0])[0];
    await page.fill('#query', most[1]);
    await page.waitForFunction(n => document.getElementById('hits').textContent.endsWith(`／${n}`), most[0]);
    await page.press('#query', 'Enter');
    await page.press('#query', 'Shift+Enter');
    await page.press('#query', 'Shift+Enter');
    check(await page.locator('.hit.at').count(), 'a hit before the first one is the last');
    await page.fill('#query', '');
    await page.waitForTimeout(300);
}

// What a click on a character names, by the data; that those are right is held against the sources in desk.sh.
async function named(page) {
    const spot = await page.evaluate(() => {
        for (const element of document.querySelectorAll('.cell:not(.old) .page:has(svg)')) {
            const item = element.sheet.entries.length === 0 && element.sheet.items.find(one => one.k === 'g' && !one.t && one.p?.length === 3 && one.chars.length > 12);
            if (!item) continue;
            element.scrollIntoView({ block: 'start' });
            return { p: item.p, file: element.sheet.shared.files[item.p[0]], number: element.sheet.number, x: item.x + (item.g[4 * 5 + 1] + item.g[4 * 6 + 1]) / 2, y: item.y - item.s / 3 };
        }
        return null;
    });
    if (!spot) return check(false, 'no page without an entry is near');
    await page.waitForTimeout(300);
    const at = await page.evaluate(({ number, x, y }) => {
        const element = [...document.querySelectorAll('.cell:not(.old) .page')][number], box = element.getBoundingClientRect(), k = box.width / element.sheet.w;
        return [box.left + x * k, box.top + y * k];
    }, spot);
    await page.mouse.click(...at);
    same(await page.textContent('#said'), `${spot.file}　第${spot.p[1]}行第${spot.p[2] + 5}字`, 'what a click names');
}

async function zooms(page) {
    const width = () => page.$eval('.cell:not(.old) .page', one => one.offsetWidth);
    await page.focus('#pages');
    const fit = await width();
    await page.keyboard.press('+');
    check((await width()) > fit, 'larger');
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    check((await width()) < fit, 'smaller');
    await page.keyboard.press('0');
    same(await width(), fit, 'as it fits');
    const label = () => page.inputValue('#page-label');
    await page.fill('#page-label', data.pages[2].label);
    await page.press('#page-label', 'Enter');
    await page.focus('#pages');
    await page.waitForTimeout(700);
    same(await label(), data.pages[2].label, 'to a page');
    await page.keyboard.press(']');
    await page.waitForTimeout(700);
    same(await label(), data.pages[3].label, 'a page on');
    await page.keyboard.press('[');
    await page.waitForTimeout(700);
    same(await label(), data.pages[2].label, 'a page back');
}

// By Tab alone: everything is reached, what is focused is seen, nothing is a trap.
async function tabs(page) {
    const reached = new Set();
    await page.reload();
    await page.waitForSelector('.page use');
    for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const on = await page.evaluate(() => {
            const element = document.activeElement, ring = element.closest('.entry:has(.go:focus-visible)') ?? element;
            if (element === document.body) return null;
            return { id: element.id || element.dataset.what || element.className, ring: parseFloat(getComputedStyle(ring).outlineWidth) };
        });
        if (!on) break;
        check(on.ring >= 1, 'what is focused is seen', on);
        reached.add(on.id);
    }
    for (const id of ['skip', 'query', 'page-label', 'zoom-in', 'files', 'help', 'pages', 'done', 'go']) check(reached.has(id), 'reached by Tab', id);
    check(reached.size < 40, 'no trap', reached.size);
}

async function printed(page) {
    await page.pdf({ path: path.join(folder, 'print.pdf'), preferCSSPageSize: true, pageRanges: '1-2' }); // all are drawn for it
    await settled(page);
    check((await page.locator('.page:has(svg)').count()) < 12, 'after printing as before');
}

// ---- where nothing can be kept, and in the dark

async function withoutStore() {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: 'dark', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('pageerror', error => check(false, 'an error without a store', error.message));
    await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } }));
    await page.goto(address);
    await page.waitForSelector('.page use');
    await page.keyboard.press(String(names.findIndex(one => all[one].length) + 1));
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    same(await page.locator('.entry.ticked').count(), 1, 'ticked without a store');
    await audit(page, 'dark');
    await context.close();
}

const large = { width: 1920, height: 1080 }, small = { width: 1366, height: 768 };
const page = await open(small);
const timing = await page.evaluate(() => Math.round(performance.getEntriesByName('first-page')[0].startTime));
await pagesAreThere(page);
await textLies(page);
check((await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight)), 'all of it fits in the window');
if (shots) await page.screenshot({ path: path.join(folder, 'small.png') });
await jumps(page);
await filters(page);
await audit(page, 'small');
await ticks(page);
await waives(page);
await accepts(page);
await carriedOver(page);
if (shots) await page.screenshot({ path: path.join(folder, 'ticked.png') });
await searches(page);
await findsAll(page);
await named(page);
await zooms(page);
await page.keyboard.press('?');
check(await page.locator('#help-box[open]').count(), 'the help');
await audit(page, 'help');
if (shots) await page.screenshot({ path: path.join(folder, 'help.png') });
await page.keyboard.press('Escape');
await tabs(page);
await printed(page);
await page.context().close();
const wide = await open(large);
await wide.keyboard.press('j');
await audit(wide, 'large');
await wide.waitForTimeout(500);
if (shots) await wide.screenshot({ path: path.join(folder, 'large.png') });
await wide.keyboard.press('e');
await audit(wide, 'files');
if (shots) await wide.screenshot({ path: path.join(folder, 'files.png') });
await wide.context().close();
await withoutStore();
await browser.close();
console.log(`${data.pages.length} pages, ${fs.statSync(file).size} bytes, the first page after ${timing} ms; ${n} checks, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
