// Diagnostics: pushed and pulled, of open and closed files, of fadu.toml, in both languages.
"use strict";

const assert = require("node:assert/strict");
const {spawnSync} = require("node:child_process");
const fs = require("node:fs");
const {test} = require("node:test");
const {Client, asOf, directory, find, item, law, program, pullCapabilities, textIn, uriOf} = require("./client.js");

const other = (name) => `事项 ${name} {
  类型: 公共服务
  实施机关: 青山县集市管理局
}
`;

test("a finding says where, what, by which law and what to do", async (t) => {
    const client = await Client.start(t);
    const text = law + item(25);
    client.open("untitled:a", text);
    await client.settled();
    const [diagnostic] = client.diagnostics.get("untitled:a").diagnostics;
    assert.equal(textIn(text, diagnostic.range), "25 工作日");
    assert.equal(diagnostic.severity, 1);
    assert.equal(diagnostic.code, "TIM001");
    assert.deepEqual(diagnostic.message.split("\n"), [
        "承诺办结时限 25 个工作日，长于法定的 15 个工作日",
        "长出 10 个工作日",
        "依据：《清江省集市管理条例》（2021年施行）第十一条",
    ]);
    assert.match(diagnostic.data.fingerprint, /^[0-9a-f]+$/);
    const [statute] = diagnostic.relatedInformation;
    assert.equal(statute.location.uri, "untitled:a");
    assert.equal(textIn(text, statute.location.range), "时限 决定: 15 工作日");
    assert.ok(diagnostic.relatedInformation.some(({location}) => location.uri.startsWith("fadu-law:/laws/%")));
    await client.stop();
});

test("messages are in the client's language", async (t) => {
    const languageOf = async (setup) => {
        const client = await Client.start(t, setup);
        client.open("untitled:a", law + item(25));
        await client.settled();
        const [{message}] = client.diagnostics.get("untitled:a").diagnostics;
        await client.stop();
        return message;
    };
    const chinese = /^承诺办结时限 25 个工作日，长于法定的 15 个工作日\n/;
    const english = /^[\x20-\x7E]+15 working days\n(.*\n)*Basis: 《清江省集市管理条例》 .* art\. 11$/;
    assert.match(await languageOf({}), chinese);
    assert.match(await languageOf({locale: "zh-CN"}), chinese);
    assert.match(await languageOf({locale: "en-US"}), english);
    assert.match(await languageOf({locale: "de"}), english);
    assert.match(await languageOf({locale: "zh-CN", options: {lang: "en"}}), english);
    assert.match(await languageOf({locale: "en", options: {lang: "zh"}}), chinese);
    assert.match(await languageOf({args: ["--as-of", "2026-11-21", "--lang", "en"]}), english);
});

test("the date comes from the client, the command line or fadu.toml", async (t) => {
    const old = law.replace("施行: 2021-07-01", "施行: 2030-01-01");
    for (const [setup, expected] of [[{}, ["REF004"]], [{options: {asOf: "2031-01-01"}}, []],
                                     [{args: ["--as-of", "2031-01-01"]}, []]]) {
        const client = await Client.start(t, setup);
        client.open("untitled:a", old + item(10));
        await client.settled();
        assert.deepEqual(client.codes("untitled:a").includes("REF004"), expected.length > 0, JSON.stringify(setup));
        await client.stop();
    }
});

