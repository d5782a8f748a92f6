/** The method box: what a reader must know of the figures on the same sheet, and where the rest is. */
import { formats } from '../format.ts';
import { qrCode } from '../qr.ts';
import type { PaperSurvey, Source } from './source.ts';

export interface MethodBox {
  readonly lines: readonly { readonly term: string; readonly text: string }[];
  /** of the method note */
  readonly address: string;
  readonly code: ReturnType<typeof qrCode>;
}

export function methodBox(source: Source, { summary, facts, method }: PaperSurvey): MethodBox {
  const { m, language } = source;
  const { day, count } = formats(language);
  const { snapshot, weights, k, sensitiveK } = facts;
  const line = (term: Term, text: string) => ({ term: m(`paper.method.${term}`), text });
  return {
    lines: [
      line('asked', m('paper.method.askedText', { sample: summary.sampleType, unit: summary.unit })),
      line(
        'period',
        m('paper.method.periodText', { from: day(summary.opensOn), wave: summary.wave, ...published(source, facts) }),
      ),
      line('weights', m('paper.method.weightsText', { kind: weights?.kind ?? 'none', version: weights?.version ?? 0 })),
      line('range', m('paper.method.rangeText', { sample: summary.sampleType })),
      line('hidden', m('paper.method.hiddenText', { k, sensitive: sensitiveK, unit: summary.unit })),
      line(
        'snapshot',
        snapshot
          ? `${snapshot.id} · ${m('paper.method.answers', { n: snapshot.responses, count: count(snapshot.responses) })}`
          : '–',
      ),
    ],
    address: method,
    code: qrCode(method),
  };
}

type Term = 'asked' | 'period' | 'weights' | 'range' | 'hidden' | 'snapshot';

const published = ({ language }: Source, { snapshot }: PaperSurvey['facts']) => ({
  dated: snapshot ? 'yes' : 'no',
  day: snapshot ? formats(language).day(snapshot.takenOn) : '',
});
