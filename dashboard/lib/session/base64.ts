/** Bytes as base 64, in pieces: a call takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * piece, (at + 1) * piece)),
  );
  return btoa(pieces.join(''));
}
