import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { generate as generateResponses } from '../survey/generate.ts';
import type { Command } from './index.ts';
import { withApplication } from './open.ts';

const usage = 'generate --survey S --responses N --seed X';
