// The index of the committed supergraph, and what it refuses to index.
import { readFileSync } from 'node:fs';
import { graphqlSync, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { indexFields } from '../../gateway/vocabulary/field-index.ts';
import { realIndex as index } from '../support/operations.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const supergraph = read('schema/supergraph.graphql');
const request = read('schema/request.graphql');

describe('the index', () => {
  test('says of a field its own category and, on Person, whose graph answers it', () => {
    expect(index.field('Person', 'address')).toEqual({
      parent: 'Person',
      name: 'address',
      type: 'Address',
      composite: true,
      nullable: true,
      category: 'ADDRESS',
      locating: true,
      folded: false,
      source: 'PERSONS',
    });
    expect(index.field('Person', 'localTeam')).toMatchObject({ category: null, source: 'LOCAL_TEAM' });
    expect(index.field('Person', 'consents')).toMatchObject({ category: 'CONSENT_RECORD', source: 'ACCESS' });
    expect(index.field('Person', 'id')).toMatchObject({ category: 'NONE', source: null, nullable: false });
  });

  test('leaves the category of a shared value type to what lies above it', () => {
    expect(index.field('Plan', 'kind')).toMatchObject({ category: null, source: null, composite: false });
    expect(index.field('Plan', 'recordId')?.category).toBe('NONE');
    expect(index.field('VeiligThuisFile', 'events')?.category).toBe('SAFETY_REPORT');
    expect(index.field('LocalTeamFile', 'events')?.category).toBe('SUPPORT');
  });

  test('knows folded fields, files and concrete types', () => {
    expect(index.field('Household', 'plans')?.folded).toBe(true);
    expect(index.field('Household', 'members')?.folded).toBe(false);
    expect(index.files).toEqual(
      expect.arrayContaining([
        { field: 'localTeam', type: 'LocalTeamFile', source: 'LOCAL_TEAM' },
        { field: 'veiligThuis', type: 'VeiligThuisFile', source: 'VEILIG_THUIS' },
      ]),
    );
    expect(index.concrete('SourceFile')).toEqual(expect.arrayContaining(['LocalTeamFile', 'VeiligThuisFile']));
    expect(index.concrete('Person')).toEqual(['Person']);
  });

  test('knows nothing under the names of a prototype', () => {
    expect(index.field('constructor', 'name')).toBeUndefined();
    expect(index.field('Person', 'constructor')).toBeUndefined();
    expect(index.field('Person', '__proto__')).toBeUndefined();
    expect(index.field('Person', '__typename')).toBeUndefined();
  });
});

describe('the schema for clients', () => {
  test('has @access and its input, and nothing of the machinery of composition', () => {
    const printed = printSchema(index.schema);
    expect(printed).toContain('directive @access(');
    expect(printed).toContain('input Emergency {');
    expect(printed).not.toMatch(/join__|link__|@data|@subject|@folded|_Entity|_Any/);
  });

  test('shows the reporter, and all that only the reporter leads to, to its own kind of organisation only', () => {
    const types = (kind: Parameters<typeof index.schemaFor>[0]) => {
      const { data } = graphqlSync({
        schema: index.schemaFor(kind),
        source: '{ __schema { types { name } } __type(name: "VeiligThuisFile") { fields { name } } }',
      });
      return JSON.stringify(data);
    };
    expect(types('VEILIG_THUIS')).toContain('"reporters"');
    expect(types('VEILIG_THUIS')).toContain('VeiligThuisReporter');
    expect(types('VEILIG_THUIS')).not.toContain('RvdkReporter');
    expect(types('RVDK')).toContain('RvdkReporter');
    expect(types('RVDK')).not.toMatch(/VeiligThuisReporter|ReporterCapacity|"reporters"/);
    for (const other of ['LOCAL_TEAM_MUNICIPAL', 'CERTIFIED_INSTITUTION', 'INSPECTORATE', null] as const) {
      expect(types(other)).not.toMatch(/reporter/i);
      expect(types(other)).toContain('"safetyNotices"');
    }
  });
});

describe('a supergraph that cannot be trusted', () => {
  test('an unknown category stops the start and names the field', () => {
    const changed = supergraph.replace(
      'consents: [Consent!] @join__field(graph: ACCESS) @data(category: "CONSENT_RECORD")',
      'consents: [Consent!] @join__field(graph: ACCESS) @data(category: "GOSSIP")',
    );
    expect(changed).not.toBe(supergraph);
    expect(() => indexFields(changed, request)).toThrow(
      'Person.consents has a category that is not in the list of names',
    );
  });

  test('a prototype name is no category', () => {
    const changed = supergraph.replaceAll('@data(category: "CONSENT_RECORD")', '@data(category: "constructor")');
    expect(changed).not.toBe(supergraph);
    expect(() => indexFields(changed, request)).toThrow('Person.consents has a category');
  });

  test('a forgotten @composeDirective stops the start', () => {
    const changed = supergraph.replaceAll('@data(', '@datum(');
    expect(changed).not.toBe(supergraph);
    expect(() => indexFields(changed, request)).toThrow('the supergraph has no directive @data');
  });

  test('a field of Person that several graphs answer stops the start', () => {
    const changed = supergraph.replace(
      'consents: [Consent!] @join__field(graph: ACCESS)',
      'consents: [Consent!] @join__field(graph: ACCESS) @join__field(graph: PERSONS)',
    );
    expect(changed).not.toBe(supergraph);
    expect(() => indexFields(changed, request)).toThrow('Person.consents is answered by several graphs');
  });

  test('a graph that is no kind of source stops the start', () => {
    const changed = supergraph.replaceAll('LOCAL_TEAM', 'SHADOW_TEAM');
    expect(() => indexFields(changed, request)).toThrow('comes from a graph that is no source kind');
  });
});
