/** What focus groups give, in words. */
import type { SkillEvidence, SkillQuote } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { inSentence } from '../explore/scene.ts';
import type { Messages } from '../messages.ts';

/** "Ne hanno parlato 7 partecipanti in 3 focus group su 12." Few people are told as few. */
export function heardWords({ heard, sessions, floor }: SkillEvidence, m: Messages): string {
  if (sessions === 0) return m('skill.heard.none');
  if (heard.sessions === 0) return m('skill.heard.never', { all: sessions });
  const { participants } = heard;
  return m('skill.heard', {
    told: participants === null ? 'few' : 'yes',
    ...{ participants: participants ?? 0, statements: heard.statements ?? 0 },
    ...{ floor, sessions: heard.sessions, all: sessions },
  });
}

/** Why there is no quote: nothing was coded, no code is linked, nobody said it, nobody agreed to be quoted. */
export function emptyOf({ quotes, codes, heard }: SkillEvidence): 'code' | 'heard' | 'consent' | null {
  if (quotes.length > 0) return null;
  if (codes.length === 0) return 'code';
  return heard.sessions === 0 ? 'heard' : 'consent';
}

/** What is told of who said something: "Responsabile HR, donne inattive · Grecia, 2026". */
export function speakerWords({ role, groupLabel, place, year }: SkillQuote, language: Language): string {
  const who = groupLabel ? `${role}, ${inSentence(groupLabel[language])}` : role;
  return `${who} · ${place[language]}, ${year}`;
}
