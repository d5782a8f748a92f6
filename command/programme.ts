import { readProgramme } from '../survey/programme/programme.ts';
import { readTerritories } from '../data/territory.ts';
import { Problem } from '../problem.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

function folderOf([folder]: readonly string[], verb: string): string {
  if (folder === undefined) throw new Problem('usage', { value: `programme ${verb} DIR` });
  return folder;
}

export const programmeCheck: Command = {
  name: 'programme check',
  usage: 'programme check DIR',
  does: 'reports every fault of a programme folder, with file and path; changes nothing',
  run: async (argv) => {
    const { programme, instruments } = await readProgramme(folderOf(argv, 'check'));
    console.log(`${programme.id}: ${programme.surveys.length} surveys, ${instruments.size} instruments, no fault`);
  },
};

export const programmePlaces: Command = {
  name: 'programme places',
  usage: 'programme places LEVEL:CODE [LEVEL]',
  does: 'prints the places of a territory (region:10) as the choices of a territory question; level: municipality',
  run: async ([territory = '', level = 'municipality']) => {
    const [wide = '', code = ''] = territory.split(':');
    const inside = readTerritories().filter((one) => one.level === level && [one.province, one.region].includes(code));
    const isThere = readTerritories().some((one) => one.level === wide && one.code === code);
    if (!isThere || inside.length === 0) throw new Problem('usage', { value: programmePlaces.usage });
    const choices = inside
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
      .map(({ code: value, name: text }) => JSON.stringify({ value, text }));
    console.log(`[\n  ${choices.join(',\n  ')}\n]`);
  },
};

export const programmeLoad: Command = {
  name: 'programme load',
  usage: 'programme load DIR',
  does: 'loads a programme folder; a changed instrument becomes a new version',
  run: (argv) =>
    withApplication(async (application) => {
      const { changed, versions } = await application.loadProgramme(folderOf(argv, 'load'));
      const list = [...versions].map(([instrument, version]) => `${instrument} v${version}`).join(', ');
      console.log(changed ? `loaded: ${list}` : 'nothing has changed since it was loaded');
    }),
};
