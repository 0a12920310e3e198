import { describeModel } from '@vitrine/testkit/models';
import { models } from '../registry.ts';

describeModel(models.als, { config: { factors: 16 } });
describeModel(models.als, { config: { factors: 16, scaling: 'plain' } });
