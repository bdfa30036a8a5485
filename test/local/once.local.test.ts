import { startCommand } from './support/processes';

it('deploys, reads back, drives every flow, prints one JSON document and ends with 0', async () => {
  const { ended, written } = startCommand('--once', '--json');
  const [code] = await ended;
  const report = JSON.parse(written()) as {
    readonly passed: boolean;
    readonly readBack: { readonly held: number; readonly dropped: unknown[] };
    readonly smoke: readonly { readonly passed: boolean }[];
  };
  expect(report.smoke.filter(({ passed }) => !passed)).toEqual([]);
  expect(report.readBack.dropped).toEqual([]);
  expect(report.readBack.held).toBeGreaterThan(500);
  expect({ code, passed: report.passed }).toEqual({ code: 0, passed: true });
});
