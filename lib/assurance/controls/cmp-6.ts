import type { Control } from './control';

/** People's rights have a way. */
export const cmp6: Control = {
  id: 'CMP-6',
  title: "People's rights have a way",
  claim:
    'Access, portability, rectification, restriction, objection and erasure, the last with step-up, notice, a delay ' +
    'and a way to cancel, are each a route or a procedure. The inventory of data and the record of processing come ' +
    'from the catalogue, and impact notes are kept.',
  sources: ['P GDPR Compliance'],
  owner: 'dpo',
  mappings: {
    owasp2021: ['A04'],
    owasp2025: ['A06'],
    nist80053r5: ['AC-3(14)', 'PM-5(1)', 'RA-8', 'SI-12(3)', 'SI-18(4)'],
  },
  parts: [
    {
      id: 'rights',
      side: 'templates',
      claim:
        'Access, portability, rectification, restriction, objection and erasure have their routes, behind the authorizer; erasures are carried out on a schedule.',
      checks: ['rights-have-their-routes'],
    },
    {
      id: 'rights-work',
      side: 'runtime',
      claim:
        'A person gets a copy of their data by a published schema, and has what is done with them restricted, on the ground of an objection too, until they lift it.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'erasure',
      side: 'runtime',
      claim:
        'Erasure needs a step-up, is announced on every channel, waits, and can be cancelled; carried out, it leaves nothing half done, whatever fails on the way.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'inventory-and-record',
      side: 'templates',
      claim: 'The data inventory and the record of processing are generated from the catalogue.',
      missing: 'not built yet: the documents come with the field classes of stack data',
    },
    {
      id: 'impact-notes',
      side: 'templates',
      claim: 'Impact notes exist for the processing.',
      missing: 'not built yet: the notes come with the document generator',
    },
  ],
};
