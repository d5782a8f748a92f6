/** Everything an editor should see before a version is frozen, with the place of each. Nothing is stored. */
import { compileCodebook, describedQuestions, type CompiledCodebook } from '../codebook/codebook.ts';
import type { Localized, RespondentLanguage } from '../contract.ts';
import type { Definition } from '../definition/definition.ts';
import { checkCodebook, checkColumns } from '../programme/check.ts';
import { levelsOf, type Levelled } from '../programme/check-territory.ts';
import { compileVariables } from '../registry/variable.ts';
import type { CheckReport, Finding, Sheet } from './contract.ts';
import { found, type Found } from './finding.ts';
import { changedMeaning } from './meaning.ts';
import { askedQuestions, questionReports, readingFindings, wishedFor } from './reading.ts';
import { unreachable } from './reach.ts';
import { readDefinition } from './read.ts';
import { sheetFindings, type Asked } from './sheet.ts';
import type { Spans } from './span.ts';
import { missingStrings } from './string.ts';
import { walk, type WalkOptions, type Walks } from './walks.ts';

/** What surrounds a definition: its programme, its survey, what was published before. */
export interface CheckContext extends WalkOptions {
  readonly sheet: Sheet;
  readonly languages: readonly RespondentLanguage[];
  readonly skills: readonly { readonly key: string; readonly label: Localized }[];
  readonly hasGroups: boolean;
  /** where the programme is: the levels at which answers can be told apart */
  readonly levelled: Levelled;
  /** the codebook of the latest version, if there is one */
  readonly previous: CompiledCodebook | null;
  /** what else forbids publishing, such as a survey of that name elsewhere */
  readonly beside: readonly Found[];
}

/** A report, and the definition when it may be used at all. */
export interface Checked {
  readonly report: CheckReport;
  readonly definition: Definition | null;
}

/**
 * @param text  the file as it was written
 * @param walked  without walks, which cost most, the report holds every fault and not every warning
 */
export async function checkInstrument(text: string, context: CheckContext, walked = true): Promise<Checked> {
  const read = readDefinition(text);
  const { spans, findings: refused } = read;
  const sheet = (asked: Asked | null) => [...sheetFindings(context.sheet, context.languages, asked), ...context.beside];
  if (!read.definition) return reportOf([...refused, ...sheet(null)], spans, context, null, null);
  const { definition } = read;
  const version = (context.previous?.version ?? 0) + 1;
  const codebook = compileCodebook(definition, {
    version,
    skills: context.skills,
    ...(context.previous && { previous: context.previous }),
  });
  const variables = compileVariables([codebook], levelsOf(context.levelled, codebook));
  const walks = walked ? await walk(definition, context) : null;
  const findings = [
    ...refused,
    ...missingStrings(definition, context.languages),
    ...programmeFindings(definition, codebook, variables, context),
    ...(context.previous ? changedMeaning(definition, codebook, context.previous) : []),
    ...unreachable(definition),
    ...(walks ? readingFindings(definition, walks, context.sheet) : []),
    ...sheet({ variables, hasGroups: context.hasGroups }),
  ];
  return reportOf(findings, spans, context, definition, walks);
}

/** Whether the instrument fits the skills of its programme and the columns of its tables. */
function programmeFindings(
  definition: Definition,
  codebook: CompiledCodebook,
  variables: Asked['variables'],
  { skills, instrument }: CheckContext,
): Found[] {
  const paths = new Map(describedQuestions(definition).map(({ entry, path }) => [entry.variable, path]));
  const faults = [
    ...checkCodebook({ skills: { skills } }, instrument, codebook),
    ...checkColumns(instrument, variables),
  ];
  return faults.map(({ path, message }) =>
    found(paths.get(path) ?? '', 'programme', { it: message('it'), en: message('en') }),
  );
}

function reportOf(
  all: readonly Found[],
  spans: Spans | null,
  { sheet }: CheckContext,
  definition: Definition | null,
  walks: Walks | null,
): Checked {
  const asked = definition ? askedQuestions(definition) : [];
  const place = ({ path, ...rest }: Found): Finding => ({
    path,
    question: asked.findLast((one) => path.startsWith(one.path))?.question.name ?? null,
    ...rest,
    line: path.startsWith('sheet.') ? null : (spans?.lineOf(path) ?? lineIn(rest.message.en)),
  });
  const findings = all
    .map(place)
    .toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  const report: CheckReport = {
    revision: null,
    findings,
    questions: definition && walks && spans ? questionReports(definition, walks, spans) : [],
    minutes: walks && rounded(walks.minutes),
    walks: walks?.size ?? 0,
    wished: wishedFor(sheet.audience),
    usable: definition !== null,
    publishable: !findings.some(({ severity }) => severity === 'fault'),
  };
  return { report, definition };
}

const tenth = (value: number) => Math.round(value * 10) / 10;

function rounded(minutes: Walks['minutes']): CheckReport['minutes'] {
  const each = [...minutes].map(([language, { tenth: first, median, ninetieth }]) => [
    language,
    { tenth: tenth(first), median: tenth(median), ninetieth: tenth(ninetieth) },
  ]);
  return Object.fromEntries(each) as CheckReport['minutes'];
}

/** The engine says where a text stops being JSON. */
function lineIn(message: string): number | null {
  const line = /\(line (\d+) column \d+\)/.exec(message)?.[1];
  return line === undefined ? null : Number(line);
}
