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
import { ex020 } from './register/ex-020';
import { ex021 } from './register/ex-021';
import { ex022 } from './register/ex-022';
import { ex023 } from './register/ex-023';
import { ex024 } from './register/ex-024';
import { ex025 } from './register/ex-025';
import { ex026 } from './register/ex-026';
import { ex027 } from './register/ex-027';
import { ex028 } from './register/ex-028';
import { ex029 } from './register/ex-029';

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
  ex020,
  ex021,
  ex022,
  ex023,
  ex024,
  ex025,
  ex026,
  ex027,
  ex028,
  ex029,
]);
