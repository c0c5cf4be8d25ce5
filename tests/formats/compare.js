// node compare.js DIRECTORY MADE
//
// Holds what the formats say of one call to each other and to the sources below DIRECTORY. MADE has
// the document of each format as `<name>.json`, `.jsonl` or `.txt`. Columns and line hashes are
// computed anew here, from the bytes of the sources and the definition of each format.
const fs = require("fs");
const path = require("path");

const [directory, made] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(made, name), "utf8");
const json = JSON.parse(read("json.json"));
const sarif = JSON.parse(read("sarif.json"));
const rdjson = JSON.parse(read("rdjson.json"));
const gitlab = JSON.parse(read("gitlab.json"));
const lines = read("jsonl.jsonl").split("\n");
const commands = read("github.txt").split("\n").slice(0, -1);
let failures = 0;
const expect = (what, found, expected) => {
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
        failures += 1;
        console.log(`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
    }
};

const sources = new Map();
const source = (name) => {
    if (!sources.has(name)) {
        sources.set(name, fs.readFileSync(path.resolve(directory, name)));
    }
    return sources.get(name);
};

// Where the line of a byte offset begins; a byte order mark is no part of it.
const lineStart = (bytes, offset) => {
    let start = offset;
    while (start > 0 && bytes[start - 1] !== 10 && (bytes[start - 1] !== 13 || bytes[start] === 10)) {
        start -= 1;
    }
    return start === 0 && bytes.subarray(0, 3).toString("hex") === "efbbbf" ? 3 : start;
};
const utf16Column = (name, offset) => {
    const bytes = source(name);
    return bytes.subarray(lineStart(bytes, offset), offset).toString("utf8").length + 1;
};
const byteColumn = (name, offset) => offset - lineStart(source(name), offset) + 1;
const region = (name, range) => ({
    startLine: range.start.line,
    startColumn: utf16Column(name, range.start.offset),
    endLine: range.end.line,
    endColumn: utf16Column(name, range.end.offset),
});
const rdRange = (name, range) => ({
    start: {line: range.start.line, column: byteColumn(name, range.start.offset)},
    end: {line: range.end.line, column: byteColumn(name, range.end.offset)},
});

// The hash of a line as code hosts define it, term by term.
const hashes = new Map();
const lineHash = (name, line) => {
    if (!hashes.has(name)) {
        const text = source(name).toString("utf8").replace(/\r\n?/g, "\n");
        const all = text.split("\n");
        const seen = new Map();
        hashes.set(name, all.map((_, index) => {
            const units = [];
            for (const unit of all.slice(index).join("\n").replace(/[ \t]/g, "").slice(0, 100).split("")) {
                units.push(unit.charCodeAt(0));
            }
            units.push(65535);
            let hash = 0n;
            for (let power = 0; power < 100; ++power) {
                hash += BigInt(units[power] ?? 0) * 37n ** BigInt(99 - power);
            }
            const value = BigInt.asUintN(64, hash).toString(16);
            seen.set(value, (seen.get(value) ?? 0) + 1);
            return `${value}:${seen.get(value)}`;
        }));
    }
    return hashes.get(name)[line - 1];
};

// jsonl
expect("the last line is ended", lines.pop(), "");
const objects = lines.map((line) => JSON.parse(line));
const {type, ...head} = objects.pop();
const {diagnostics, ...rest} = json;
expect("the last line", type, "summary");
expect("the summary", head, rest);
expect("the findings of jsonl", objects, diagnostics.map((one) => ({type: "finding", ...one})));

// sarif
expect("runs", sarif.runs.length, 1);
const run = sarif.runs[0];
const levels = {error: "error", warning: "warning", info: "note"};
const decoded = (location) => decodeURIComponent(location.artifactLocation.uri);
const reported = run.results.filter((one) => one.suppressions.length === 0);
const covered = run.results.filter((one) => one.suppressions.length > 0);
expect("results", reported.length, diagnostics.length);
expect("suppressions", covered.length, json.summary.suppressed + json.summary.baselined);
expect("external", covered.filter((one) => one.suppressions[0].kind === "external").length,
    json.summary.baselined);
for (const one of covered) {
    expect("a reason", one.suppressions[0].kind === "external" ||
        one.suppressions[0].justification.length > 0, true);
}
for (const result of run.results) {
    const rule = run.tool.driver.rules[result.ruleIndex];
    expect("ruleIndex", rule.id, result.ruleId);
    const place = result.locations[0].physicalLocation;
    expect("the line hash", result.partialFingerprints.primaryLocationLineHash,
        lineHash(decoded(place), place.region.startLine));
    expect("the base", place.artifactLocation.uriBaseId in run.originalUriBaseIds, true);
    expect("an encoded URI", /^[A-Za-z0-9._~\/%-]+$/.test(place.artifactLocation.uri), true);
}
expect("fingerprints are unique",
    new Set(run.results.map((one) => one.partialFingerprints["fadu/v1"] +
        decoded(one.locations[0].physicalLocation))).size, run.results.length);
diagnostics.forEach((one, index) => {
    const result = reported[index];
    const place = result.locations[0].physicalLocation;
    const where = `${one.code} ${one.file}:${one.range.start.line}`;
    expect(`${where} rule`, result.ruleId, one.code);
    expect(`${where} level`, result.level, levels[one.severity]);
    expect(`${where} file`, decoded(place), one.file);
    expect(`${where} region`, place.region, region(one.file, one.range));
    expect(`${where} fingerprint`, result.partialFingerprints["fadu/v1"], one.fingerprint);
    expect(`${where} zh`, result.properties.message.zh.startsWith(one.message), true);
    expect(`${where} en`, result.properties.message.en.startsWith(one.messageEn), true);
    expect(`${where} related`, (result.relatedLocations ?? []).length,
        one.related.filter((label) => label.file !== null).length);
    expect(`${where} steps`,
        (result.codeFlows?.[0].threadFlows[0].locations ?? []).map((step) => step.location.message.text),
        (one.witness?.steps ?? []).map((step) => run.language === "zh-CN" ? step.message : step.messageEn));
    const edits = one.fixes.flatMap((fix) => fix.edits);
    const replacements = (result.fixes ?? []).flatMap((fix) =>
        fix.artifactChanges.flatMap((change) => change.replacements));
    expect(`${where} fixes`, replacements.map((change) => [change.deletedRegion, change.insertedContent.text]),
        edits.map((edit) => [region(edit.file, edit.range), edit.text]));

    const rd = rdjson.diagnostics[index];
    expect(`${where} rdjson`, rd.location, {path: one.file, range: rdRange(one.file, one.range)});
    expect(`${where} rdjson severity`, rd.severity, one.severity.toUpperCase());
    expect(`${where} suggestions`, (rd.suggestions ?? []).map((suggestion) => [suggestion.range, suggestion.text]),
        one.fixes.filter((fix) => fix.edits.length === 1)
            .map((fix) => [rdRange(fix.edits[0].file, fix.edits[0].range), fix.edits[0].text]));

    expect(`${where} gitlab`, [gitlab[index].check_name, gitlab[index].location.path,
        gitlab[index].location.lines.begin], [one.code, one.file, one.range.start.line]);
});
expect("rdjson", rdjson.diagnostics.length, diagnostics.length);
expect("gitlab", gitlab.length, diagnostics.length);
expect("gitlab's fingerprints are unique", new Set(gitlab.map((one) => one.fingerprint)).size, gitlab.length);

// github: what its runner would make of each line.
const undo = (text) => text.replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%3A/g, ":")
    .replace(/%2C/g, ",").replace(/%25/g, "%");
const words = {error: "error", warning: "warning", info: "notice"};
const parsed = commands.map((line) => {
    const [, command, properties, message] = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line);
    const values = Object.fromEntries(properties.split(",").map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), undo(pair.slice(at + 1))];
    }));
    return {command, values, message: undo(message)};
});
const ranks = ["error", "warning", "notice"];
expect("the gravest come first", parsed.map((one) => ranks.indexOf(one.command)),
    parsed.map((one) => ranks.indexOf(one.command)).sort());
const annotations = parsed.filter((one) => one.values.title !== "fadu");
const limit = ranks.some((rank) => annotations.filter((one) => one.command === rank).length > 10);
expect("a line about the limit", parsed.length - annotations.length, limit ? 1 : 0);
const sorted = [...diagnostics].sort((left, right) =>
    ranks.indexOf(words[left.severity]) - ranks.indexOf(words[right.severity]));
expect("github", annotations.map((one) => [one.command, one.values.file, one.values.line,
    one.values.col ?? null, one.values.title, one.message.split("\n")[0]]),
    sorted.map((one) => [words[one.severity], one.file, String(one.range.start.line),
        one.range.start.line === one.range.end.line ? String(one.range.start.column) : null,
        `${one.code} ${one.slug}`, run.language === "zh-CN" ? one.message : one.messageEn]));
process.exit(failures === 0 ? 0 : 1);
