/** Words of a catalogue's cells, as Italian and English files write them. */
import type { CourseMode, ModuleMode } from '../contract.ts';

const modes: Readonly<Record<CourseMode, readonly string[]>> = {
  classroom: ['classroom', 'aula', 'in aula', 'presenza', 'in presenza', 'in person', 'frontale'],
  online: ['online', 'on line', 'on-line', 'a distanza', 'distanza', 'fad', 'e-learning', 'elearning', 'distance'],
  mixed: ['mixed', 'misto', 'mista', 'blended', 'in parte online', 'ibrido', 'ibrida', 'hybrid'],
  workplace: ['workplace', 'azienda', 'in azienda', 'sul lavoro', 'luogo di lavoro', 'tirocinio', 'on the job'],
};

/** @returns null for a word that is no mode */
export function modeOf(cell: string): CourseMode | null {
  const word = cell.trim().toLowerCase();
  const found = Object.entries(modes).find(([, words]) => words.includes(word));
  return found ? (found[0] as CourseMode) : null;
}

export function moduleModeOf(cell: string): ModuleMode | null {
  const mode = modeOf(cell);
  return mode === 'mixed' ? null : mode;
}
