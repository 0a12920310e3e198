import { dirname, join } from 'node:path';
import type { CatalogProduct } from '@vitrine/shop/loading';
import { categoryPathOf } from '../values/category-path.ts';
import { bytesOf } from '../reading/find-tables.ts';
import { ImportStopped } from '../import-outcome.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';
import { withLocalPicture } from '../writing/local-picture.ts';
import { mostCommon } from '../values/most-common.ts';
import { noteUnpriced } from '../writing/note-unpriced.ts';
import { RecordWriter, type Placed } from '../writing/record-writer.ts';
import { slugOf } from '../values/slug.ts';
import { findLists, readList, type FashionLists } from './read-lists.ts';

const source = 'deepfashion';
const currency = 'USD';

/** The shelf of each kind of category. */
const kinds = new Map([
  [1, 'Tops'],
  [2, 'Bottoms'],
  [3, 'Dresses and one-pieces'],
]);

const attributeKinds = new Map([
  [1, 'Pattern'],
  [2, 'Fabric'],
  [3, 'Shape'],
  [4, 'Part'],
  [5, 'Style'],
]);

const mostTags = 12;
const firstAvailable = new Date('2016-01-01T00:00:00Z');

interface Named {
  readonly name: string;
  readonly kind: number;
}

/** A garment: the folder that its pictures lie in. */
interface Garment {
  readonly line: number;
  readonly pictures: string[];
  count: number;
  readonly categories: Map<number, number>;
  readonly attributes: Map<number, number>;
}

/** The attribute lists of the DeepFashion benchmark. Its layout is documented; a garment is a folder of pictures. */
export const deepfashion: ImportFormat = {
  name: source,
  describe:
    'DeepFashion attribute lists: a folder with list_category_cloth.txt, list_category_img.txt and, for attributes, list_attr_*.txt.',
  async run(run) {
    const lists = await findLists(run);
    const files = [lists.categories, lists.imageCategories, lists.attributes, lists.imageAttributes].filter(
      (file) => file !== null,
    );
    run.meter.begin('Reading and checking', bytesOf(files), 'bytes');
    const categories = await readNames(lists.categories, run);
    const attributes = lists.attributes ? await readNames(lists.attributes, run) : [];
    const garments = await readGarments(lists, run, categories.length);
    if (lists.imageAttributes) await readAttributes(lists, run, { garments, width: attributes.length });
    run.meter.end();
    if (garments.size === 0) {
      const message = `No row of ${lists.imageCategories.path} is a picture of a garment: look at the rejects file.`;
      throw new ImportStopped({ code: 'import.empty', message, file: lists.imageCategories.path });
    }
    run.notes.push(`${garments.size} garments are made of their pictures' folders. Stock is set to 100.`);
    noteUnpriced(run, garments.size, garments.size);
    if (run.target) await write(run, { lists, garments, categories, attributes });
  },
};

/** "name with spaces   3": names by their number, counted from 1. */
async function readNames(file: FashionLists['categories'], run: ImportRun): Promise<Named[]> {
  const names: Named[] = [];
  for await (const { line, text } of readList(file, { run, reporting: true })) {
    const [, name = '', kind = ''] = /^(.*\S)\s+(\d+)$/.exec(text) ?? [];
    names.push({ name, kind: Number(kind) });
    if (name !== '') continue;
    const message = `"${text.slice(0, 60)}" is no name and number`;
    await run.rejects.add({ file: file.path, line, field: null, reason: 'bad-row', message });
  }
  return names;
}

/** "img/Sheer_Blouse/img_00000001.jpg" -> its folder and its file. */
function pictureOf(path: string): { garment: string; file: string } | null {
  const parts = path.split('/').filter(Boolean);
  const [garment = '', file = ''] = parts.slice(-2);
  return parts.length < 2 || garment.startsWith('.') || slugOf(garment) === '' ? null : { garment, file };
}

async function readGarments(lists: FashionLists, run: ImportRun, known: number): Promise<Map<string, Garment>> {
  const garments = new Map<string, Garment>();
  const file = lists.imageCategories.path;
  for await (const { line, text } of readList(lists.imageCategories, { run, reporting: true })) {
    const [, path = '', label = ''] = /^(\S.*?)\s+(\d+)$/.exec(text) ?? [];
    const picture = pictureOf(path);
    const category = Number(label);
    if (!picture) {
      const message = `"${text.slice(0, 80)}" is no path of a picture and a number`;
      await run.rejects.add({ file, line, field: 'image_name', reason: 'bad-row', message });
    } else if (category < 1 || category > known) {
      const message = `${category} is no category: there are ${known}`;
      await run.rejects.add({ file, line, field: 'category_label', reason: 'bad-category', message });
    } else {
      const garment: Garment = garments.get(picture.garment) ?? {
        line,
        pictures: [],
        count: 0,
        categories: new Map(),
        attributes: new Map(),
      };
      garments.set(picture.garment, garment);
      garment.count += 1;
      if (garment.pictures.length < 4) garment.pictures.push(picture.file);
      garment.categories.set(category, (garment.categories.get(category) ?? 0) + 1);
    }
  }
  return garments;
}

