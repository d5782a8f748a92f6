/** A course as search engines read it: schema.org `Course` with a `CourseInstance` for each edition. */
import type { CatalogueCourse, CatalogueEdition, Language } from '../../../survey/contract.ts';
import { hoursOf } from './listed.ts';

/** What the page adds to the course: its own address, and labels of keys. */
export interface Around {
  readonly url: string;
  readonly description: string;
  readonly skills: readonly string[];
  readonly audience: readonly string[];
}

const modeNames = { classroom: 'Onsite', workplace: 'Onsite', online: 'Online', mixed: 'Blended' } as const;

/** The catalogue knows what a course costs whoever runs it, not what a learner pays: there is no offer. */
export function structuredCourse(course: CatalogueCourse, language: Language, around: Around): object {
  const { title, provider, eqf, prerequisites, certification, certificate } = course;
  const { url, description, skills, audience } = around;
  return {
    ...{ '@context': 'https://schema.org', '@type': 'Course', '@id': url, url, courseCode: course.key },
    ...{ name: title[language], description, inLanguage: language, teaches: skills },
    ...(provider && { provider: { '@type': 'Organization', name: provider.name, ...(provider.website && { url: provider.website }) } }), // prettier-ignore
    ...(eqf !== null && { educationalLevel: `EQF ${eqf}` }),
    ...(prerequisites !== null && { coursePrerequisites: prerequisites }),
    ...((certification ?? certificate) !== null && { educationalCredentialAwarded: certification ?? certificate }),
    ...(audience.length > 0 && { audience: audience.map((one) => ({ '@type': 'EducationalAudience', audienceType: one })) }), // prettier-ignore
    hasCourseInstance: course.editions.map((edition) => instanceOf(course, edition, language)),
  };
}

function instanceOf({ mode, hours }: CatalogueCourse, edition: CatalogueEdition, language: Language): object {
  const { startsOn, endsOn, seats, free, placeName, point } = edition;
  const all = hoursOf(hours);
  return {
    ...{ '@type': 'CourseInstance', courseMode: modeNames[mode], startDate: startsOn, endDate: endsOn },
    ...(all !== null && { courseWorkload: `PT${all}H` }),
    ...(placeName && {
      location: { '@type': 'Place', name: placeName[language], ...(point && { geo: geoOf(point) }) },
    }),
    maximumAttendeeCapacity: seats,
    ...(free !== null && { remainingAttendeeCapacity: free }),
  };
}

const geoOf = ([longitude, latitude]: readonly [number, number]) => ({
  ...{ '@type': 'GeoCoordinates', latitude, longitude },
});

/** As the text of a `script` of data: it runs nothing, and no text in it can end it. */
export const asData = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
