// Bundles the extension into out/extension.js, so that it is installed without node_modules, and
// puts the licences beside it: the project's, and THIRD-PARTY.txt for what the bundle holds.
import {copyFileSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {build} from 'esbuild';

const {metafile} = await build({
    entryPoints: ['src/extension.ts'],
    outfile: 'out/extension.js',
    bundle: true,
    external: ['vscode'],
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
});

const packages = new Set(
    Object.keys(metafile.inputs)
        .map((path) => /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
        .filter((path) => path !== undefined),
);
const notices = [...packages].sort().map((path) => {
    const {name, version, license} = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    const file = readdirSync(path).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    if (file === undefined) {
        throw new Error(`${name} comes without the text of its licence`);
    }
    return `${name} ${version} (${license})\n\n${readFileSync(`${path}/${file}`, 'utf8').trim()}\n`;
});
writeFileSync('THIRD-PARTY.txt', notices.join(`\n${'-'.repeat(72)}\n\n`));
copyFileSync('../../LICENSE', 'LICENSE');
