import { shapeText, type WeightFile, type WeightTensor } from './weight-file.ts';
import { WeightsError } from './weights-error.ts';

/** Vectors with the ids of their rows. */
export interface GivenVectors {
  readonly ids: readonly string[];
  /** ids.length x width, by rows, all finite. */
  readonly values: Float32Array;
}

/** Item and user vectors that another program trained. */
export interface GivenWeights {
  readonly width: number;
  readonly items: GivenVectors;
  /** Null where visitors are known by their history alone. */
  readonly users: GivenVectors | null;
  /** Added to the score of each item; null for none. */
  readonly itemBias: Float32Array | null;
}

/** Which tensors of a file are meant. */
export interface WeightChoice {
  /** Name of the tensor of item vectors; the only one with a row for each id when left out. */
  readonly itemTensor?: string;
  readonly itemIds: readonly string[];
  readonly userTensor?: string;
  /** Ids of the user vectors; null takes none. */
  readonly userIds: readonly string[] | null;
  /** A tensor with one number an item. */
  readonly biasTensor?: string;
}

/** Takes the chosen tensors out of a file. @throws WeightsError when a name, a shape or a count does not fit; it gives the numbers. */
export function chooseWeights(file: WeightFile, choice: WeightChoice): GivenWeights {
  const { itemIds, userIds } = choice;
  const ofItems = tensorFor(file, { name: choice.itemTensor, ids: itemIds, what: 'item' });
  const items = { ids: itemIds, values: ofItems.numbers() };
  const width = items.values.length / itemIds.length;
  const users =
    userIds === null ? null : usersOf(file, { name: choice.userTensor, ids: userIds, what: 'user' }, ofItems);
  if (users !== null && users.values.length !== width * users.ids.length) {
    throw new WeightsError(
      `the item vectors have ${width} numbers each and the user vectors ${users.values.length / users.ids.length}; both must come from one model`,
    );
  }
  const itemBias = choice.biasTensor === undefined ? null : biasOf(file, choice.biasTensor, itemIds.length);
  return { width, items, users, itemBias };
}

interface Wanted {
  readonly name: string | undefined;
  readonly ids: readonly string[];
  readonly what: 'item' | 'user';
}

/** As many users as items do not make the vectors of one those of the other, unless somebody says so. */
function usersOf(file: WeightFile, wanted: Wanted, ofItems: WeightTensor): GivenVectors {
  const found = tensorFor(file, wanted);
  if (wanted.name === undefined && found.name === ofItems.name) {
    throw new WeightsError(
      `tensor "${found.name}" holds the item vectors, and no other has a row for each of the ${wanted.ids.length} user ids; name one with --user-tensor, or leave the users out. ${listOf(file)}`,
    );
  }
  return { ids: wanted.ids, values: found.numbers() };
}

/** The tensor with a vector for each id. */
function tensorFor(file: WeightFile, wanted: Wanted): WeightTensor {
  const tensor = wanted.name === undefined ? onlyFitting(file, wanted) : tensorNamed(file, wanted.name);
  const { ids, what } = wanted;
  const [rows = 0, width = 0] = tensor.shape;
  if (tensor.shape.length !== 2 || width === 0) {
    throw new WeightsError(
      `tensor "${tensor.name}" has the shape ${shapeText(tensor.shape)}; ${what} vectors need two dimensions, [${what}s, numbers]`,
    );
  }
  if (rows !== ids.length) {
    const turned = width === ids.length ? ' (its second dimension would fit: store it transposed)' : '';
    throw new WeightsError(
      `tensor "${tensor.name}" has ${rows} rows and there are ${ids.length} ${what} ids${turned}; give one id for each row`,
    );
  }
  return tensor;
}

function onlyFitting(file: WeightFile, { ids, what }: Wanted): WeightTensor {
  const fitting = [...file.tensors.values()].filter(({ shape }) => shape.length === 2 && shape[0] === ids.length);
  if (fitting.length === 1) return fitting[0];
  throw new WeightsError(
    `${fitting.length === 0 ? 'no tensor has' : `${fitting.length} tensors have`} a row for each of the ${ids.length} ${what} ids; name one with --${what}-tensor. ${listOf(file)}`,
  );
}

function tensorNamed(file: WeightFile, name: string): WeightTensor {
  const found = file.tensors.get(name);
  if (found === undefined) throw new WeightsError(`the file has no tensor "${name}". ${listOf(file)}`);
  return found;
}

function biasOf(file: WeightFile, name: string, items: number): Float32Array {
  const tensor = tensorNamed(file, name);
  const size = tensor.shape.reduce((product, count) => product * count, 1);
  if (size !== items) {
    throw new WeightsError(
      `tensor "${name}" has the shape ${shapeText(tensor.shape)} and there are ${items} items; a bias is one number an item`,
    );
  }
  return tensor.numbers();
}

function listOf({ tensors }: WeightFile): string {
  const named = [...tensors.values()].map(({ name, type, shape }) => `"${name}" ${type} ${shapeText(shape)}`);
  const shown = named.slice(0, 12).join(', ');
  return `The file has ${named.length} tensors: ${shown}${named.length > 12 ? ', ...' : ''}`;
}
