const hour = 3_600_000;

/**
 * A device that takes notes reads its own session every few seconds: the first look of an hour is noted and stands for
 * all of that hour. Forgotten with the program: a look too many is noted then, never one too few.
 * @returns what is called with a session, by its own moderator: whether this look is to be noted
 */
export function createLooks(now: () => Date): (session: string) => boolean {
  let current = Number.NaN;
  const seen = new Set<string>();
  return (session) => {
    const at = Math.floor(now().getTime() / hour);
    if (at !== current) seen.clear();
    current = at;
    if (seen.has(session)) return false;
    seen.add(session);
    return true;
  };
}