test("files that are not open are reported on too, unless that is switched off", async (t) => {
    const files = {"fadu.toml": "", "law.fadu": law, "a.fadu": item(25), "b.fadu": other("甲")};
    const folder = directory(t, files);
    const client = await Client.start(t, {folders: [folder]});
    await client.settled();
    assert.deepEqual(client.codes(uriOf(`${folder}/a.fadu`)), ["TIM001"]);
    // What changes in one file changes findings in another.
    client.open(uriOf(`${folder}/law.fadu`), law.replace("决定: 15", "决定: 30"));
    await client.settled();
    assert.deepEqual(client.codes(uriOf(`${folder}/a.fadu`)), []);
    await client.stop();
    const quiet = await Client.start(t, {folders: [folder], options: {closedFiles: false}});
    quiet.open(uriOf(`${folder}/b.fadu`), other("甲"));
    await quiet.settled();
    assert.deepEqual([...quiet.diagnostics.keys()], [uriOf(`${folder}/b.fadu`)]);
    quiet.open(uriOf(`${folder}/a.fadu`), item(25));
    await quiet.settled();
    assert.deepEqual(quiet.codes(uriOf(`${folder}/a.fadu`)), ["TIM001"]);
    quiet.close(uriOf(`${folder}/a.fadu`));
    await quiet.settled();
    assert.deepEqual(quiet.codes(uriOf(`${folder}/a.fadu`)), []);
    await quiet.stop();
});

test("files that come, change and go on disk are followed", async (t) => {
    const folder = directory(t, {"fadu.toml": "", "law.fadu": law});
    const file = uriOf(`${folder}/a.fadu`);
    const client = await Client.start(t, {folders: [folder]});
    await client.settled();
    const write = async (text, type) => {
        fs.writeFileSync(`${folder}/a.fadu`, text);
        client.watched([file, type]);
        await client.settled();
    };
    await write(item(25), 1);
    assert.deepEqual(client.codes(file), ["TIM001"]);
    await write(item(10), 2);
    assert.deepEqual(client.codes(file), []);
    await write(item(26), 2);
    assert.deepEqual(client.codes(file), ["TIM001"]);
    fs.rmSync(`${folder}/a.fadu`);
    client.watched([file, 3]);
    await client.settled();
    assert.deepEqual(client.codes(file), []);
    // What the editor holds counts more than the disk.
    client.open(file, item(25));
    await client.settled();
    await write(item(10), 1);
    assert.deepEqual(client.codes(file), ["TIM001"]);
    await client.stop();
});

test("a mistake in fadu.toml is shown in it, and repairing it brings everything back", async (t) => {
    const folder = directory(t, {"fadu.toml": "name = \"x\"\n", "law.fadu": law, "a.fadu": item(25)});
    const [toml, file] = [uriOf(`${folder}/fadu.toml`), uriOf(`${folder}/a.fadu`)];
    const client = await Client.start(t, {folders: [folder]});
    await client.settled();
    assert.deepEqual(client.codes(toml), []);
    assert.deepEqual(client.codes(file), ["TIM001"]);
    // While it is being written.
    client.open(toml, "name = [1\n", {languageId: "toml"});
    await client.settled();
    assert.deepEqual(client.codes(toml), ["CFG001"]);
    assert.deepEqual(client.codes(file), ["TIM001"]);
    // Saved with the mistake: the state before stays.
    fs.writeFileSync(`${folder}/fadu.toml`, "name = [1\n");
    client.save(toml);
    await client.settled();
    assert.deepEqual(client.codes(toml), ["CFG001"]);
    const repaired = "[severity]\nTIM001 = \"warning\"\n";
    client.change(toml, {text: repaired});
    fs.writeFileSync(`${folder}/fadu.toml`, repaired);
    client.save(toml);
    await client.settled();
    assert.deepEqual(client.codes(toml), []);
    assert.equal(client.diagnostics.get(file).diagnostics[0].severity, 2);
    client.close(toml);
    fs.writeFileSync(`${folder}/fadu.toml`, "[severity]\nTIM001 = \"off\"\n");
    client.watched([toml, 2]);
    await client.settled();
    assert.deepEqual(client.codes(file), []);
    await client.stop();
});

