import type { Command } from 'commander';
import { type Tenant, isTenant, shopTenant } from '@vitrine/recsys';
import { CommandError, exitStatus } from '../shell.ts';

/** Adds `--namespace` to a verb that works on one tenant. */
export const withNamespace = (command: Command): Command =>
  command.option('--namespace <name>', 'whose events and models', shopTenant.namespace);

/** The tenant a `--namespace` means: a namespace of the embedded shop's organisation. */
export function tenantOf(namespace: string): Tenant {
  const tenant = { orgId: shopTenant.orgId, namespace };
  if (!isTenant(tenant)) throw new CommandError(`--namespace takes 1 to 256 printable characters.`, exitStatus.usage);
  return tenant;
}
