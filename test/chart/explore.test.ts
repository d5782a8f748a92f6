import { describe, expect, it } from 'vitest';
import { asCsv } from '../../dashboard/lib/explore/download.ts';
import { fileOf } from '../../dashboard/lib/explore/file.ts';
import { rankedGroups } from '../../dashboard/lib/explore/drawings.ts';
import { accountOf, nearestOf, placesOf } from '../../dashboard/lib/explore/places.ts';
import { choiceWords, placeWords, whoWords } from '../../dashboard/lib/explore/scene.ts';
import { everybodyOf, heatOf, skillsOf } from '../../dashboard/lib/explore/skills.ts';
import { heatTable, placeTable } from '../../dashboard/lib/explore/table.ts';
import { heatText, mapText, rankingText } from '../../dashboard/lib/explore/text.ts';
import { loadMessages } from '../../dashboard/lib/messages.ts';
import { envelope, placeFigures, row, scene, skillFigures, type Cell } from './sample.ts';

const areas: Record<string, Cell> = { PZ1: [0.34, 1100], PZ2: [0.18, 460], PZ7: 'not_published', MT1: [0.22, 780] };

describe('territories', () => {
  it('stand in the list with a code that nobody knows, highest first, what has no figure last', async () => {
    const view = await scene('?level=area', placeFigures({ ...areas, X9: [0.5, 60] }));
    expect(placesOf(view).map((place) => place.name)).toEqual([
      ...['X9', 'Potenza e Alto Basento', 'Matera e Bradano', 'Vulture', 'Lagonegrese e Mercure'],
      'Metapontino e basso Basento',
    ]);
  });

  it('account for every respondent: drawn, listed, and the rest', async () => {
    const view = await scene('?level=area', placeFigures({ ...areas, X9: [0.5, 40] }, [0.3, 2500]));
    const account = accountOf(view, placesOf(view), (place) => place.key !== 'X9');
    expect(account).toEqual({ total: 2500, drawn: 2340, listed: 40, rest: 120 });
  });

  it('are called as in the language of the page', async () => {
    const names = async (language: 'it' | 'en') =>
      placesOf(await scene('?level=area', placeFigures(areas), language)).map((place) => place.name);
    expect(await names('it')).toContain('Potenza e Alto Basento');
    expect(await names('en')).toContain('Potenza and Alto Basento');
    expect(await names('en')).not.toContain('Potenza e Alto Basento');
  });

  it('choose, and let go when chosen again', async () => {
    const view = await scene('?level=area&area=PZ2&sex=f', placeFigures(areas));
    const href = (key: string) => placesOf(view).find((place) => place.key === key)?.href;
    expect(href('PZ1')).toBe('?skill=english&level=area&area=PZ1&sex=f');
    expect(href('PZ2')).toBe('?skill=english&level=area&sex=f');
  });

  it('point to the nearest wider level that is published, else to one filter fewer', async () => {
    const wider = { 'wider:province': envelope([row({ territory: '076' }, 'english', [0.3, 900])]) } as const;
    const hidden = placeFigures({}, 'not_published');
    expect(nearestOf(await scene('?level=area&group=neet&sex=f', { ...hidden, ...wider }))).toEqual({
      level: 'province',
      href: '?skill=english&level=province&group=neet&sex=f',
    });
    expect(nearestOf(await scene('?level=area&group=neet&sex=f', hidden))).toMatchObject({ without: 'sex' });
    expect(nearestOf(await scene('?level=area', hidden))).toBeNull();
  });
});

