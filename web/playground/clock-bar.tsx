// The domain clock: where it stands, a step on, a moment of one's own, and back to where the world put it.
import { useEffect, useId, useState } from 'react';
import { Button } from './controls.tsx';
import { useReading } from './language.tsx';
import { fieldText, instantOfField, momentText } from './time.ts';

export type ClockBarProps = {
  /** ms since the epoch, at `readAt` of this page. */
  readonly now: number;
  readonly readAt: number;
  /** Null: the clock began at wall time. */
  readonly start: string | null;
  readonly move: (to: string) => void;
  /** What came of the last move. */
  readonly said: string;
};

const TICK_MS = 10_000;

export function ClockBar({ now, readAt, start, move, said }: ClockBarProps) {
  const { language, text } = useReading();
  const field = useId();
  const [elapsed, setElapsed] = useState(0);
  const [moment, setMoment] = useState('');
  useEffect(() => {
    setElapsed(performance.now() - readAt);
    setMoment('');
    const timer = setInterval(() => setElapsed(performance.now() - readAt), TICK_MS);
    return () => clearInterval(timer);
  }, [readAt]);
  const there = now + elapsed;
  const shown = moment === '' ? fieldText(there) : moment;
  return (
    <section className="clock" aria-label={text.clock}>
      <div className="clock__now">
        <p>
          <span className="clock__label">{text.clock}</span> <time>{momentText(there, language)}</time>
        </p>
        <Button onClick={() => move(start ?? new Date().toISOString())}>{text.clockBack}</Button>
      </div>
      <div className="clock__moves">
        <Button onClick={() => move('+1h')}>{text.plusHour}</Button>
        <Button onClick={() => move('+1d')}>{text.plusDay}</Button>
        <label className="visually-hidden" htmlFor={field}>
          {text.clockTo}
        </label>
        <input
          id={field}
          type="datetime-local"
          className="utrecht-textbox utrecht-textbox--html-input"
          value={shown}
          onChange={({ target }) => setMoment(target.value)}
        />
        <Button
          onClick={() => {
            const to = instantOfField(shown);
            if (to !== null) move(to);
          }}
        >
          {text.clockSet}
        </Button>
      </div>
      <p className="clock__said" role="status">
        {said}
      </p>
    </section>
  );
}
