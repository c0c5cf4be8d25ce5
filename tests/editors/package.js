// package.js DIRECTORY ROOT VERSION
//
// Looks into the unpacked extension: nothing is missing, nothing else is there, and what its
// manifest names exists in both languages.
"use strict";
const assert = require("assert");
const fs = require("fs");
const {builtinModules} = require("module");
const path = require("path");

const [directory, root, version] = process.argv.slice(2);
const extension = path.join(directory, "extension");
const read = (name) => fs.readFileSync(path.join(extension, name), "utf8");
const json = (name) => JSON.parse(read(name));

const files = fs
    .readdirSync(directory, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
assert.deepStrictEqual(files, [
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/THIRD-PARTY.txt",
    "extension/changelog.md",
    "extension/l10n/bundle.l10n.zh-cn.json",
    "extension/language-configuration.json",
    "extension/language-configuration.markdown.json",
    "extension/out/extension.js",
    "extension/package.json",
    "extension/package.nls.json",
    "extension/package.nls.zh-cn.json",
    "extension/readme.md",
    "extension/syntaxes/fadu-codeblock.tmLanguage.json",
    "extension/syntaxes/fadu-markdown.tmLanguage.json",
    "extension/syntaxes/fadu.tmLanguage.json",
]);
for (const file of files.filter((name) => name.endsWith(".json"))) {
    JSON.parse(fs.readFileSync(path.join(directory, file), "utf8"));
}

const manifest = json("package.json");
assert.strictEqual(manifest.version, version, "the extension has the project's version");
assert.match(
    fs.readFileSync(path.join(directory, "extension.vsixmanifest"), "utf8"),
    new RegExp(`<Identity Language="en-US" Id="fadu" Version="${version}" Publisher="fadu" */>`),
);

// Texts: every key that the manifest and the program use, in both languages, and no other.
const unique = (values) => [...new Set(values)].sort();
const references = JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g);
const used = unique([...references].map((match) => match[1]));
for (const name of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepStrictEqual(Object.keys(json(name)).sort(), used, name);
}
const source = fs.readFileSync(path.join(root, "editors/vscode/src/extension.ts"), "utf8");
const messages = source.matchAll(/l10n\.t\(\s*(?:'([^']*)'|"([^"]*)")/g);
const said = unique([...messages].map((match) => match[1] ?? match[2]));
assert.deepStrictEqual(Object.keys(json("l10n/bundle.l10n.zh-cn.json")).sort(), said);

const {languages, grammars, commands, configuration} = manifest.contributes;
for (const {configuration: file} of languages) {
    new RegExp(json(file).wordPattern, "u");
}
for (const {path: file, scopeName} of grammars) {
    assert.strictEqual(json(file).scopeName, scopeName);
}
for (const {command} of commands) {
    assert.ok(source.includes(`registerCommand('${command}'`), command);
}
for (const setting of Object.keys(configuration.properties)) {
    const name = setting.replace(/^fadu\./, "");
    assert.ok(name === "trace.server" || source.includes(`'${name}'`), setting);
}
const words = read("language-configuration.json");
const pattern = new RegExp(JSON.parse(words).wordPattern, "g");
assert.deepStrictEqual("结果: 食品经营许可证, first-licence《甲》".match(pattern), [
    "结果",
    "食品经营许可证",
    "first-licence",
    "甲",
]);
const {increaseIndentPattern, decreaseIndentPattern} = JSON.parse(words).indentationRules;
for (const [line, more, less] of [
    ["事项 甲 {", true, false],
    ["  流程 ｛ // 说明", true, false],
    ["  } 否则 {", true, true],
    ["  时限 { 承诺: 5 工作日 }", false, false],
    ["  条件 { 场地: \"有 { 的\"", true, false],
    ["  条件: \"有 { 的\"", false, false],
    ["// 不算 {", false, false],
    ["  }", false, true],
]) {
    assert.strictEqual(new RegExp(increaseIndentPattern).test(line), more, `more after ${line}`);
    assert.strictEqual(new RegExp(decreaseIndentPattern).test(line), less, `less before ${line}`);
}

// The bundle stands alone, and says nothing of the machine it was made on.
const bundle = read("out/extension.js");
const required = new Set([...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]));
for (const name of required) {
    assert.ok(name === "vscode" || builtinModules.includes(name.replace(/^node:/, "")), name);
}
assert.ok(required.has("vscode"));
assert.ok(!bundle.includes(root), "no path of this machine");
assert.strictEqual(read("LICENSE.txt"), fs.readFileSync(path.join(root, "LICENSE"), "utf8"));
assert.ok(read("THIRD-PARTY.txt").includes("vscode-languageclient"));

// What it is made from is pinned, wherever it comes from.
const {devDependencies, dependencies} = JSON.parse(
    fs.readFileSync(path.join(root, "editors/vscode/package.json"), "utf8"),
);
assert.strictEqual(dependencies, undefined);
for (const [name, wanted] of Object.entries(devDependencies)) {
    assert.match(wanted, /^\d+\.\d+\.\d+$/, name);
}
const lock = fs.readFileSync(path.join(root, "editors/vscode/package-lock.json"), "utf8");
assert.ok(!lock.includes("\"resolved\""), "the lock file names no registry");
console.log(`${files.length} files, ${used.length} texts in two languages`);
