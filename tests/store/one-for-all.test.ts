// One reading for many: never one that had begun before somebody asked.
import { describe, expect, it } from 'vitest';
import { oneForAll } from '../../gateway/adapters/store/one-for-all.ts';

/** Readings that end when they are told to; each brings its own number. */
function readings() {
  const ends: { resolve: (value: number) => void; reject: (error: Error) => void }[] = [];
  const read = oneForAll(() => new Promise<number>((resolve, reject) => ends.push({ resolve, reject })));
  const end = (nth: number) => ends[nth - 1]?.resolve(nth);
  const fail = (nth: number) => ends[nth - 1]?.reject(new Error(`reading ${nth} failed`));
  return { read, end, fail, begun: () => ends.length };
}

describe('one reading for all', () => {
  it('who asks while one is under way shares the next, and waits for no older one', async () => {
    const { read, end, begun } = readings();
    const first = read();
    const [second, third] = [read(), read()];
    expect(begun()).toBe(1);
    end(1);
    expect(await first).toBe(1);
    await expect.poll(begun).toBe(2);
    const fourth = read();
    end(2);
    expect(await Promise.all([second, third])).toEqual([2, 2]);
    await expect.poll(begun).toBe(3);
    end(3);
    expect(await fourth).toBe(3);
    await expect
      .poll(async () => {
        const reading = read();
        end(begun());
        return reading;
      })
      .toBe(4);
  });

  it('a reading that fails fails for those who shared it alone', async () => {
    const { read, end, fail, begun } = readings();
    const first = read();
    const second = read();
    fail(1);
    await expect(first).rejects.toThrow('reading 1 failed');
    await expect.poll(begun).toBe(2);
    end(2);
    expect(await second).toBe(2);
  });

  it('a reading that never ends holds up nobody', async () => {
    const { read, end, begun } = readings();
    void read();
    const second = read();
    await expect.poll(begun).toBe(2);
    end(2);
    expect(await second).toBe(2);
  });
});
