import { synthesizeApp } from '../lib/commands/app';

synthesizeApp();
