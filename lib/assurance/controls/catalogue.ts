import type { Control } from './control';
import { net1 } from './net-1';
import { net2 } from './net-2';
import { net3 } from './net-3';
import { net4 } from './net-4';
import { net5 } from './net-5';
import { net6 } from './net-6';
import { net7 } from './net-7';
import { net8 } from './net-8';
import { net9 } from './net-9';
import { net10 } from './net-10';
import { net11 } from './net-11';
import { edge1 } from './edge-1';
import { edge2 } from './edge-2';
import { edge3 } from './edge-3';
import { edge4 } from './edge-4';
import { edge5 } from './edge-5';
import { edge6 } from './edge-6';
import { edge7 } from './edge-7';
import { edge8 } from './edge-8';
import { edge9 } from './edge-9';
import { edge10 } from './edge-10';
import { edge11 } from './edge-11';
import { edge12 } from './edge-12';
import { edge13 } from './edge-13';
import { edge14 } from './edge-14';
import { key1 } from './key-1';
import { key2 } from './key-2';
import { key3 } from './key-3';
import { key4 } from './key-4';
import { key5 } from './key-5';
import { key6 } from './key-6';
import { key7 } from './key-7';
import { key8 } from './key-8';
import { key9 } from './key-9';
import { sec1 } from './sec-1';
import { sec2 } from './sec-2';
import { sec3 } from './sec-3';
import { sec4 } from './sec-4';
import { sec5 } from './sec-5';
import { idn1 } from './idn-1';
import { idn2 } from './idn-2';
import { idn3 } from './idn-3';
import { idn4 } from './idn-4';
import { idn5 } from './idn-5';
import { idn6 } from './idn-6';
import { idn7 } from './idn-7';
import { idn8 } from './idn-8';
import { idn9 } from './idn-9';
import { idn10 } from './idn-10';
import { idn11 } from './idn-11';
import { idn12 } from './idn-12';
import { idn13 } from './idn-13';
import { idn14 } from './idn-14';
import { idn15 } from './idn-15';
import { idn16 } from './idn-16';
import { idn17 } from './idn-17';
import { idn18 } from './idn-18';
import { azn1 } from './azn-1';
import { azn2 } from './azn-2';
import { azn3 } from './azn-3';
import { azn4 } from './azn-4';
import { azn5 } from './azn-5';
import { azn6 } from './azn-6';
import { azn7 } from './azn-7';
import { azn8 } from './azn-8';
import { azn9 } from './azn-9';
import { aud1 } from './aud-1';
import { aud2 } from './aud-2';
import { aud3 } from './aud-3';
import { aud4 } from './aud-4';
import { aud5 } from './aud-5';
import { aud6 } from './aud-6';
import { aud7 } from './aud-7';
import { aud8 } from './aud-8';
import { det1 } from './det-1';
import { det2 } from './det-2';
import { det3 } from './det-3';
import { det4 } from './det-4';
import { det5 } from './det-5';
import { det6 } from './det-6';
import { det7 } from './det-7';
import { det8 } from './det-8';
import { det9 } from './det-9';
import { det10 } from './det-10';
import { det11 } from './det-11';
import { avl1 } from './avl-1';
import { avl2 } from './avl-2';
import { avl3 } from './avl-3';
import { avl4 } from './avl-4';
import { cmp1 } from './cmp-1';
import { cmp2 } from './cmp-2';
import { cmp3 } from './cmp-3';
import { cmp4 } from './cmp-4';
import { cmp5 } from './cmp-5';
import { cmp6 } from './cmp-6';
import { cmp7 } from './cmp-7';
import { cmp8 } from './cmp-8';
import { gov1 } from './gov-1';
import { gov2 } from './gov-2';
import { gov3 } from './gov-3';
import { gov4 } from './gov-4';
import { del1 } from './del-1';
import { del2 } from './del-2';
import { del3 } from './del-3';
import { del4 } from './del-4';
import { del5 } from './del-5';
import { del6 } from './del-6';
import { del7 } from './del-7';

/** Every control, by family in the order of `FAMILIES`, then by number. */
export const controls: readonly Control[] = [
  net1,
  net2,
  net3,
  net4,
  net5,
  net6,
  net7,
  net8,
  net9,
  net10,
  net11,
  edge1,
  edge2,
  edge3,
  edge4,
  edge5,
  edge6,
  edge7,
  edge8,
  edge9,
  edge10,
  edge11,
  edge12,
  edge13,
  edge14,
  key1,
  key2,
  key3,
  key4,
  key5,
  key6,
  key7,
  key8,
  key9,
  sec1,
  sec2,
  sec3,
  sec4,
  sec5,
  idn1,
  idn2,
  idn3,
  idn4,
  idn5,
  idn6,
  idn7,
  idn8,
  idn9,
  idn10,
  idn11,
  idn12,
  idn13,
  idn14,
  idn15,
  idn16,
  idn17,
  idn18,
  azn1,
  azn2,
  azn3,
  azn4,
  azn5,
  azn6,
  azn7,
  azn8,
  azn9,
  aud1,
  aud2,
  aud3,
  aud4,
  aud5,
  aud6,
  aud7,
  aud8,
  det1,
  det2,
  det3,
  det4,
  det5,
  det6,
  det7,
  det8,
  det9,
  det10,
  det11,
  avl1,
  avl2,
  avl3,
  avl4,
  cmp1,
  cmp2,
  cmp3,
  cmp4,
  cmp5,
  cmp6,
  cmp7,
  cmp8,
  gov1,
  gov2,
  gov3,
  gov4,
  del1,
  del2,
  del3,
  del4,
  del5,
  del6,
  del7,
];

const byId: ReadonlyMap<string, Control> = new Map(controls.map((control) => [control.id, control]));

/** The control called `id`, such as `NET-5`; `undefined` when the catalogue has none of that name. */
export function controlById(id: string): Control | undefined {
  return byId.get(id);
}
