import { encode } from 'uqr';

/**
 * A QR code as one SVG path of unit squares.
 * @returns the side of the square, and the path of its dark modules
 */
export function qrCode(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { border: 2 });
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: modules.join('') };
}
