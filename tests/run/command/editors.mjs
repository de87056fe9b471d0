// editors.mjs MODULES SCHEMA…: what yaml-language-server says, over its own protocol, as an editor hears it. Each line that is read is a JSON
// array: {name, schema, text, at: {line, column}, ask: "hover"|"completion"}; for each of them a line of JSON is printed: {name, found: [{line,
// column, message}], answer}. Lines and columns count from 1. A schema is a path; it is the one that settings give the file's name.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , modules, ...schemas] = process.argv;
const server = spawn(process.execPath, [resolve(modules, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const ended = new Promise((_, reject) => server.on('exit', (code) => reject(new Error(`the server ended: ${code}`))));
ended.catch(() => {});

const waiting = new Map(); // an answer by its number, diagnostics by their file
let next = 0;
const send = (message) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    server.stdin.write(body);
};
const wait = (key) => Promise.race([new Promise((done) => waiting.set(key, done)), ended]);
const ask = (method, params) => {
    const id = ++next;
    const answer = wait(id);
    send({ id, method, params });
    return answer;
};

// yaml.schemas of editors/vscode/settings.json, with a pattern a schema: its files are in a folder of their own here
const folderOf = (schema) => `/schema${schemas.indexOf(schema)}`;
const settings = {
    yaml: { schemas: Object.fromEntries(schemas.map((s) => [pathToFileURL(resolve(s)).href, `${folderOf(s)}/*`])), schemaStore: { enable: false }, validate: true, hover: true, completion: true },
};

function take(message) {
    if (message.method === 'textDocument/publishDiagnostics') {
        waiting.get(message.params.uri)?.(message.params.diagnostics);
    } else if (message.method === 'workspace/configuration') {
        send({ id: message.id, result: message.params.items.map((item) => settings[item.section] ?? {}) });
    } else if (message.method && message.id !== undefined) {
        send({ id: message.id, result: null });
    } else if (message.id !== undefined) {
        waiting.get(message.id)?.(message.result);
    }
}

let heard = Buffer.alloc(0);
server.stdout.on('data', (bytes) => {
    heard = Buffer.concat([heard, bytes]);
    for (;;) {
        const head = heard.indexOf('\r\n\r\n');
        const size = head < 0 ? NaN : Number(/Content-Length: (\d+)/.exec(heard.subarray(0, head).toString())[1]);
        if (!(heard.length >= head + 4 + size)) return;
        const body = heard.subarray(head + 4, head + 4 + size);
        heard = heard.subarray(head + 4 + size);
        take(JSON.parse(body.toString()));
    }
});

const plain = (answer) => {
    if (!answer) return null;
    if (answer.contents) return answer.contents.value ?? String(answer.contents);
    return (answer.items ?? answer).map((item) => ({ label: item.label, documentation: item.documentation?.value ?? item.documentation, insert: item.insertText }));
};

async function one(request, i) {
    const uri = `file://${folderOf(request.schema)}/${i}.yaml`;
    const diagnostics = wait(uri);
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text: request.text } } });
    const found = (await diagnostics).map((d) => ({ line: d.range.start.line + 1, column: d.range.start.character + 1, message: d.message }));
    let answer;
    if (request.ask) {
        const position = { line: request.at.line - 1, character: request.at.column - 1 };
        answer = plain(await ask(`textDocument/${request.ask}`, { textDocument: { uri }, position }));
    }
    console.log(JSON.stringify({ name: request.name, found, answer }));
    send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
}

await ask('initialize', {
    processId: process.pid,
    rootUri: null,
    locale: 'zh-cn',
    capabilities: { workspace: { configuration: true, didChangeConfiguration: {} }, textDocument: { hover: {}, completion: { completionItem: { documentationFormat: ['markdown'] } }, publishDiagnostics: {} } },
});
send({ method: 'initialized', params: {} });
send({ method: 'workspace/didChangeConfiguration', params: { settings } });
let opened = 0;
for await (const line of createInterface({ input: process.stdin })) {
    const requests = JSON.parse(line);
    // the server waits a while for more to be typed: many files wait together
    for (let i = 0; i < requests.length; i += 64) await Promise.all(requests.slice(i, i + 64).map((request) => one(request, opened++)));
}
await ask('shutdown', null);
send({ method: 'exit' });
server.removeAllListeners('exit');
process.exit(0);
