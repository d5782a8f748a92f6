export type Theme = 'light' | 'dark';

export const themeCookie = 'theme';

/** The theme a reader chose, or null when the system decides. */
export const themeOf = (value: string | undefined): Theme | null =>
  value === 'light' || value === 'dark' ? value : null;

/** Remembers the reader's choice for a year, in a cookie so that the server draws the page right at once. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}

/** The theme on the screen now. */
export function themeNow(): Theme {
  const chosen = themeOf(document.documentElement.dataset.theme);
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}
