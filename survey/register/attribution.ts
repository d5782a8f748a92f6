/** Signed consents to figures that bear an organisation's name. Without one that stands nothing bears a name. */
import { Problem } from '../../problem.ts';
import { EndedAttribution, NewAttribution, type AttributionConsent } from '../contract.ts';
import { demandAt, enter, organisationsOf, surveysOf, type RegisterContext, type Who } from './context.ts';
import { parsed } from './parse.ts';

export interface Attributions {
  /** Ended ones too. @throws Problem sign_in_needed, not_found */
  attributions(who: Who, programme: string): Promise<AttributionConsent[]>;
  /** A new sheet takes the place of an earlier one. @throws Problem malformed, unknown_reference, sign_in_needed, not_found */
  sign(who: Who, programme: string, body: unknown): Promise<AttributionConsent>;
  /** From now on nothing bears the name. @throws Problem malformed, sign_in_needed, not_found */
  end(who: Who, programme: string, body: unknown): Promise<AttributionConsent>;
  /** The keys of the organisations whose name figures of a survey may bear today; for the release of figures by name. */
  named(survey: string): Promise<string[]>;
}

export function attributionsOf(context: RegisterContext): Attributions {
  const { database, audit, today } = context;
  const read = (programme: string) => database.rows<AttributionConsent>(selection, [programme]);
  const one = async (programme: string, { survey, organisation }: EndedAttribution) => {
    const found = (await read(programme)).find((row) => row.survey === survey && row.organisation === organisation);
    if (!found) throw new Problem('not_found', { value: organisation });
    return found;
  };
  return {
    attributions: async (who, programme) => {
      enter(context, who, 'attribution.manage', programme);
      demandAt(who, 'attribution.manage', { programme }, programme);
      return read(programme);
    },
    sign: async (who, programme, body) => {
      enter(context, who, 'attribution.manage', programme);
      const person = demandAt(who, 'attribution.manage', { programme }, programme);
      const { survey, organisation, signedOn, document } = parsed(NewAttribution, body);
      await checkNames(context, programme, survey, organisation);
      if (signedOn > today()) throw new Problem('malformed', { reason: 'signedOn' });
      await database.write(async (tx) => {
        await tx.run(removal, [programme, survey, organisation]);
        await tx.run(insertion, [programme, survey, organisation, signedOn, document, person.id, today()]);
        await audit.record(tx, {
          who: person.id,
          action: 'attribution.sign',
          programme,
          object: `${survey}/${organisation}`,
        });
      });
      return one(programme, { survey, organisation });
    },
    end: async (who, programme, body) => {
      enter(context, who, 'attribution.manage', programme);
      const person = demandAt(who, 'attribution.manage', { programme }, programme);
      const place = parsed(EndedAttribution, body);
      const { survey, organisation } = await one(programme, place);
      await database.write(async (tx) => {
        await tx.run(ending, [today(), programme, survey, organisation]);
        await audit.record(tx, {
          who: person.id,
          action: 'attribution.end',
          programme,
          object: `${survey}/${organisation}`,
        });
      });
      return one(programme, place);
    },
    named: async (survey) => {
      const rows = await database.rows<{ organisation: string }>(
        'SELECT organisation FROM attribution_consent WHERE survey = ? AND withdrawn_on IS NULL ORDER BY organisation',
        [survey],
      );
      return rows.map(({ organisation }) => organisation);
    },
  };
}

const selection = `
  SELECT survey, organisation, signed_on::VARCHAR AS "signedOn", document, recorded_by AS "recordedBy",
         recorded_on::VARCHAR AS "recordedOn", withdrawn_on::VARCHAR AS "withdrawnOn"
  FROM attribution_consent WHERE programme = ? ORDER BY survey, organisation`;
const removal = 'DELETE FROM attribution_consent WHERE programme = ? AND survey = ? AND organisation = ?';
const insertion = `
  INSERT INTO attribution_consent (programme, survey, organisation, signed_on, document, recorded_by, recorded_on)
  VALUES (?, ?, ?, ?::DATE, ?, ?, ?::DATE)`;
const ending = `
  UPDATE attribution_consent SET withdrawn_on = ?::DATE
  WHERE programme = ? AND survey = ? AND organisation = ? AND withdrawn_on IS NULL`;

async function checkNames(context: RegisterContext, programme: string, survey: string, organisation: string) {
  const attributed = surveysOf(context, programme).filter(({ settings }) => settings.attributed === true);
  if (!attributed.some(({ compiled }) => compiled.id === survey))
    throw new Problem('unknown_reference', { value: survey });
  if (!(await organisationsOf(context, programme)).has(organisation))
    throw new Problem('unknown_reference', { value: organisation });
}
