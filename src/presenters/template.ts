/**
 * Turns the templates of `cards/` into functions once, so that a card costs microseconds at each turn.
 * The language is that of adaptivecards-templating; what lies outside the part compiled here goes to the library.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type * as Templating from 'adaptivecards-templating';

/** Fills a template: complete data in, a card out. */
export type RenderCard = (data: object) => Readonly<Record<string, unknown>>;

// A part of a template, ready to be filled. Arrays are laid into the list around them, null leaves a list.
type Part = (data: unknown) => unknown;
type Json = { readonly [key: string]: unknown };

const NAME = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;
// Names that the library keeps to itself; it leaves them out of the card.
const RESERVED = ['$root', '$index', '$host', '$_acTemplateVersion'];
class NotCompiled extends Error {}

/**
 * Compiles a template. The result equals `new Template(template).expand({ $root: data })`, also in its key order and on
 * data that is not complete: a property test holds the two together. Compiled are plain values and `${name}` as a
 * whole value, in `$data` and `$when` too; any other expression makes the whole template run through the library.
 */
export function compileTemplate(template: object): RenderCard {
  try {
    return compile(template) as RenderCard;
  } catch (reason) {
    if (!(reason instanceof NotCompiled)) throw reason;
    return libraryTemplate(template);
  }
}

/** True if the template is compiled here and does not need the library at run time. */
export function isCompiled(template: object): boolean {
  try {
    compile(template);
    return true;
  } catch (reason) {
    if (!(reason instanceof NotCompiled)) throw reason;
    return false;
  }
}

/**
 * Every `*.json` of the folder as a renderer, by name. Throws an Error that names a file that is no JSON object, with
 * where it stops being one, or that holds an expression nobody can read.
 */
export function loadCards(folder: string): Readonly<Record<string, RenderCard>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.map((name) => {
      const path = join(folder, name);
      const template = readTemplate(path);
      return [basename(name, '.json'), naming(path, () => compileTemplate(template))];
    }),
  );
}

/** One template as JSON. Throws an Error that names the file and where it stops being JSON. */
export function readTemplate(path: string): object {
  return naming(path, () => {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('a card is one JSON object');
    return json;
  });
}

function naming<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

// The library costs a quarter of a second to load, so it is loaded only where a template needs it.
function libraryTemplate(json: object): RenderCard {
  const { Template } = createRequire(import.meta.url)('adaptivecards-templating') as typeof Templating;
  const template = new Template(json);
  return (data) => template.expand({ $root: data }) as Json;
}

function compile(node: unknown): Part {
  if (typeof node === 'string') return compileText(node);
  if (Array.isArray(node)) return compileList(node);
  if (typeof node === 'object' && node !== null) return compileObject(node as Json);
  return () => node;
}

function compileText(text: string): Part {
  return text.includes('${') ? compileName(text) : () => text;
}

// Looks as the library does: own fields alone, in any case, and of two that differ in case only the first.
// A field that is missing stays as it was written.
function compileName(text: string): Part {
  const name = nameIn(text);
  const lower = name.toLowerCase();
  return (data) => {
    if (typeof data !== 'object' || data === null) return text;
    // A loop, since Object.keys makes a list at each name.
    for (const key in data) {
      if (key !== name && (key.length !== name.length || key.toLowerCase() !== lower)) continue;
      if (!Object.hasOwn(data, key)) continue;
      const value = (data as Json)[key];
      return value === undefined ? text : value;
    }
    return text;
  };
}

function nameIn(text: string): string {
  const match = NAME.exec(text);
  // Words of the expression language are not names.
  if (!match?.[1] || ['true', 'false', 'null', 'undefined'].includes(match[1])) throw new NotCompiled();
  return match[1];
}

function compileList(items: readonly unknown[]): Part {
  const parts = items.map(compile);
  return (data) => {
    const list: unknown[] = [];
    for (const part of parts) {
      const item = part(data);
      if (Array.isArray(item)) list.push(...(item as unknown[]));
      else if (item !== null) list.push(item);
    }
    return list;
  };
}

function compileObject(node: Json): Part {
  const { $when, $data, ...fields } = node;
  if (RESERVED.some((name) => name in fields)) throw new NotCompiled();
  const single = compileFields(fields);
  const shown = compileWhen($when);
  const one: Part = (data) => (shown(data) ? single(data) : null);
  if ($data === undefined) return one;
  if (typeof $data !== 'string') throw new NotCompiled();
  const read = compileName($data);
  return (data) => {
    const inner = read(data);
    if (!Array.isArray(inner)) return one(inner);
    const made: unknown[] = [];
    let context = data;
    for (const item of inner as unknown[]) {
      // An item that is undefined leaves the library with the context it had.
      if (item !== undefined) context = item;
      const element = one(context);
      if (element !== null) made.push(element);
    }
    return made.length === 0 ? null : made.length === 1 ? made[0] : made;
  };
}

function compileWhen(when: unknown): (data: unknown) => boolean {
  if (when === undefined) return () => true;
  if (typeof when !== 'string') throw new NotCompiled();
  const read = compileName(when);
  return (data) => read(data) === true;
}

function compileFields(fields: Json): Part {
  const parts = Object.entries(fields).map(([key, value]) => [key, compile(value)] as const);
  return (data) => {
    const made: Record<string, unknown> = {};
    for (const [key, part] of parts) made[key] = part(data);
    return made;
  };
}
