#!/usr/bin/env -S node --import tsx
import { main } from '../lib/commands/cli';

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
