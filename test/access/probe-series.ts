/** How the calls about figures of other sources of `forbidden.ts` are made. */
import { done, page, type Probe } from './probe-ask.ts';

/** Done is also what founders on the columns: whoever may not is told so before that. */
function series(method: string, rest: string, csv?: string): Probe {
  const headers: Record<string, string> = csv === undefined ? {} : { 'content-type': 'text/csv' };
  const ask: Probe['ask'] = async (client) =>
    done(await client.call(method, `/api/admin/programmes/small/series${rest}`, csv, headers), 200, 422);
  return { action: 'series.manage', ask };
}

/** A file of its own, which is there as long as nobody took it back. */
const takingBack: Probe = {
  action: 'series.manage',
  ask: async (client, staff) => {
    const csv = `source,vintage,territory,label,skill,value,unit,note,licence\nx,2026,province:077,x,,1,x,,x\n`;
    const { hash } = await staff.server().application.series.command('small', csv, { name: 'x', dry: '0' });
    return done(await client.call('DELETE', `/api/admin/programmes/small/series/${hash}`), 204);
  },
};

export const seriesProbes: Readonly<Record<string, Probe>> = {
  'the files of other sources': series('GET', ''),
  'bringing in a file of another source': series('POST', '', 'not,the,columns'),
  'taking back a file of another source': takingBack,
  'the page of other sources': page('series.manage', '/admin/series/small', 'type="file"'),
};
