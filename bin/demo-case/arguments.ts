// The command line of `npm run demo:case`, parsed. The BSN in it is shown nowhere.
import { parseArgs } from 'node:util';
import { type Bsn, bsn, type Oin, oin, type ProfessionalId, professionalId } from '../../schema/identifiers.ts';
import { CASE_KINDS, type CaseKind } from '../../schema/names/case-kind.ts';
import { isOneOf, valuesOf } from '../../schema/names/define.ts';
import { CommandProblem } from '../demo/command.ts';

export type CaseArguments = {
  readonly bsn: Bsn;
  readonly holder: Oin;
  readonly kind: CaseKind;
  readonly professional: ProfessionalId | undefined;
};

const SEE = 'See: npm run demo:case -- --help';

/** 'HELP' when only the help text was asked for. Throws CommandProblem. */
export function readCaseArguments(args: readonly string[]): CaseArguments | 'HELP' {
  const given = parsed(args);
  if (given.help === true) return 'HELP';
  for (const name of ['bsn', 'holder', 'kind'] as const) {
    if (given[name] === undefined)
      throw new CommandProblem(`--${name} is missing: --bsn, --holder and --kind are needed. ${SEE}`);
  }
  const number = bsn.safeParse(given.bsn);
  if (!number.success)
    throw new CommandProblem(`What stands after --bsn is not a BSN: nine digits that pass the eleven-test. ${SEE}`);
  const organisation = oin.safeParse(given.holder);
  if (!organisation.success) {
    throw new CommandProblem(
      'What stands after --holder is not an OIN, which has 20 digits. All of them: npm run --silent holders',
    );
  }
  if (!isOneOf(CASE_KINDS, given.kind)) {
    throw new CommandProblem(
      `There is no kind of case "${given.kind}". The kinds: ${valuesOf(CASE_KINDS).join(', ')}.`,
    );
  }
  const professional = given.professional === undefined ? undefined : professionalId.safeParse(given.professional);
  if (professional?.success === false) {
    throw new CommandProblem(`"${given.professional}" cannot be a professional's id, such as team-a:dirk. ${SEE}`);
  }
  return { bsn: number.data, holder: organisation.data, kind: given.kind, professional: professional?.data };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { bsn: text, holder: text, kind: text, professional: text, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch {
    // What was not understood may be the BSN: it is not quoted.
    throw new CommandProblem(
      `The arguments are not understood: --bsn N --holder OIN --kind K, and nothing without a name. ${SEE}`,
    );
  }
}
