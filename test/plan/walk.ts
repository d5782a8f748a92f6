/** Walks an approved plan through the pages that the server gives to anybody: each link, and what stands behind it. */
import { expect } from 'vitest';
import type { ApprovedPlan, LineGap, ResolvedEvidence } from '../../analytics/contract.ts';
import { figureWords } from '../../dashboard/lib/plan/link.ts';
import { places } from '../../dashboard/lib/gap/number.ts';
import type { AskedVariable } from '../../survey/contract.ts';

export interface Read {
  readonly text: string;
  readonly links: readonly string[];
}

/** A page as a reader without a browser has it. */
export async function readPage(address: string, path: string): Promise<Read> {
  const response = await fetch(address + path);
  expect([path, response.status]).toEqual([path, 200]);
  return parsed(await response.text());
}

const parsed = (html: string): Read => ({
  text: plain(html.replace(/<script[\s\S]*?<\/script>/g, '')),
  links: [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].map(([, href = '']) => decoded(href)),
});

const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const plain = (html: string): string =>
  decoded(html.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');

/** The part of a page that tells one line. */
async function readLine(address: string, path: string, number: number): Promise<Read> {
  const response = await fetch(address + path);
  expect(response.status).toBe(200);
  const [, part = ''] = new RegExp(`id="line-${number}"([\\s\\S]*?)(?:id="line-\\d+"|</section>)`).exec(await response.text()) ?? []; // prettier-ignore
  expect(part).not.toBe('');
  return parsed(part);
}

export interface Seen {
  gaps: number;
  figures: number;
  questions: number;
  quotes: number;
}

interface Walk {
  readonly address: string;
  /** the questions behind a variable, as the program holds them */
  readonly asked: (survey: string, variable: string, version: number) => Promise<AskedVariable>;
  readonly seen: Seen;
}

/** Every line of a plan. @returns how many pages of each kind were met */
export async function walkPlan(address: string, asked: Walk['asked'], { plan, lines }: ApprovedPlan): Promise<Seen> {
  const walk: Walk = { address, asked, seen: { gaps: 0, figures: 0, questions: 0, quotes: 0 } };
  const path = `/plans/${plan.programme}/${plan.id}`;
  for (const { number, gaps, evidence } of lines) {
    const line = await readLine(address, path, number);
    for (const gap of gaps) await walkGap(walk, line, gap);
    for (const one of evidence) {
      if (one.kind === 'figure') await walkFigure(walk, line, one);
      if (one.kind === 'quote') await walkQuote(walk, line, one);
      if (one.recommendation) expect(line.text).toContain(one.recommendation.title);
    }
  }
  return walk.seen;
}

/** The gap, with the numbers of the plan; the figure behind it. */
async function walkGap(walk: Walk, line: Read, gap: LineGap): Promise<void> {
  const link = line.links.find((one) => one.startsWith('/gap/') && one.includes(`skill=${gap.skill}&`));
  expect(link).toBeDefined();
  const page = await readPage(walk.address, link!);
  if (gap.gap !== null && gap.needed !== null) {
    const [left, needed] = [
      places({ language: 'it' }, gap.gap.estimate),
      places({ language: 'it' }, gap.needed.estimate),
    ];
    expect(line.text).toMatch(new RegExp(`resta(no)? fuori ${left} person[ae]\\b`));
    expect(line.text).toMatch(new RegExp(`Serv(e|ono) ${needed} post[oi]\\b`));
    const seats = places({ language: 'it' }, gap.seats);
    // its row of the table: needed, seats, left
    expect(page.text).toContain(` ${needed} ${seats} ${left} `);
  }
  expect(page.text).not.toContain('non esiste');
  walk.seen.gaps++;
  if (gap.figure === null) return;
  expect(line.links).toContain(`/figure/${gap.figure}`);
  await walkValue(walk, gap.figure, gap, gap.estimate !== null);
}

/** The figure says what the plan says that it says, and leads to the questions. */
async function walkFigure(walk: Walk, line: Read, { ref, figure }: ResolvedEvidence): Promise<void> {
  expect(line.links).toContain(`/figure/${ref}`);
  if (figure === null) throw new Error(`${ref} was approved as evidence and says nothing`);
  await walkValue(walk, ref, figure, figure.estimate !== null);
  for (const version of figure.versions) {
    const link = `/survey/${figure.survey}/asked/${figure.variable}?version=${version}`;
    expect(line.links).toContain(link);
    const page = await readPage(walk.address, link);
    const { questions } = await walk.asked(figure.survey, figure.variable, version);
    expect(questions.length).toBeGreaterThan(0);
    for (const { title } of questions) expect(page.text).toContain(title.it.replace(/\s+/g, ' ').trim());
    walk.seen.questions++;
  }
}

async function walkValue(
  { address, seen }: Walk,
  id: string,
  said: Pick<LineGap, 'statistic' | 'estimate' | 'n'>,
  isOne: boolean,
): Promise<void> {
  const page = await readPage(address, `/figure/${id}`);
  if (isOne) expect(page.text).toContain(figureWords(said, 'it').value);
  expect(page.links.some((link) => /^\/survey\/[^/]+\/asked\//.test(link))).toBe(true);
  const record = await fetch(`${address}/api/figures/${id}`);
  const { then } = (await record.json()) as { then: { n: number | null; rows: { estimate: number | null }[] } };
  expect(then.n).toBe(said.n);
  if (isOne) expect(then.rows.map(({ estimate }) => estimate)).toEqual([said.estimate]);
  seen.figures++;
}

/** Its words on both pages; withdrawn, on neither. */
async function walkQuote({ address, seen }: Walk, line: Read, { ref, state, quote }: ResolvedEvidence): Promise<void> {
  expect(line.links).toContain(`/quote/${ref}`);
  const page = await readPage(address, `/quote/${ref}`);
  expect(page.text.includes('non vuole più essere citato')).toBe(state === 'withdrawn');
  if (quote !== null) for (const read of [line, page]) expect(read.text).toContain(quote.text);
  seen.quotes++;
}
