/** The rules of REFI-QDA 1.5 that concern texts, held by hand: which attributes and elements an element has, and in which order. */
import { elementsOf, type XmlElement } from '../../survey/xml.ts';

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const [any, whole, truth, colour] = [/^[^]*$/, /^[+-]?\d+$/, /^(true|false|1|0)$/, /^#([\da-f]{6}|[\da-f]{3})$/i];
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const type = /^(Text|Boolean|Integer|Float|Date|DateTime)$/;

interface Rule {
  /** a name that ends in `!` must be there */
  readonly attributes: Readonly<Record<string, RegExp>>;
  /** in this order; `?` at most one, `*` any number, `+` at least one */
  readonly children: string;
}

const reference: Rule = { attributes: { 'targetGUID!': guid }, children: '' };
const words: Rule = { attributes: {}, children: '' };
const made = { creatingUser: guid, creationDateTime: moment, modifyingUser: guid, modifiedDateTime: moment };
const text: Rule = {
  attributes: {
    'guid!': guid,
    name: any,
    richTextPath: any,
    plainTextPath: /^(internal|relative|absolute):\/\//,
    ...made,
  },
  children: 'Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*',
};
const list = (name: string): Rule => ({ attributes: {}, children: `${name}+` });

const rules: Readonly<Record<string, Rule>> = {
  Project: {
    attributes: { 'name!': any, origin: any, creatingUserGUID: guid, creationDateTime: moment, basePath: any },
    children: 'Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*',
  },
  Users: list('User'),
  User: { attributes: { 'guid!': guid, name: any, id: any }, children: '' },
  CodeBook: { attributes: { origin: any }, children: 'Codes Sets?' },
  Codes: list('Code'),
  Code: {
    attributes: { 'guid!': guid, 'name!': any, 'isCodable!': truth, color: colour },
    children: 'Description? NoteRef* Code*',
  },
  Variables: list('Variable'),
  Variable: { attributes: { 'guid!': guid, 'name!': any, 'typeOfVariable!': type }, children: 'Description?' },
  VariableValue: {
    attributes: {},
    children: 'VariableRef TextValue? BooleanValue? IntegerValue? FloatValue? DateValue? DateTimeValue?',
  },
  Cases: list('Case'),
  Case: {
    attributes: { 'guid!': guid, name: any },
    children: 'Description? CodeRef* VariableValue* SourceRef* SelectionRef*',
  },
  Sources: list('TextSource'),
  TextSource: text,
  Notes: list('Note'),
  Note: text,
  PlainTextSelection: {
    attributes: { 'guid!': guid, name: any, 'startPosition!': whole, 'endPosition!': whole, ...made },
    children: 'Description? Coding* NoteRef*',
  },
  Coding: {
    attributes: { 'guid!': guid, creatingUser: guid, creationDateTime: moment },
    children: 'CodeRef NoteRef*',
  },
  ...Object.fromEntries(
    ['CodeRef', 'NoteRef', 'SourceRef', 'SelectionRef', 'VariableRef'].map((name) => [name, reference]),
  ),
  ...Object.fromEntries(['Description', 'PlainTextContent', 'TextValue'].map((name) => [name, words])),
  BooleanValue: words,
  IntegerValue: words,
  FloatValue: words,
  DateValue: words,
  DateTimeValue: words,
};

/** Everything in a document that the standard does not allow. */
export function strayFrom(root: XmlElement, path = root.name): string[] {
  const rule = rules[root.name];
  if (!rule) return [`${path}: no such element`];
  const names = elementsOf(root).map(({ name }) => name);
  const order = names.map((name) => `${name} `).join('');
  const inOrder = new RegExp(`^${rule.children.replace(/(\w+)([?*+]?)\s*/g, '(?:$1 )$2')}$`).test(order);
  return [
    ...(inOrder ? [] : [`${path}: ${order}`]),
    ...attributeFaults(root, rule, path),
    ...elementsOf(root).flatMap((one, index) => strayFrom(one, `${path}/${one.name}[${index + 1}]`)),
  ];
}

function attributeFaults({ attributes }: XmlElement, rule: Rule, path: string): string[] {
  const known = Object.entries(rule.attributes).map(([name, pattern]) => ({
    ...{ name: name.replace('!', ''), isNeeded: name.endsWith('!'), pattern },
  }));
  const missing = known.filter(({ name, isNeeded }) => isNeeded && !(name in attributes));
  const odd = Object.entries(attributes).filter(
    ([name, value]) => !known.some((one) => one.name === name && one.pattern.test(value)),
  );
  return [
    ...missing.map(({ name }) => `${path}@${name} is missing`),
    ...odd.map(([name, value]) => `${path}@${name}=${value}`),
  ];
}

/** All elements of a name, at any depth. */
export const allOf = (root: XmlElement, name: string): XmlElement[] =>
  elementsOf(root).flatMap((one) => [...(one.name === name ? [one] : []), ...allOf(one, name)]);

/** What `targetGUID`s point at that is not in the document. */
export function dangling(root: XmlElement): string[] {
  const everything = [root, ...descendants(root)];
  const known = new Set(everything.flatMap(({ attributes }) => attributes.guid ?? []));
  return everything.flatMap(({ attributes }) => attributes.targetGUID ?? []).filter((guid) => !known.has(guid));
}

export const guidsIn = (root: XmlElement): string[] =>
  descendants(root).flatMap(({ attributes }) => attributes.guid ?? []);

const descendants = (root: XmlElement): XmlElement[] => elementsOf(root).flatMap((one) => [one, ...descendants(one)]);