async function readAttributes(
  lists: FashionLists,
  run: ImportRun,
  { garments, width }: { garments: ReadonlyMap<string, Garment>; width: number },
): Promise<void> {
  const source = lists.imageAttributes;
  if (!source) return;
  for await (const { line, text } of readList(source, { run, reporting: true })) {
    const at = text.search(/\s/);
    const garment = garments.get(pictureOf(text.slice(0, at))?.garment ?? '');
    const labels = labelsOf(text, at);
    if (!garment) {
      const message = `"${text.slice(0, 80)}" is no picture of a garment`;
      await run.rejects.add({ file: source.path, line, field: 'image_name', reason: 'unknown-garment', message });
    } else if (labels.width !== width) {
      const message = `has ${labels.width} labels for ${width} attributes`;
      await run.rejects.add({
        file: source.path,
        line,
        field: 'attribute_labels',
        reason: 'wrong-field-count',
        message,
      });
    } else for (const label of labels.held) garment.attributes.set(label, (garment.attributes.get(label) ?? 0) + 1);
  }
}

/** Which of the labels are 1 (not -1 or 0), without cutting a thousand texts out of each of 289,222 lines. */
function labelsOf(text: string, from: number): { width: number; held: number[] } {
  const held: number[] = [];
  let width = 0;
  let start = -1;
  for (let at = from; at <= text.length; at += 1) {
    const isSpace = at === text.length || text.charCodeAt(at) <= 32;
    if (!isSpace) {
      if (start < 0) start = at;
      continue;
    }
    if (start < 0) continue;
    if (at - start === 1 && text.charCodeAt(start) === 49) held.push(width);
    width += 1;
    start = -1;
  }
  return { width, held };
}

interface Fashion {
  readonly lists: FashionLists;
  readonly garments: ReadonlyMap<string, Garment>;
  readonly categories: readonly Named[];
  readonly attributes: readonly Named[];
}

async function write(run: ImportRun, fashion: Fashion): Promise<void> {
  if (!run.target) return;
  const writer = new RecordWriter(run, run.target);
  const file = fashion.lists.imageCategories.path;
  run.meter.begin('Writing products', fashion.garments.size, 'rows');
  let batch: Placed<CatalogProduct>[] = [];
  const folders = [dirname(file), dirname(dirname(file))].flatMap((root) => [
    join(root, 'img'),
    join(root, 'Img', 'img'),
  ]);
  for (const [folder, garment] of [...fashion.garments].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const { line, pictures } = garment;
    const search = { folders: folders.map((root) => join(root, folder)), names: pictures, line };
    batch.push({ file, line, row: await withLocalPicture(productOf(folder, garment, fashion), search, run) });
    if (batch.length < 1000) continue;
    await writer.writeProducts(batch);
    batch = [];
  }
  await writer.writeProducts(batch);
  run.meter.end();
}

function productOf(folder: string, garment: Garment, fashion: Fashion): CatalogProduct {
  const category = fashion.categories[(mostCommon(garment.categories) ?? 1) - 1] ?? { name: 'Garment', kind: 1 };
  const shelf = kinds.get(category.kind) ?? 'Clothing';
  const name = folder.replaceAll('_', ' ').replaceAll(/\s+/g, ' ').trim();
  // Seen on half of its pictures or more, the surest first.
  const held = [...garment.attributes]
    .filter(([, count]) => count * 2 >= garment.count)
    .sort((left, right) => right[1] - left[1] || left[0] - right[0])
    .slice(0, mostTags)
    .flatMap(([index]) => fashion.attributes[index] ?? []);
  const specs = [...attributeKinds].flatMap(([kind, label]) => {
    const value = held
      .filter((one) => one.kind === kind)
      .map((one) => one.name)
      .join(', ');
    return value === '' ? [] : [{ name: label, value }];
  });
  const words = held.map((one) => one.name).join(', ');
  return {
    source,
    externalId: folder,
    slug: slugOf(folder, 120),
    name,
    description: `${name}: ${category.name.toLowerCase()}${words ? ` (${words})` : ''}.`,
    categoryPath: categoryPathOf([shelf, category.name], 'Clothing'),
    skus: [{ sku: `df-${slugOf(folder, 120)}`, options: {}, priceMinor: 0, currency, stock: 100 }],
    tags: held.map((one) => one.name),
    specs,
    metadata: { pictures: garment.count },
    firstAvailable,
    images: [],
  };
}
