// What an editor asks about a place: hover, definition, references, symbols, actions, texts of law.
"use strict";

const assert = require("node:assert/strict");
const {spawnSync} = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const {test} = require("node:test");
const {Client, allCapabilities, applied, directory, find, item, law, program, root, textIn, uriOf} = require("./client.js");

const uri = "untitled:a";
const text = law + item(25);

async function opened(t, setup) {
    const client = await Client.start(t, setup);
    client.open(uri, text);
    return client;
}

test("a hover explains the word at the place", async (t) => {
    const client = await opened(t);
    const hover = await client.request("textDocument/hover", client.at(uri, find(text, "第八条\n", {more: 1})));
    assert.equal(hover.contents.kind, "markdown");
    assert.match(hover.contents.value, /清江省集市管理条例/);
    assert.match(textIn(text, hover.range), /第八条/);
    assert.equal(await client.request("textDocument/hover", client.at(uri, {line: 99, character: 0})), null);
    await client.stop();
    const capabilities = allCapabilities();
    capabilities.textDocument.hover = {contentFormat: ["plaintext"]};
    const plain = await opened(t, {capabilities, locale: "en"});
    const other = await plain.request("textDocument/hover", plain.at(uri, find(text, "第八条\n", {more: 1})));
    assert.equal(other.contents.kind, "plaintext");
    assert.doesNotMatch(other.contents.value, /\*\*|`|\]\(/);
    await plain.stop();
});

test("a definition leads to the declaration", async (t) => {
    const client = await opened(t);
    const place = client.at(uri, find(text, "实施机关: 青山县", {more: 8}));
    const [link] = await client.request("textDocument/definition", place);
    assert.equal(link.targetUri, uri);
    assert.equal(textIn(text, link.targetSelectionRange), "青山县集市管理局");
    assert.deepEqual(link.targetSelectionRange.start, find(text, "青山县集市管理局"));
    assert.deepEqual(await client.request("textDocument/definition", client.at(uri, {line: 0, character: 2})), []);
    await client.stop();
    const capabilities = allCapabilities();
    capabilities.textDocument.definition = {};
    const plain = await opened(t, {capabilities});
    const [location] = await plain.request("textDocument/definition", place);
    assert.deepEqual(location.range.start, find(text, "青山县集市管理局"));
    await plain.stop();
});

test("answers are about the text as it is, not as it was", async (t) => {
    const client = await opened(t);
    await client.settled();
    let now = text;
    const start = {line: 0, character: 0};
    for (const before of ["// 𠮷\n", "/* x\n*/ ", "机关 青山县老街管理局 { 辖区: 青山县 }\n"]) {
        client.change(uri, {range: {start, end: start}, text: before});
        now = before + now;
        // No pause: the answer must not be from before.
        const place = client.at(uri, find(now, "实施机关: 青山县", {more: 8}));
        const [hover, [link], uses, symbols] = await Promise.all([
            client.request("textDocument/hover", place),
            client.request("textDocument/definition", place),
            client.request("textDocument/references", {...place, context: {includeDeclaration: false}}),
            client.request("textDocument/documentSymbol", {textDocument: {uri}}),
        ]);
        assert.equal(textIn(now, hover.range), "青山县集市管理局");
        assert.deepEqual(link.targetSelectionRange.start, find(now, "青山县集市管理局"));
        assert.deepEqual(uses.map(({range}) => textIn(now, range)), Array(2).fill("青山县集市管理局"));
        assert.ok(symbols.some(({selectionRange}) => textIn(now, selectionRange) === "集市开办许可"));
    }
    await client.settled();
    const [diagnostic] = client.diagnostics.get(uri).diagnostics;
    assert.equal(textIn(now, diagnostic.range), "25 工作日");
    for (const {location} of diagnostic.relatedInformation.filter((one) => one.location.uri === uri)) {
        assert.match(textIn(now, location.range), /^(时限 决定: 15 工作日|第十一条)/);
    }
    await client.stop();
});

test("references are all places that speak of it", async (t) => {
    const client = await opened(t);
    const ask = (includeDeclaration) => client.request("textDocument/references",
        {...client.at(uri, find(text, "青山县集市管理局", {more: 1})), context: {includeDeclaration}});
    const uses = await ask(false);
    assert.equal(uses.length, 2);
    for (const {range} of uses) {
        assert.equal(textIn(text, range), "青山县集市管理局");
    }
    assert.equal((await ask(true)).length, 3);
    assert.equal(await client.failure("textDocument/references", client.at(uri, {line: 0, character: 0})), -32602);
    await client.stop();
});

test("symbols are nested or flat, of one file or of all", async (t) => {
    const client = await opened(t);
    const nested = await client.request("textDocument/documentSymbol", {textDocument: {uri}});
    const itself = nested.find(({name}) => name === "集市开办许可");
    assert.ok(itself);
    assert.equal(textIn(text, itself.selectionRange), "集市开办许可");
    const statute = nested.find(({name}) => name.includes("清江省集市管理条例"));
    assert.equal(statute.children.length, 2);
    const found = await client.request("workspace/symbol", {query: "集市开办"});
    assert.deepEqual([...new Set(found.map(({name}) => name))], ["集市开办许可"]);
    assert.deepEqual(await client.request("workspace/symbol", {query: "没有这个名称"}), []);
    await client.stop();
    const capabilities = allCapabilities();
    capabilities.textDocument.documentSymbol = {};
    const plain = await opened(t, {capabilities});
    const flat = await plain.request("textDocument/documentSymbol", {textDocument: {uri}});
    assert.ok(flat.every(({location}) => location.uri === uri));
    assert.ok(flat.some(({containerName}) => containerName?.includes("清江省集市管理条例")));
    await plain.stop();
});

/// The actions for all of a text.
function actionsFor(client, address, source, context = {}) {
    const end = source.split("\n").length;
    return client.request("textDocument/codeAction", {
        textDocument: {uri: address},
        range: {start: {line: 0, character: 0}, end: {line: end, character: 0}},
        context: {diagnostics: [], ...context},
    });
}

test("a fix repairs what it is offered for", async (t) => {
    const client = await opened(t);
    await client.settled();
    const [diagnostic] = client.diagnostics.get(uri).diagnostics;
    const [fix] = await actionsFor(client, uri, text, {diagnostics: [diagnostic], only: ["quickfix"]});
    assert.equal(fix.kind, "quickfix");
    assert.equal(fix.diagnostics[0].code, "TIM001");
    const [change] = fix.edit.documentChanges;
    assert.deepEqual(change.textDocument, {uri, version: 1});
    client.change(uri, {text: applied(text, change.edits)});
    await client.settled();
    assert.deepEqual(client.codes(uri), []);
    await client.stop();
});

test("actions keep to the range, the kinds and the findings that are asked for", async (t) => {
    const client = await opened(t);
    await client.settled();
    assert.ok((await actionsFor(client, uri, text)).length > 0);
    assert.ok((await actionsFor(client, uri, text, {only: ["", "source"]})).length > 0);
    assert.deepEqual(await actionsFor(client, uri, text, {only: ["refactor", "source.fixAll", "quickfix.x"]}), []);
    const [diagnostic] = client.diagnostics.get(uri).diagnostics;
    const elsewhere = {start: {line: 0, character: 0}, end: {line: 1, character: 0}};
    assert.deepEqual(await actionsFor(client, uri, text, {diagnostics: [{...diagnostic, code: "TIM002"}]}), []);
    assert.deepEqual(await actionsFor(client, uri, text, {diagnostics: [{range: diagnostic.range, message: "x"}]}), []);
    const {data, ...withoutData} = diagnostic;
    assert.ok((await actionsFor(client, uri, text, {diagnostics: [withoutData]})).length > 0);
    assert.deepEqual(await actionsFor(client, uri, text, {diagnostics: [{...withoutData, data: {fingerprint: "x"}}]}), []);
    assert.ok((await actionsFor(client, uri, text, {diagnostics: [{...diagnostic, range: elsewhere}]})).length > 0);
    assert.deepEqual(await client.request("textDocument/codeAction",
        {textDocument: {uri}, range: elsewhere, context: {diagnostics: []}}), []);
    for (const context of [undefined, {}, {diagnostics: 1}, {diagnostics: [1]}]) {
        assert.equal(await client.failure("textDocument/codeAction", {textDocument: {uri}, range: diagnostic.range, context}), -32602);
    }
    await client.stop();
});

test("safe fixes are preferred; without versions in the client changes are by address", async (t) => {
    const source = law + item(10).replace("类型: 行政许可", "类型： 行政许可; 类型: 行政许可");
    const unused = `${law}@允许(TIM001, "没有用")\n${item(10)}`;
    const client = await Client.start(t);
    client.open(uri, unused);
    const actions = await actionsFor(client, uri, unused);
    assert.deepEqual(actions.map(({isPreferred}) => isPreferred), [true]);
    client.open(uri, source);
    await client.settled();
    await client.stop();
    const capabilities = allCapabilities();
    delete capabilities.workspace.workspaceEdit;
    delete capabilities.textDocument.codeAction.isPreferredSupport;
    const plain = await Client.start(t, {capabilities});
    plain.open(uri, unused);
    const [action] = await actionsFor(plain, uri, unused);
    assert.deepEqual(Object.keys(action.edit.changes), [uri]);
    assert.ok(!("isPreferred" in action));
    await plain.stop();
});

test("a finding can be allowed; the reason is for the author to write", async (t) => {
    for (const [source, title, written, expected] of [
        [text, "允许 TIM001，并写明理由", "    @允许(TIM001, \"\")\n    承诺", "TIM001"],
        [text.replaceAll("\n", "\r\n"), "允许 TIM001，并写明理由", "    @允许(TIM001, \"\")\r\n    承诺", "TIM001"],
        [text.replace("时限 {\n    承诺: 25 工作日\n  }", "时限 { 承诺: 25 工作日 }"), "允许 TIM001，并写明理由",
         "  @允许(TIM001, \"\")\n  时限 {", "TIM001"],
    ]) {
        const client = await Client.start(t);
        client.open(uri, source);
        const action = (await actionsFor(client, uri, source)).find((one) => one.title === title);
        assert.ok(action);
        const changed = applied(source, action.edit.documentChanges[0].edits);
        assert.ok(changed.includes(written), changed);
        client.change(uri, {text: changed});
        await client.settled();
        assert.deepEqual(client.codes(uri).sort(), ["ALW003", expected].sort());
        client.change(uri, {text: changed.replace('""', '"省政府批复"')});
        await client.settled();
        assert.deepEqual(client.codes(uri), []);
        await client.stop();
    }
});

test("an allowance takes the language of the source; what cannot be allowed is not offered", async (t) => {
    const source = fs.readFileSync(path.join(root, "tests/cases/english/licence.fadu"), "utf8");
    const client = await Client.start(t, {locale: "en"});
    client.open(uri, source);
    const actions = await actionsFor(client, uri, source);
    const allowances = actions.filter(({title}) => title.startsWith("Allow "));
    assert.ok(allowances.length > 0);
    for (const action of allowances) {
        assert.match(action.edit.documentChanges[0].edits[0].newText, /^ *@allow\([A-Z]{3}\d{3}, ""\)\n$/);
        assert.doesNotMatch(action.title, /SYN|ALW|CFG/);
    }
    const broken = `${law}事项 甲 { 类型: 没有这类 }\n`;
    client.open(uri, broken);
    await client.settled();
    assert.ok(client.codes(uri).some((code) => code.startsWith("SYN")));
    assert.ok((await actionsFor(client, uri, broken)).every(({title}) => !title.includes("SYN")));
    await client.stop();
});

test("a key of fadu.toml that is misspelt can be repaired", async (t) => {
    const folder = directory(t, {"fadu.toml": "nmae = \"x\"\n", "a.fadu": law});
    const toml = uriOf(`${folder}/fadu.toml`);
    const client = await Client.start(t);
    client.open(toml, "nmae = \"x\"\n", {languageId: "toml"});
    const [action] = await actionsFor(client, toml, "nmae = \"x\"\n");
    assert.equal(applied("nmae = \"x\"\n", action.edit.documentChanges[0].edits), "name = \"x\"\n");
    assert.equal(await client.request("textDocument/hover", client.at(toml, {line: 0, character: 0})), null);
    await client.stop();
});

test("formatting is the command line's, line by line, and leaves what it does not understand", async (t) => {
    const folder = directory(t);
    for (const [name, source] of Object.entries({
        spread: text.replaceAll("  ", "     ").replace("承诺: ", "承诺  :  "),
        crlf: `\uFEFF${text.replaceAll("  ", "\t")}`.replaceAll("\n", "\r\n"),
        literate: `# 说明 𠮷\n\n\`\`\`fadu\n${text.replaceAll("  ", "    ")}\`\`\`\n`,
    })) {
        const file = path.join(folder, name === "literate" ? "a.fadu.md" : `${name}.fadu`);
        fs.writeFileSync(file, source);
        const {stdout} = spawnSync(program, ["fmt", "-", "--stdin-filename", file], {input: source});
        const client = await Client.start(t);
        const format = (address) => client.request("textDocument/formatting",
            {textDocument: {uri: address}, options: {tabSize: 8, insertSpaces: false}});
        // After an edit, so that it is the present parse that counts.
        client.open(uriOf(file), `\n${source}`);
        client.change(uriOf(file), {range: {start: {line: 0, character: 0}, end: {line: 1, character: 0}}, text: ""});
        const edits = await format(uriOf(file));
        assert.equal(applied(source, edits), stdout.toString(), name);
        assert.notEqual(stdout.toString(), source);
        client.change(uriOf(file), {text: stdout.toString()});
        assert.deepEqual(await format(uriOf(file)), [], name);
        client.change(uriOf(file), {text: `${source}{`});
        assert.equal(name === "literate" ? null : await format(uriOf(file)), null);
        await client.stop();
    }
});

