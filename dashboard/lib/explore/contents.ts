/** The parts of the explore page, in their order; each is the id of the element that it leads to. */
export type PagePart = 'where' | 'ranking' | 'heat' | 'levels' | 'topics' | 'panels' | 'course' | 'population';

/** @param has  which of those parts there are that a survey may lack */
export function pageParts(has: Readonly<Record<'groups' | 'levels' | 'topics' | 'population', boolean>>): PagePart[] {
  return [
    ...(['where', 'ranking'] as const),
    ...(has.groups ? (['heat'] as const) : []),
    ...(has.levels ? (['levels'] as const) : []),
    ...(has.topics ? (['topics'] as const) : []),
    ...(has.groups ? (['panels'] as const) : []),
    'course',
    ...(has.population ? (['population'] as const) : []),
  ];
}
