/** Programmes: folders of data that a Region writes, checked as a whole before anything is loaded. */
import { checkProgramme } from './check.ts';
import { invalidProgramme, type ProgrammeFault } from './fault.ts';
import { readFolder, type Programme } from './read.ts';

export type { Programme } from './read.ts';
export { loadProgramme, type LoadOutcome, type OnLoad } from './load.ts';

/**
 * Reads a programme folder and checks that everything in it fits together.
 * @param isMended  faults that what is about to be written mends
 * @throws Problem invalid_programme; its `errors` name every fault at once, with file and place
 */
export async function readProgramme(
  folder: string,
  isMended: (fault: ProgrammeFault) => boolean = () => false,
): Promise<Programme> {
  const { programme, faults } = await readFolder(folder);
  const all = (programme ? [...faults, ...checkProgramme(programme)] : faults).filter((fault) => !isMended(fault));
  if (all.length > 0 || programme === null) throw invalidProgramme(all);
  return programme;
}
