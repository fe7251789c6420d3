import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RECORD = /^(\d{6,})-(?:email|card)\.json$/;
const SOURCE = /^\d{6,}-email\.eml$/;

/** Every message received, oldest first: one JSON file each, and for mail the raw `.eml` beside it. */
export class Messages {
  #folder;
  #all;
  #lastNumber;

  constructor(folder) {
    mkdirSync(folder, { recursive: true });
    const records = readdirSync(folder)
      .map(file => ({ file, number: Number(RECORD.exec(file)?.[1]) }))
      .filter(({ number }) => number > 0)
      .sort((a, b) => a.number - b.number);

    this.#folder = folder;
    this.#all = records.map(({ file }) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
    this.#lastNumber = records.at(-1)?.number ?? 0;
  }

  add(kind, fields, source) {
    const id = `${String(++this.#lastNumber).padStart(6, '0')}-${kind}`;
    const message = { id, kind, receivedAt: new Date().toISOString(), ...fields };
    if (source) writeFileSync(this.#path(id, 'eml'), source);
    this.#writeWhole(this.#path(id, 'json'), JSON.stringify(message, null, 2));
    this.#all.push(message);
    return message;
  }

  summaries() {
    return this.#all.map(({ text, html, card, ...summary }) => summary);
  }

  find(id) {
    return this.#all.find(message => message.id === id);
  }

  source({ id, kind, card }) {
    return kind === 'email' ? readFileSync(this.#path(id, 'eml')) : JSON.stringify(card, null, 2);
  }

  clear() {
    readdirSync(this.#folder)
      .filter(file => RECORD.test(file) || SOURCE.test(file))
      .forEach(file => rmSync(join(this.#folder, file)));
    this.#all = [];
  }

  #path(id, extension) {
    return join(this.#folder, `${id}.${extension}`);
  }

  /** A reader, or a process that ends here, never leaves or sees half a file. */
  #writeWhole(path, text) {
    writeFileSync(`${path}.partial`, text);
    renameSync(`${path}.partial`, path);
  }
}
