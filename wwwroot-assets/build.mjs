// Fills TherapyCrm.Web/wwwroot (the first argument) from css, js, icons and node_modules; removes what is no longer made.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boardRows } from './board-rows.mjs';
import { sprite } from './sprite.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(root, '..', 'TherapyCrm.Web', 'wwwroot');
const packages = join(root, 'node_modules');
const { vendor, vendorStyles, fonts, styles, scripts } = JSON.parse(text(root, 'assets.json'));
const made = new Map();

function text(...path) {
  return readFileSync(join(...path), 'utf8');
}

function matching(pattern) {
  if (!pattern.endsWith('/*')) return [pattern];
  const folder = pattern.slice(0, -2);
  return readdirSync(join(root, folder)).sort().map(name => `${folder}/${name}`);
}

/** The @font-face rules of the listed files of a package, with addresses of our own. */
function fontFaces(name, files) {
  const rules = text(packages, '@fontsource-variable', name, 'index.css').match(/@font-face \{[^}]+\}/g);
  return files.map(file => {
    const rule = rules.find(rule => rule.includes(`/${file}-normal.woff2`));
    if (!rule) throw new Error(`No font ${file} in ${name}.`);
    made.set(`fonts/${file}.woff2`, readFileSync(join(packages, '@fontsource-variable', name, 'files', `${file}-normal.woff2`)));
    return rule.replace(/url\([^)]+\)/, `url(../fonts/${file}.woff2)`);
  }).join('\n');
}

/** Licences ask that their text goes along with the files. */
function licences() {
  const lock = JSON.parse(text(packages, '.package-lock.json')).packages;
  return Object.entries(lock).map(([path, { version, license }]) => {
    const folder = join(root, path);
    const file = readdirSync(folder).find(name => /^licen[cs]e/i.test(name));
    return `${path.replace('node_modules/', '')} ${version} (${license ?? 'see below'})\n\n${file ? text(folder, file) : ''}`;
  }).join('\n\n----\n\n');
}

for (const [to, from] of Object.entries(vendor)) made.set(to, text(packages, from));
// A layer around the vendor's rules lets ours, in a later layer, win without raising specificity.
for (const [to, from] of Object.entries(vendorStyles))
  made.set(to, from.map(file => `@layer vendor {\n${text(packages, file)}\n}`).join('\n'));
for (const file of scripts.flatMap(matching)) made.set(file, text(root, file));
made.set('css/app.css', [
  ...styles.flatMap(matching).map(file => text(root, file)),
  boardRows(),
  ...Object.entries(fonts).map(([name, files]) => fontFaces(name, files)),
].join('\n'));
made.set('favicon.svg', text(root, 'icons', 'favicon.svg'));
made.set('licences.txt', licences());
made.set('icons.svg', sprite(root, packages)); // last: the build takes its date as the date of all

for (const [path, content] of made) {
  const file = join(target, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  if (entry.isFile() && !made.has(relative(target, path).split(sep).join('/')) && existsSync(path)) rmSync(path);
}
