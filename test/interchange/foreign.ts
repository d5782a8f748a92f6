/** Projects as other programs lay them out, written by hand after the standard. */
import { zip } from '../../survey/zip.ts';

export const guid = (number: number): string => `1F0A5B00-C0DE-4000-8000-${String(number).padStart(12, '0')}`;
/** as it is kept here */
export const small = (number: number) => guid(number).toLowerCase();

export const spoken = [
  '\uFEFFModeratore: Che cosa manca?\r\n',
  '\r\n',
  'Anna: Manca la puntualità 🙂, e l’inglese è poco.\r\n',
  'Luca: Sì.\r\n',
].join('');

/** From the first to the last word of these, in code points of the text without its mark. */
export function span(words: string, text = spoken.slice(1)): { start: number; end: number } {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return { start, end: start + [...words].length };
}

const escaped = (words: string) => words.replaceAll('\r', '&#13;').replaceAll('\n', '&#10;');

const selection = (
  number: number,
  words: string,
  code: number,
  { last = 0, shift = 0, text = spoken.slice(1) } = {},
) => {
  const { start, end } = span(words, text);
  return `<PlainTextSelection guid="${guid(number)}" name="${escaped(words)}" startPosition="${start + shift}"
    endPosition="${end - last + shift}" creatingUser="${guid(1)}" creationDateTime="2025-03-04T23:30:00-02:00">
    <Coding guid="${guid(number + 1)}" creatingUser="${guid(1)}" creationDateTime="2025-03-04T23:30:00-02:00">
      <CodeRef targetGUID="${guid(code)}"/></Coding></PlainTextSelection>`;
};

/** Two paragraphs, as the program sees the end of a line. */
const together = (text = spoken) => ['l’inglese è poco.', 'Luca: Sì'].join(text.includes('\r') ? '\r\n' : '\n');

export interface Layout {
  readonly folder?: string;
  readonly path?: string;
  readonly origin?: string;
  /** how the program counts */
  readonly counting?: { readonly last?: number; readonly shift?: number; readonly text?: string };
  readonly document?: (xml: string) => string;
}

/** Codes without colours and with short ones, braces, a picture, a set, a link, a case with a name. */
export function foreignProject({
  folder = 'sources',
  path,
  origin = 'ATLAS.ti 25',
  counting = {},
  document,
}: Layout = {}): Buffer {
  const file = `${guid(20)}.txt`;
  const xml = `<?xml version="1.0" encoding="utf-8"?>
<qda:Project xmlns:qda="urn:QDA-XML:project:1.0" name="Interviste" origin="${origin}" basePath="C:\\Users\\anna">
  <Users><User guid="${guid(1)}" name="Anna Rossi" id="AR"/></Users>
  <CodeBook><Codes>
    <Code guid="{${guid(10)}}" name="Affidabilità" isCodable="true"><Description>Puntualità &amp; parola data</Description>
      <Code guid="${guid(11)}" name="Puntualità" isCodable="true" color="#1ab"/></Code>
    <Code guid="${guid(12)}" name="Lingue" isCodable="false"/>
  </Codes></CodeBook>
  <Cases><Case guid="${guid(60)}" name="Anna Rossi"><SourceRef targetGUID="${guid(20)}"/></Case></Cases>
  <Sources>
    <TextSource guid="${guid(20)}" name="Intervista 1" plainTextPath="${path ?? `internal://${file}`}" creatingUser="${guid(1)}"
      richTextPath="internal://${guid(20)}.docx" creationDateTime="2025-03-04T23:30:00-02:00">
      ${selection(30, 'la puntualità 🙂', 11, counting)}
      ${selection(40, 'l’inglese è poco', 12, counting)}
      ${selection(50, together(counting.text), 10, counting)}
    </TextSource>
    <PictureSource guid="${guid(70)}" name="Foto" path="internal://${guid(70)}.png"/>
  </Sources>
  <Sets><Set guid="${guid(80)}" name="Gruppo"><MemberCode targetGUID="${guid(10)}"/></Set></Sets>
</qda:Project>`
    .replace(/<(\/?)([A-Z])/g, '<$1qda:$2')
    .replaceAll('qda:qda:', 'qda:');
  return zip({
    'project.qde': Buffer.from(document?.(xml) ?? xml),
    [`${folder}/${file}`]: Buffer.from(spoken),
    [`${folder}/${guid(70)}.png`]: Buffer.from([1, 2, 3]),
  });
}
