// The question in three choices: who asks, for what, and which example; and the button that asks it.
import { useId } from 'react';
import { Button, SelectField } from './controls.tsx';
import type { Example } from './examples.ts';
import { useReading, useSay } from './language.tsx';
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
  const say = useSay();
  const story = useId();
  const role = (one: Persona) => termOf(names, language, 'roles', one.role);
  const situationOf = (one: Persona) => (one.situation === null ? '' : say(one.situation));
  const situations = [...new Set(personas.map(situationOf))];
  const otherPurposes = Object.keys(names.purposes ?? {}).filter((one) => !persona.purposes.includes(one));

  return (
    <section className="setup" aria-label={text.setup}>
      <div className="setup__choices">
        <SelectField label={`1. ${text.who}`} value={persona.id} onChange={props.choosePersona} describedBy={story}>
          {situations.map((situation) => (
            <optgroup key={situation} label={text.whoGroup(situation === '' ? null : situation)}>
              {personas
                .filter((one) => situationOf(one) === situation)
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
          <Options examples={examples.filter(({ act }) => !act)} />
          {examples.some(({ act }) => act) && (
            <optgroup label={text.acts}>
              <Options examples={examples.filter(({ act }) => act)} />
            </optgroup>
          )}
        </SelectField>
        <div className="setup__ask">
          <Button kind="primary" onClick={props.ask} disabled={asking}>
            {asking ? text.asking : text.ask}
          </Button>
        </div>
      </div>
      <p className="story" id={story}>
        <strong>{persona.name}</strong>, {role(persona)}, {persona.organisation?.name ?? text.ownLogin}.{' '}
        {say(persona.says)}
        {persona.situation !== null && (
          <span className="story__situation">
            {text.situation}: {say(persona.situation)}
          </span>
        )}
      </p>
    </section>
  );
}

function Options({ examples }: Pick<SetupProps, 'examples'>) {
  const { text } = useReading();
  const say = useSay();
  return examples.map(({ id, name }) => (
    <option key={id} value={id}>
      {typeof name === 'string' ? text.exampleNames[name] : say(name)}
    </option>
  ));
}
