import type { Control } from './control';

/** Input is checked on four levels. */
export const edge13: Control = {
  id: 'EDGE-13',
  title: 'Input is checked on four levels',
  claim:
    "The gateway validates request bodies by a schema that is generated from the handler's own. Gateway, handler, " +
    'service rules and database constraints each refuse on their own; characters are admitted by list, every string ' +
    'has a maximum length, and uploads are recognised by their magic bytes, served under a content disposition of ' +
    'ours, and limited in size.',
  sources: ['T§6.1'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A03', 'A04'], owasp2025: ['A05', 'A06'], nist80053r5: ['SI-10', 'SI-10(5)'] },
  parts: [
    {
      id: 'gateway-schema',
      side: 'templates',
      claim: "Every body that the API takes is validated at the gateway by the schema generated from the handler's.",
      checks: ['gateway-validates-bodies'],
    },
    {
      id: 'four-levels',
      side: 'runtime',
      claim: 'Gateway, handler, service rules and database constraints each refuse bad input by themselves.',
      tests: ['real-server'],
    },
    {
      id: 'strings',
      side: 'runtime',
      claim: 'Strings are held to their list of characters and their maximum length.',
      tests: ['in-process'],
    },
    {
      id: 'uploads',
      side: 'runtime',
      claim: 'Uploads are judged by magic bytes and size, and served under our own content disposition.',
      tests: ['real-server'],
    },
  ],
};
