import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cpuTime, secondsBetween } from '../../lib/commands/cpu-time';
import { Progress } from '../../lib/commands/progress';

/** Uses a fifth of a CPU-second, says so, and waits for the end of its input. */
const WORK = 'while (process.cpuUsage().user < 2e5); console.log("done"); process.stdin.resume();';

/** Starts such a child of its own, says when it is done, and ends with its input without having waited for it. */
const ORPHANING = `
const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(WORK)}], { stdio: ['pipe', 'pipe', 'inherit']});
child.stdout.once('data', () => console.log('done'));
process.stdin.once('end', () => process.kill(process.pid, 'SIGKILL')).resume();`;

const since = (before: ReturnType<typeof cpuTime>): number => secondsBetween(before, cpuTime());

describe('cpuTime', () => {
  it('never runs backwards', () => {
    const before = cpuTime();
    expect(before.own).toBeGreaterThan(0);
    expect(since(before)).toBeGreaterThanOrEqual(0);
    expect(secondsBetween({ own: 1, ofChildren: 50 }, { own: 1.5, ofChildren: 2 })).toBe(0.5);
    expect(secondsBetween({ own: 1, ofChildren: 2 }, { own: 1.5, ofChildren: 4 })).toBe(2.5);
  });
});

// Elsewhere the figures are those of this process alone.
if (existsSync('/proc/self/stat')) {
  describe('cpuTime, where there is /proc', () => {
    it('counts a child that has ended', () => {
      const before = cpuTime();
      spawnSync(process.execPath, ['-e', WORK], { input: '' });
      expect(since(before)).toBeGreaterThan(0.19);
    });

    it('counts a child that still runs', async () => {
      const before = cpuTime();
      const child = spawn(process.execPath, ['-e', WORK], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      const during = since(before);
      child.stdin.end();
      await once(child, 'exit');
      expect(during).toBeGreaterThan(0.19);
    });
  });

  describe('progress', () => {
    it('has no stage below nothing, and in the total all that it counted, when a server ends that nobody waited for', async () => {
      let written = '';
      const progress = new Progress({ write: (text) => void (written += text), interactive: false });
      const child = spawn(process.execPath, ['-e', ORPHANING], { stdio: ['pipe', 'pipe', 'inherit'] });
      await progress.stage('start the servers', () => once(child.stdout, 'data'));
      const counted = cpuTime().ofChildren;
      await progress.stage('stop the servers', async () => {
        child.stdin.end();
        await once(child, 'exit');
      });
      expect(cpuTime().ofChildren).toBeLessThan(counted);
      progress.summarize(1);
      const figures = [...written.matchAll(/^(.*?) +(-?[\d.]+) CPU-seconds/gm)].map(([, name, seconds]) => [name, Number(seconds)] as const);
      expect(figures.map(([name]) => name)).toEqual(['start', 'start the servers', 'stop the servers', 'total']);
      const [start = NaN, servers = NaN, stop = NaN, total = NaN] = figures.map(([, seconds]) => seconds);
      expect(Math.min(start, servers, stop)).toBeGreaterThanOrEqual(0);
      expect(servers).toBeGreaterThan(0.19);
      expect(Math.abs(start + servers + stop - total)).toBeLessThan(0.03);
    });
  });
}
