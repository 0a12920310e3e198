import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';

/** `GET /version` */
export const version = defineOperation({
  route: routes.version,
  async run(_input, { services }) {
    const build = await services.version();
    return success({
      version: build.version,
      git_commit: build.gitCommit,
      build_time: build.buildTime,
      model_version: build.modelVersion,
    });
  },
});