describe('what is too unsure for an order', () => {
  const few = { PZ1: [0.2, 900], PZ2: [0.4, 5], PZ7: [0.3, 900], MT1: 'not_published', MT2: [0.6, 4] } as const;

  it('stands after the ranked territories, by name', async () => {
    const places = placesOf(await scene('?level=area', placeFigures(few)));
    expect(places.filter((place) => place.ranked).map((place) => place.key)).toEqual(['PZ7', 'PZ1']);
    expect(places.filter((place) => !place.ranked).map((place) => place.name)).toEqual([
      ...['Matera e Bradano', 'Metapontino e basso Basento', 'Vulture'],
    ]);
  });

  it('heads neither the list of territories nor that of groups, however high its share', async () => {
    const high = await scene('?level=area', placeFigures({ PZ1: [0.3, 900], PZ2: [0.8, 5], MT1: [0.2, 900] }));
    expect(placesOf(high)[0]?.key).toBe('PZ1');
    expect(mapText(high, placesOf(high)).title).not.toContain('80%');
    const groups = await scene(
      '',
      skillFigures(
        {},
        {
          english: [
            [0.2, 900],
            [0.8, 5],
            [0.3, 900],
          ],
        },
      ),
    );
    const cells = heatOf(groups, skillsOf(groups));
    expect(rankedGroups(cells, 'english').map((cell) => cell.group)).toEqual(['over55', 'neet', 'women']);
  });

  it('leaves the ends of the summary out', async () => {
    const flat = placeFigures({ PZ1: [0.3, 300], PZ2: [0.31, 300] });
    const summary = async (figures: typeof flat, language: 'it' | 'en' = 'it') => {
      const view = await scene('?level=area', figures, language);
      return mapText(view, placesOf(view)).summary;
    };
    expect(await summary(flat)).toContain('Non si può dire quale sta in testa; 2 valori pubblicati su 5.');
    expect(await summary(placeFigures(areas))).toContain('Da Potenza e Alto Basento (34%) a Vulture (18%); 3 valori');
    expect(await summary(placeFigures(areas), 'en')).toContain('From Potenza and Alto Basento (34%) to Vulture (18%);');
  });
});

describe('sentences', () => {
  it('say that there is no order where no finding survives, and of how many a highest is known', async () => {
    const flat = placeFigures({ PZ1: [0.3, 300], PZ2: [0.31, 300] });
    expect(mapText(await scene('?level=area', flat), placesOf(await scene('?level=area', flat))).title).toBe(
      'Inglese: tra 2 aree non si può fare una graduatoria',
    );
    const found = await scene('?level=area', placeFigures(areas));
    expect(mapText(found, placesOf(found)).title).toContain(
      'su 3 aree con dati pubblicati, bisogno più alto in Potenza e Alto Basento (34%)',
    );
    const none = await scene('?level=area', {});
    expect(mapText(none, placesOf(none)).title).toBe('Inglese: dove ce n’è più bisogno?');
  });

  const cells: Record<string, Cell[]> = {
    english: [
      [0.11, 900],
      [0.8, 900],
      [0.4, 900],
    ],
  };

  it('need no elision before a figure, quote skills and begin no group with a capital', async () => {
    const view = await scene('?group=neet', skillFigures({ english: [0.5, 900], computer: [0.2, 900] }, cells));
    const { title, summary } = heatText(view, heatOf(view, skillsOf(view).slice(0, 1)));
    expect(title).toContain('tra donne che non lavorano e non cercano lavoro (80%)');
    expect(summary).toContain('da donne che non lavorano e non cercano lavoro (80%) a giovani che non studiano');
    expect(rankingText(view, skillsOf(view)).title).toBe('Delle 2 competenze pubblicate, la più richiesta è «Inglese»');
    expect(rankingText(view, skillsOf(view)).subtitle).toContain(': giovani che non studiano e non lavorano,');
    for (const text of [title, summary]) expect(text).not.toMatch(/\b[ad]al \d/);
  });

  it('name people and ages as one says them', async () => {
    const said = async (search: string, language: 'it' | 'en' = 'it') => whoWords(await scene(search, {}, language));
    expect(await said('?group=neet&sex=f')).toBe('giovani che non studiano e non lavorano, donne');
    expect(await said('?group=over55&sex=m', 'en')).toBe('people of 55 and over, men');
    const ages = { code: '16-24', label: { it: '16–24', en: '16–24' } };
    expect(choiceWords(await scene('', {}), 'ageClass', ages)).toBe('da 16 a 24 anni');
    const old = { code: '65plus', label: { it: '65 o più', en: '65 or over' } };
    expect(choiceWords(await scene('', {}, 'en'), 'ageClass', old)).toBe('aged 65 or over');
  });

  it('do not call everybody who answered the people of a territory', async () => {
    const view = await scene('', {});
    expect(placeWords(view)).toBe('Basilicata');
    expect(placeWords(await scene('?area=077', {}))).toBe('provincia di Matera');
    expect(placeWords({ ...view, frame: { ...view.frame, home: '' } })).toBe('ogni luogo');
  });

  it('put no figure of a group under "everybody"', async () => {
    const figures = skillFigures({ english: [0.5, 900] }, cells);
    const everybody = async (search: string) => {
      const view = await scene(search, figures);
      return everybodyOf(view, skillsOf(view))?.key ?? null;
    };
    expect([await everybody('?skill=english'), await everybody('?skill=english&group=neet')]).toEqual([
      'english',
      null,
    ]);
  });

  it('say what a share is divided by: everybody who answered, whichever areas they chose', async () => {
    const text = async (language: 'it' | 'en') =>
      (await loadMessages(language))('explore.trust.method', { unit: 'person', k: 5 });
    expect(await text('it')).toContain('chi non ha scelto il tema conta come chi non la indica');
    expect(await text('en')).toContain('people who did not choose the area count as not naming it');
  });
});

