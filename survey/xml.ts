/** The only door to the XML library. Names lose their prefix; nothing but the characters' own references is expanded. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Problem } from '../problem.ts';

export interface XmlElement {
  /** without its prefix */
  readonly name: string;
  /** by name without prefix; declarations of namespaces are left out */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

type Raw = Readonly<Record<string, unknown>>;
const [text, verbatim, named] = ['#text', '#cdata', ':@'];
const deepest = 100;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: text,
  cdataPropName: verbatim,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: deepest,
});

/**
 * Reads a document. One that declares a type is refused: entities of its own could unfold to any size or name files.
 * @throws Problem unreadable_file
 */
export function parseXml(document: string): XmlElement {
  const clean = document.replace(/^\uFEFF/, '');
  if (/<!DOCTYPE|<!ENTITY/i.test(clean)) throw unreadable('dichiara entità', 'it declares entities');
  const valid = XMLValidator.validate(clean);
  if (valid !== true) throw unreadable(`XML errato, riga ${valid.err.line}`, `faulty XML, line ${valid.err.line}`);
  const [root, ...more] = childrenOf(parse(clean)).filter((child) => typeof child !== 'string');
  if (root === undefined || more.length > 0) throw unreadable('XML errato', 'faulty XML');
  return root;
}

function parse(document: string): readonly Raw[] {
  try {
    return parser.parse(document) as readonly Raw[];
  } catch (cause) {
    throw unreadable('XML errato', 'faulty XML', cause);
  }
}

function childrenOf(nodes: readonly Raw[]): (XmlElement | string)[] {
  return nodes.map((node) => {
    if (text in node) return decoded(String(node[text]));
    if (verbatim in node) return (node[verbatim] as readonly Raw[]).map((part) => String(part[text])).join('');
    const [name = ''] = Object.keys(node).filter((key) => key !== named);
    const attributes = attributesOf((node[named] ?? {}) as Raw);
    return { name: local(name), attributes, children: childrenOf(node[name] as readonly Raw[]) };
  });
}

function attributesOf(raw: Raw): Record<string, string> {
  const own = Object.entries(raw).filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  return Object.fromEntries(own.map(([name, value]) => [local(name), decoded(String(value))]));
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);
const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (value: string) =>
  value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return references[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD';
  });

/** The elements inside, of one name or of any. */
export const elementsOf = ({ children }: XmlElement, name?: string): XmlElement[] =>
  children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

/** All the text inside, at any depth. */
export const textOf = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/**
 * Writes a document; names are written as they are given. A character that XML cannot hold becomes U+FFFD, one for
 * one, so that offsets stay.
 */
export const writeXml = (root: XmlElement): string => `<?xml version="1.0" encoding="utf-8"?>\n${written(root)}\n`;

function written({ name, attributes, children }: XmlElement): string {
  const inside = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value, true)}"`);
  const begin = `<${name}${inside.join('')}`;
  if (children.length === 0) return `${begin}/>`;
  const content = children.map((child) => (typeof child === 'string' ? escaped(child, false) : written(child)));
  return `${begin}>${content.join('')}</${name}>`;
}

/** What no document may hold, written so that nothing unseen stands in this file. */
const impossible = new RegExp(
  String.raw`[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]`,
  'g',
);

function escaped(value: string, isAttribute: boolean): string {
  const safe = value.replace(impossible, '\uFFFD').replace(/[&<>"\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return isAttribute ? safe.replace(/[\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`) : safe;
}

const unreadable = (it: string, en: string, cause?: unknown) =>
  new Problem('unreadable_file', { reason: { it, en } }, { cause });