test("a package that is broken from the start is checked once it is repaired", async (t) => {
    const folder = directory(t, {"fadu.toml": "name = [1\n", "law.fadu": law, "a.fadu": item(25)});
    const [toml, file] = [uriOf(`${folder}/fadu.toml`), uriOf(`${folder}/a.fadu`)];
    const client = await Client.start(t);
    client.open(file, item(25));
    await client.settled();
    assert.deepEqual(client.codes(toml), ["CFG001"]);
    assert.deepEqual(client.codes(file), []);
    fs.writeFileSync(`${folder}/fadu.toml`, "");
    client.watched([toml, 2]);
    await client.settled();
    assert.deepEqual(client.codes(toml), []);
    assert.deepEqual(client.codes(file), ["TIM001"]);
    await client.stop();
});

test("why a package cannot be checked is said in its fadu.toml", async (t) => {
    const folder = directory(t, {"fadu.toml": "stdlib = \"none\"\n", "a.fadu": law});
    const client = await Client.start(t, {folders: [folder]});
    await client.settled();
    const [diagnostic] = client.diagnostics.get(uriOf(`${folder}/fadu.toml`)).diagnostics;
    assert.match(diagnostic.message, /^无法读取 .*none/);
    assert.equal(diagnostic.severity, 1);
    await client.stop();
});

test("a fadu.toml that comes makes a package of loose files, one that goes dissolves it", async (t) => {
    const folder = directory(t, {"law.fadu": law});
    const [toml, file] = [uriOf(`${folder}/fadu.toml`), uriOf(`${folder}/a.fadu`)];
    const client = await Client.start(t, {folders: [folder]});
    client.open(file, item(25));
    await client.settled();
    assert.ok(client.codes(file).includes("REF001") && !client.codes(file).includes("TIM001"));
    fs.writeFileSync(`${folder}/fadu.toml`, "");
    client.watched([toml, 1]);
    await client.settled();
    assert.deepEqual(client.codes(file), ["TIM001"]);
    fs.rmSync(`${folder}/fadu.toml`);
    client.watched([toml, 3]);
    await client.settled();
    assert.ok(client.codes(file).includes("REF001"));
    await client.stop();
});

test("what the configuration leaves out is not checked until it is let in", async (t) => {
    const folder = directory(t, {"fadu.toml": "sources = [\"in/**\"]\n", "in/law.fadu": law, "out/a.fadu": item(25)});
    const [toml, file] = [uriOf(`${folder}/fadu.toml`), uriOf(`${folder}/out/a.fadu`)];
    const client = await Client.start(t, {folders: [folder]});
    client.open(file, item(25));
    client.change(file, {text: item(26)});
    await client.settled();
    client.change(file, {text: item(27)});
    await client.settled();
    assert.deepEqual(client.codes(file), []);
    fs.writeFileSync(`${folder}/fadu.toml`, "");
    client.watched([toml, 2]);
    await client.settled();
    assert.deepEqual(client.codes(file), ["TIM001"]);
    assert.match(client.diagnostics.get(file).diagnostics[0].message, /27 个工作日/);
    await client.stop();
});

test("folders of the workspace come and go", async (t) => {
    const folder = directory(t, {"p/fadu.toml": "", "p/a.fadu": law + item(25), "q/fadu.toml": "", "q/b.fadu": law + item(26)});
    const [a, b] = [uriOf(`${folder}/p/a.fadu`), uriOf(`${folder}/q/b.fadu`)];
    const client = await Client.start(t, {folders: [`${folder}/p`]});
    await client.settled();
    assert.deepEqual([client.codes(a), client.codes(b)], [["TIM001"], []]);
    client.notify("workspace/didChangeWorkspaceFolders", {event: {
        added: [{uri: uriOf(`${folder}/q`), name: "q"}], removed: [{uri: uriOf(`${folder}/p`), name: "p"}]}});
    await client.settled();
    assert.deepEqual([client.codes(a), client.codes(b)], [[], ["TIM001"]]);
    await client.stop();
    // A folder above packages holds them all.
    const above = await Client.start(t, {folders: [folder]});
    await above.settled();
    assert.deepEqual([above.codes(a), above.codes(b)], [["TIM001"], ["TIM001"]]);
    await above.stop();
});

