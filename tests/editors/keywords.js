// keywords.js PLACES-PROGRAM GRAMMAR FILE…
//
// Holds the TextMate grammar to the compiler: in every file, what the grammar colours as a keyword,
// label, term or unit is exactly what the compiler reads as one. Ranges of levels (县至省), which the
// compiler does not list as keywords, are left out.
"use strict";
const {execFileSync} = require("child_process");
const fs = require("fs");
const {createRegistry} = require("vscode-tmgrammar-test/dist/common");

const keywordScopes = [
    "storage.type",
    "support.type.property-name",
    "keyword.control",
    "keyword.operator.word",
    "keyword.other",
    "constant.language",
    "entity.name.function.decorator",
];
const isKeyword = (scope) => keywordScopes.some((prefix) => scope.startsWith(prefix + "."));

const levelRange = /^(国家|[省市县乡])级?至(国家|[省市县乡])级?$|-to-/;

/** Ranges of keywords by file, in bytes: "begin end". */
function compilerKeywords(program, files) {
    const byFile = new Map();
    let places;
    for (const line of execFileSync(program, files, {maxBuffer: 1 << 26}).toString().split("\n")) {
        if (line.startsWith("= ")) {
            byFile.set(line.slice(2), (places = new Set()));
        } else if (line !== "") {
            places.add(line);
        }
    }
    return byFile;
}

function grammarKeywords(grammar, text) {
    const places = new Set();
    let state = null;
    let offset = 0;
    for (const line of text.split("\n")) {
        const {tokens, ruleStack} = grammar.tokenizeLine(line, state);
        state = ruleStack;
        for (const token of tokens) {
            // An annotation is one keyword to the compiler, with its @.
            const word = line.slice(token.startIndex, token.endIndex);
            if (token.scopes.some(isKeyword) && !levelRange.test(word)) {
                const decorator = token.scopes.some((scope) => scope.includes("decorator"));
                const start = token.startIndex - (decorator ? 1 : 0);
                const begin = offset + Buffer.byteLength(line.slice(0, start));
                const end = offset + Buffer.byteLength(line.slice(0, token.endIndex));
                places.add(`${begin} ${end}`);
            }
        }
        offset += Buffer.byteLength(line) + 1;
    }
    return places;
}

async function main([program, grammarPath, ...files]) {
    const registry = createRegistry([{path: grammarPath, scopeName: "source.fadu"}]);
    const grammar = await registry.loadGrammar("source.fadu");
    const compiler = compilerKeywords(program, files);
    let same = 0;
    let different = 0;
    for (const file of files) {
        const bytes = fs.readFileSync(file);
        const found = grammarKeywords(grammar, bytes.toString());
        const expected = compiler.get(file);
        const complain = (what, place) => {
            different += 1;
            const [begin, end] = place.split(" ").map(Number);
            const line = bytes.subarray(0, begin).toString().split("\n").length;
            console.log(`FAIL  ${file}:${line}: ${what}: ${bytes.subarray(begin, end)}`);
        };
        for (const place of expected) {
            found.has(place) ? (same += 1) : complain("a keyword that the grammar misses", place);
        }
        for (const place of found) {
            if (!expected.has(place)) complain("no keyword to the compiler", place);
        }
    }
    console.log(`${same} keywords in ${files.length} files, ${different} differences`);
    process.exitCode = same > 0 && different === 0 ? 0 : 1;
}

main(process.argv.slice(2));
