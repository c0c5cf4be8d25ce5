// Messages that make no sense, two thousand of them: the server answers or ends, and never hangs.
"use strict";

const assert = require("node:assert/strict");
const {spawn} = require("node:child_process");
const {test} = require("node:test");
const {item, law, program, root} = require("./client.js");

const kFrames = 2000;
const kRuns = 20;

function seeded(seed) {
    return (limit) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor((seed / 2 ** 32) * limit);
    };
}

const methods = [
    "initialize", "initialized", "shutdown", "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose",
    "textDocument/didSave", "textDocument/hover", "textDocument/definition", "textDocument/references",
    "textDocument/documentSymbol", "textDocument/codeAction", "textDocument/formatting", "textDocument/diagnostic", "workspace/diagnostic",
    "workspace/symbol", "workspace/didChangeWatchedFiles", "workspace/didChangeWorkspaceFolders", "fadu/text",
    "workspace/textDocumentContent", "$/cancelRequest", "$/setTrace", "no/such", "",
];

function randomValue(random, depth = 0) {
    const texts = ["untitled:a", "untitled:b", "fadu", "file:///none", "file:///%zz", "", "𠮷", "fadu-law:/functions.fadu",
                   law, item(25), "\u0000", "off", "quickfix", "\uD800"];
    const keys = ["textDocument", "uri", "position", "line", "character", "text", "version", "contentChanges", "range", "start",
                  "end", "context", "diagnostics", "only", "changes", "type", "query", "event", "added", "removed", "id",
                  "previousResultIds", "value", "languageId", "capabilities", "initializationOptions", "processId"];
    switch (random(depth > 4 ? 6 : 9)) {
        case 0: return null;
        case 1: return random(2) === 0;
        case 2: return random(100);
        case 3: return [-1, 0.5, 1e300, 2 ** 53, 2 ** 31, -(2 ** 31)][random(6)];
        case 4: case 5: return texts[random(texts.length)];
        case 6: return Array.from({length: random(4)}, () => randomValue(random, depth + 1));
        default: return Object.fromEntries(Array.from({length: random(6)}, () =>
            [keys[random(keys.length)], randomValue(random, depth + 1)]));
    }
}

/// Parameters that are nearly right.
function nearly(random, method) {
    const uri = ["untitled:a", "untitled:b"][random(2)];
    const position = () => ({line: random(25), character: random(40)});
    const range = () => ({start: position(), end: position()});
    const right = {
        textDocument: {uri, languageId: "fadu", version: random(50), text: [law, law + item(25), "{", ""][random(4)]},
        position: position(), range: range(), query: "集", context: {diagnostics: [], includeDeclaration: true},
        previousResultIds: [], uri: "fadu-law:/functions.fadu", changes: [{uri: "file:///none/a.fadu", type: 1 + random(3)}],
        contentChanges: [{range: range(), text: ["{", "}", "事", "", "\r", "\n"][random(6)]}],
        event: {added: [], removed: []}, id: random(50), value: "off",
    };
    if (random(3) === 0) {
        const keys = Object.keys(right);
        right[keys[random(keys.length)]] = randomValue(random);
    }
    return method === "initialize" ? {capabilities: randomValue(random)} : right;
}

function randomFrame(random, id) {
    const method = methods[random(methods.length)];
    let body;
    switch (random(8)) {
        case 0: body = JSON.stringify(randomValue(random)); break;
        case 1: body = JSON.stringify({jsonrpc: "2.0", id: randomValue(random), method: randomValue(random)}); break;
        case 2: body = JSON.stringify({jsonrpc: "2.0", id, method, params: randomValue(random)}); break;
        case 3: body = JSON.stringify({jsonrpc: "2.0", method, params: randomValue(random)}); break;
        default: body = JSON.stringify({jsonrpc: "2.0", ...(random(2) ? {id} : {}), method, params: nearly(random, method)});
    }
    let bytes = Buffer.from(body);
    if (random(10) === 0 && bytes.length > 0) {
        bytes = Buffer.from(bytes);
        for (let i = random(4); i >= 0; --i) {
            bytes[random(bytes.length)] = random(256);
        }
    }
    const headers = [`Content-Length: ${bytes.length}\r\n\r\n`, `Content-Length: ${bytes.length}\n\n`,
                     `content-length:${bytes.length}\r\nContent-Type: x\r\n\r\n`];
    const broken = [`Content-Length: ${bytes.length + random(7) - 3}\r\n\r\n`, "\r\n\r\n", "Content-Length: x\r\n\r\n",
                    "Content-Length: -1\r\n\r\n", "Content-Length: 18446744073709551616\r\n\r\n", "\0\xFF"];
    return Buffer.concat([Buffer.from(random(12) === 0 ? broken[random(broken.length)] : headers[random(headers.length)]), bytes]);
}

/// Resolves with the exit status when the server has ended by itself.
function run(seed, count) {
    const random = seeded(seed);
    return new Promise((resolve, reject) => {
        const server = spawn(program, ["lsp"], {cwd: root});
        let standardError = "";
        const timer = setTimeout(() => {
            server.kill("SIGKILL");
            reject(new Error(`seed ${seed}: the server hangs`));
        }, 60000);
        let bytes = 0;
        server.stdout.on("data", (data) => { bytes += data.length; });
        server.stderr.on("data", (data) => { standardError += data; });
        server.stdin.on("error", () => {});
        server.on("close", (code, signal) => {
            clearTimeout(timer);
            resolve({status: signal ?? code, bytes, standardError});
        });
        server.stdin.write(`Content-Length: 94\r\n\r\n${JSON.stringify(
            {jsonrpc: "2.0", id: 0, method: "initialize", params: {processId: null, capabilities: {}}}).padEnd(94)}`);
        for (let id = 1; id <= count; ++id) {
            server.stdin.write(randomFrame(random, id));
        }
        server.stdin.end();
    });
}

test(`${kFrames} random frames`, async () => {
    for (let i = 0; i < kRuns; ++i) {
        const seed = 20261121 + i;
        const {status, bytes, standardError} = await run(seed, kFrames / kRuns);
        assert.equal(status, 1, `seed ${seed}: ${standardError}`);
        assert.equal(standardError, "", `seed ${seed}`);
        assert.ok(bytes > 0, `seed ${seed}`);
    }
});
