/** Keeps what the database must hold but a copy of it must not give away. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Seal {
  close(secret: Buffer, owner: string): string;
  /** @throws Error when it was closed with another key or for another owner */
  open(sealed: string, owner: string): Buffer;
}

/** AES-256-GCM with a key derived from the server's; bound to its owner, so that no row can borrow another's. */
export function createSeal(serverKey: Buffer): Seal {
  const key = Buffer.from(hkdfSync('sha256', serverKey, '', 'fabbisogni totp', 32));
  return {
    close: (secret, owner) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const sealed = [cipher.update(secret), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64');
    },
    open: (sealed, owner) => {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(owner));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    },
  };
}
