import type { ProgrammeAbout, SeparateForm, SurveySummary } from '../../../survey/contract.ts';

const meant: Readonly<Record<SeparateForm['kind'], SurveySummary['unit']>> = {
  madrina: 'firm',
  self_employment: 'person',
};

/** The separate forms that are meant for who answered: firms adopt ideas, persons work for themselves. */
export const formsFor = (unit: SurveySummary['unit'], { forms }: Pick<ProgrammeAbout, 'forms'>): SeparateForm[] =>
  forms.filter(({ kind }) => meant[kind] === unit);
