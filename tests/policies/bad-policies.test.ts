// Six bad policies, each refused by `npm run policy -- check` with a sentence that names the cell or the line; and what else analysis finds.
import { afterEach, describe, expect, it } from 'vitest';
import { type Change, copied, removeCopies } from './changed.ts';
import { policy } from './command.ts';

afterEach(removeCopies);

const TEAMS = 'default/local-teams.yaml';
const RVDK = 'default/rvdk.yaml';
const checked = (...changes: readonly Change[]) => policy('check', '--policies', copied(...changes));

describe('a bad policy is refused', () => {
  it('that opens more than the law rows it cites', async () => {
    const { code, err } = await checked([
      TEAMS,
      'categories: &vtByConsent [INVOLVEMENT',
      'categories: &vtByConsent [SAFETY_REPORT, INVOLVEMENT',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^default\/local-teams\.yaml:\d+: team-veilig-thuis-by-consent: disclosure: no disclosure row covers \(recipient LOCAL_TEAM_MUNICIPAL, holder VEILIG_THUIS, category SAFETY_REPORT, about CHILD\) \(and 17 more\)$/m,
    );
    expect(err).toContain('2 faults; nothing was looked at beyond them.');
  });

  it('that names a category that does not exist', async () => {
    const { code, err } = await checked([
      TEAMS,
      'categories: &pushed [INVOLVEMENT, SAFETY,',
      'categories: &pushed [INVOLVEMENT, SAFTEY,',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^default\/local-teams\.yaml:\d+: team-veilig-thuis-push: categories\.1: Invalid option: expected one of .*"SAFETY"/m,
    );
  });

  it('that would depend on a fact of somebody else', async () => {
    const { code, err } = await checked([
      TEAMS,
      'disclosure: [wmo-4.1.1-2-d]\n  special: []\n  conditions: []',
      'disclosure: [wmo-4.1.1-2-d]\n  special: []\n  conditions: [{ kind: HOLDER_HAS_FILE }]',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^default\/local-teams\.yaml:\d+: team-veilig-thuis-push: conditions\.0\.kind: it would depend on HOLDER_HAS_FILE, whether the holder has a file: only the holder may know that/m,
    );
  });

  it('that holds a rule which can never open anything', async () => {
    const { code, out } = await checked([
      'default/institutions.yaml',
      'disclosure: [jw-7.3.11-2-b]\n  special: [uavg-30-2-b]\n  conditions: [{ kind: AGE, below: 12 }]',
      'disclosure: [jw-7.3.11-2-b]\n  special: [uavg-30-2-b]\n  conditions: [{ kind: AGE, from: 16 }]',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^fault default\/institutions\.yaml:\d+: institution-guardianship-representative: conditions: DEAD: it opens nothing: nobody is from 16 and below 16$/m,
    );
  });

  it('that rests on a ground which has ended', async () => {
    const { code, out } = await checked(['law/bw.yaml', 'validUntil: null', 'validUntil: 2026-11-21']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^fault default\/rvdk\.yaml:\d+: rvdk-review-own-file: processing: ENDED: it opens nothing: bw-1:238 ended on 2026-11-21$/m,
    );
  });

  it.each([
    [
      'who reported',
      'categories: &categories [SAFETY_PLAN,',
      'categories: &categories [SAFETY_REPORT, SAFETY_PLAN,',
      'categories.0: an emergency never opens SAFETY_REPORT',
    ],
    [
      'for a calm purpose',
      'purposes: [ACUTE_DANGER] }',
      'purposes: [ACUTE_DANGER, SUPPORT_PLAN] }',
      'recipient.purposes.1: an emergency is for ACUTE_DANGER, not for SUPPORT_PLAN',
    ],
    [
      'what somebody else has to release',
      'disclosure: [sr-40]',
      'disclosure: [sr-40, wmo-5.2.6]',
      'disclosure.1: wmo-5.2.6 is no row of the emergency procedure: make it a rule of its own',
    ],
    [
      'the register',
      'source: { kind: LOCAL_TEAM, whose: OTHER }',
      'source: { kind: PERSONS, whose: OTHER }',
      'source: an emergency opens the file of another organisation, and nothing else',
    ],
  ])('that opens by an emergency %s', async (_what, from, to, reason) => {
    const { code, err } = await checked(['default/emergency.yaml', from, to]);
    expect(code).toBe(1);
    expect(err).toContain(`emergency-at-local-team: ${reason}`);
  });

  it('that is no YAML', async () => {
    const { code, err } = await checked([TEAMS, '- id: team-provider-own-file\n', '- id: [\n']);
    expect(code).toBe(1);
    expect(err).toMatch(/^default\/local-teams\.yaml:\d+: /m);
  });
});

describe('analysis also finds', () => {
  it('the day on which a rule loses its last ground, beforehand and as a note', async () => {
    const { code, out } = await checked(['law/bw.yaml', 'validUntil: null', 'validUntil: 2026-12-31']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^note {2}default\/rvdk\.yaml:\d+: rvdk-review-own-file: processing: ENDS: from 2027-01-01 it no longer opens \(recipient RVDK, holder RVDK, category CONTACT_DETAILS\) \(and 7 more\): bw-1:238 ended on 2026-12-31$/m,
    );
  });

  it('a ground that is not in force yet, as a note', async () => {
    const { code, out } = await checked(['law/bw.yaml', 'validFrom: &bw 2015-01-01', 'validFrom: &bw 2027-01-01']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /rvdk-review-own-file: processing: NOT_YET: it opens nothing: bw-1:238 is in force from 2027-01-01/,
    );
  });

  it('a rule that adds nothing to another', async () => {
    const { code, out } = await checked([
      RVDK,
      '- id: rvdk-review-own-file\n',
      `- id: rvdk-own-file-once-more
  says: { nl: Hetzelfde nog eens., en: The same once more. }
  recipient: { kinds: [RVDK], roles: [LEGAL_ADVISER], purposes: [CHILD_PROTECTION_INVESTIGATION] }
  source: { kind: RVDK, whose: OWN }
  categories: [PLAN]
  about: [CHILD]
  regime: POWERS
  processing: [jw-3.1]
  disclosure: []
  special: []
  conditions: [{ kind: AGE, below: 16 }]
- id: rvdk-review-own-file
`,
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^fault default\/rvdk\.yaml:\d+: rvdk-own-file-once-more: SHADOWED: it adds nothing: rvdk-investigation-own-file opens all of it on no harder demands$/m,
    );
  });

  it('no shadow in a rule that reaches further back, but limits that are undone', async () => {
    const { code, out } = await checked([
      RVDK,
      '- id: rvdk-review-own-file\n',
      `- id: rvdk-own-file-further-back
  says: { nl: Verder terug., en: Further back. }
  recipient: { kinds: [RVDK], roles: [LEGAL_ADVISER], purposes: [CHILD_PROTECTION_INVESTIGATION] }
  source: { kind: RVDK, whose: OWN }
  categories: [PLAN]
  about: [CHILD]
  regime: POWERS
  processing: [jw-3.1]
  disclosure: []
  special: []
  conditions: []
  monthsBefore: 60
- id: rvdk-review-own-file
`,
    ]);
    expect(code).toBe(1);
    expect(out).not.toContain('SHADOWED');
    expect(out).toContain('rvdk-own-file-further-back undoes the limits of rvdk-investigation-own-file');
  });

  it('two rules of which one undoes the limits of the other', async () => {
    const { code, out } = await checked([
      'default/veilig-thuis.yaml',
      'categories: &acute [INVOLVEMENT, SAFETY_PLAN]',
      'categories: &acute [INVOLVEMENT, SAFETY, SAFETY_PLAN]',
    ]);
    expect(code).toBe(1);
    expect(out).toContain(
      'CONTRADICTION: with vt-assessment-local-teams-outcome: both open SAFETY at LOCAL_TEAM_MUNICIPAL to VEILIG_THUIS on wmo-5.2.6, and vt-assessment-local-teams undoes the limits of vt-assessment-local-teams-outcome',
    );
    expect(out).toContain(
      'vt-assessment-local-teams-outcome: SHADOWED: it adds nothing: vt-assessment-local-teams opens',
    );
  });

  it('two rules that open one cell on one ground under two regimes', async () => {
    const { code, out } = await checked([
      RVDK,
      '- id: rvdk-review-own-file\n',
      `- id: rvdk-own-file-as-measure
  says: { nl: Als maatregel., en: As a measure. }
  recipient: { kinds: [RVDK], roles: [LEGAL_ADVISER], purposes: [CHILD_PROTECTION_INVESTIGATION] }
  source: { kind: RVDK, whose: OWN }
  categories: [PLAN]
  about: [CHILD]
  regime: MEASURE
  processing: [jw-3.1]
  disclosure: []
  special: []
  conditions: []
  monthsBefore: 60
- id: rvdk-review-own-file
`,
    ]);
    expect(code).toBe(1);
    expect(out).toContain(
      'CONTRADICTION: with rvdk-own-file-as-measure: both open PLAN at RVDK to RVDK on the own file, the one under POWERS, the other under MEASURE',
    );
  });

  it('a rule whose purpose none of its roles may use', async () => {
    const { code, out } = await checked([
      RVDK,
      'purposes: &review [COURT_REVIEW] }',
      'purposes: &review [JUVENILE_PROBATION] }',
    ]);
    expect(code).toBe(1);
    expect(out).toContain(
      'rvdk-review-own-file: recipient: DEAD: nobody can use it: the register of purposes lets none of its roles use any of its purposes',
    );
  });

  it('a field that the schema does not have under that category, so that a limit would open nothing', async () => {
    const { code, out } = await checked([
      TEAMS,
      'fields: &scores [LocalTeamDomainScore.date, LocalTeamDomainScore.score]',
      'fields: &scores [LocalTeamDomainScore.dat, LocalTeamDomainScore.score]',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^fault default\/local-teams\.yaml:\d+: team-own-file-justice-domain: fields\.0: FIELD: LocalTeamDomainScore\.dat is no field of CRIMINAL at LOCAL_TEAM, so it opens nothing$/m,
    );
  });

  it('a category that nobody can open any more, not even its holder', async () => {
    const { code, out } = await checked([
      'default/rvdk.yaml',
      'REPORTER, HEALTH, CRIMINAL, FINANCIAL]',
      'REPORTER, HEALTH, CRIMINAL]',
    ]);
    expect(code).toBe(0);
    expect(out).toContain(
      'note  schema: RVDK.FINANCIAL: UNOPENED: nobody can ever open FINANCIAL at RVDK, not even its holder',
    );
  });

  it('a ground of the law table that no rule rests on', async () => {
    const { code, out } = await checked([RVDK, 'disclosure: [bw-1:240, jw-2.4-1]', 'disclosure: [bw-1:240]']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^note {2}law\/jeugdwet\.yaml:\d+: jw-2\.4-1: IDLE_ROW: it could open something and no rule rests on it$/m,
    );
  });
});
