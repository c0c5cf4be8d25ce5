// The server's findings are the command line's: over every marked case and the corpus, in every
// encoding, open and closed, at once and after edits that end where they began.
"use strict";

const assert = require("node:assert/strict");
const {spawnSync} = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const {test} = require("node:test");
const {Client, asOf, directory, positionAt, program, root, units, uriOf} = require("./client.js");

const severities = {error: 1, warning: 2, info: 3};
const isUtf8 = (bytes) => {
    try {
        new TextDecoder("utf-8", {fatal: true}).decode(bytes);
        return true;
    } catch {
        return false;
    }
};

/// Numbers that look random and are the same every time (mulberry32).
function seeded(seed) {
    return (limit) => {
        seed = (seed + 0x6D2B79F5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) % limit;
    };
}

/// Findings of the command line by absolute path, in the positions of an encoding.
function commandLine(places, encoding, date = asOf) {
    const {stdout, status, stderr} = spawnSync(
        program, ["check", "--format", "json", "--severity", "info", "--as-of", date, ...places],
        {cwd: root, maxBuffer: 1 << 28});
    assert.ok(status === 0 || status === 1, stderr.toString());
    const result = new Map();
    const texts = new Map();
    const position = (file, {line, offset}) => {
        if (!texts.has(file)) {
            texts.set(file, fs.readFileSync(file));
        }
        const bytes = texts.get(file);
        let start = offset;
        while (start > 0 && bytes[start - 1] !== 0x0A && bytes[start - 1] !== 0x0D) {
            --start;
        }
        // A mark at the beginning is not the editor's, bytes that are no UTF-8 are U+FFFD to it.
        const before = new TextDecoder("utf-8").decode(bytes.subarray(start, offset));
        return {line: line - 1, character: units(before, encoding)};
    };
    for (const {file, range, code, severity, message} of JSON.parse(stdout).diagnostics) {
        const absolute = path.resolve(root, file);
        if (!result.has(absolute)) {
            result.set(absolute, []);
        }
        result.get(absolute).push({
            range: {start: position(absolute, range.start), end: position(absolute, range.end)},
            code, severity: severities[severity], message,
        });
    }
    return result;
}

/// What the server published, in the same form.
function published(client, uri) {
    return (client.diagnostics.get(uri)?.diagnostics ?? []).map(({range, code, severity, message}) =>
        ({range, code, severity, message: message.split("\n")[0]}));
}

function sourcesBelow(place) {
    return fs.readdirSync(path.join(root, place), {recursive: true})
        .map((name) => path.join(root, place, name))
        .filter((file) => file.endsWith(".fadu") || file.endsWith(".fadu.md")).sort();
}

const inPackage = (file) => file.includes("/packages/");
const cases = sourcesBelow("tests/cases");
const dateOf = (text) => /^\/\/~ as-of (\S+)/.exec(text)?.[1] ?? asOf;
/// As an editor reads it: without a mark at the beginning.
const textOf = (file) => fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");

/// A change of some characters to others, and the change that undoes it.
function randomChange(random, text, encoding) {
    const characters = [...text];
    const begin = random(characters.length + 1);
    const end = Math.min(characters.length, begin + random(3) * random(20));
    const pieces = ["", "{", "}", "𠮷", "\n", "\t", "：", "事项 甲 {", "@允许(TIM001, \"x\")\n", "/*", "\"", "//",
                    characters.slice(random(characters.length), random(characters.length)).slice(0, 60).join("")];
    const removed = characters.slice(begin, end).join("");
    const inserted = pieces[random(pieces.length)];
    const before = characters.slice(0, begin).join("");
    const after = characters.slice(end).join("");
    // Half of a line end is no place.
    const splits = (left, right) => left.endsWith("\r") && right.startsWith("\n");
    if (splits(before, removed + after) || splits(before + removed, after) ||
        splits(before, inserted + after) || splits(before + inserted, after)) {
        return undefined;
    }
    const next = before + inserted + after;
    const at = positionAt(text, before.length, encoding);
    return {
        next,
        change: {range: {start: at, end: positionAt(text, (before + removed).length, encoding)}, text: inserted},
        undo: {range: {start: at, end: positionAt(next, (before + inserted).length, encoding)}, text: removed},
    };
}

