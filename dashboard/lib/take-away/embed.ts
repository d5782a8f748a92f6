/** The code by which another site shows a figure. */

/** What the page in the frame tells the page around it, so that the frame can be as high as the figure. */
export interface HeightMessage {
  readonly fabbisogni: 'height';
  readonly height: number;
}

/** Two lines: the frame, and the one that gives it its height; without the second the frame scrolls. */
export function snippetOf(address: string, title: string): string {
  const frame = `<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="640" style="border:0" loading="lazy"></iframe>`;
  return `${frame}\n<script>${listener}</script>\n`;
}

/** Each frame listens to its own page only: told apart by the window that speaks. */
const listener =
  "addEventListener('message',e=>{if(e.data&&e.data.fabbisogni==='height')for(const f of document.querySelectorAll('iframe'))if(f.contentWindow===e.source)f.height=e.data.height})";

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
