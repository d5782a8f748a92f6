/** A cookie of ours that no script reads. */
export interface SessionCookie {
  /** @returns what it holds, from the header `Cookie`, null when there is none or several */
  read(header: string | null | undefined): string | null;
  write(token: string): string;
  /** what makes the browser drop it */
  erase(): string;
}

/** The cookie that holds the token of a session. */
export const sessionCookie = (secure: boolean): SessionCookie => cookieOf('session', secure);

/**
 * @param secure  the service is reached by HTTPS: the name then promises that no other site or path set the cookie
 * @param seconds  how long the browser keeps it; left out: until it is closed
 */
export function cookieOf(plain: string, secure: boolean, seconds?: number): SessionCookie {
  const name = secure ? `__Host-${plain}` : plain;
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const age = seconds === undefined ? '' : `; Max-Age=${seconds}`;
  return {
    read: (header) => {
      if (!header?.includes(name)) return null;
      const found = header.split(';').flatMap((part) => {
        const [key, value] = part.trim().split('=');
        return key === name && value ? [value] : [];
      });
      return found.length === 1 ? found[0]! : null;
    },
    write: (token) => `${name}=${token}${attributes}${age}`,
    erase: () => `${name}=${attributes}; Max-Age=0`,
  };
}
