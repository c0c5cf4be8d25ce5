// bench/lsp-latency.js PATH-OF-FADU DIRECTORY [--keystrokes N] [--seed N] [--json]
//
// Types into a file of a package that `fadu lsp` holds open and measures what an editor waits for:
// from a keystroke to the findings of that file, to the findings of the whole package, and hover.
// DIRECTORY is a package, made by bench-catalogue. Keystrokes go one at a time: the next one is sent
// when the package has settled. The same seed types the same.
//
// That all findings are published the server says by the notification `fadu/settled` {version},
// which it sends to clients with the capability experimental.faduSettled.
"use strict";

const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-jsonrpc/node");
const protocol = require("vscode-languageserver-protocol");

const usage = "usage: node bench/lsp-latency.js PATH-OF-FADU DIRECTORY [--keystrokes N] [--seed N] [--json]";
const longestWait = 30000;

function readArguments() {
    const positional = [];
    const options = { keystrokes: 400, seed: 1, json: false };
    const given = process.argv.slice(2);
    while (given.length > 0) {
        const word = given.shift();
        if (word === "--json") {
            options.json = true;
        } else if (word === "--keystrokes" || word === "--seed") {
            options[word.slice(2)] = Number(given.shift());
        } else {
            positional.push(word);
        }
    }
    if (positional.length !== 2 || !(options.keystrokes > 0) || !(options.seed >= 0)) {
        console.error(usage);
        process.exit(2);
    }
    return { program: path.resolve(positional[0]), directory: path.resolve(positional[1]), ...options };
}

// Numbers in [0, bound) that are the same everywhere (mulberry32).
function makeRandom(seed) {
    let state = seed >>> 0;
    return (bound) => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) % bound;
    };
}

function sourcesBelow(directory) {
    return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
        const below = path.join(directory, entry.name);
        return entry.isDirectory() ? sourcesBelow(below) : entry.name.endsWith(".fadu") ? [below] : [];
    });
}

// A text under edit, as lines.
class Document {
    constructor(uri, text) {
        this.uri = uri;
        this.version = 1;
        this.lines = text.split("\n");
    }
    // Replaces a range inside a line, or from a line's end to the next one's start.
    replace(line, begin, end, text) {
        const range = { start: { line, character: begin }, end: { line, character: end } };
        if (end > this.lines[line].length) {
            range.end = { line: line + 1, character: 0 };
            this.lines.splice(line, 2, this.lines[line] + this.lines[line + 1]);
            end = begin;
        }
        const changed = this.lines[line].slice(0, begin) + text + this.lines[line].slice(end);
        this.lines.splice(line, 1, ...changed.split("\n"));
        this.version += 1;
        return { range, text };
    }
}

// Where somebody types: what kind of place, how its line is found, where in the line, what is typed.
const places = [
    { kind: "number", weight: 30, line: /^ *承诺: \d+ /, at: (text) => text.search(/\d/) + 1, typed: "0" },
    { kind: "name", weight: 25, line: /^ +[^:{}]+: [^,]*(局|中心|科|大队), /, at: (text) => text.indexOf(","), typed: "处" },
    { kind: "material", weight: 20, line: /(复印件|原件) \d 份/, at: (text) => text.indexOf(":"), typed: "表" },
    { kind: "citation", weight: 10, line: /依据: 《/, at: (text) => text.indexOf("》") + 1, typed: "第" },
    { kind: "comment", weight: 15, line: /^ *\/\/\/ /, at: (text) => text.length, typed: "。" },
    { kind: "head", weight: 4, line: /^事项 /, at: (text) => text.search(/[:{]/) - 1, typed: "新" },
    { kind: "brace", weight: 4, line: /^ +\}$/, at: (text) => text.length, typed: "}" },
    { kind: "newline", weight: 4, line: /^ +服务对象: /, at: (text) => text.length, typed: "\n" },
];

// Keystrokes in pairs: a character is typed, the next keystroke takes it back.
function* keystrokes(document, random, count) {
    const lines = new Map(places.map((place) => [place.kind, []]));
    document.lines.forEach((text, number) => {
        for (const place of places) {
            if (place.line.test(text)) {
                lines.get(place.kind).push(number);
            }
        }
    });
    const usable = places.filter((place) => lines.get(place.kind).length > 0);
    const weights = usable.reduce((sum, place) => sum + place.weight, 0);
    for (let typed = 0; typed < count; typed += 2) {
        let left = random(weights);
        const place = usable.find((candidate) => (left -= candidate.weight) < 0);
        const candidates = lines.get(place.kind);
        const line = candidates[random(candidates.length)];
        const at = place.at(document.lines[line]);
        yield { kind: place.kind, change: document.replace(line, at, at, place.typed) };
        yield { kind: place.kind, change: document.replace(line, at, at + 1, "") };
    }
}

