import type { Control } from './control';

/** The responder is quick and can't be turned against us. */
export const det8: Control = {
  id: 'DET-8',
  title: "The responder is quick and can't be turned against us",
  claim:
    "The responder's role can do what its actions need and no more, and only the monitor may put events on its bus. " +
    'A suspicious sign-in slows and locks new sign-ins for 5 minutes, and ends sessions only on evidence of misuse; ' +
    'exfiltration costs session and key; an escalation gets one fixed deny policy inside the boundary; a flood gets ' +
    'its addresses blocked with expiry, a ceiling and a list of those never blocked. Each action is idempotent and ' +
    'has a dry run, an undo and a compliance record.',
  sources: ['P Incident Response'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A04', 'A09'],
    owasp2025: ['A06', 'A09'],
    nist80053r5: ['AC-2(13)', 'AC-6', 'IR-4(1)', 'SI-4(7)'],
  },
  parts: [
    {
      id: 'narrow-role',
      side: 'templates',
      claim: "The responder's role holds exactly the actions of its responses.",
      missing: 'not built yet: the responder comes with stack detection',
    },
    {
      id: 'bus-policy',
      side: 'templates',
      claim: 'The bus takes events from the monitor alone.',
      missing: 'not built yet: the bus comes with stack detection',
    },
    {
      id: 'suspicious-login',
      side: 'runtime',
      claim: 'New sign-ins are slowed and locked for 5 minutes, and sessions end only on evidence of misuse.',
      missing: 'not built yet: the responder comes with stack detection',
    },
    {
      id: 'exfiltration',
      side: 'runtime',
      claim: 'Session and key are suspended.',
      missing: 'not built yet: the responder comes with stack detection',
    },
    {
      id: 'escalation',
      side: 'runtime',
      claim: 'The principal gets one fixed deny policy inside the boundary.',
      missing: 'not built yet: the responder comes with stack detection',
    },
    {
      id: 'ddos',
      side: 'runtime',
      claim: 'Addresses are blocked with expiry, under a ceiling, and never those on the never-block list.',
      missing: 'not built yet: the responder comes with stack detection',
    },
    {
      id: 'every-action',
      side: 'runtime',
      claim: 'Each action can be repeated, tried dry and undone, and leaves a compliance record.',
      missing: 'not built yet: the responder comes with stack detection',
    },
  ],
};