describe('words and tables', () => {
  it('say the same of a figure everywhere, in whole percent with the range, and never 0% for something', async () => {
    const figures = placeFigures({ PZ1: [0.345, 1100], PZ2: [0.002, 900], MT1: [0, 300], PZ7: 'not_asked' });
    const [italian, english] = [await scene('?level=area', figures), await scene('?level=area', figures, 'en')];
    const words = (view: typeof italian) => Object.fromEntries(placesOf(view).map(({ key, words }) => [key, words]));
    expect(words(italian)).toMatchObject({
      PZ1: '35% (32–37%) su 1.100 persone',
      PZ7: 'non chiesto',
      MT2: 'riservato',
    });
    expect(words(english)).toMatchObject({ PZ1: '35% (32–37%) of 1,100 people', PZ7: 'not asked', MT2: 'withheld' });
    expect(words(italian)['PZ2']).toMatch(/^<1% \(0–/);
    const table = placeTable(italian, placesOf(italian));
    expect(table.rows[0]?.cells).toEqual(['Potenza e Alto Basento', '35%', '32–37%', '1.100']);
  });

  it('give each cell of the heat map its row', async () => {
    const view = await scene(
      '',
      skillFigures({ english: [0.3, 900] }, { english: [[0.4, 90], 'not_published', [0.1, 800]] }),
    );
    const rows = heatTable(view, heatOf(view, skillsOf(view).slice(0, 1))).rows.map((one) => one.cells.join(' | '));
    expect(rows[0]).toBe('Inglese | Giovani che non studiano e non lavorano | 40% | 30–50% | 90');
    expect(rows[1]).toBe('Inglese | Donne che non lavorano e non cercano lavoro | riservato | – | –');
  });

  it('name the first skills in a sentence', async () => {
    const view = await scene('?area=PZ2', skillFigures({ english: [0.5, 900], computer: [0.2, 900] }, {}), 'en');
    expect(rankingText(view, skillsOf(view)).title).toBe('Of the 2 skills published, the one needed most is “English”');
    expect(rankingText(view, skillsOf(view)).subtitle).toContain('all, Vulture, 900 answers');
  });
});

describe('files', () => {
  it('hold exactly the figures shown, in the order shown', async () => {
    const view = await scene('?level=area', placeFigures(areas));
    const json = JSON.parse(fileOf(view, 'map.json')?.body ?? '') as {
      figure: string;
      rows: Record<string, unknown>[];
    };
    expect(json.figure).toBe('abcdefgh2345');
    expect(json.rows.map((one) => one['territoryLabel'])).toEqual([
      ...['Potenza e Alto Basento', 'Matera e Bradano', 'Vulture', 'Lagonegrese e Mercure'],
    ]);
    expect(json.rows[0]).toMatchObject({ territory: 'PZ1', estimate: 0.34, n: 1100, state: 'shown' });
    expect(json.rows[3]).toMatchObject({ territory: 'PZ7', estimate: null, state: 'not_published' });
    expect(fileOf(view, 'map.xml')).toBeNull();
    expect(fileOf(view, 'secret.csv')).toBeNull();
  });

  it('keep in every line where it comes from, and run no formula', () => {
    const csv = asCsv(envelope([]), [{ label: '=1+1', note: 'a "b", c', n: 5, estimate: -0.5 }]);
    const [head, line] = csv.split('\r\n');
    expect(head).toMatch(/^survey,wave,snapshot,takenOn,figure,/);
    expect(line).toBe(`citizens,2026,s1,2026-03-14,abcdefgh2345,open,indicative,'=1+1,"a ""b"", c",5,-0.5`);
  });
});
