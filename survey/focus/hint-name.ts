/** Names of people, guessed from how they are written and from what stands before them. */
import type { RespondentLanguage } from '../contract.ts';
import { firstNames } from './hint-first-name.ts';
import type { KnownWords, Span } from './hint.ts';

/** A word of the text; `begins`: it stands at the beginning of a sentence, where everything has a capital. */
interface Word extends Span {
  readonly text: string;
  readonly lower: string;
  readonly isName: boolean;
  readonly begins: boolean;
  /** what parts it from the word before is a space, no sign */
  readonly follows: boolean;
}

const word = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu;
const capital = /^(?:\p{Lu}\p{M}*['’])?\p{Lu}[\p{L}\p{M}]*\p{Ll}\p{M}*(?:['’-]\p{L}[\p{L}\p{M}]*)*$/u;

/** @param language  of the text: German writes every noun with a capital */
export function namesIn(text: string, language: RespondentLanguage, known: KnownWords): Span[] {
  const words = wordsOf(text);
  const covered = coveredBy(words, known);
  const pairs = language === 'de' ? [] : capitals(words, covered);
  return merged([...addressed(text, words), ...introduced(text, words), ...first(words, covered), ...pairs]);
}

/** Only what names somebody without a doubt: after a courtesy, or a first name. */
export function namesAlone(text: string): Span[] {
  const words = wordsOf(text);
  return merged([...addressed(text, words), ...words.filter((one) => isFirst(one) && one.isName)]);
}

/** The same for a room, but for the person that a street, a hall or a school is called after. */
export const namesAt = (text: string): Span[] =>
  namesAlone(text).filter(({ start }) => !isCalledAfter(text.slice(0, start)));

/** Whether the words with a capital that a text ends with begin with what may be called after somebody. */
function isCalledAfter(before: string): boolean {
  const [nearest = ''] = before.split(/[,;:.()]/).slice(-1);
  const words = nearest.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  const first = words.findLastIndex((one) => calledAfter.has(one.toLowerCase()));
  return first >= 0 && words.slice(first + 1).every((one) => /^\p{Lu}/u.test(one));
}

function wordsOf(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(word)].map(({ index, 0: found }, place) => {
    const gap = text.slice(end, index);
    end = index + found.length;
    const begins = place === 0 || /[.!?…:;"“”«»(\n–—]/u.test(gap);
    const follows = place > 0 && /^ $/.test(gap);
    return {
      start: index,
      stop: end,
      text: found,
      lower: found.toLowerCase(),
      isName: capital.test(found),
      begins,
      follows,
    };
  });
}

/** Whatever its accents: Lucía is Lucia. */
const isFirst = ({ lower }: Pick<Word, 'lower'>) =>
  firstNames.has(lower) || firstNames.has(lower.normalize('NFD').replace(/\p{M}/gu, ''));

const courtesy = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[Ss]ignor[aei]?|[Ss]ignorina|[Ss]ig(?:\.?(?:ra|na))?|[Dd]ott(?:\.?(?:ssa|sa))?|[Dd]ottor[ei]?|[Dd]ottoressa|[Dd]r(?:\.?ssa)?|[Ii]ng(?:egner[ei]?)?|[Aa]vv(?:ocat[oa])?|[Aa]rch(?:itett[oa])?|[Gg]eom(?:etra)?|[Rr]ag(?:ionier[ea])?|[Pp]rof(?:\.?(?:ssa|sa))?|[Pp]rofessor(?:e|essa)?|[Mm]aestr[oa]|[Dd]on|[Dd]oña|[Ss]uor|[Pp]adre|Mr|Mrs|Ms|Miss|[Ss]ir|[Ss]eñor(?:a|ita)?|Sr|Sra|Srta|Herrn?|Frau|[Pp]an[ia]?|[Kk]ύρι[εο]ς?|[Κκ]ύριος|[Κκ]υρία)\.?\s{1,3}(?=\p{Lu})`,
  'gu',
);

/** What follows a word of courtesy: up to three words with a capital. */
const addressed = (text: string, words: readonly Word[]): Span[] =>
  behind(text, words, courtesy, ({ isName }) => isName);

const introduction = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:mi chiam(?:o|ano)|si chiama|il mio nome è|my name is|(?:I['’]m|I am|he is|she is) called|me llam(?:o|an)|se llama|mi nombre es|ich hei(?:ß|ss)e|nazywam się|mam na imię|jag heter|nimeni on|με λένε|ονομάζομαι|je m['’]appelle)\s{1,3}`,
  'giu',
);

/** What somebody says to be called, also when it was noted in haste without a capital. */
const introduced = (text: string, words: readonly Word[]): Span[] =>
  behind(text, words, introduction, (one) => one.isName || isFirst(one));

function behind(text: string, words: readonly Word[], cue: RegExp, fits: (one: Word) => boolean): Span[] {
  return [...text.matchAll(cue)].flatMap(({ index, 0: { length } }) => {
    const place = words.findIndex(({ start }) => start === index + length);
    return place < 0 || !fits(words[place]!) ? [] : [run(words, place, fits)];
  });
}

