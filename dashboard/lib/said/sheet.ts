/** What came of a survey as the fields of a form, and back. */
import type { Said } from '../../../analytics/contract.ts';
import { textOf } from '../attempt.ts';

export type Sheet = Readonly<Record<string, string>>;
/** Findings on the page of a survey. */
export const findings = [0, 1, 2] as const;

type Loose = Readonly<Record<string, unknown>>;
const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export function sheetOf(content: unknown): Sheet {
  const { findings: found, followed, declined } = loose(content);
  const both = (one: unknown) => `${text(loose(one).it)} | ${text(loose(one).en)}`;
  const ofFinding = (at: number) => {
    const { title, text: body, figure } = loose(list(found)[at]);
    return {
      [`title${at}.it`]: text(loose(title).it),
      [`title${at}.en`]: text(loose(title).en),
      [`text${at}.it`]: text(loose(body).it),
      [`text${at}.en`]: text(loose(body).en),
      [`figure${at}`]: text(figure),
    };
  };
  return Object.assign({}, ...findings.map(ofFinding), {
    followed: list(followed)
      .map((one) => both(loose(one).what))
      .join('\n'),
    declined: list(declined)
      .map((one) => `${both(loose(one).what)} | ${both(loose(one).why)}`)
      .join('\n'),
  }) as Sheet;
}

export function contentOf(sent: FormData): Said {
  const of = (name: string) => textOf(sent, name);
  const both = (name: string) => ({ it: of(`${name}.it`), en: of(`${name}.en`) });
  return {
    findings: findings.map((at) => ({ title: both(`title${at}`), text: both(`text${at}`), figure: of(`figure${at}`) })),
    followed: rows(of('followed')).map(([it = '', en = '']) => ({ what: { it, en } })),
    declined: rows(of('declined')).map(([it = '', en = '', whyIt = '', whyEn = '']) => ({
      ...{ what: { it, en }, why: { it: whyIt, en: whyEn } },
    })),
  };
}

const rows = (sent: string): string[][] =>
  sent
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
