import { Problem } from '../../problem.ts';
import { plainHints } from './hint.ts';

/** A word of the staff about people, such as a role: it must name nobody. @throws Problem names_somebody */
export function demandNobody(text: string): void {
  if (plainHints(text).length > 0) throw new Problem('names_somebody');
}
