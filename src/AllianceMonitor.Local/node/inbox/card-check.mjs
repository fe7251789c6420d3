import AdaptiveCards from 'adaptivecards/dist/adaptivecards.min.js';

const {
  AdaptiveCard, BoolProperty, Column, ContainerStyleProperty, EnumProperty, Fact, GlobalRegistry, HostConfig,
  NumProperty, SerializationContext, StringProperty, ValidationEvent, ValueSetProperty, Versions,
} = AdaptiveCards;

const NEWEST_VERSION = Versions.v1_5;
const VERSIONS = ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5'];
const TEAMS = new HostConfig({ actions: { maxActions: 6 } });
const HARMLESS = [ValidationEvent.Hint, ValidationEvent.Deprecated];

/** Why Teams would not show this card as written; empty when it would. */
export function problemsOf(card) {
  try {
    const problems = [...shapeProblems(card, 'AdaptiveCard', 'card'), ...identityProblems(card)];
    return problems.length > 0 ? problems : parserProblems(card);
  } catch (error) {
    return [`The card cannot be read: ${error.message}`];
  }
}

function identityProblems(card) {
  return [
    card?.type !== 'AdaptiveCard' && 'card.type must be "AdaptiveCard".',
    !VERSIONS.includes(card?.version) && 'card.version must be "1.0" to "1.5".',
  ].filter(Boolean);
}

export function headlineOf(card) {
  const prominence = ({ style, size, weight }) =>
    style === 'heading' ? 3 : /^(large|extraLarge)$/i.test(size) ? 2 : /^bolder$/i.test(weight) ? 1 : 0;
  const [first] = [...textsIn(card)].sort((a, b) => prominence(b) - prominence(a));
  return first?.text ?? card.fallbackText ?? '';
}

function parserProblems(json) {
  const context = new SerializationContext(NEWEST_VERSION);
  const card = new AdaptiveCard();
  card.hostConfig = TEAMS;
  card.maxVersion = NEWEST_VERSION;
  card.parse(json, context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...parsing, ...card.validateProperties().validationEvents]
    .filter(({ event }) => !HARMLESS.includes(event))
    .map(({ message }) => message);
}

// The parser replaces what is missing or of the wrong JSON type by a default and says nothing, so
// those two are checked here first, against its own property definitions.

const REQUIRED = {
  __proto__: null,
  TextBlock: ['text'],
  RichTextBlock: ['inlines'],
  TextRun: ['text'],
  FactSet: ['facts'],
  Fact: ['title', 'value'],
  Image: ['url'],
  ImageSet: ['images'],
  Media: ['sources'],
  Container: ['items'],
  ActionSet: ['actions'],
  'Action.OpenUrl': ['url'],
  'Action.ToggleVisibility': ['targetElements'],
  'Action.ShowCard': ['card'],
};

/** Lists of objects, with the type of those that need not name it. */
const LISTS = {
  body: '', items: '', actions: '', inlines: '', images: 'Image', columns: 'Column', facts: 'Fact', rows: '', cells: '',
};
const OBJECTS = { selectAction: '', card: 'AdaptiveCard' };

const CLASSES = { __proto__: null, AdaptiveCard, Column, Fact };
const JSON_TYPES = new Map([
  [StringProperty, 'string'], [EnumProperty, 'string'], [ValueSetProperty, 'string'], [ContainerStyleProperty, 'string'],
  [BoolProperty, 'boolean'], [NumProperty, 'number'],
]);

function shapeProblems(json, defaultType, path) {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [`${path} must be an object.`];
  const type = json.type ?? defaultType;
  const has = name => json[name] !== undefined && json[name] !== null;

  return [
    ...(REQUIRED[type] ?? []).filter(name => !has(name)).map(name => `${path}.${name} is required.`),
    ...valueProblems(json, type, path),
    ...Object.keys(LISTS).filter(has).flatMap(name => listProblems(json[name], LISTS[name], `${path}.${name}`)),
    ...Object.keys(OBJECTS).filter(has).flatMap(name => shapeProblems(json[name], OBJECTS[name], `${path}.${name}`)),
  ];
}

function listProblems(list, defaultType, path) {
  if (!Array.isArray(list)) return [`${path} must be an array.`];
  return list.flatMap((json, index) =>
    typeof json === 'string' && path.endsWith('.inlines') ? [] : shapeProblems(json, defaultType, `${path}[${index}]`));
}

function valueProblems(json, type, path) {
  const problems = propertiesOf(type)
    .map(property => ({ name: property.name, expected: JSON_TYPES.get(property.constructor) }))
    .filter(({ name, expected }) => expected && json[name] !== undefined && typeof json[name] !== expected)
    .map(({ name, expected }) => `${path}.${name} must be a ${expected}.`);
  if (type === 'Action.OpenUrl' && !isWebAddress(json.url)) problems.push(`${path}.url must be an absolute web address.`);
  return problems;
}

function propertiesOf(type) {
  const instance = type in CLASSES
    ? new CLASSES[type]()
    : GlobalRegistry.defaultElements.createInstance(type, NEWEST_VERSION)
      ?? GlobalRegistry.defaultActions.createInstance(type, NEWEST_VERSION);
  const schema = instance?.getSchema();
  return Array.from({ length: schema?.getCount() ?? 0 }, (_, index) => schema.getItemAt(index));
}

function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function* textsIn(json) {
  if (json?.type === 'TextBlock' || json?.type === 'TextRun') yield json;
  else if (typeof json === 'object' && json !== null) {
    for (const value of Object.values(json)) yield* textsIn(value);
  }
}
