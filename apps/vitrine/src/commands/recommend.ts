import { type VisitorExplanation, defaultPlacements } from '@vitrine/recsys';
import { namesOf } from '../compose/console-services.ts';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';
import { wholeNumber } from './option-values.ts';

interface RecommendCommandOptions {
  readonly user: string;
  readonly surface: string;
  readonly item?: string;
  readonly namespace: string;
  readonly top: number;
  readonly why?: boolean;
  readonly json?: boolean;
}

type Names = ReadonlyMap<string, string>;

/** `vitrine recommend --user U [--why]`: what one person would see, and why. Leaves no decision behind. */
export const defineRecommend: DefineCommand = (program, shell) => {
  withNamespace(program.command('recommend'))
    .description('Shows what one person would be recommended, and with --why from what and how.')
    .requiredOption('--user <id>', 'person or visitor (needed)')
    .option(
      '--surface <name>',
      `one of ${defaultPlacements.map(({ surface }) => surface).join(', ')}, or a placement of your own`,
      'home',
    )
    .option('--item <id>', 'the product whose page it is, for pdp-similar')
    .option('--top <n>', 'how many', wholeNumber('top', 1, 1_000), 10)
    .option('--why', 'show the history, the candidates and the parts of each score')
    .option('--json', 'print JSON')
    .action((options: RecommendCommandOptions) => recommend(shell, options));
};

async function recommend(shell: Shell, options: RecommendCommandOptions): Promise<void> {
  const { found, names } = await withPlatform(shell, async (platform) => {
    const tenant = tenantOf(options.namespace);
    const surfaces = (await platform.recsys.placements.list(tenant)).map(({ surface }) => surface);
    if (!surfaces.includes(options.surface))
      throw new CommandError(
        `There is no surface "${options.surface}". Known are ${surfaces.join(', ')}.`,
        exitStatus.usage,
      );
    const request = {
      userId: options.user,
      surface: options.surface,
      k: options.top,
      ...(options.item ? { itemId: options.item } : {}),
    };
    await platform.recsys.refresh(tenant);
    const explanation = await platform.recsys.explainVisitor(tenant, request);
    const ids = [
      ...explanation.answer.items.flatMap(({ itemId, because }) => [itemId, because.itemId ?? null]),
      ...explanation.history.map(({ itemId }) => itemId),
    ];
    return { found: explanation, names: await namesOf(platform, ids) };
  });
  printResult(shell, options.json, {
    value: options.why ? found : found.answer,
    text: [listText(found, names), options.why ? whyText(found, names) : ''].filter(Boolean).join('\n\n'),
  });
}

const named = (id: string, names: Names) => names.get(id) ?? id;

function listText({ answer }: VisitorExplanation, names: Names): string {
  const rows = answer.items.map(({ rank, itemId, score, because }) => [
    rank,
    named(itemId, names),
    score.toFixed(4),
    because.itemId
      ? `${because.kind} ${named(because.itemId, names)}`
      : `${because.kind}${because.category ? ` ${because.category}` : ''}`,
  ]);
  const head = `${answer.surface} by ${answer.modelVersion} (${answer.strategy})${answer.fallback ? `, fallback ${answer.fallback}` : ''}, ${answer.durationMs.toFixed(1)} ms`;
  return rows.length === 0
    ? `${head}\nNothing to recommend yet: this namespace has no items for sale. Import or generate some first.`
    : `${head}\n${renderTable(['rank', 'item', 'score', 'because'], rows)}`;
}

function whyText(
  { answer, candidateSources, mergedCount, filtered, capped, history }: VisitorExplanation,
  names: Names,
): string {
  const counts = (record: Readonly<Record<string, number | undefined>>) =>
    Object.entries(record)
      .filter(([, count]) => count)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const parts = answer.items.map(({ rank, itemId, explain }) => [
    rank,
    named(itemId, names),
    Object.entries(explain.parts)
      .map(([name, value]) => `${name} ${value.toFixed(4)}`)
      .join(' + '),
  ]);
  const past = history
    .slice(0, 15)
    .map(({ ts, type, itemId }) => [
      ts.toISOString().slice(0, 16).replace('T', ' '),
      ['view', 'click', 'add', 'purchase'][type] ?? type,
      named(itemId, names),
    ]);
  return [
    `Candidates: ${counts(candidateSources)}; ${mergedCount} after merging. Taken out: ${counts(filtered)}. Capped: ${counts({ ...capped })}.`,
    `Parts of each score:\n${renderTable(['rank', 'item', 'parts'], parts)}`,
    past.length === 0
      ? 'No history: nobody by that id has done anything yet.'
      : `Last events:\n${renderTable(['when (UTC)', 'what', 'item'], past)}`,
  ].join('\n\n');
}

/** `vitrine similar ITEM`: what goes with one item. */
export const defineSimilar: DefineCommand = (program, shell) => {
  withNamespace(program.command('similar'))
    .description('Shows what goes with one item.')
    .argument('<item>', 'id of the item')
    .option('--top <n>', 'how many', wholeNumber('top', 1, 1_000), 10)
    .option('--json', 'print JSON')
    .action(async (item: string, { namespace, top, json }: { namespace: string; top: number; json?: boolean }) => {
      const { items, names } = await withPlatform(shell, async (platform) => {
        const tenant = tenantOf(namespace);
        const known = await platform.recsys.items.list(tenant, { itemId: item, limit: 1 });
        if (known.total === 0)
          throw new CommandError(
            `There is no item "${item}" in "${namespace}". "vitrine recommend --user anyone --surface trending --json" lists some ids.`,
          );
        await platform.recsys.refresh(tenant);
        const found = await platform.recsys.similar(tenant, item, { k: top });
        return { items: found, names: await namesOf(platform, [item, ...found.map(({ itemId }) => itemId)]) };
      });
      const text = `Goes with ${named(item, names)}:\n${renderTable(
        ['rank', 'item', 'score'],
        items.map(({ rank, itemId, score }) => [rank, named(itemId, names), score.toFixed(4)]),
      )}`;
      printResult(shell, json, { value: items, text });
    });
};
