// watch_page.mjs ADDRESS ISSUE CHROMIUM OPENED [shots]: writes into the issue as an editor does and looks at the page. Run where playwright-core and axe-core are.
import fs from 'fs';
import path from 'path';
import { createRequire } from 'module';
import { chromium } from 'playwright-core';
const [address, issue, executablePath, opened, besideAddress, shots] = process.argv.slice(2);
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let n = 0, wrong = 0;

function check(is, words, more) {
    n++;
    if (is) return;
    wrong++;
    console.log('WRONG:', words, more === undefined ? '' : JSON.stringify(more).slice(0, 400));
}
const same = (a, b, words) => check(JSON.stringify(a) === JSON.stringify(b), words, { is: a, wanted: b });

// In one tile, drawn whole: a letter that lies on two is not the same to the pixel each time they are put together.
const oneTile = ['--disable-partial-raster', '--default-tile-width=4096', '--default-tile-height=4096'];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...oneTile] });
const errors = [];

async function open(size, at = address) {
    const context = await browser.newContext({ viewport: size, acceptDownloads: true });
    const page = await context.newPage();
    page.on('pageerror', error => check(false, 'an error in the page', error.message));
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    page.on('request', request => check(/^(data:|blob:)/.test(request.url()) || request.url().startsWith(at), 'a request', request.url()));
    await page.goto(at);
    await page.waitForFunction(() => performance.getEntriesByName('first-page').length);
    await page.evaluate(() => {
        const desk = window.gongbaoDesk, { update, updateLists } = desk;
        desk.update = value => ((window.listed = false), update(value));
        desk.updateLists = value => (window.listed = updateLists(value));
        window.marked = 0;
        new MutationObserver(all => (window.marked += all.flatMap(one => [...one.addedNodes]).filter(one => one.classList?.contains('changed')).length))
            .observe(document.getElementById('pages'), { childList: true, subtree: true });
    });
    return page;
}

const names = fs.readdirSync(issue).filter(name => /^\d\d-.*\.md$/.test(name)).sort();
const file = name => path.join(issue, name);
const read = name => fs.readFileSync(file(name), 'utf8');
const save = (name, text) => fs.writeFileSync(file(name), text);
const version = page => page.evaluate(() => window.gongbaoDesk.live.shown?.version ?? 0);
const n_entries = page => page.locator('.entry').count();
const textOf = page => page.evaluate(() => [...document.querySelectorAll('.cell .page')].map(one => one.sheet.items.filter(item => !item.a).map(item => item.chars.join('')).join('')));
const shoot = async (page, name) => shots && page.screenshot({ path: path.join('shots', name + '.png') });

async function saved(page, name, text) {
    const before = await version(page);
    save(name, text);
    await page.waitForFunction(was => (window.gongbaoDesk.live.shown?.version ?? 0) > was, before, { timeout: 60000 });
}

async function audit(page, words) {
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    same(result.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes[0].target]), [], `axe, ${words}`);
}

// The glyphs that are drawn are those of what is told, for every page that is drawn.
async function drawnIsTold(page, words) {
    const off = await page.evaluate(() => [...document.querySelectorAll('.page:has(svg)')].map(one => one.sheet).filter(sheet => {
        const wanted = sheet.items.filter(item => item.k === 'g').flatMap(item => item.g.filter((_, i) => i % 4 === 0).map(id => sheet.shared.faces[item.f].glyphs[id])).filter(Boolean);
        const drawn = [...sheet.glyphs.querySelectorAll('use')].map(use => document.querySelector(use.getAttribute('href')).getAttribute('d'));
        return wanted.join() !== drawn.join();
    }).map(sheet => sheet.label));
    same(off, [], `what is drawn is what is told, ${words}`);
    const texts = await page.evaluate(() => [...document.querySelectorAll('.page .text')].every(one =>
        one.textContent === one.parentElement.sheet.items.filter(item => !item.a && item.chars.length).map(item => item.chars.join('')).join('')));
    check(texts, `the text of the pages, ${words}`);
    const order = await page.evaluate(() => [...document.querySelectorAll('.rows .page')].map(one => one.sheet.number));
    same(order, order.map((_, i) => i), `the pages stand in their order, ${words}`);
}

// ---- a save is seen