test("texts of the library can be read", async (t) => {
    const client = await opened(t);
    await client.settled();
    const [{relatedInformation}] = client.diagnostics.get(uri).diagnostics;
    const {uri: address, range} = relatedInformation.map(({location}) => location)
        .find((location) => location.uri.startsWith("fadu-law:"));
    const {text: statute} = await client.request("fadu/text", {uri: address});
    assert.equal(statute, fs.readFileSync(path.join(root, "stdlib-rules", decodeURIComponent(address.slice(10))), "utf8"));
    assert.match(textIn(statute, range), /^第四十二条/);
    assert.deepEqual(await client.request("workspace/textDocumentContent", {uri: decodeURIComponent(address)}), {text: statute});
    // One that no package has read.
    assert.match((await client.request("fadu/text", {uri: "fadu-law:/functions.fadu"})).text, /职能/);
    for (const bad of ["fadu-law:/none.fadu", "fadu-law:/../VERSION", "file:///etc/passwd", ""]) {
        assert.equal(await client.failure("fadu/text", {uri: bad}), -32602);
    }
    // Opened in the editor it is not checked, but answered about.
    client.open(address, statute);
    await client.settled();
    assert.ok(!client.diagnostics.has(address));
    await client.request("textDocument/hover", client.at(address, range.start));
    await client.request("textDocument/documentSymbol", {textDocument: {uri: address}});
    await client.stop();
});

test("files nobody opened and files of others have no answers", async (t) => {
    const folder = directory(t, {"fadu.toml": "", "a.fadu": law, "b.fadu": item(10)});
    const client = await Client.start(t, {folders: [folder]});
    await client.settled();
    // A file of a package that is looked at is answered about although it is not open.
    const symbols = await client.request("textDocument/documentSymbol", {textDocument: {uri: uriOf(`${folder}/b.fadu`)}});
    assert.equal(symbols.length, 1);
    for (const address of ["file:///none/a.fadu", "untitled:none", "http://x/a.fadu", "", "fadu-law:/none"]) {
        assert.deepEqual(await client.request("textDocument/documentSymbol", {textDocument: {uri: address}}), []);
        assert.equal(await client.request("textDocument/hover", client.at(address, {line: 0, character: 0})), null);
    }
    await client.stop();
});