test("an edit shows in the packages that import what was edited", async (t) => {
    const folder = directory(t, {
        "base/fadu.toml": "name = \"base\"\n", "base/law.fadu": law,
        "county/fadu.toml": "", "county/a.fadu": `引入 base\n${item(25)}`,
    });
    const [base, county] = [uriOf(`${folder}/base/law.fadu`), uriOf(`${folder}/county/a.fadu`)];
    const client = await Client.start(t);
    client.open(county, `引入 base\n${item(25)}`);
    client.open(base, law);
    await client.settled();
    assert.deepEqual(client.codes(county), ["TIM001"]);
    client.change(base, {text: law.replace("决定: 15", "决定: 30")});
    await client.settled();
    assert.deepEqual(client.codes(county), []);
    await client.stop();
});

test("allowed findings are not shown, or as hints where that is wished", async (t) => {
    const text = law + item(25).replace("    承诺", "    @允许(TIM001, \"省政府批复\")\n    承诺");
    const client = await Client.start(t);
    client.open("untitled:a", text);
    await client.settled();
    assert.deepEqual(client.codes("untitled:a"), []);
    await client.stop();
    const curious = await Client.start(t, {options: {suppressed: "hint"}});
    curious.open("untitled:a", text);
    await curious.settled();
    const [hint] = curious.diagnostics.get("untitled:a").diagnostics;
    assert.deepEqual([hint.code, hint.severity], ["TIM001", 4]);
    assert.match(hint.message, /^已允许，理由：省政府批复\n承诺办结时限/);
    await curious.stop();
});

test("what the baseline holds is not shown, or as hints; a new baseline counts at once", async (t) => {
    const folder = directory(t, {"fadu.toml": "baseline = \"fadu-baseline.json\"\n", "law.fadu": law, "a.fadu": item(25)});
    const [toml, file, baseline] = ["fadu.toml", "a.fadu", "fadu-baseline.json"].map((name) => uriOf(`${folder}/${name}`));
    const client = await Client.start(t, {folders: [folder]});
    await client.settled();
    assert.deepEqual(client.codes(toml), ["CFG003"]);
    assert.equal(client.diagnostics.get(toml).diagnostics[0].range.start.character, 11);
    const written = spawnSync(program, ["check", folder, "--as-of", asOf, "--write-baseline", `${folder}/fadu-baseline.json`]);
    assert.ok(fs.existsSync(`${folder}/fadu-baseline.json`), written.stderr.toString());
    client.watched([baseline, 1]);
    await client.settled();
    assert.deepEqual([client.codes(toml), client.codes(file)], [[], []]);
    // Another finding is new.
    client.open(file, item(25).replace("承诺: 25 工作日", "承诺: 25 工作日; 送达: 12 工作日"));
    await client.settled();
    assert.deepEqual(client.codes(file), ["TIM007"]);
    assert.deepEqual((await client.request("textDocument/codeAction", {
        textDocument: {uri: file}, range: {start: find(item(25), "25"), end: find(item(25), "25")},
        context: {diagnostics: []}})), []);
    fs.writeFileSync(`${folder}/fadu-baseline.json`, fs.readFileSync(`${folder}/fadu-baseline.json`, "utf8")
        .replace(/"(findings|entries)": \[[^]*\]/, (all, name) => `"${name}": []`));
    client.watched([baseline, 2]);
    await client.settled();
    assert.deepEqual(client.codes(file), ["TIM001", "TIM007"]);
    await client.stop();
    spawnSync(program, ["check", folder, "--as-of", asOf, "--write-baseline", `${folder}/fadu-baseline.json`]);
    const curious = await Client.start(t, {folders: [folder], options: {suppressed: "hint"}});
    await curious.settled();
    const [hint] = curious.diagnostics.get(file).diagnostics;
    assert.deepEqual([hint.code, hint.severity, hint.message.split("\n")[0]], ["TIM001", 4, "基线内"]);
    await curious.stop();
});

