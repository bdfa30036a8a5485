import type { Control } from './control';

/** Ten recovery codes, each good once. */
export const idn7: Control = {
  id: 'IDN-7',
  title: 'Ten recovery codes, each good once',
  claim:
    'A person gets ten codes of 80 bits, shown once, stored hashed and usable once each; a decision record says why ' +
    "the hash isn't bcrypt. New codes void the old ones, and a warning comes when three are left.",
  sources: ['T§2.3'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A02', 'A07'], owasp2025: ['A04', 'A07'], nist80053r5: ['IA-5', 'IA-5(6)'] },
  parts: [
    {
      id: 'single-use',
      side: 'runtime',
      claim: 'Each of the ten codes of 80 bits is shown once, stored hashed and accepted once.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'renewal',
      side: 'runtime',
      claim: 'New codes void the old ones, and at three left a warning is given.',
      tests: ['in-process'],
    },
    {
      id: 'decision-record',
      side: 'runtime',
      claim: 'A decision record says why the codes are hashed otherwise than by bcrypt.',
      tests: ['in-process'],
    },
  ],
};
