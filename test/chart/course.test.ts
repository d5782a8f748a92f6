import { describe, expect, it } from 'vitest';
import { courseOf, courseTable, courseText } from '../../dashboard/lib/explore/course.ts';
import type { ExploredSurvey } from '../../dashboard/lib/explore/read.ts';
import { citedCourse } from '../../dashboard/lib/take-away/cite.ts';
import { resolution } from '../../dashboard/lib/take-away/resolution.ts';
import { courseDrawing } from '../../dashboard/lib/explore/drawings-beside.ts';
import type { Wave } from '../../dashboard/lib/explore/offer.ts';
import type { Language } from '../../survey/contract.ts';
import { cellsOf, pictured } from './picture.ts';
import { drawn, envelope, palette, row, scene, skillFigures } from './sample.ts';

const wave: Wave = {
  ...{ survey: 'citizens-2025', wave: '2025', need: true, sample: true, filters: ['area', 'sex'] },
  ...{ changed: [], missing: [] },
};
describe('the course over waves', () => {
  const now = skillFigures({ english: [0.4, 900] }, {});
  const earlier = { 'citizens-2025': { ...envelope([row({}, 'english', [0.3, 900])]), wave: '2025' } };
  const view =
    (one: Wave, search = '?skill=english') =>
    (language: Language = 'it') =>
      scene(search, now, language, { frame: { waves: [one] }, waves: earlier });
  const shown = async (one: Wave, search?: string) => {
    const made = await view(one, search)();
    return { made, points: courseOf(made, '2026') };
  };

  it('joins waves that ask the same, and names a change that its ranges bear', async () => {
    const chart = await pictured('course', view(wave), (made) => courseDrawing(made, courseOf(made, '2026')));
    expect(chart.querySelectorAll('path[d*="L"]').length).toBeGreaterThan(0);
    const { made, points } = await shown(wave);
    expect(courseText(made, points).title).toBe('Inglese: 30% nel 2025, 40% nel 2026');
    expect(courseText(made, points).summary).toContain('Rispondono volontari');
    expect(cellsOf(courseTable(made, points))).toEqual([
      '2025 | 30% | 27–33% | 900 | stessa domanda | abcdefgh2345',
      '2026 | 40% | 37–43% | 900 | stessa domanda | abcdefgh2345',
    ]);
  });

  it('says that no change is sure where ranges have a value in common, and gives each wave to be cited', async () => {
    const near = {
      'citizens-2025': { ...envelope([row({}, 'english', [0.37, 900])]), figure: 'wave2025', wave: '2025' },
    };
    const made = await scene('?skill=english', now, 'it', { frame: { waves: [wave] }, waves: near });
    const points = courseOf(made, '2026');
    expect(courseText(made, points).title).toBe('Inglese: tra un’ondata e l’altra non si vede un cambiamento sicuro');
    const survey = { id: 's', title: { it: 'S', en: 'S' }, synthetic: false } as unknown as ExploredSurvey;
    const cited = citedCourse(made, survey, { ...made.figures.ranking!, wave: '2026' });
    const [first, second] = cited.rows;
    const sentence = resolution(first!, second!, cited, made.words, made.m, 'https://fabbisogni.example');
    expect(sentence).toContain('«Inglese», ondata 2025 è 37%');
    expect(sentence).toContain('gli intervalli non permettono di metterle in ordine; figure wave2025 e abcdefgh2345');
  });

  it('never joins another wording: two points, no line, no finding', async () => {
    const changed = { ...wave, changed: ['english'] };
    const { made, points } = await shown(changed);
    const chart = drawn(courseDrawing(made, points)(600, palette('light')));
    const lines = [...chart.querySelectorAll('g[aria-hidden] > path')].filter(
      (one) => one.parentElement?.getAttribute('stroke') === palette('light').primary,
    );
    expect(lines).toEqual([]);
    expect(chart.querySelectorAll('[data-layer="mark"] circle')).toHaveLength(2);
    expect(courseText(made, points).title).toBe('Inglese: è cambiato qualcosa nel tempo?');
    expect(cellsOf(courseTable(made, points))[0]).toContain('domanda scritta con altre parole');
  });

  it('asks nothing of a wave that the filters do not fit', async () => {
    const { points } = await shown(wave, '?skill=english&group=neet');
    expect(points.map(({ value, comparison }) => [value.state, comparison])).toEqual([
      ['not_asked', 'filter'],
      ['shown', 'same'],
    ]);
  });
});