test("an allowance without use is greyed, repealed law struck through", async (t) => {
    const client = await Client.start(t);
    client.open("untitled:a", law.replace("施行: 2021-07-01", "施行: 2021-07-01; 废止: 2025-01-01") +
        `@允许(TIM001, "没有用")\n${item(10)}`);
    await client.settled();
    const tags = new Map(client.diagnostics.get("untitled:a").diagnostics.map(({code, tags}) => [code, tags]));
    assert.deepEqual(tags.get("ALW001"), [1]);
    assert.deepEqual(tags.get("REF004"), [2]);
    await client.stop();
});

test("a client that pulls is not told anything twice", async (t) => {
    const folder = directory(t, {"fadu.toml": "", "law.fadu": law, "a.fadu": item(25)});
    const [toml, lawFile, file] = ["fadu.toml", "law.fadu", "a.fadu"].map((name) => uriOf(`${folder}/${name}`));
    const client = await Client.start(t, {folders: [folder], capabilities: pullCapabilities()});
    client.open(lawFile, law);
    const pull = (uri, previousResultId) => client.request("textDocument/diagnostic",
        {textDocument: {uri}, identifier: "fadu", ...(previousResultId ? {previousResultId} : {})});
    const first = await pull(file);
    assert.deepEqual(first.items.map(({code}) => code), ["TIM001"]);
    assert.equal((await pull(file, first.resultId)).kind, "unchanged");
    const all = await client.request("workspace/diagnostic", {previousResultIds: []});
    const codes = Object.fromEntries(all.items.map(({uri, items}) => [uri, items.map(({code}) => code)]));
    assert.deepEqual(codes, {[toml]: [], [lawFile]: [], [file]: ["TIM001"]});
    assert.equal(all.items.find(({uri}) => uri === lawFile).version, 1);
    const previousResultIds = all.items.map(({uri, resultId}) => ({uri, value: resultId}));
    const again = await client.request("workspace/diagnostic", {previousResultIds});
    assert.ok(again.items.every(({kind}) => kind === "unchanged"));
    // An edit makes what was pulled of another file wrong: the client is asked to pull again.
    await client.settled();
    const refreshes = () => client.requests.filter(({method}) => method === "workspace/diagnostic/refresh").length;
    const before = refreshes();
    client.change(lawFile, {text: law.replace("决定: 15", "决定: 30")});
    await client.until(() => refreshes() > before, "workspace/diagnostic/refresh");
    assert.deepEqual((await pull(file, first.resultId)).items, []);
    const third = await client.request("workspace/diagnostic", {previousResultIds});
    assert.deepEqual(third.items.find(({uri}) => uri === file).items, []);
    fs.rmSync(`${folder}/a.fadu`);
    client.watched([file, 3]);
    const gone = await client.request("workspace/diagnostic", {previousResultIds});
    assert.deepEqual(gone.items.find(({uri}) => uri === file).items, []);
    await client.settled();
    assert.deepEqual(client.published, []);
    await client.stop();
});

test("an edit does not ask a pulling client for what it asks anyway", async (t) => {
    const client = await Client.start(t, {capabilities: pullCapabilities()});
    const uri = "untitled:a";
    client.open(uri, law + item(25));
    await client.request("textDocument/diagnostic", {textDocument: {uri}});
    for (const days of [10, 26, 11, 27]) {
        client.change(uri, {text: law + item(days)});
        await client.settled();
    }
    assert.ok(!client.requests.some(({method}) => method === "workspace/diagnostic/refresh"));
    await client.stop();
});

test("many changes at once are checked once", async (t) => {
    const client = await Client.start(t);
    client.open("untitled:a", law);
    await client.settled();
    client.published = [];
    for (let days = 16; days < 116; ++days) {
        client.change("untitled:a", {text: law + item(days)});
    }
    await client.settled();
    const versions = client.published.map(({version}) => version);
    assert.equal(versions.at(-1), 101);
    assert.deepEqual(versions, [...versions].sort((a, b) => a - b));
    assert.ok(versions.length < 50, `${versions.length} times`);
    await client.stop();
});
