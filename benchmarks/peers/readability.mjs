// Reads the pages of a list with @mozilla/readability over linkedom. Arguments: a JSON file with the paths of the pages, a file for the texts.
// Prints one JSON object: pages, bytes, seconds, cpuSeconds, p99Milliseconds, peakBytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

const [list, textsFile] = process.argv.slice(2);
const pages = JSON.parse(readFileSync(list, 'utf8')).map((path) => readFileSync(path));

// Blocks are set apart by a line break, as ours are: textContent alone glues the last word of one to the first of the next.
const text = (html) => html.replace(/<\/(p|div|li|h[1-6]|tr|td|th|blockquote|pre|section|article|figure|figcaption|dd|dt)>|<br[^>]*>/gi, '\n$&');

function read(bytes) {
  try {
    const { document } = parseHTML(bytes.toString('utf8'));
    return new Readability(document).parse()?.content ?? '';
  } catch {
    return '';
  }
}

const plain = (content) => parseHTML(`<html><body>${text(content)}</body></html>`).document.body.textContent;

const contents = pages.map(read);
const times = [];
const started = process.hrtime.bigint();
const cpu = process.cpuUsage();
for (const bytes of pages) {
  const before = process.hrtime.bigint();
  read(bytes);
  times.push(Number(process.hrtime.bigint() - before) / 1e6);
}

const { user, system } = process.cpuUsage(cpu);
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const peakBytes = process.resourceUsage().maxRSS * 1024;
times.sort((a, b) => a - b);
writeFileSync(textsFile, JSON.stringify(contents.map(plain)));
console.log(JSON.stringify({
  pages: pages.length,
  bytes: pages.reduce((sum, page) => sum + page.length, 0),
  seconds,
  cpuSeconds: (user + system) / 1e6,
  p99Milliseconds: times[Math.floor(0.99 * (times.length - 1))],
  peakBytes,
}));