async function seen(page) {
    const name = names[1], text = read(name), at = text.lastIndexOf('，');
    const before = await textOf(page);
    await saved(page, name, text.slice(0, at) + '、甲乙、' + text.slice(at + 1));
    const after = await textOf(page), changed = after.flatMap((one, i) => (one === before[i] ? [] : [i]));
    check(changed.length >= 1 && after[changed[0]].includes('、甲乙、'), 'the new words are on a page', changed);
    const where = await page.evaluate(i => {
        const element = document.querySelectorAll('.rows .page')[i], box = element.getBoundingClientRect(), frame = document.getElementById('pages').getBoundingClientRect();
        return { top: box.top, bottom: box.bottom, frame: [frame.top, frame.bottom], drawn: Boolean(element.querySelector('svg use')) };
    }, changed[0]);
    check(where.drawn && where.top < where.frame[1] && where.bottom > where.frame[0], 'the page of the change is seen', where);
    same(await page.evaluate(() => window.marked), 1, 'the change is marked');
    await shoot(page, 'changed');
    await drawnIsTold(page, 'a change');
    const top = await page.$eval('#pages', one => one.scrollTop);
    await saved(page, name, text.slice(0, at) + '、丙丁、' + text.slice(at + 1));
    same(await page.$eval('#pages', one => one.scrollTop), top, 'what is seen already does not move');
    await saved(page, name, text.replace(/\n---\n/, '\n---\n\n' + '一段很长的话，把后面的都挤到后面的页上。'.repeat(80) + '\n'));
    await drawnIsTold(page, 'pages more');
    await saved(page, name, text);
    await drawnIsTold(page, 'as it was');
    same(await textOf(page), before, 'the pages are as they were');
}

// Pixels: the picture of the page changes with the save and comes back with the text.
async function pixels(page) {
    const name = names[1], text = read(name), at = text.lastIndexOf('，');
    await saved(page, name, text.slice(0, at) + '、' + text.slice(at + 1));
    await saved(page, name, text);
    const box = { clip: await page.evaluate(() => (({ x, y, width, height }) => ({ x, y, width, height }))(document.getElementById('pages').getBoundingClientRect())) };
    const seenNow = async () => {
        await settledEntries(page); // what was found is drawn on the pages too, and what marks the change has faded
        await page.waitForFunction(() => !document.getElementById('said').textContent); // what was said lies over the pages
        for (let last = null, now; ; last = now) { // until nothing moves any more
            now = await page.screenshot(box);
            if (last?.equals(now)) return now;
        }
    };
    let one = await seenNow();
    for (let last = null; !last?.equals(one);) { // a busy machine's lists come late
        last = one;
        await page.waitForTimeout(1500);
        one = await seenNow();
    }
    await saved(page, name, text.slice(0, at) + '、' + text.slice(at + 1));
    const two = await seenNow();
    await saved(page, name, text);
    let three = await seenNow();
    for (let i = 0; i < 10 && !one.equals(three); i++) three = await seenNow(); // a slow machine's lists
    check(!one.equals(two), 'other pixels after a save');
    check(one.equals(three), 'the same pixels when the text is as it was');
}

// ---- lists, ticks, search, exports

// Lists come behind their pages, from another process: how many entries there are when those of the last save have come, and what marks the
// change has faded.
async function settledEntries(page) {
    await page.waitForFunction(() => window.listed && !document.querySelector('.changed'), null, { timeout: 60000 });
    return n_entries(page);
}

