// The question in three choices: who asks, for what, and which example; and the button that asks it.
import { useId } from 'react';
import { Button, SelectField } from './controls.tsx';
import type { Example } from './examples.ts';
import { useReading } from './language.tsx';
import { termOf } from './terms.ts';
import type { Names, Persona } from './wire.ts';

export type SetupProps = {
  readonly personas: readonly Persona[];
  readonly names: Names;
  readonly persona: Persona;
  readonly purpose: string;
  readonly examples: readonly Example[];
  /** Null: the query in the editor is no example any more. */
  readonly example: Example['id'] | null;
  readonly asking: boolean;
  readonly choosePersona: (id: string) => void;
  readonly choosePurpose: (purpose: string) => void;
  readonly chooseExample: (id: Example['id']) => void;
  readonly ask: () => void;
};

export function Setup(props: SetupProps) {
  const { personas, names, persona, purpose, examples, example, asking } = props;
  const { language, text } = useReading();
  const story = useId();
  const role = (one: Persona) => termOf(names, language, 'roles', one.role);
  const situations = [...new Set(personas.map(({ situation }) => situation))];
  const otherPurposes = Object.keys(names.purposes ?? {}).filter((one) => !persona.purposes.includes(one));

  return (
    <section className="setup" aria-label={text.setup}>
      <div className="setup__choices">
        <SelectField label={`1. ${text.who}`} value={persona.id} onChange={props.choosePersona} describedBy={story}>
          {situations.map((situation) => (
            <optgroup key={situation ?? ''} label={text.whoGroup(situation)}>
              {personas
                .filter((one) => one.situation === situation)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {`${one.name}, ${role(one)}, ${one.organisation?.name ?? text.ownLogin}`}
                  </option>
                ))}
            </optgroup>
          ))}
        </SelectField>
        <SelectField label={`2. ${text.purpose}`} value={purpose} onChange={props.choosePurpose}>
          <optgroup label={text.ownPurposes}>
            {persona.purposes.map((one) => (
              <option key={one} value={one}>
                {termOf(names, language, 'purposes', one)}
              </option>
            ))}
          </optgroup>
          <optgroup label={text.otherPurposes}>
            {otherPurposes.map((one) => (
              <option key={one} value={one}>
                {termOf(names, language, 'purposes', one)}
              </option>
            ))}
          </optgroup>
        </SelectField>
        <SelectField
          label={`3. ${text.example}`}
          value={example ?? ''}
          onChange={(id) => {
            const chosen = examples.find((one) => one.id === id);
            if (chosen !== undefined) props.chooseExample(chosen.id);
          }}
        >
          {example === null && <option value="">{text.edited}</option>}
          {examples.map(({ id }) => (
            <option key={id} value={id}>
              {text.exampleNames[id]}
            </option>
          ))}
        </SelectField>
        <div className="setup__ask">
          <Button kind="primary" onClick={props.ask} disabled={asking}>
            {asking ? text.asking : text.ask}
          </Button>
        </div>
      </div>
      <p className="story" id={story}>
        <strong>{persona.name}</strong>, {role(persona)}, {persona.organisation?.name ?? text.ownLogin}.{' '}
        <span lang="en">{persona.says}</span>
        {persona.situation !== null && (
          <span className="story__situation">
            {text.situation}: <span lang="en">{persona.situation}</span>
          </span>
        )}
      </p>
    </section>
  );
}