function quantile(sorted, share) {
    return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

function summary(times) {
    const sorted = [...times].sort((left, right) => left - right);
    return { count: sorted.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted[sorted.length - 1] };
}

async function main() {
    const { program, directory, keystrokes: count, seed, json } = readArguments();
    const random = makeRandom(seed);
    const files = sourcesBelow(directory).sort();
    const items = files.filter((file) => file.includes(`${path.sep}事项${path.sep}`));
    const file = (items.length > 0 ? items : files)[random((items.length > 0 ? items : files).length)];
    const document = new Document(pathToFileURL(file).href, fs.readFileSync(file, "utf8"));

    const server = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    server.on("error", (error) => fail(`the server did not start: ${error.message}`));
    server.on("exit", (code) => fail(`the server ended with status ${code}`));
    const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));

    // What has been heard since the last keystroke, and who waits for it.
    let heard = {};
    let wake = () => {};
    connection.onNotification(protocol.PublishDiagnosticsNotification.type.method, (params) => {
        heard.publications = (heard.publications ?? 0) + 1;
        if (params.uri === document.uri && (params.version === undefined || params.version === document.version)) {
            heard.file ??= performance.now();
        }
        wake();
    });
    connection.onNotification("fadu/settled", (params) => {
        if (params.version === undefined || params.version === null || params.version >= document.version) {
            heard.settled ??= performance.now();
        }
        wake();
    });
    connection.onRequest(() => null); // Registrations and the like.
    connection.listen();

    const settled = () =>
        new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`not settled within ${longestWait} ms`)), longestWait);
            wake = () => {
                if (heard.settled !== undefined) {
                    clearTimeout(timer);
                    wake = () => {};
                    resolve();
                }
            };
            wake();
        });

    const root = pathToFileURL(directory).href;
    await connection.sendRequest(protocol.InitializeRequest.type.method, {
        processId: process.pid,
        rootUri: root,
        workspaceFolders: [{ uri: root, name: path.basename(directory) }],
        capabilities: {
            general: { positionEncodings: ["utf-16"] },
            textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true }, hover: { contentFormat: ["markdown"] } },
            experimental: { faduSettled: true },
        },
    });
    connection.sendNotification(protocol.InitializedNotification.type.method, {});
    let begin = performance.now();
    connection.sendNotification(protocol.DidOpenTextDocumentNotification.type.method, {
        textDocument: { uri: document.uri, languageId: "fadu", version: document.version, text: document.lines.join("\n") },
    });
    await settled();
    const opened = heard.settled - begin;

    const fileTimes = [];
    const packageTimes = [];
    const byKind = new Map();
    let unpublished = 0;
    for (const { kind, change } of keystrokes(document, random, count)) {
        heard = {};
        begin = performance.now();
        connection.sendNotification(protocol.DidChangeTextDocumentNotification.type.method, {
            textDocument: { uri: document.uri, version: document.version },
            contentChanges: [change],
        });
        await settled();
        // A server may keep still about a file whose findings are the same as before.
        unpublished += heard.file === undefined ? 1 : 0;
        fileTimes.push((heard.file ?? heard.settled) - begin);
        packageTimes.push(heard.settled - begin);
        byKind.set(kind, [...(byKind.get(kind) ?? []), fileTimes[fileTimes.length - 1]]);
    }

    const hoverTimes = [];
    const written = document.lines.map((text, line) => ({ text, line })).filter(({ text }) => /[一-鿿]/.test(text));
    for (let i = 0; i < Math.max(100, count / 2); ++i) {
        const { text, line } = written[random(written.length)];
        const character = text.search(/\S/) + random(text.trim().length);
        begin = performance.now();
        await connection.sendRequest(protocol.HoverRequest.type.method, {
            textDocument: { uri: document.uri },
            position: { line, character },
        });
        hoverTimes.push(performance.now() - begin);
    }

    const memory = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${server.pid}/status`, "utf8"));
    const result = {
        files: files.length,
        file: path.relative(directory, file),
        seed,
        opened,
        unpublished,
        fileFindings: summary(fileTimes),
        packageFindings: summary(packageTimes),
        hover: summary(hoverTimes),
        byKind: Object.fromEntries([...byKind].map(([kind, times]) => [kind, summary(times)])),
        peakMiB: memory ? Math.round(Number(memory[1]) / 1024) : null,
    };
    server.removeAllListeners("exit");
    await connection.sendRequest(protocol.ShutdownRequest.type.method);
    await connection.sendNotification(protocol.ExitNotification.type.method);
    connection.dispose();
    server.stdin.end();
    if (json) {
        console.log(JSON.stringify(result, null, 2));
        return;
    }
    const row = (name, { count: n, p50, p95, max }, target) =>
        console.log(`| ${name} | ${n} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${max.toFixed(1)} | ${target} |`);
    console.log(`${result.files} files, typing in ${result.file}, seed ${seed}; opened in ${opened.toFixed(0)} ms; peak ${result.peakMiB} MiB`);
    console.log(`${unpublished} of ${fileTimes.length} keystrokes were followed by no publication for the file\n`);
    console.log("| from a keystroke to | count | p50 ms | p95 ms | max ms | target p95 ms |\n|---|---|---|---|---|---|");
    row("the file's findings", result.fileFindings, 30);
    row("the package's findings", result.packageFindings, 100);
    row("hover", result.hover, 5);
    for (const [kind, times] of Object.entries(result.byKind)) {
        row(`the file's findings: ${kind}`, times, "");
    }
}

function fail(message) {
    console.error(`lsp-latency: ${message}`);
    process.exit(1);
}

main().catch((error) => fail(error.message));
