import { Problem } from '../../problem.ts';
import { placeHints, plainHints } from './hint.ts';

/** A word of the staff about people, such as a role: it must name nobody. @throws Problem names_somebody */
export function demandNobody(text: string): void {
  if (plainHints(text).length > 0) throw new Problem('names_somebody');
}

/** The same of a room: streets, halls and schools are called after people. @throws Problem names_somebody */
export function demandNobodyAt(place: string): void {
  if (placeHints(place).length > 0) throw new Problem('names_somebody');
}