async function lists(page) {
    const count = await settledEntries(page);
    check(count >= 3, 'what was found is listed', count);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
    check(await page.evaluate(() => {
        const box = document.querySelector('.current .place')?.getBoundingClientRect(), frame = document.getElementById('pages').getBoundingClientRect();
        return box && box.top >= frame.top && box.bottom <= frame.bottom;
    }), 'the place of an entry is seen');
    await page.keyboard.press('x');
    same(await page.locator('.entry.ticked').count(), 1, 'ticked');
    const chosen = await page.locator('.entry.current .words').first().textContent();
    const name = names.at(-1), text = read(name);
    await saved(page, name, text + '\n又有事项（见附件。\n');
    await page.waitForFunction(was => document.querySelectorAll('.entry').length > was, count, { timeout: 60000 });
    check(true, 'a new finding comes by itself');
    same(await page.locator('.entry.ticked').count(), 1, 'the tick stays');
    same(await page.locator('.entry.current .words').first().textContent(), chosen, 'the choice stays');
    const value = await page.locator('select[data-what="rule"] option').nth(1).getAttribute('value');
    await page.selectOption('select[data-what="rule"]', value);
    check((await n_entries(page)) <= count + 1 && (await n_entries(page)) >= 1, 'filtered');
    await page.selectOption('select[data-what="rule"]', '*');
    await page.keyboard.press('w');
    await page.keyboard.type('正在写');
    await saved(page, name, text + '\n又有事项（见附件、附表。\n');
    await page.waitForTimeout(900);
    same(await page.locator('.acts input').inputValue(), '正在写', 'a reason that is being written is not lost');
    const listed = () => page.evaluate(() => parseInt(document.getElementById('tab-findings').title, 10));
    const known = await listed();
    await saved(page, name, text + '\n又有事项（见附件、附表。\n\n还有事项（见附件。\n');
    await page.waitForTimeout(900);
    same(await listed(), known, 'the lists wait until it is written');
    await page.locator('.entry:not(.current):not(.ticked) .tick input').first().click();
    same(await page.locator('.acts input').inputValue(), '正在写', 'nor when another entry is ticked');
    await page.locator('.entry.ticked:not(.current) .tick input').first().click();
    await page.locator('#filters select').first().selectOption({ index: 1 });
    for (let i = 2; await page.locator('.acts input').count(); i++) await page.locator('#filters select').first().selectOption({ index: i });
    await page.waitForFunction(was => parseInt(document.getElementById('tab-findings').title, 10) > was, known, { timeout: 60000 });
    check(true, 'a filter that takes the entry away lets them come');
    await page.locator('#filters select').first().selectOption('*');
    await page.keyboard.press('e');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#exports button').last().click()]);
    check(JSON.parse(fs.readFileSync(await download.path(), 'utf8')).ticks, 'ticks are exported');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('又有事项');
    await page.waitForTimeout(400);
    check((await page.textContent('#hits')).endsWith('／1'), 'found', await page.textContent('#hits'));
    await saved(page, name, text + '\n又有事项（见附件。又有事项。\n');
    check((await page.textContent('#hits')).endsWith('／2'), 'the hits live too', await page.textContent('#hits'));
    await page.fill('#query', '');
    await page.keyboard.press('Escape');
    await saved(page, name, text);
    await page.waitForFunction(was => document.querySelectorAll('.entry').length === was, count, { timeout: 60000 });
}

// ---- errors

async function errorsLieOver(page) {
    const name = names[0], text = read(name), before = await textOf(page);
    save(name, text.replace(/\n---\n/, '\n没有的项目: 1\n---\n'));
    await page.waitForSelector('#trouble:not([hidden])');
    const words = await page.textContent('#trouble');
    check(words.includes(name) && words.includes('没有的项目'), 'the error says where', words);
    same(await textOf(page), before, 'the last good pages stay');
    check(await page.locator('.page:has(svg) use').count(), 'and are seen');
    await shoot(page, 'trouble');
    await audit(page, 'trouble');
    await page.click('#trouble button.where');
    await page.waitForTimeout(400);
    check(fs.existsSync(opened) && /:\d+:\d+\n$/.test(fs.readFileSync(opened, 'utf8')), 'its place is opened');
    const late = await open({ width: 900, height: 700 });
    check(await late.locator('#trouble:not([hidden])').count(), 'who comes late sees it');
    await late.context().close();
    save(name, text);
    await page.waitForSelector('#trouble', { state: 'hidden' });
    same(await textOf(page), before, 'mended');
}

// ---- a click on a word

