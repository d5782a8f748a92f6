/** The list of the territories that have a brief, by their codes and names. */
import type { Language } from '../../../survey/contract.ts';
import { readSurvey } from '../explore/read.ts';
import { atStart } from '../explore/scene.ts';
import type { Messages } from '../messages.ts';
import type { Services } from '../services.ts';
import { briefPlaces, placeName } from './place.ts';

export interface NamedPlace {
  readonly code: string;
  readonly name: string;
  readonly level: string;
}

/** Empty where there is no such programme, or none of its surveys asks for needs by territory. */
export function placesOf(services: Services, programme: string, language: Language, m: Messages): NamedPlace[] {
  const found = services.survey.programmes().find(({ id }) => id === programme);
  const frames = (found?.surveys ?? []).flatMap((id) => readSurvey(services, id).frame ?? []);
  return briefPlaces(frames, language).map((place) => ({
    code: place.code,
    name: atStart(placeName(place, language, m)),
    level: place.level,
  }));
}
