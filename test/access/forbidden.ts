/**
 * What is forbidden, typed by hand from what the owners of the data asked for and not from `access.ts`. A sign for each
 * scope of a grant, in the order of `scopes`: `-` must be refused, `+` must be done. A role that is not named has six `-`.
 * A list holds what is within the reach of whoever asks, and may be empty: the tests of the register hold what is in it.
 * A new staff call gets a line here and a probe of the same name in `probe.ts`.
 */
export const roles = [
  'administrator',
  'privacy_officer',
  'instrument_editor',
  'moderator',
  'coder',
  'analyst',
  'planner',
  'partner',
  'operator',
  'interviewer',
] as const;
export type RoleName = (typeof roles)[number];

/**
 * About everything; the programme `small`; the programme `other`; Matera in `small`; Policoro in `small`; an association of
 * `small`, to which the school of Matera belongs.
 */
export const scopes = [
  'whole',
  'own programme',
  'other programme',
  'own territory',
  'other territory',
  'organisation',
] as const;
export type ScopeName = (typeof scopes)[number];

/** The thing is always of the programme `small`. */
export const cells: Readonly<Record<string, Readonly<Partial<Record<RoleName, string>>>>> = {
  'exact figures of the whole programme': { analyst: '++----' },
  'exact figures of Matera': { analyst: '++-+--' },
  'exact figures of Policoro': { analyst: '++--+-' },
  'exact figures of both in one batch': { analyst: '++----' },
  'exact figures of Policoro as CSV': { analyst: '++--+-' },
  'exact figures of Policoro as Arrow': { analyst: '++--+-' },
  'exact coverage of the whole programme': { analyst: '++----' },
  'marks of the whole programme': { analyst: '++----' },

  'the counts of codes by target group': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  // told only to those who may: that there is no browser, or that too many wait
  'a paper of the programme': { administrator: '++----', analyst: '++----', planner: '++----' },

  'the page of evidence': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++', planner: '++-+++' },

  'the audit of the programme': { administrator: '++----', privacy_officer: '++----' },
  'the audit of everything': { administrator: '+-----', privacy_officer: '+-----' },
  'the audit of everything as CSV': { administrator: '+-----', privacy_officer: '+-----' },
  'the proof of the audit': { administrator: '+-----', privacy_officer: '+-----' },

  'the instruments of the programme': { instrument_editor: '++----' },
  'the draft of an instrument': { instrument_editor: '++----' },
  'the check of a definition': { instrument_editor: '++----' },
  'the file of a published version': { instrument_editor: '++----' },
  'the texts of an instrument as CSV': { instrument_editor: '++----' },
  'putting texts into a draft': { instrument_editor: '++----' },
  'keeping a draft': { instrument_editor: '++----' },
  'publishing a version': { instrument_editor: '++----' },
  'closing a survey': { administrator: '++----' },
  'the state of a survey': {
    administrator: '++----',
    privacy_officer: '++----',
    instrument_editor: '++----',
    analyst: '++----',
    planner: '++----',
  },
  'the repair list of a survey': {
    administrator: '++----',
    privacy_officer: '++----',
    instrument_editor: '++----',
    analyst: '++----',
    planner: '++----',
  },

  'the members of the programme': { administrator: '++-+++', planner: '++-+++', partner: '++-+++' },
  'telling who takes part': { administrator: '++----', planner: '++----' },
  'the firms that schools may see': { planner: '++-++-', partner: '++-++-' },
  'the forms received': { privacy_officer: '++-+++', planner: '++-+++' },
  'the ideas of the schools': { planner: '++-+++', partner: '++-+++' },
  'an idea of a school that is not there': { planner: '++----', partner: '++----' },
  'an idea of the school of Matera': { planner: '++-+-+', partner: '++-+-+' },
  'other words for an idea of the school of Matera': { planner: '++-+-+', partner: '++-+-+' },
  'a step of an idea of the school of Matera': { planner: '++-+-+' },
  'the uptake of platforms': { administrator: '++-+++', planner: '++-+++' },
  'a file of uptake': { planner: '++-+++' },
  'the files of other sources': { administrator: '++----', planner: '++----' },
  'bringing in a file of another source': { administrator: '++----', planner: '++----' },
  'taking back a file of another source': { administrator: '++----', planner: '++----' },
  'who is invited': { administrator: '++----' },
  'bringing in a list of invitees': { administrator: '++----' },
  'letters of invitation': { administrator: '++----' },
  'sending invitations': { administrator: '++----' },
  'the page of invitations': { administrator: '++----' },
  'the page of letters': { administrator: '++----' },
  'response rates of codes': { analyst: '++----' },

  'changing a laboratory': { administrator: '++----', planner: '++----' },
  'bringing in the list of laboratories': { administrator: '++----', planner: '++----' },
  'the page to edit laboratories': { administrator: '++----', planner: '++----' },
  'what was entered at the counter': { interviewer: '++----' },
  'an answer given with help': { interviewer: '++----' },
  'the empty table of answers': { interviewer: '++----' },
  'a file of answers': { interviewer: '++----' },
  'taking back a file of answers': { interviewer: '++----' },
  'the page to help somebody': { interviewer: '++----' },
  'the page to key sheets': { interviewer: '++----' },
  'the page to bring in answers': { interviewer: '++----' },
  'the surveys at the counter': { interviewer: '++----' },
  'the page of other sources': { administrator: '++----', planner: '++----' },
  'the drafts of microcredentials': { planner: '++----' },
  'the proposals of microcredentials': { planner: '++----' },
  'a draft of a microcredential': { planner: '++----' },
  'publishing a microcredential': { planner: '++----' },
  'stacking a passport': { planner: '++----' },
  'the page of a passport to stack': { planner: '++----' },
  'giving a microcredential to a learner': { planner: '++----' },
  'the page of proposals': { planner: '++----' },
  'the page of a draft': { planner: '++----' },
  'the page to write what was decided': { planner: '++----' },
  'who under 16 may answer': { privacy_officer: '++----' },
  'the signed consents': { administrator: '++----', privacy_officer: '++----' },

  // of the whole programme; partners see it with the bodies of the programme, by territory where it has lines
  'the plans of the programme': { administrator: '++-+++', analyst: '++-+++', planner: '++-+++', partner: '++-+++' },
  'a plan that is shared': { administrator: '++----', analyst: '++----', planner: '++----', partner: '++---+' },
  'a remark on a plan': { analyst: '++----', planner: '++----', partner: '++---+' },
  'a change of a plan': { planner: '++----' },
  'stopping a proposal': { planner: '++----' },
  'approving a plan': { planner: '++----' },
  'throwing away a plan that was approved': { planner: '++----' },
  'enrolments of a plan': { administrator: '++----', analyst: '++----', planner: '++----' },

  'the shared codes as a file': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  'the sessions as a project': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  'what was coded as a table': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  'bringing in a codebook': { analyst: '++----' },
  'bringing in a project': { analyst: '++----' },
  'a session of Matera as a project': { coder: '++-+--', analyst: '++-+--' },
  'a session of Matera as a table': { coder: '++-+--', analyst: '++-+--' },
  'the minutes of a session of Matera': { coder: '++-+--', analyst: '++-+--' },
  'all that was said in a session of Matera': { analyst: '++-+--' },
  'the minutes as text': { coder: '++-+--', analyst: '++-+--' },
  'the page of the minutes': { coder: '++-+--', analyst: '++-+--' },

  // sessions are in Matera
  'the shared codes': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  'what happened to the codes': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  'a new code': { coder: '++-+++', analyst: '++-+++' },
  'accepting a code': { analyst: '++----' },
  'merging a code': { analyst: '++----' },
  'splitting a code': { analyst: '++----' },
  'who codes which session': { coder: '++-+++', analyst: '++-+++' },
  'taking up the coding of a session': { coder: '++-+--', analyst: '++-+--' },
  'the codings of a session': { coder: '++-+--', analyst: '++-+--' },
  'a code on words': { coder: '++-+--', analyst: '++-+--' },
  'where two coders differ': { coder: '++-+--', analyst: '++-+--' },
  'how well two coders agree': { coder: '++-+--', analyst: '++-+--' },
  'deciding where two coders differ': { analyst: '++-+--' },
  'skills in a text': { coder: '++-+++', analyst: '++-+++' },
  'open answers': { analyst: '++-++-' },
  'the recommendations': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++', planner: '++-+++' },
  'a recommendation': { coder: '++-+++', analyst: '++-+++' },
  'deciding on a recommendation': { analyst: '++----', planner: '++----' },

  'the focus groups of the programme': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  'a search in what was said': { moderator: '++-+++', coder: '++-+++', analyst: '++-+++' },
  'planning a focus group in Matera': { moderator: '++-+--' },
  // by another moderator than the one who asks
  'a focus group in Matera': { coder: '++-+--', analyst: '++-+--' },
  'what was said in Matera': { coder: '++-+--', analyst: '++-+--' },
  'what participants wrote in Matera': { coder: '++-+--', analyst: '++-+--' },
  'old notes of Matera': { coder: '++-+--', analyst: '++-+--' },
  'the ranking of Matera': { coder: '++-+--', analyst: '++-+--' },
  'letting words of Matera stand': { analyst: '++-+--' },
  'writing what was said in Matera': {},
  'the form for the participants of Matera': {},
  'taking back a consent in Matera': { analyst: '++-+--', privacy_officer: '++-+--' },
  'the page of the register': {
    administrator: '++-+++',
    privacy_officer: '++-+++',
    planner: '++-+++',
    partner: '++-+++',
  },
  'the programme on the page of the programmes': { administrator: '++----' },

  'the files of the catalogue': { administrator: '++----', planner: '++----' },
  'checking a file of the catalogue': { administrator: '++----', planner: '++----' },
  'other columns for a file of the catalogue': { administrator: '++----', planner: '++----' },
  'forgetting a file of the catalogue': { administrator: '++----', planner: '++----' },
  'storing a file of the catalogue': { administrator: '++----', planner: '++----' },
  'a course of the catalogue': { administrator: '++----', planner: '++----' },
  'the page of the catalogue': { administrator: '++----', planner: '++----' },
  'the form of a course': { administrator: '++----', planner: '++----' },

  'the outlines that were imported': { administrator: '+-----' },
  'trying a file of outlines': { administrator: '+-----' },
  'forgetting the file that is tried': { administrator: '+-----' },
  'storing outlines that were not tried': { administrator: '+-----' },
  'taking outlines back': { administrator: '+-----' },
  'the page of outlines': { administrator: '+-----' },
  'the list of people': { administrator: '++++++' },
  'a right over everything': { administrator: '+-----' },
  'a right over the programme': { administrator: '++----' },
  'a right over Matera': { administrator: '++-+--' },
  'a right over a body of the programme': { administrator: '++---+' },
  'taking away a right over the programme': { administrator: '++----' },
  'taking away a right over Policoro': { administrator: '++--+-' },
};

const never = '------';

/** Every cell: the call, the role, the scope, and whether it must be refused. */
export const everyCell = Object.entries(cells).flatMap(([call, line]) =>
  roles.flatMap((role) =>
    scopes.map((scope, index) => ({ call, role, scope, refused: (line[role] ?? never)[index] === '-' })),
  ),
);
