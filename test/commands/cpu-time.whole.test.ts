import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cpuSeconds } from '../../lib/commands/cpu-time';

/** Uses a fifth of a CPU-second, says so, and waits for the end of its input. */
const WORK = 'while (process.cpuUsage().user < 2e5); console.log("done"); process.stdin.resume();';

describe('cpuSeconds', () => {
  it('never runs backwards', () => {
    const before = cpuSeconds();
    expect(before).toBeGreaterThan(0);
    expect(cpuSeconds()).toBeGreaterThanOrEqual(before);
  });
});

// Elsewhere the figures are those of this process alone.
if (existsSync('/proc/self/stat')) {
  describe('cpuSeconds, where there is /proc', () => {
    it('counts a child that has ended', () => {
      const before = cpuSeconds();
      spawnSync(process.execPath, ['-e', WORK], { input: '' });
      expect(cpuSeconds() - before).toBeGreaterThan(0.19);
    });

    it('counts a child that still runs', async () => {
      const before = cpuSeconds();
      const child = spawn(process.execPath, ['-e', WORK], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      const during = cpuSeconds();
      child.stdin.end();
      await once(child, 'exit');
      expect(during - before).toBeGreaterThan(0.19);
    });
  });
}
