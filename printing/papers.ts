/** The documents of an order: which pages they are made of, and what their files are called. */
import { z } from 'zod';
import { zipStored } from '../survey/zip.ts';
import { BriefPlace, type PaperOrder } from './contract.ts';
import { withPrinter, type Print, type PrintOptions } from './print.ts';

export interface PaperFile {
  readonly name: string;
  readonly type: 'application/pdf' | 'application/zip';
  readonly bytes: Buffer;
}

type Language = PaperOrder['language'];
type Told = (done: number, of: number) => void;

const inLanguage = (path: string, language: Language) => (language === 'it' ? path : `/en${path}`);
const words = {
  it: { brief: 'scheda', briefs: 'schede', report: 'rapporto' },
  en: { brief: 'brief', briefs: 'briefs', report: 'report' },
} as const;

/** The territories of a programme that have a brief, as its pages know them. @throws Error */
export async function briefPlacesOf(
  address: string,
  programme: string,
  language: Language,
  signal: AbortSignal,
): Promise<BriefPlace[]> {
  const response = await fetch(
    `${address}${inLanguage(`/brief/${encodeURIComponent(programme)}/places.json`, language)}`,
    { signal },
  );
  if (!response.ok) throw new Error(`the territories of ${programme}: ${response.status}`);
  return z.array(BriefPlace).parse(await response.json());
}

/** Makes what was ordered. @param tell  is told after each document */
export function makePaper(options: PrintOptions, order: PaperOrder, tell: Told): Promise<PaperFile> {
  const { programme, language } = order;
  const named = words[language];
  return withPrinter(options, async (print) => {
    if (order.kind === 'briefs') {
      const files = Object.fromEntries(await briefs(options, order, print, tell));
      return { name: `${programme}-${named.briefs}.zip`, type: 'application/zip', bytes: zipStored(files) };
    }
    tell(0, 1);
    const [path, name] = pageOf(order);
    const bytes = await print(path);
    tell(1, 1);
    return { name: `${name}.pdf`, type: 'application/pdf', bytes };
  });
}

/** The page of an order of one document, and what its file is called. */
function pageOf(order: Exclude<PaperOrder, { kind: 'briefs' }>): [path: string, name: string] {
  const { programme, language } = order;
  const named = words[language][order.kind];
  if (order.kind === 'report') return [reportPath(order), `${programme}-${named}`];
  return [briefPath(order, order.territory), `${programme}-${named}-${order.territory}`];
}

/** A file for each territory. */
export async function briefs(
  { address, signal }: PrintOptions,
  { programme, language }: Pick<PaperOrder, 'programme' | 'language'>,
  print: Print,
  tell: Told,
): Promise<[name: string, bytes: Buffer][]> {
  const places = await briefPlacesOf(address, programme, language, signal);
  const files: [string, Buffer][] = [];
  for (const { code } of places) {
    tell(files.length, places.length);
    files.push([
      `${programme}-${words[language].brief}-${code}.pdf`,
      await print(briefPath({ programme, language }, code)),
    ]);
  }
  tell(files.length, places.length);
  return files;
}

const briefPath = ({ programme, language }: Pick<PaperOrder, 'programme' | 'language'>, territory: string) =>
  inLanguage(`/brief/${encodeURIComponent(programme)}/${encodeURIComponent(territory)}`, language);
const reportPath = ({ programme, language }: Pick<PaperOrder, 'programme' | 'language'>) =>
  inLanguage(`/report/${encodeURIComponent(programme)}`, language);