/** A word and those that fit right behind it, three at most. */
function run(words: readonly Word[], place: number, fits: (one: Word) => boolean): Span {
  let last = place;
  while (last - place < 2 && words[last + 1]?.follows && fits(words[last + 1]!)) last++;
  return { start: words[place]!.start, stop: words[last]!.stop };
}

/** Before a first name these make a place or a feast of it. */
const hallowed = new Set([
  'san',
  'santa',
  'santo',
  "sant'",
  'sant’',
  'via',
  'viale',
  'piazza',
  'corso',
  'largo',
  'monte',
]);

/** In the name of a room these come before somebody it is called after. */
const calledAfter = new Set([
  ...hallowed,
  ...`aula auditorium biblioteca castello centro chiesa collegio fondazione istituto itis ipsia liceo museo oratorio palazzo
  parrocchia piazzale sala salone scuola strada teatro vicolo villa aeroporto ospedale
  avenue hall library museum place road room school square street theatre
  calle plaza avenida biblioteca escuela instituto colegio teatro`.split(/\s+/),
]);

/** A first name with a capital: before another capital anywhere, alone where no sentence begins. */
function first(words: readonly Word[], covered: ReadonlySet<number>): Span[] {
  return words.flatMap((one, place) => {
    if (!one.isName || !isFirst(one) || hallowed.has(words[place - 1]?.lower ?? '')) return [];
    const next = words[place + 1];
    const isPair = next?.follows === true && next.isName;
    if (covered.has(place) && !(isPair && !covered.has(place + 1))) return [];
    if (!isPair && one.begins) return [];
    return [run(words, place, ({ isName }) => isName)];
  });
}

/** Words with a capital that name no person, of offices, of the calendar, of peoples. */
const impersonal = new Set(
  `agenzia albo area asse azienda banca camera capo cassa centro centri città club collegio comitato commercio commissione
  comune comuni confederazione consiglio consorzio cooperativa corte decreto dipartimento direzione ente esame europa europea
  europeo europee europei fondazione fondo fondi focus forum garanzia giunta group gruppo impiego impresa industria istituto
  istituti istruzione italia italiana italiano lavoro legge linea lavoratori mediterraneo ministero misura nazionale nazioni
  nord ufficio unione università sud est ovest operativo ordine parlamento patto piano polo pil politecnico presidente
  professionale progetto programma provincia protezione pubblica quadro rete regione regioni repubblica risorse umane scuola
  sede servizio servizi sistema sociale sportello stato stati terzo settore tecnico tribunale
  academy agency bank board bureau chamber city college commerce commission company council county department digital
  european fund government group health institute labour labor ministry national office official party people plan
  programme program project public resources human school service services social state training union university
  vocational world
  ayuntamiento cámara comercio comunidad consejería empleo europeos formación gobierno instituto junta ministerio nacional
  oficina seguridad servicio trabajo unidad unión universidad
  gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre natale pasqua
  january february march april may june july august september october november december christmas easter
  monday tuesday wednesday thursday friday saturday sunday
  english italian spanish french german greek polish american african asian british chinese romanian albanian ukrainian
  internet web excel word office windows linux google microsoft linkedin facebook whatsapp youtube instagram europass
  i signor signora signorina sig dott dottor dottoressa dr ing ingegner avv avvocato prof professor professore
  professoressa mr mrs ms miss sir señor señora señorita don doña herr frau pan pani`.split(/\s+/),
);

/** Two words with a capital, the first of them within a sentence, that are no known place or office. */
function capitals(words: readonly Word[], covered: ReadonlySet<number>): Span[] {
  const fits = (one: Word, place: number) => one.isName && !covered.has(place) && !impersonal.has(one.lower);
  return words.flatMap((one, place) => {
    const next = words[place + 1];
    if (one.begins || !next?.follows || !fits(one, place) || !fits(next, place + 1)) return [];
    return [{ start: one.start, stop: next.stop }];
  });
}

/** Names of known things have at most so many words. */
const longest = 6;

/** The words that belong to a known place or thing, the longest first; a first name alone is no place. */
function coveredBy(words: readonly Word[], known: KnownWords): Set<number> {
  const covered = new Set<number>();
  for (let place = 0; place < words.length; place++) {
    let [phrase, reach] = ['', 0];
    for (let size = 1; size <= longest && place + size <= words.length; size++) {
      const one = words[place + size - 1]!;
      phrase = size === 1 ? one.lower : `${phrase} ${one.lower}`;
      if (known.has(phrase) && !(size === 1 && isFirst(one) && !one.begins)) reach = size;
    }
    for (let size = 0; size < reach; size++) covered.add(place + size);
    place += Math.max(0, reach - 1);
  }
  return covered;
}

/** Spans that touch or overlap become one. */
function merged(spans: readonly Span[]): Span[] {
  const ordered = spans.toSorted((one, other) => one.start - other.start || other.stop - one.stop);
  const apart: { start: number; stop: number }[] = [];
  for (const { start, stop } of ordered) {
    const last = apart.at(-1);
    if (last && start <= last.stop) last.stop = Math.max(last.stop, stop);
    else apart.push({ start, stop });
  }
  return apart;
}
