import type { Control } from './control';

/** Attacks are rehearsed. */
export const det11: Control = {
  id: 'DET-11',
  title: 'Attacks are rehearsed',
  claim: 'A game day in the local cloud plays through each attack, which must be detected, answered and recorded, and ' + 'prints the times this took.',
  sources: ['P Security Testing', 'P Intrusion Detection and Response'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['IR-3', 'IR-3(1)', 'SI-4(9)'] },
  parts: [
    {
      id: 'game-day',
      side: 'runtime',
      claim: 'Each simulated attack is detected, answered and recorded, with its times printed.',
      missing: 'not built yet: the game day comes with stack detection and the local cloud',
    },
  ],
};
