/** What came of a survey as the fields of a form, and back. */
import type { Said } from '../../../analytics/contract.ts';
import { textOf } from '../attempt.ts';

export type Sheet = Readonly<Record<string, string>>;
/** Findings on the page of a survey. */
export const findings = [0, 1, 2] as const;
/** Most decisions of a kind: those of the contract, whose schemas no page need load. */
const most = 12;

type Loose = Readonly<Record<string, unknown>>;
const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const both = (name: string, value: unknown): Sheet => ({
  [`${name}.it`]: text(loose(value).it),
  [`${name}.en`]: text(loose(value).en),
});

/** The fields with what was written so far: `title0.it`, `figure0`, `followed0.en`, `plan0`, `declined0.it`, `why0.en`. */
export function sheetOf(content: unknown): Sheet {
  const { findings: found, followed, declined } = loose(content);
  return Object.assign(
    {},
    ...findings.map((at) => {
      const { title, text: body, figure } = loose(list(found)[at]);
      return { ...both(`title${at}`, title), ...both(`text${at}`, body), [`figure${at}`]: text(figure) };
    }),
    ...list(followed).map((one, at) => ({
      ...both(`followed${at}`, loose(one).what),
      [`plan${at}`]: text(loose(one).plan),
    })),
    ...list(declined).map((one, at) => ({
      ...both(`declined${at}`, loose(one).what),
      ...both(`why${at}`, loose(one).why),
    })),
  ) as Sheet;
}

/** The rows of a list that hold something, and an empty one after them. */
export function rowsOf(sheet: Sheet, name: 'followed' | 'declined'): number[] {
  const filled = Object.keys(sheet).flatMap((key) => {
    const [, at] = new RegExp(`^${name}(\\d+)\\.`).exec(key) ?? [];
    return at === undefined || sheet[key] === '' ? [] : [Number(at)];
  });
  return Array.from({ length: Math.min(most, Math.max(-1, ...filled) + 2) }, (_, at) => at);
}

/** Rows that are empty throughout are left out. */
export function contentOf(sent: FormData): Said {
  const of = (name: string) => textOf(sent, name);
  const told = (name: string) => ({ it: of(`${name}.it`), en: of(`${name}.en`) });
  const places = Array.from({ length: most }, (_, at) => at);
  const isFilled = (...names: string[]) => names.some((name) => of(`${name}.it`) !== '' || of(`${name}.en`) !== '');
  return {
    findings: findings.map((at) => ({
      ...{ title: told(`title${at}`), text: told(`text${at}`) },
      figure: of(`other${at}`) || of(`figure${at}`),
    })),
    followed: places
      .filter((at) => isFilled(`followed${at}`))
      .map((at) => ({ what: told(`followed${at}`), ...(of(`plan${at}`) && { plan: of(`plan${at}`) }) })),
    declined: places
      .filter((at) => isFilled(`declined${at}`, `why${at}`))
      .map((at) => ({ what: told(`declined${at}`), why: told(`why${at}`) })),
  };
}
