import { openSecret } from '../../survey/secret.ts';
import { createReceipts } from '../../survey/receipt.ts';
import type { RunningServer } from '../../server.ts';

/** Every mark that answers with these ids would bear. */
export async function marksOf({ application }: RunningServer, ids: readonly string[]) {
  const { marksOf: marks } = createReceipts(await openSecret(application.config.secretFile, async () => true));
  return { receipts: new Set(ids.map(marks).flatMap(({ idHmac, receiptHash }) => [idHmac, receiptHash])) };
}
