/** The cookie that holds the token of a session. */
export interface SessionCookie {
  /** @returns the token in the header `Cookie`, null when there is none or several */
  read(header: string | null | undefined): string | null;
  write(token: string): string;
  /** what makes the browser drop it */
  erase(): string;
}

/** @param secure  the service is reached by HTTPS: the name then promises that no other site or path set the cookie */
export function sessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-session' : 'session';
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    read: (header) => {
      if (!header?.includes(name)) return null;
      const found = header.split(';').flatMap((part) => {
        const [key, value] = part.trim().split('=');
        return key === name && value ? [value] : [];
      });
      return found.length === 1 ? found[0]! : null;
    },
    write: (token) => `${name}=${token}${attributes}`,
    erase: () => `${name}=${attributes}; Max-Age=0`,
  };
}
