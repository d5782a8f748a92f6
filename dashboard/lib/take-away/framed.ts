/** Whether a figure stands alone inside a page of somebody else. */
import { getContext, setContext } from 'svelte';

const key = Symbol('framed');

/** Said by the page of one figure, for all that it holds. */
export const setFramed = (): void => void setContext(key, true);

export const framedBy = (): boolean => getContext<boolean | undefined>(key) ?? false;

/** @param route  as the router names it */
export const isEmbedded = (route: string | null): boolean => route?.startsWith('/embed/') ?? false;
