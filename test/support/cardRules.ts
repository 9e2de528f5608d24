/**
 * What makes a card of ours valid in Teams: the official parser and, since that misses much, a strict walk of our own.
 */
import { createRequire } from 'node:module';

// The package's own entry needs a browser; this bundle of it does not.
const AC = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as {
  Versions: { v1_5: object };
  SerializationContext: new (version: object) => { eventCount: number; getEventAt(n: number): { message: string } };
  HostConfig: new (config: object) => object;
  AdaptiveCard: new () => {
    hostConfig: object;
    parse(card: unknown, context: object): void;
    validateProperties(): { validationEvents: readonly { message: string }[] };
  };
};

type Json = { readonly [key: string]: unknown };

const COMMON = ['type', 'id', 'isVisible', 'spacing', 'separator', 'height', 'fallback'];
const INPUT = [...COMMON, 'label', 'value', 'isRequired', 'errorMessage'];
/** Elements and actions of schema 1.5 that we use, with the properties that we use of them. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['type', 'version', 'body', 'actions', 'refresh', 'msteams', '$schema'],
  TextBlock: [...COMMON, 'text', 'size', 'weight', 'color', 'isSubtle', 'wrap', 'horizontalAlignment', 'maxLines'],
  Container: [...COMMON, 'items', 'style', 'minHeight', 'verticalContentAlignment'],
  ColumnSet: [...COMMON, 'columns', 'style'],
  Column: [...COMMON, 'items', 'width', 'style', 'verticalContentAlignment'],
  ActionSet: [...COMMON, 'actions'],
  'Input.Text': [...INPUT, 'placeholder', 'maxLength', 'isMultiline'],
  'Input.Date': INPUT,
  'Input.Toggle': [...INPUT, 'title', 'wrap'],
  'Input.ChoiceSet': [...INPUT, 'choices', 'style', 'wrap', 'isMultiSelect'],
  'Action.Execute': ['type', 'title', 'verb', 'data', 'style', 'associatedInputs', 'fallback'],
  'Action.Submit': ['type', 'title', 'data'],
  'Action.OpenUrl': ['type', 'title', 'url'],
};
const MOST_ACTIONS = 6;
const MOST_BYTES = 28 * 1024;
const DEEPEST = 8;
const MOST_REFRESHED = 60;
const CONTENT_TYPE = 'application/vnd.microsoft.card.adaptive';
// Stands for what else is in a message: addresses and ids, as long as they get in Teams.
const ENVELOPE = 'x'.repeat(600);

/** Everything that is wrong with the card; empty if nothing is. `verbs`: the verbs that the bot answers to. */
export function checkCard(card: unknown, verbs: ReadonlySet<string>, summary = ''): readonly string[] {
  const found = [...official(card)];
  const ids = new Set<string>();
  const walk = (value: unknown, path: string, depth: number): void => {
    if (value === null) found.push(`${path}: holds null`);
    else if (typeof value === 'string') checkText(value, path, found);
    else if (Array.isArray(value)) value.forEach((item, n) => walk(item, `${path}[${n}]`, depth));
    else if (typeof value === 'object') {
      const node = value as Json;
      // What a button carries is ours alone.
      const element = typeof node['type'] === 'string' && !/\.data\b/.test(path);
      if (element) checkNode(node, path, depth, verbs, ids, found);
      const deeper = depth + (element ? 1 : 0);
      for (const [key, item] of Object.entries(node)) walk(item, `${path}.${key}`, deeper);
    }
  };
  walk(card, 'card', 0);
  if ((card as Json)['version'] !== '1.5') found.push('card.version: must be 1.5');
  const activity = {
    type: 'message',
    envelope: ENVELOPE,
    summary,
    attachments: [{ contentType: CONTENT_TYPE, content: card }],
  };
  const bytes = Buffer.byteLength(JSON.stringify(activity));
  if (bytes > MOST_BYTES) found.push(`card: ${bytes} bytes is more than ${MOST_BYTES}`);
  return found;
}

function official(card: unknown): readonly string[] {
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const parsed = new AC.AdaptiveCard();
  // The parser's own host takes five.
  parsed.hostConfig = new AC.HostConfig({ actions: { maxActions: MOST_ACTIONS } });
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  return [...events, ...parsed.validateProperties().validationEvents.map((event) => event.message)];
}

