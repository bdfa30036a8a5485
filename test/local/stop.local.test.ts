import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { descendantsOf, eventually, processesOf, startCommand, type Command, type Listed } from './support/processes';

/** A command, and the folder of its run. */
interface Running {
  readonly command: Command;
  readonly folder: string;
}

/** Starts the command, waits until it is ready, and invoked functions keep their processes. */
async function ready(): Promise<Running> {
  const command = startCommand();
  const [, file = ''] = await command.says(/credentials +(\S+)\n[\s\S]*Ctrl-C stops it/);
  const folder = dirname(file);
  expect(linesOf(processesOf(folder))).toMatch(/launcher[\s\S]*postgres|postgres[\s\S]*launcher/);
  return { command, folder };
}

/** Starts the command, and waits until its servers run and it deploys: a stage is named when it has ended. */
async function deploying(): Promise<Running> {
  const command = startCommand();
  await command.says(/start the servers/);
  expect(command.output()).not.toMatch(/synthesize and deploy/);
  const [, folder = ''] = /postgres -D (\S+)\/postgres/.exec(linesOf(descendantsOf(command.child.pid))) ?? [];
  expect(existsSync(folder)).toBe(true);
  return { command, folder };
}

function linesOf(processes: readonly Listed[]): string {
  return processes.map(({ command: line }) => line).join('\n');
}

/** Waits until nothing of the run is left. */
async function assertGone(folder: string): Promise<void> {
  await eventually(
    () => (processesOf(folder).length === 0 ? true : undefined),
    () => `the end of ${JSON.stringify(processesOf(folder))}`,
  );
}

/** Kills the program, and sees the command say so and stop everything else. */
async function crash({ command, folder }: Running, part: string, program: string): Promise<void> {
  const [first] = processesOf(folder).filter(({ command: line }) => line.includes(program) && !line.includes('guard.py'));
  if (first === undefined) throw new Error(`there is no process of ${part}`);
  process.kill(first.pid, 'SIGKILL');
  const [code] = await command.ended;
  expect(code).toBe(1);
  expect(command.output()).toMatch(new RegExp(`ringwall: ${part} ended by itself with exit code 137`));
  await assertGone(folder);
}

describe('the local cloud, when it is ready', () => {
  it('stops in order on Ctrl-C, and leaves neither a process nor a file', async () => {
    const { command, folder } = await ready();
    command.child.kill('SIGINT');
    const [code] = await command.ended;
    expect({ code, output: code === 0 ? '' : command.output() }).toEqual({ code: 0, output: '' });
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves no process when it and its guards are killed without a chance to stop anything', async () => {
    const { command, folder } = await ready();
    const guards = processesOf(folder).filter(({ command: line }) => line.includes('guard.py'));
    expect(guards).toHaveLength(3);
    command.child.kill('SIGSTOP');
    for (const { pid } of guards) process.kill(pid, 'SIGKILL');
    command.child.kill('SIGKILL');
    await command.ended;
    await assertGone(folder);
  });

  it('says that the emulator crashed, and stops everything else', async () => {
    await crash(await ready(), 'The emulator', 'launcher');
  });
});

describe('the local cloud, while it deploys', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)('stops in order on %s, and leaves neither a process nor a file', async (signal) => {
    const { command, folder } = await deploying();
    command.child.kill(signal);
    const [code] = await command.ended;
    expect(code).toBe(1);
    expect(command.output()).toMatch(new RegExp(`ringwall: stopped by ${signal} before it was ready`));
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves no process when it is killed without a chance to stop anything', async () => {
    const { command, folder } = await deploying();
    command.child.kill('SIGKILL');
    await command.ended;
    await assertGone(folder);
  });

  it.each([
    ['PostgreSQL', 'postgres -D'],
    ['Redis', 'redis-server'],
  ])('says that %s crashed, and stops everything else', async (part, program) => {
    await crash(await deploying(), part, program);
  });
});

it('stops in order while its servers still start', async () => {
  const command = startCommand();
  await command.says(/install what is missing/);
  expect(command.output()).not.toMatch(/start the servers/);
  command.child.kill('SIGINT');
  const [code] = await command.ended;
  expect(code).toBe(1);
  expect(command.output()).toMatch(/ringwall: stopped by SIGINT before it was ready/);
});
