/** Texts and keys as contracts ask for them. */
import { z } from 'zod';

export const line = (most: number) => z.string().trim().min(1).max(most);
export const key = line(60);
/** of a row that staff change: the one that was read */
export const revision = z.int().min(0);

/** Half a character, or one that nobody typed, would come back from the database as another one. */
const unseen = new RegExp(String.raw`[\0-\x08\x0B\x0C\x0E-\x1F\x7F]`, 'g');
const clean = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n').replace(unseen, '');
export const words = (most: number) => z.string().overwrite(clean).trim().max(most);
export const someWords = (most: number) => words(most).min(1);
