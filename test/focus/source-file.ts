/** Files of old notes as other programs write them, made here. */
import { zip } from '../../survey/zip.ts';

/** Three speakers, one of them in two cues; notes, styles and times that are no words. */
export const vtt = `WEBVTT - riunione

NOTE
Mario Rossi ha registrato

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:03.000 align:start
<v Moderatore>Buongiorno <i>a tutti</i>.</v>

00:03.500 --> 00:06.000
<v.loud Anna Bianchi>Io cerco lavoro &amp;</v>

00:06.000 --> 00:08.500
<v Anna Bianchi>non lo <00:07.000>trovo da un anno.</v>

00:09.000 --> 00:10.000
<v P1>Anch’io.</v>
`;

export const srt = `1
00:00:01,000 --> 00:00:03,000
Moderatore: Buongiorno <i>a tutti</i>.

2
00:00:03,500 --> 00:00:06,000
Anna Bianchi: Io cerco lavoro &

3
00:00:06,000 --> 00:00:08,500
{\\an8}Anna Bianchi: non lo trovo da un anno.

4
00:00:09,000 --> 00:00:10,000
P1: Anch’io.
`;

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** @param head  what stands before the document's element */
export function docxOf(head = ''): Buffer {
  const paragraphs = [
    `${run('P1: Hace falta ')}<w:del><w:r><w:delText>dinero</w:delText></w:r></w:del>${run('tiempo &amp; apoyo.')}`,
    `<w:pPr><w:pStyle w:val="Normal"/></w:pPr>${run('Y un')}<w:r><w:tab/></w:r>${run('diploma breve.')}`,
    '',
  ];
  const body = paragraphs.map((inside) => `<w:p>${inside}</w:p>`).join('');
  const names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const document = `<?xml version="1.0" encoding="UTF-8"?>${head}<w:document ${names}><w:body>${body}</w:body></w:document>`;
  return zip({ '[Content_Types].xml': Buffer.from('<Types/>'), 'word/document.xml': Buffer.from(document) });
}

/** A packed file of 200 MB whose directory says ten bytes. */
export function liar(): Buffer {
  const bytes = zip({ 'word/document.xml': new Uint8Array(200_000_000) });
  const directory = bytes.readUInt32LE(bytes.length - 22 + 16);
  bytes.writeUInt32LE(10, directory + 24);
  return bytes;
}

export const csvOf = (...rows: readonly string[]): string =>
  ['participant;topic;kind;language;text;translation;translator', ...rows].join('\n');
