/** Who answered, by what divides figures: shares of each category, in a line. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { Variable } from '../../../survey/contract.ts';
import { isShown, valueOf } from '../chart/value.ts';
import { formats } from '../format.ts';
import { isAnyShown } from './block.ts';
import type { Listed } from './figure.ts';
import type { Item } from './part.ts';
import type { Scope } from './place.ts';
import type { PaperSurvey, Source } from './source.ts';

/** A line for each variable of which something is published there. */
export async function compositionOf(
  { language, m }: Source,
  survey: PaperSurvey,
  variables: readonly Variable[],
  { name: place, where }: Scope,
): Promise<Item[]> {
  const { percent, list } = formats(language);
  const items: Item[] = [];
  for (const { name, label, categories } of variables) {
    const envelope = await survey.ask({ variable: name, where });
    if (!isAnyShown(envelope)) continue;
    const shares = envelope.rows.flatMap((row) => {
      const value = valueOf(row);
      const named = categories.find(({ code }) => code === row.category)?.label[language] ?? row.category;
      return isShown(value) ? [`${named} ${percent(value.estimate)}`] : [];
    });
    items.push({
      term: label[language],
      text: list(shares),
      figure: firstOf(
        envelope,
        m('paper.listed', { what: label[language], place, survey: survey.summary.title[language] }),
        shares[0],
      ),
    });
  }
  return items;
}

/** What the list of figures says of a composition: its first share. */
function firstOf({ figure }: EstimateEnvelope, what: string, share = ''): Listed | null {
  const [, row = '', number = ''] = /^(.*) (\S+)$/.exec(share) ?? [];
  return figure === null ? null : { id: figure, what, row, number };
}
