/** What `verify` found, in words. */
import type { AuditFault } from '../access/contract.ts';
import type { Sentence } from '../problem-entry.ts';

/** @returns `entry 12 was edited`, in both languages */
export function faultInWords({ kind, seq, with: other }: AuditFault): Sentence {
  const range = other !== null && other !== seq ? `${seq}–${other}` : `${seq}`;
  const sentences: Readonly<Record<AuditFault['kind'], Sentence>> = {
    edited: { it: `la voce ${seq} è stata modificata`, en: `entry ${seq} was edited` },
    dropped: { it: `manca la voce ${range}: è stata tolta`, en: `entry ${range} is missing: it was dropped` },
    swapped: { it: `la voce ${seq} è stata scambiata con la ${other}`, en: `entry ${seq} was swapped with ${other}` },
    cut: { it: `manca la fine, voce ${range}: è stata tagliata`, en: `the end is missing, entry ${range}: it was cut` },
    added: { it: `la voce ${seq} non l’ha scritta questo programma`, en: `entry ${seq} was added by somebody else` },
    head: {
      it: `audit-head manca o è vecchio: non si sa se dopo la voce ${seq - 1} ce n’erano altre`,
      en: `audit-head is missing or old: nobody can say whether entries followed ${seq - 1}`,
    },
  };
  return sentences[kind];
}
