// Texts that the client has open: changes, encodings, addresses, closing.
"use strict";

const assert = require("node:assert/strict");
const {test} = require("node:test");
const {Client, allCapabilities, directory, find, item, law, textIn, uriOf} = require("./client.js");

const uri = "untitled:Untitled-1";

test("changes of ranges and of the whole text are followed", async (t) => {
    const client = await Client.start(t);
    let text = law + item(25);
    client.open(uri, text);
    await client.settled();
    assert.deepEqual(client.codes(uri), ["TIM001"]);
    const at = find(text, "25");
    client.change(uri, {range: {start: at, end: {...at, character: at.character + 2}}, text: "10"});
    await client.settled();
    assert.deepEqual(client.codes(uri), []);
    assert.equal(client.diagnostics.get(uri).version, 2);
    client.change(uri, {range: {start: at, end: at}, text: "1"}, {text: law + item(30)},
                  {range: {start: at, end: {...at, character: at.character + 1}}, text: "4"});
    await client.settled();
    assert.deepEqual(client.codes(uri), ["TIM001"]);
    assert.match(client.diagnostics.get(uri).diagnostics[0].message, /40 个工作日/);
    await client.stop();
});

for (const encoding of ["utf-8", "utf-16", "utf-32"]) {
    test(`ranges are right in ${encoding}, whatever stands before them`, async (t) => {
        const client = await Client.start(t, {encodings: [encoding]});
        for (const [name, before] of Object.entries({
            ideographs: "/* 注释 */ ", surrogates: "/* 𠮷𠮷😀 */ ", tabs: "\t/*\t*/\t",
            combining: "/* e\u0301\u0302 */ ", separators: "/* \u2028\u2029\u0085 */ ", quotes: "/* “”… */ ",
        })) {
            for (const [lineEnd, mark] of [["\n", ""], ["\r\n", ""], ["\r", ""], ["\r\n", "\uFEFF"]]) {
                const text = mark + (law + item(25)).replace("承诺", `${before}承诺`).replaceAll("\n", lineEnd);
                client.open(uri, text);
                await client.settled();
                const [diagnostic, ...others] = client.diagnostics.get(uri).diagnostics;
                assert.deepEqual(others, []);
                assert.equal(textIn(text, diagnostic.range, encoding), "25 工作日",
                             `${name} ${JSON.stringify(lineEnd)}`);
                client.close(uri);
            }
        }
        await client.stop();
    });
}

test("a change that cannot be made is ignored until the text is whole again", async (t) => {
    const client = await Client.start(t);
    client.open(uri, law + item(25));
    client.change(uri, {range: {start: {line: 3, character: 4}, end: {line: 2, character: 0}}, text: "x"});
    await client.settled();
    assert.deepEqual(client.codes(uri), []);
    assert.ok(client.messages.some(({type}) => type === 2));
    assert.equal(await client.request("textDocument/hover", client.at(uri, {line: 0, character: 0})), null);
    assert.deepEqual(await client.request("textDocument/documentSymbol", {textDocument: {uri}}), []);
    client.change(uri, {range: {start: {line: 0, character: 0}, end: {line: 0, character: 0}}, text: "y"});
    await client.settled();
    assert.deepEqual(client.codes(uri), []);
    client.change(uri, {text: law + item(25)});
    await client.settled();
    assert.deepEqual(client.codes(uri), ["TIM001"]);
    await client.stop();
});

test("saving brings a text that was out of step back", async (t) => {
    const folder = directory(t, {"a.fadu": law + item(25)});
    const file = uriOf(`${folder}/a.fadu`);
    const client = await Client.start(t);
    client.open(file, law);
    client.change(file, {range: {start: {line: 1, character: 0}, end: {line: 0, character: 0}}, text: ""});
    client.save(file);
    await client.settled();
    assert.deepEqual(client.codes(file), ["TIM001"]);
    await client.stop();
});

test("a half of a surrogate pair, as an editor may hold it for a moment, does no harm", async (t) => {
    const client = await Client.start(t);
    const text = law + item(25);
    client.open(uri, text);
    const at = find(text, "集市开办许可 {");
    client.change(uri, {range: {start: at, end: at}, text: "\uD842"});
    const after = {...at, character: at.character + 1};
    client.change(uri, {range: {start: after, end: after}, text: "\uDFB7"});
    client.change(uri, {range: {start: at, end: {...at, character: at.character + 2}}, text: ""});
    await client.settled();
    assert.deepEqual(client.codes(uri), ["TIM001"]);
    await client.stop();
});

