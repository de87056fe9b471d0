// watch.mjs ADDRESS ISSUE CHROMIUM: saves in the middle of an issue, and the milliseconds until the browser has shown the page: from before the file is opened to be
// written to the moment behind the frame in which the page was drawn (output/web/live.js notes it). Clocks of both programs are laid upon one another first.
import fs from 'fs';
import path from 'path';
import { chromium } from 'playwright-core';
const [address, issue, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
await page.goto(address);
await page.waitForFunction(() => window.gongbaoDesk?.live?.shown && document.documentElement.dataset.ready, null, { timeout: 60000 });
await page.waitForTimeout(1500);
const now = () => performance.timeOrigin + performance.now();
const names = fs.readdirSync(issue).filter(name => /^\d\d\d-.*\.md$/.test(name)).sort();
const file = path.join(issue, names[names.length >> 1]), text = fs.readFileSync(file, 'utf8');

// How far the page's clock is before ours: of many questions the one that was answered soonest.
async function clockOff() {
    let best = { took: Infinity, off: 0 };
    for (let i = 0; i < 50; i++) {
        const asked = now(), said = await page.evaluate(() => performance.timeOrigin + performance.now()), took = now() - asked;
        if (took < best.took) best = { took, off: said - asked - took / 2 };
    }
    return best.off;
}

async function save(changed) {
    const was = await page.evaluate(() => window.gongbaoDesk.live.shown.version), began = now();
    fs.writeFileSync(file, changed);
    await page.waitForFunction(before => window.gongbaoDesk.live.shown.version > before, was, { polling: 5, timeout: 30000 });
    return (await page.evaluate(() => window.gongbaoDesk.live.shown.at)) - began;
}

async function rounds(words, n, of) {
    const off = await clockOff(), took = [];
    await save(of(0));
    for (let i = 1; i <= n; i++) {
        await page.waitForTimeout(450); // so that what is looked for when the issue is still is a part of it, as it is for an editor
        took.push((await save(of(i))) - off);
    }
    took.sort((a, b) => a - b);
    console.log(`  ${words}: median ${took[took.length >> 1].toFixed(1)} ms, nine in ten under ${took[Math.floor(took.length * 0.9)].toFixed(1)} ms, worst ${took.at(-1).toFixed(1)} ms`);
}

const middle = text.indexOf('。', text.length >> 1), signs = '甲乙丙丁戊己庚辛';
console.log(`${await page.evaluate(() => document.querySelectorAll('.rows .page').length)} pages, ${names.length} documents`);
await rounds('a character of the page', 40, i => text.slice(0, middle) + signs[i % 8] + text.slice(middle));
await rounds('a paragraph, all pages behind it anew', 20, i => text.slice(0, middle + 1) + (i % 2 ? '\n\n' + '一段很长的话，把后面的都挤到后面的页上去。'.repeat(50) + '\n\n' : '') + text.slice(middle + 1));
await browser.close();
