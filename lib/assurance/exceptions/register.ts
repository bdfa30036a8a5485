import type { Exception } from './exception';
import { ex001 } from './register/ex-001';
import { ex002 } from './register/ex-002';
import { ex003 } from './register/ex-003';
import { ex004 } from './register/ex-004';
import { ex005 } from './register/ex-005';
import { ex006 } from './register/ex-006';
import { ex007 } from './register/ex-007';
import { ex008 } from './register/ex-008';
import { ex009 } from './register/ex-009';
import { ex010 } from './register/ex-010';
import { ex011 } from './register/ex-011';
import { ex012 } from './register/ex-012';
import { ex013 } from './register/ex-013';
import { ex014 } from './register/ex-014';
import { ex015 } from './register/ex-015';
import { ex016 } from './register/ex-016';
import { ex017 } from './register/ex-017';
import { ex018 } from './register/ex-018';
import { ex019 } from './register/ex-019';

/**
 * The accepted risks of the product: one file a decision, below `register/`, so that the commit that last touched it is
 * the commit that approved it.
 */
export const REGISTER: readonly Exception[] = Object.freeze([
  ex001,
  ex002,
  ex003,
  ex004,
  ex005,
  ex006,
  ex007,
  ex008,
  ex009,
  ex010,
  ex011,
  ex012,
  ex013,
  ex014,
  ex015,
  ex016,
  ex017,
  ex018,
  ex019,
]);
