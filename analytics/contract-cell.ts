/** The states of a figure. Part of the contract. */
import { z } from 'zod';

/** `shown` (may be 0) · `not_published` (suppressed or empty: these two look alike) · `not_asked`. */
export const CellState = z.enum(['shown', 'not_published', 'not_asked']);
export type CellState = z.infer<typeof CellState>;