async function clicks(page) {
    fs.rmSync(opened, { force: true });
    const name = names[0];
    await page.evaluate(file => [...document.querySelectorAll('.page')].find(one => one.sheet.items.some(item => item.k === 'g' && !item.a && item.p && item.chars.length > 12 &&
        one.sheet.shared.files[item.p[0]] === file && one.sheet.number > 3)).scrollIntoView(), name);
    await page.waitForTimeout(600);
    const at = await page.evaluate(([file]) => {
        const frame = document.getElementById('pages').getBoundingClientRect();
        for (const element of document.querySelectorAll('.page:has(svg)')) {
            const sheet = element.sheet, box = element.getBoundingClientRect(), k = box.width / sheet.w;
            const item = sheet.items.find(one => one.k === 'g' && !one.t && one.p && sheet.shared.files[one.p[0]] === file && one.chars.length > 12 &&
                box.top + one.y * k > frame.top + 40 && box.top + one.y * k < frame.bottom - 40 && !sheet.entries.some(({ place }) => Math.abs(place.y - one.y) < 3000));
            if (!item) continue;
            const stop = item.g[4 * 5 + 1] + item.s / 3;
            return { x: box.left + (item.x + stop) * k, y: box.top + (item.y - item.s / 3) * k, wanted: `${file}:${item.p[1]}:${item.p[2] + 5}` };
        }
        return null;
    }, [name]);
    check(at, 'a line of the first document is seen');
    if (!at) return;
    await page.mouse.click(at.x, at.y);
    await page.waitForTimeout(500);
    same(await page.textContent('#said'), at.wanted, 'a word names its place');
    same(fs.existsSync(opened) ? fs.readFileSync(opened, 'utf8') : '', path.join(fs.realpathSync(issue), at.wanted) + '\n', 'the editor is there');
}

// ---- beside the pages of then: the folder `beside`, which was the issue's twin

async function beside(page) {
    const name = path.join('..', 'beside', names[1]), text = read(name), at = text.lastIndexOf('，');
    const rows = () => page.evaluate(() => [...document.querySelectorAll('.rows .row')].map(row => [...row.children].map(cell => cell.querySelector('.page')?.sheet.number ?? null)));
    const wanted = async () => {
        const { pairs, pages, before } = await page.evaluate(async () => (await fetch('data')).json()), olds = new Set(), nows = new Set();
        const own = (used, number, all) => (number in all && !used.has(number) && used.add(number) ? number : null);
        return pairs.map(([a, b]) => [own(olds, a, before.pages), own(nows, b, pages)]).concat(before.pages.flatMap((_, i) => (olds.has(i) ? [] : [[i, null]])));
    };
    const listed = (list, n) => page.waitForFunction(([list, n]) => parseInt(document.getElementById('tab-' + list).title, 10) === n, [list, n], { timeout: 60000 });
    await listed('marks', 1);
    await listed('changes', 0);
    const first = await rows();
    check(first.length > 5 && first.every(([a, b], i) => a === i && b === i), 'each page beside itself', first);
    await page.evaluate(() => document.querySelectorAll('.cell.old').forEach(cell => (cell.wasThere = true)));
    await saved(page, name, text.slice(0, at) + '、甲乙、' + text.slice(at + 1) + '\n' + '新的一段，把后面的各页都挤开。'.repeat(80) + '\n');
    const soon = await rows();
    const nows = soon.map(([, b]) => b).filter(b => b !== null);
    check(nows.length > first.length && nows.every((b, i) => b === i), 'the pages stand in their order at once', nows);
    same(soon.map(([a]) => a).filter(a => a !== null).sort((a, b) => a - b), [...first.keys()], 'and beside them all pages of then');
    await listed('changes', 2);
    same(await rows(), await wanted(), 'the lists say anew which lies beside which');
    check(await page.evaluate(() => [...document.querySelectorAll('.cell.old:not(.blank)')].every(cell => cell.wasThere)), 'the pages of then are not made again');
    check(await page.locator('.cell:not(.old) .head span + span', { hasText: '有改动' }).count(), 'what became of a page is said');
    await page.click('#tab-changes');
    same(await n_entries(page), 2, 'the changes are listed');
    await shoot(page, 'beside');
    await saved(page, name, text);
    await listed('changes', 0);
    same(await rows(), first, 'as it was');
    same(await page.locator('.cell:not(.old) .head span + span', { hasText: /./ }).count(), 0, 'nothing became of any page');
}

const page = await open({ width: 1366, height: 768 });
await drawnIsTold(page, 'at first');
await shoot(page, 'small');
await audit(page, 'at first');
await clicks(page);
await seen(page);
await lists(page);
await errorsLieOver(page);
await pixels(page);
await page.context().close();
const wide = await open({ width: 1920, height: 1080 });
await seen(wide);
await wide.waitForTimeout(500);
await shoot(wide, 'large');
await wide.context().close();
const two = await open({ width: 1920, height: 1080 }, besideAddress);
await beside(two);
await two.context().close();
same(errors, [], 'nothing on the console');
await browser.close();
console.log(`${n} checks, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
