/** Percent, offered for a plan; the schema of the service takes any. Written again so that no page carries zod. */
export const takeUps = [10, 20, 40] as const;
