/** Reads a PDF as its readers do: pages as pictures, words, addresses inside it. In a page of a browser, which draws. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type * as PdfJs from 'pdfjs-dist';

const folder = join(import.meta.dirname, '..', '..', 'node_modules', 'pdfjs-dist', 'legacy', 'build');
const origin = 'http://pdf.test';

/**
 * A page as it is drawn: its words, how much of it is not white, and the smallest distance of ink from the edges, in
 * parts of the page's width.
 */
export interface Drawn {
  readonly text: string;
  readonly ink: number;
  readonly margin: number;
}

export interface ReadPdf {
  readonly pages: readonly Drawn[];
  readonly title: string;
  readonly language: string;
  readonly isTagged: boolean;
  /** headings of its outline, in their order */
  readonly outline: readonly string[];
  /** on which page, from 1, each address inside it lies */
  readonly places: Readonly<Record<string, number>>;
}

type Library = typeof PdfJs;

const reader = `<!doctype html><canvas></canvas>
  <script type="module">import * as library from './pdf.min.mjs'; Object.assign(globalThis, { library });</script>`;

/** @param names  addresses inside the document to look up */
export async function readPdf(page: Page, pdf: Buffer, names: readonly string[] = []): Promise<ReadPdf> {
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: reader });
    if (name === 'document.pdf') return route.fulfill({ contentType: 'application/pdf', body: pdf });
    return route.fulfill({ contentType: 'text/javascript', body: await readFile(join(folder, name)) });
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => 'library' in globalThis);
  const read = await page.evaluate(readInPage, { origin, names });
  await page.unroute(`${origin}/**`);
  return read;
}

/** Runs in the browser. */
async function readInPage({ origin, names }: { origin: string; names: readonly string[] }): Promise<ReadPdf> {
  const { library } = globalThis as unknown as { library: Library };
  library.GlobalWorkerOptions.workerSrc = `${origin}/pdf.worker.min.mjs`;
  const file = await library.getDocument({ url: `${origin}/document.pdf` }).promise;
  const canvas = document.querySelector('canvas')!;
  const pages: Drawn[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const one = await file.getPage(number);
    const viewport = one.getViewport({ scale: 0.5 });
    [canvas.width, canvas.height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
    const drawing = canvas.getContext('2d', { willReadFrequently: true })!;
    await one.render({ canvas, canvasContext: drawing, viewport }).promise;
    const { data, width, height } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    let [ink, near] = [0, width];
    for (let at = 0; at < width * height; at++) {
      if (Math.min(data[4 * at]!, data[4 * at + 1]!, data[4 * at + 2]!) > 235) continue;
      const [x, y] = [at % width, Math.floor(at / width)];
      ink++;
      near = Math.min(near, x, y, width - 1 - x, height - 1 - y);
    }
    const { items } = await one.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
    pages.push({ text, ink: ink / (width * height), margin: near / width });
  }
  const places: Record<string, number> = {};
  for (const name of names) {
    const target = await file.getDestination(name);
    if (target) places[name] = (await file.getPageIndex(target[0] as Parameters<typeof file.getPageIndex>[0])) + 1;
  }
  const { info } = (await file.getMetadata()) as unknown as { info: { Title: string; Language: string } };
  const tags = await (await file.getPage(1)).getStructTree();
  const told = (items: readonly { title: string; items: readonly unknown[] }[] | null): string[] =>
    (items ?? []).flatMap(({ title, items: below }) => [title, ...told(below as Parameters<typeof told>[0])]);
  const outline = told(await file.getOutline());
  return {
    pages,
    title: info.Title,
    language: info.Language,
    isTagged: tags !== null && tags.children.length > 0,
    outline,
    places,
  };
}
