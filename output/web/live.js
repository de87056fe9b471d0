/* live.js: the desk while it is served (gongbao watch): what the program sends is shown, a word that is clicked is opened. Behind desk.js.
 *
 * The program sends server-sent events (HTML, 9.2): pages, lists, trouble, whole, end. What pages are told by is told in watch/push.h; lists are those of a desk (proof/desk.c).
 */
'use strict';
(() => {
const desk = window.gongbaoDesk, { live, make } = desk;
if (!live) return;
let fetching = false, wanted = 0;
let version = live.version, waiting = null; // the lists that are to be shown when a reason has been written

/* ---- what went wrong lies over the last good page */

const panel = make('section', { id: 'trouble', role: 'alert', 'aria-label': '现在的文稿排不出来', hidden: true });
const notice = make('p', { id: 'link', role: 'status', hidden: true });
document.getElementById('pages').before(panel, notice);

function where(one) {
    const place = [one.file, one.line, one.column].filter(Boolean).join(':');
    if (!one.file || !one.line) return make('span', { class: 'where' }, place);
    const button = make('button', { type: 'button', class: 'where' }, place);
    button.addEventListener('click', () => desk.named(one.file, one.line, one.column));
    return button;
}

function showTrouble(list) {
    panel.hidden = list.length === 0;
    panel.replaceChildren(make('h2', null, '现在的文稿排不出来，下面是先前的版面'),
        make('ul', null, ...list.map(one => make('li', null, where(one), ' ', one.words, ' ', make('code', null, one.rule)))));
}

function showNotice(words) {
    notice.hidden = !words;
    notice.textContent = words;
}

/* ---- what is sent */

function goChange(place) {
    if (!place) return;
    if (!desk.isSeen(place)) desk.goPlace({ ...place, old: false });
    desk.flash(place);
}

/* When the browser has handed the frame on, for whoever measures. */
function note(sent) {
    requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (live.shown = { version: sent, at: performance.timeOrigin + performance.now() });
        channel.port2.postMessage(null);
    });
}

function takePages(value) {
    if (value.version <= version) return;
    if (value.since !== version || !desk.update(value)) return void takeWhole();
    version = value.version;
    showTrouble([]);
    goChange(value.changed);
    note(version);
}

/* One at a time; what comes meanwhile may be behind it, so it is asked for again. */
async function takeWhole() {
    wanted++;
    while (!fetching && wanted) {
        wanted = 0;
        fetching = true;
        await fetchWhole().catch(() => {});
        fetching = false;
    }
}

async function fetchWhole() {
    const answer = await fetch('data', { cache: 'no-store' });
    if (!answer.ok) return;
    const value = await answer.json(), pages = document.getElementById('pages'), top = pages.scrollTop;
    version = value.live.version;
    waiting = null; // what is whole has its own lists
    desk.show(value);
    pages.scrollTop = top;
    showTrouble(value.live.trouble);
    note(version);
}

function takeLists(value) {
    clearTimeout(takeLists.timer);
    waiting = desk.updateLists(value) ? null : value;
    if (waiting) takeLists.timer = setTimeout(() => waiting && takeLists(waiting), 1000);
}

function listen() {
    const events = new EventSource(`events?since=${version}&lists=${live.lists}`);
    const on = (name, act) => events.addEventListener(name, event => act(JSON.parse(event.data)));
    on('pages', takePages);
    on('lists', takeLists);
    on('whole', takeWhole);
    on('trouble', value => showTrouble(value.trouble));
    on('end', value => {
        events.close();
        showNotice(value.words);
    });
    events.onopen = () => showNotice('');
    events.onerror = () => showNotice('同程序的联系断了：文稿的改动现在看不到。');
}

/* ---- a word that was clicked */

desk.named = (file, line, column) => {
    desk.say(`${file}:${line}:${column}`);
    if (!live.editor) return;
    const place = new URLSearchParams({ file, line, column });
    fetch(`open?${place}`, { method: 'POST' }).then(answer => answer.ok || desk.say(`没有打开 ${file}:${line}:${column}`), () => {});
};

showTrouble(live.trouble);
listen();
note(version);
})();