/// Edits a document here and there, lets some states be checked, and goes back step by step.
async function wander(client, uri, text, random, steps) {
    const undone = [];
    let present = text;
    for (let i = 0; i < steps; ++i) {
        const step = randomChange(random, present, client.encoding);
        if (step === undefined) {
            continue;
        }
        client.change(uri, step.change);
        undone.unshift(step.undo);
        present = step.next;
        if (random(2) === 0) {
            await client.request("textDocument/documentSymbol", {textDocument: {uri}});
        }
    }
    for (const undo of undone) {
        client.change(uri, undo);
        if (random(4) === 0) {
            await client.request("textDocument/documentSymbol", {textDocument: {uri}});
        }
    }
}

for (const encoding of ["utf-8", "utf-16", "utf-32"]) {
    test(`every case by itself, ${encoding}`, async (t) => {
        const random = seeded(20261121 + encoding.length + encoding.charCodeAt(4));
        let compared = 0;
        const loose = cases.filter((file) => !inPackage(file) && isUtf8(fs.readFileSync(file)));
        assert.ok(loose.length > 60);
        for (const date of new Set(loose.map((file) => dateOf(textOf(file))))) {
            const files = loose.filter((file) => dateOf(textOf(file)) === date);
            const expected = commandLine(files, encoding, date);
            const client = await Client.start(t, {encodings: [encoding], args: ["--as-of", date]});
            for (const file of files) {
                client.open(uriOf(file), textOf(file));
            }
            await client.settled();
            const compare = (when) => {
                for (const file of files) {
                    assert.deepEqual(published(client, uriOf(file)), expected.get(file) ?? [], `${file} ${when}`);
                    compared += expected.get(file)?.length ?? 0;
                }
            };
            compare("opened");
            for (const file of files) {
                await wander(client, uriOf(file), textOf(file), random, 4);
            }
            await client.settled();
            compare("after edits");
            await client.stop();
        }
        assert.ok(compared > 500, `${compared} findings`);
    });
}

async function comparePackage(t, folder, encoding, {edited, steps, seed, date = asOf}) {
    const expected = commandLine([folder], encoding, date);
    assert.ok(expected.size > 0);
    const client = await Client.start(t, {encodings: [encoding], folders: [folder], args: ["--as-of", date]});
    await client.settled();
    const compare = (when) => {
        const addresses = new Set([...client.diagnostics.keys(), ...[...expected.keys()].map(uriOf)]);
        for (const uri of addresses) {
            const file = decodeURIComponent(uri.slice("file://".length));
            assert.deepEqual(published(client, uri), expected.get(file) ?? [], `${file} ${when}`);
        }
    };
    compare("closed");
    const random = seeded(seed);
    for (const file of edited) {
        client.open(uriOf(file), textOf(file));
    }
    await client.settled();
    compare("opened");
    for (const file of edited) {
        await wander(client, uriOf(file), textOf(file), random, steps);
    }
    await client.settled();
    compare("after edits");
    for (const file of edited) {
        client.close(uriOf(file));
    }
    await client.settled();
    compare("closed again");
    await client.stop();
}

test("a package of several files and what it imports", async (t) => {
    const folder = path.join(root, "tests/cases/packages/county");
    await comparePackage(t, folder, "utf-16", {edited: sourcesBelow("tests/cases/packages/county"), steps: 6, seed: 1});
});

test("texts that no editor can send, closed", async (t) => {
    const strange = cases.filter((file) => !isUtf8(fs.readFileSync(file)));
    assert.ok(strange.length >= 2);
    const folder = directory(t, {"fadu.toml": ""});
    for (const file of strange) {
        fs.copyFileSync(file, path.join(folder, path.basename(file)));
    }
    for (const encoding of ["utf-8", "utf-16", "utf-32"]) {
        await comparePackage(t, folder, encoding, {edited: [], steps: 0, seed: 2});
    }
});

test("all cases in one package", async (t) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fadu-same-"));
    t.after(() => fs.rmSync(folder, {recursive: true}));
    fs.writeFileSync(path.join(folder, "fadu.toml"), "name = \"全部\"\n[severity]\nDEP001 = \"info\"\n");
    const copies = cases.filter((file) => !inPackage(file) && isUtf8(fs.readFileSync(file))).map((file) => {
        const copy = path.join(folder, path.relative(root, file).replaceAll("/", "-"));
        fs.copyFileSync(file, copy);
        return copy;
    });
    await comparePackage(t, folder, "utf-16", {edited: copies.filter((_, i) => i % 9 === 0), steps: 3, seed: 3});
});

test("the corpus", async (t) => {
    const files = sourcesBelow("corpus");
    await comparePackage(t, path.join(root, "corpus"), "utf-16",
                         {edited: files.filter((_, i) => i % 8 === 0), steps: 3, seed: 4});
});
