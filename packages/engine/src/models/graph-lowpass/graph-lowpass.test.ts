import { describeModel } from '@vitrine/testkit/models';
import { models } from '../registry.ts';

describeModel(models['graph-lowpass'], { config: { rank: 8 } });
