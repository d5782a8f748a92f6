/** What focus groups of a programme say, for its report: counts by skill, quotes, recommendations. */
import type { ProgrammeEvidence } from '../../../analytics/contract.ts';
import { formats } from '../format.ts';
import type { Part } from './part.ts';
import type { Source } from './source.ts';

/** Counted apart from the answers of surveys, and never added to them. */
export function heardCounts({ m, language }: Source, said: ProgrammeEvidence): Part[] {
  const { sessions, skills, quotes, recommendations, floor, invented } = said;
  if (sessions === 0) return [];
  const { day } = formats(language);
  const intro = [
    { text: m('paper.heard.intro', { sessions, floor }) },
    ...(invented ? [{ text: m('evidence.invented') }] : []),
  ];
  const rows = skills.map(({ key, label, heard }) => ({
    code: key,
    cells: [
      label[language],
      ...[heard.sessions, heard.participants, heard.statements].map((count) =>
        count === null ? m('paper.heard.few', { floor }) : String(count),
      ),
    ],
  }));
  const columns = (['skill', 'sessions', 'participants', 'statements'] as const).map((one) => m(`paper.column.${one}`));
  const table = {
    title: m('paper.heard.skills'),
    figure: null,
    columns,
    names: 1,
    widths: [0.49, 0.17, 0.17, 0.17],
    rows,
  };
  const decided = recommendations.map(({ title, text, decidedOn }) => ({
    term: title,
    text: `${text} (${m('skill.acceptedOn', { day: day(decidedOn) })})`,
  }));
  return [
    { kind: 'text', title: null, lines: intro },
    ...(rows.length > 0 ? [{ kind: 'table', table, goesOn: false } as const] : []),
    ...(quotes.length > 0 ? [{ kind: 'quotes', title: m('paper.heard.quotes'), quotes } as const] : []),
    decided.length > 0
      ? { kind: 'items', title: m('paper.heard.recommendations'), items: decided }
      : { kind: 'text', title: m('paper.heard.recommendations'), lines: [{ text: m('skill.noRecommendation') }] },
  ];
}
