/** Why nothing can be stored, as far as whoever runs the service can act on it. */
export type StorageFailure = 'disk_full' | 'read_only' | 'disk_error' | 'closed' | 'unknown';

const signs: readonly (readonly [StorageFailure, RegExp])[] = [
  ['disk_full', /ENOSPC|EDQUOT|No space left|Disk quota/i],
  ['read_only', /EROFS|EACCES|EPERM|Read-only file system|Permission denied|Operation not permitted/i],
  ['disk_error', /\bEIO\b|Input\/output error/i],
];

/** Reads it from an error of the driver or of the file system, or from what caused it. */
export function failureOf(error: unknown): StorageFailure {
  if (!(error instanceof Error)) return 'unknown';
  const found = signs.find(([, sign]) => sign.test(error.message));
  return found ? found[0] : failureOf(error.cause);
}
