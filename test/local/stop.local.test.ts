import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { eventually, processesOf, startCommand, type Command } from './support/processes';

/** Starts the command, waits until it is ready, and invoked functions keep their processes. */
async function ready(): Promise<{ readonly command: Command; readonly folder: string }> {
  const command = startCommand();
  const [, file = ''] = await command.says(/credentials +(\S+)\n[\s\S]*Ctrl-C stops it/);
  const folder = dirname(file);
  expect(
    processesOf(folder)
      .map(({ command: line }) => line)
      .join('\n'),
  ).toMatch(/launcher[\s\S]*postgres|postgres[\s\S]*launcher/);
  return { command, folder };
}

/** Waits until nothing of the run is left. */
async function assertGone(folder: string): Promise<void> {
  await eventually(
    () => (processesOf(folder).length === 0 ? true : undefined),
    () => `the end of ${JSON.stringify(processesOf(folder))}`,
  );
}

describe('the local cloud', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops in order on %s, and leaves neither a process nor a file', async (signal) => {
    const { command, folder } = await ready();
    command.child.kill(signal);
    const [code] = await command.ended;
    expect({ code, output: code === 0 ? '' : command.output() }).toEqual({ code: 0, output: '' });
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves no process when it is killed without a chance to stop anything', async () => {
    const { command, folder } = await ready();
    command.child.kill('SIGKILL');
    await command.ended;
    await assertGone(folder);
  });

  it('leaves no process when its guards are killed as well', async () => {
    const { command, folder } = await ready();
    const guards = processesOf(folder).filter(({ command: line }) => line.includes('guard.py'));
    expect(guards).toHaveLength(3);
    command.child.kill('SIGSTOP');
    for (const { pid } of guards) process.kill(pid, 'SIGKILL');
    command.child.kill('SIGKILL');
    await command.ended;
    await assertGone(folder);
  });

  it.each([
    ['The emulator', 'launcher'],
    ['PostgreSQL', 'postgres -D'],
    ['Redis', 'redis-server'],
  ])('says that %s crashed, and stops everything else', async (part, program) => {
    const { command, folder } = await ready();
    const running = processesOf(folder).filter(({ command: line }) => line.includes(program) && !line.includes('guard.py'));
    const [first] = running;
    if (first === undefined) throw new Error(`there is no process of ${part}`);
    process.kill(first.pid, 'SIGKILL');
    const [code] = await command.ended;
    expect(code).toBe(1);
    expect(command.output()).toMatch(new RegExp(`ringwall: ${part} ended by itself with exit code 137`));
    await assertGone(folder);
  });

  it('stops in order while it is still starting', async () => {
    const command = startCommand();
    await command.says(/start the servers/);
    command.child.kill('SIGINT');
    const [code] = await command.ended;
    expect(code).toBe(1);
    expect(command.output()).toMatch(/ringwall: stopped by SIGINT before it was ready/);
  });
});
