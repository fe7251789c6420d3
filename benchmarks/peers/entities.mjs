// Finds entities with compromise and with wink-nlp. Arguments: a JSON file with a list of texts (lists of paragraphs), a file for the answer:
// one object per program: name, words, cpuSeconds, spans (per text: paragraph, start, end, type).
import { readFileSync, writeFileSync } from 'node:fs';
import nlp from 'compromise';
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';

const [list, answer] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(list, 'utf8'));
const wink = winkNLP(model);
const { its } = wink;

// Punctuation at the edges belongs to the text of a match in compromise, not to the entity.
function trimmed(text, start, length, type) {
  const raw = text.slice(start, start + length);
  const before = raw.length - raw.replace(/^[^\p{L}\p{N}$€£¥]+/u, '').length;
  const inner = raw.slice(before).replace(/(?:['’]s)?[^\p{L}\p{N}%€£¥.]+$/u, '').replace(/(?<!\b\p{Lu})\.$/u, '').replace(/['’]s$/u, '');
  return { start: start + before, end: start + before + inner.length, type };
}

function compromise(text) {
  const doc = nlp(text);
  const found = [];
  const add = (matches, type) => {
    for (const match of matches.json({ offset: true })) {
      if (match.offset) {
        found.push(trimmed(text, match.offset.start, match.offset.length, type));
      }
    }
  };
  add(doc.people(), 'person');
  add(doc.organizations(), 'organization');
  add(doc.places(), 'place');
  add(doc.match('#Date+'), 'date');
  add(doc.money(), 'money');
  add(doc.percentages(), 'percent');
  return found;
}

const winkTypes = { DATE: 'date', MONEY: 'money', PERCENT: 'percent' };

function winkNlp(text) {
  const doc = wink.readDoc(text);
  const starts = [];
  let at = 0;
  doc.tokens().each((token) => {
    at += token.out(its.precedingSpaces).length;
    starts.push(at);
    at += token.out().length;
  });
  const found = [];
  doc.entities().each((entity) => {
    const type = winkTypes[entity.out(its.type)];
    const [first, last] = entity.out(its.span);
    if (type) {
      found.push({ start: starts[first], end: starts[last] + doc.tokens().itemAt(last).out().length, type });
    }
  });
  return found;
}

function run(name, find) {
  texts.slice(0, 10).forEach((paragraphs) => paragraphs.forEach(find));
  const cpu = process.cpuUsage();
  const spans = texts.map((paragraphs) => paragraphs.flatMap((text, paragraph) => find(text).map((span) => ({ paragraph, ...span }))));
  const { user, system } = process.cpuUsage(cpu);
  return { name, words: texts.flat().reduce((sum, text) => sum + text.split(' ').length, 0), cpuSeconds: (user + system) / 1e6, spans };
}

writeFileSync(answer, JSON.stringify([run('compromise', compromise), run('wink-nlp', winkNlp)]));
