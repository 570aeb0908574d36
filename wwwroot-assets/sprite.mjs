// One file of <symbol>s: the Lucide icons named in icons/names.txt and the drawings of our own beside it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const stroke = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';

function symbol(name, file, attributes) {
  const svg = readFileSync(file, 'utf8');
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" ${attributes}>${inner}</symbol>`;
}

export function sprite(root, packages) {
  const names = readFileSync(join(root, 'icons', 'names.txt'), 'utf8').split('\n').filter(line => line.trim());
  const lucide = names.map(name => {
    const file = join(packages, 'lucide-static', 'icons', `${name}.svg`);
    if (!existsSync(file)) throw new Error(`icons/names.txt: Lucide has no icon "${name}".`);
    return symbol(name, file, stroke);
  });
  const own = readdirSync(join(root, 'icons')).filter(name => name.endsWith('.svg') && name !== 'favicon.svg')
    .map(name => symbol(name.slice(0, -4), join(root, 'icons', name), 'fill="currentColor"'));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${[...lucide, ...own].join('\n')}\n</svg>\n`;
}
