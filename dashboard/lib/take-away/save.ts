/** Gives the reader a file that was made here. */
export function saveFile(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  // the download has begun by then
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