function checkText(text: string, path: string, found: string[]): void {
  for (const bad of ['${', 'undefined', '[object', 'NaN']) if (text.includes(bad)) found.push(`${path}: holds ${bad}`);
  if (/\bnull\b/.test(text)) found.push(`${path}: holds null`);
  if (/^#[0-9a-f]{3,8}$/i.test(text)) found.push(`${path}: hex colour ${text}`);
  if (/\bhttp:\/\//.test(text)) found.push(`${path}: an address without https`);
  // What somebody typed stands in an input as they typed it, and is never shown as a mention there.
  if (/<\/?at>/i.test(text) && !/\.(data|value)\b/.test(path)) found.push(`${path}: a mention that nobody meant`);
}

function checkNode(
  node: Json,
  path: string,
  depth: number,
  verbs: ReadonlySet<string>,
  ids: Set<string>,
  found: string[],
): void {
  const type = String(node['type']);
  const allowed = ALLOWED[type];
  if (!allowed) return void found.push(`${path}: ${type} is not an element that we use`);
  for (const key of Object.keys(node)) if (!allowed.includes(key)) found.push(`${path}: ${type} has no ${key}`);
  if ('id' in node) checkId(node['id'], path, ids, found);
  if (depth > DEEPEST) found.push(`${path}: nested deeper than ${DEEPEST}`);
  if (type === 'TextBlock') {
    if (typeof node['text'] !== 'string' || node['text'].trim() === '') found.push(`${path}: a text without words`);
    if (/^\d+\. /.test(String(node['text']))) found.push(`${path}: Markdown makes a list of a number with a dot`);
    if (node['wrap'] !== true) found.push(`${path}: a text that does not wrap`);
  }
  if (type.startsWith('Input.')) checkInput(node, type, path, found);
  if (type === 'Action.OpenUrl' && !String(node['url']).startsWith('https://')) {
    found.push(`${path}.url: an address without https`);
  }
  if (type === 'Action.Execute') checkExecute(node, path, verbs, found);
  const actions = node['actions'];
  if (Array.isArray(actions)) {
    if (actions.length > MOST_ACTIONS) found.push(`${path}: ${actions.length} actions, ${MOST_ACTIONS} at most`);
    if (actions.length === 0) found.push(`${path}: no actions`);
    if (type === 'AdaptiveCard') found.push(`${path}: actions stand in an ActionSet, so that old clients fall back`);
  }
  const refresh = node['refresh'] as { userIds?: unknown[] } | undefined;
  if ((refresh?.userIds?.length ?? 0) > MOST_REFRESHED) {
    found.push(`${path}: more than ${MOST_REFRESHED} people to refresh for`);
  }
}

function checkId(id: unknown, path: string, ids: Set<string>, found: string[]): void {
  if (typeof id !== 'string' || id === '') found.push(`${path}: an id without letters`);
  else if (ids.has(id)) found.push(`${path}: id ${id} stands twice`);
  else ids.add(id);
}

function checkInput(node: Json, type: string, path: string, found: string[]): void {
  if (!('id' in node)) found.push(`${path}: an input without id`);
  const label = type === 'Input.Toggle' ? node['title'] : node['label'];
  if (typeof label !== 'string' || label.trim() === '') found.push(`${path}: an input without label`);
  const error = node['errorMessage'];
  if (node['isRequired'] === true && (typeof error !== 'string' || error.trim() === '')) {
    found.push(`${path}: a required input without error message`);
  }
  if (type === 'Input.ChoiceSet') {
    const choices = node['choices'] as { value?: unknown }[] | undefined;
    if (!Array.isArray(choices) || choices.length === 0) found.push(`${path}: nothing to choose`);
    const values = new Set(choices?.map((choice) => choice.value));
    if (values.size !== choices?.length) found.push(`${path}: a choice stands twice`);
  }
}

function checkExecute(node: Json, path: string, verbs: ReadonlySet<string>, found: string[]): void {
  const verb = String(node['verb']);
  if (!verbs.has(verb)) found.push(`${path}: nobody answers to ${verb}`);
  const fallback = node['fallback'] as { type?: unknown; data?: { verb?: unknown } } | undefined;
  if (fallback?.type !== 'Action.Submit' || fallback.data?.verb !== verb) {
    found.push(`${path}: no fallback with the same verb`);
  }
}
