import { render } from 'preact';
import { App } from './app';
import { readSettings } from './settings';

const root = document.getElementById('page');
if (root !== null) render(<App settings={readSettings(root.dataset)} />, root);
