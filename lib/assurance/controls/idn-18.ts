import type { Control } from './control';

/** Losing every factor is survivable, and slow. */
export const idn18: Control = {
  id: 'IDN-18',
  title: 'Losing every factor is survivable, and slow',
  claim:
    'Who has lost all factors recovers after 72 hours. The recovery can be cancelled, is announced on every channel, ' + "and can't be done by an admin alone.",
  sources: ['T§2.3'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A04', 'A07'], owasp2025: ['A06', 'A07'], nist80053r5: ['AC-5', 'IA-5'] },
  parts: [
    {
      id: 'delayed',
      side: 'runtime',
      claim: 'The recovery waits 72 hours, is announced on every channel and can be cancelled meanwhile.',
      tests: ['in-process'],
    },
    {
      id: 'not-alone',
      side: 'runtime',
      claim: 'No admin can complete a recovery alone.',
      tests: ['in-process'],
    },
  ],
};
