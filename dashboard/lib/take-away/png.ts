/** A picture as points, twice as fine as on paper. */
import regular from '@fontsource/titillium-web/files/titillium-web-latin-400-normal.woff2?url';
import strong from '@fontsource/titillium-web/files/titillium-web-latin-600-normal.woff2?url';
import type { Picture } from './picture.ts';

const finer = 2;
const fonts = [
  { weight: 400, address: regular },
  { weight: 600, address: strong },
];

/** @throws Error when the browser cannot draw it */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([await withFonts(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: width * finer, height: height * finer });
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await bytesOf(canvas);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function bytesOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture has no points'))), 'image/png');
  });
}

/** A picture that is drawn apart from the page sees none of the page's fonts: they travel inside it. */
async function withFonts(svg: string): Promise<string> {
  const faces = await Promise.all(
    fonts.map(async ({ weight, address }) => {
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      return `@font-face{font-family:'Titillium Web';font-weight:${weight};src:url(data:font/woff2;base64,${data})}`;
    }),
  );
  return svg.replace('</desc>', `</desc><style>${faces.join('')}</style>`);
}
