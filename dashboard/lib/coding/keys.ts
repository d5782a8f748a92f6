import type { Move } from './words.ts';

/** What a key means where words are chosen. */
export type Key =
  | { readonly does: 'move'; readonly move: Move }
  | { readonly does: 'digit'; readonly digit: number }
  /** to the box, with this letter */
  | { readonly does: 'type'; readonly letter: string }
  | { readonly does: 'passage'; readonly step: 1 | -1 }
  | { readonly does: 'drop' | 'leave' | 'help' };

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const moves: Readonly<Record<string, Move['to']>> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  Home: 'first',
  End: 'last',
};

/** Null for a key that is the browser's. */
export function keyOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): Key | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' ? { does: 'move', move: { to: 'all', widen: false } } : null;
  const to = moves[key];
  if (to) return { does: 'move', move: { to, widen: shiftKey } };
  if (!shiftKey && key === 'ArrowDown') return { does: 'passage', step: 1 };
  if (!shiftKey && key === 'ArrowUp') return { does: 'passage', step: -1 };
  if (key === 'Enter') return { does: 'type', letter: '' };
  if (key === 'Escape') return { does: 'leave' };
  if (key === 'Delete' || key === 'Backspace') return { does: 'drop' };
  if (key === '?') return { does: 'help' };
  if (/^[1-9]$/.test(key)) return { does: 'digit', digit: Number(key) };
  return /^\p{L}$/u.test(key) ? { does: 'type', letter: key } : null;
}
