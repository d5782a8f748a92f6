import { parseArgs } from 'node:util';
import type { AuditFault } from '../access/contract.ts';
import { exportAudit } from '../access/audit-service.ts';
import { Problem } from '../problem.ts';
import { faultInWords } from './audit-words.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const verifyUsage = 'audit verify [--noted SEQ:HASH]';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: verifyUsage,
  does: 'reads the audit again and names the first entry that was edited, dropped, swapped, cut or added',
  run: async (argv) => {
    const noted = readNoted(argv);
    await withApplication(async ({ audit }) => {
      const { entries, last, fault } = await audit.verify(noted);
      if (fault) throw damaged(fault);
      console.log(`${entries} entries, whole; the last is ${last.seq}:${last.hash}`);
    });
  },
};

function readNoted(argv: readonly string[]): { seq: number; hash: string } | undefined {
  const { noted } = parseArgs({ args: [...argv], options: { noted: { type: 'string' } }, strict: true }).values;
  if (noted === undefined) return undefined;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(noted) ?? [];
  if (seq === undefined || hash === undefined) throw new Problem('usage', { value: verifyUsage });
  return { seq: Number(seq), hash };
}

const damaged = (fault: AuditFault) => new Problem('audit_damaged', { what: faultInWords(fault) });

export const auditList: Command = {
  name: 'audit list',
  usage: 'audit list [--person P] [--programme P] [--action A] [--from DAY] [--to DAY]',
  does: 'writes the audit as CSV, the newest first; P may be an account, command, server or nobody',
  run: async (argv) => {
    const text = { type: 'string' } as const;
    const options = { person: text, programme: text, action: text, from: text, to: text };
    const { values } = parseArgs({ args: [...argv], options, strict: true });
    await withApplication(async ({ audit, database }) => {
      for await (const lines of await exportAudit(audit, database, 'command', values)) process.stdout.write(lines);
    });
  },
};
