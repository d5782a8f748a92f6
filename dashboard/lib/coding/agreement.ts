/** What Krippendorff's alpha allows: 0.8 and more to rely on, from 0.667 to conclude with care, below to read again. */
export type Judgement = 'reliable' | 'tentative' | 'weak' | 'untold';

export function judged(alpha: number | null): Judgement {
  if (alpha === null) return 'untold';
  if (alpha >= 0.8) return 'reliable';
  return alpha >= 0.667 ? 'tentative' : 'weak';
}
