import type { RunningServer } from '../../server.ts';

/** Makes a survey as it was stored before its legal basis was asked. */
export async function forgetLegalBasis({ application }: RunningServer, survey: string): Promise<void> {
  const without = `UPDATE survey SET settings = json_merge_patch(settings, '{"legalBasis":null}') WHERE id = ?`;
  await application.database.write((tx) => tx.run(without, [survey]));
  await application.registry.reload();
}