test("strange notifications about texts are borne", async (t) => {
    const client = await Client.start(t);
    client.notify("textDocument/didChange", {textDocument: {uri: "file:///no", version: 2}, contentChanges: []});
    client.notify("textDocument/didOpen", {textDocument: {uri}});
    client.notify("textDocument/didOpen", []);
    client.notify("textDocument/didClose", {textDocument: {uri: "file:///no"}});
    client.notify("textDocument/didSave", {textDocument: {uri: "file:///no"}});
    client.notify("textDocument/didSave");
    client.notify("workspace/didChangeWatchedFiles", {changes: [{uri: "http://x/", type: 1}, {uri: "file://%zz", type: 9}]});
    client.notify("workspace/didChangeConfiguration", {settings: null});
    client.notify("no/such", {});
    client.open(uri, law + item(25));
    client.open(uri, law + item(26), {version: 0});
    client.change(uri, {range: {start: {line: -1, character: 0}, end: {line: 0, character: 0}}, text: ""});
    await client.settled();
    assert.match(client.diagnostics.get(uri).diagnostics[0].message, /26 个工作日/);
    for (const position of [{line: 99999, character: 0}, {line: 0, character: 99999}]) {
        await client.request("textDocument/hover", client.at(uri, position));
    }
    for (const position of [{line: -1, character: 0}, {line: 0}, {line: 0.5, character: 0}, {line: 0, character: 4e9}, null]) {
        assert.equal(await client.failure("textDocument/hover", {textDocument: {uri}, position}), -32602);
    }
    await client.stop();
});

test("an address is answered as the client spells it", async (t) => {
    const folder = directory(t, {"中 文/fadu.toml": "", "中 文/a.fadu": law + item(25)});
    const escaped = uriOf(`${folder}/中 文/a.fadu`);
    const written = `file://${folder}/中 文/a.fadu`;
    const mixed = escaped.replaceAll("E4", "e4").replace("file:", "FILE:");
    const client = await Client.start(t);
    for (const spelling of [written, mixed, escaped]) {
        client.published = [];
        client.open(spelling, law + item(25));
        await client.settled();
        assert.deepEqual(client.codes(spelling), ["TIM001"], spelling);
        // Nothing under another spelling is left standing.
        for (const [address, {diagnostics}] of client.diagnostics) {
            assert.ok(address === spelling || diagnostics.length === 0, address);
        }
        client.close(spelling);
        await client.settled();
    }
    await client.stop();
});

test("closing brings back what the disk has", async (t) => {
    const folder = directory(t, {"fadu.toml": "", "law.fadu": law, "item.fadu": item(10)});
    const file = uriOf(`${folder}/item.fadu`);
    const client = await Client.start(t, {folders: [folder]});
    client.open(file, item(25));
    await client.settled();
    assert.deepEqual(client.codes(file), ["TIM001"]);
    client.close(file);
    await client.settled();
    assert.deepEqual(client.codes(file), []);
    assert.ok(!("version" in client.diagnostics.get(file)));
    await client.stop();
});

test("a file that is not saved yet belongs to its package", async (t) => {
    const folder = directory(t, {"fadu.toml": "", "law.fadu": law});
    const file = uriOf(`${folder}/new.fadu`);
    const client = await Client.start(t);
    client.open(file, item(25));
    await client.settled();
    assert.deepEqual(client.codes(file), ["TIM001"]);
    client.close(file);
    await client.settled();
    assert.deepEqual(client.codes(file), []);
    await client.stop();
});

test("without versions in the client there are none in what is published", async (t) => {
    const capabilities = allCapabilities();
    capabilities.textDocument.publishDiagnostics = {};
    const client = await Client.start(t, {capabilities});
    client.open(uri, law + item(25));
    await client.settled();
    const published = client.diagnostics.get(uri);
    assert.ok(!("version" in published));
    assert.ok(!("relatedInformation" in published.diagnostics[0]));
    await client.stop();
});

test("a long text on one line and many changes are no trouble", async (t) => {
    const client = await Client.start(t);
    const text = (law + Array.from({length: 300}, (_, i) =>
        item(25).replaceAll("集市开办许可 {", `许可𠮷${i} {`)).join("")).replaceAll("\n  ", "; ").replaceAll("{;", "{");
    client.open(uri, text);
    const inserted = [];
    for (let i = 0; i < 2000; ++i) {
        inserted.push({range: {start: {line: 0, character: 0}, end: {line: 0, character: 0}}, text: "/**/"});
    }
    client.change(uri, ...inserted);
    await client.settled();
    const shifted = "/**/".repeat(2000) + text;
    for (const {code, range} of client.diagnostics.get(uri).diagnostics) {
        if (code === "TIM001") {
            assert.equal(textIn(shifted, range), "25 工作日");
        }
    }
    await client.stop();
});
