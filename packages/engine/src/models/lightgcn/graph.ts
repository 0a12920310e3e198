import { type SparseRows, sparseRowSums, transposeSparseRows } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';

/** A graph that no network can be trained on; the message says where and what to do. */
export class GraphError extends RangeError {
  override readonly name = 'GraphError';
  readonly code = 'graph.invalid';
}

/** People and items as one graph: the nodes are the users, then the items; an edge weighs w / sqrt(d_u d_i). */
export interface Graph {
  readonly users: number;
  readonly items: number;
  /** nodes x nodes, symmetric. */
  readonly edges: SparseRows;
  /** users x items, as the edges were before they were normalised. */
  readonly byUser: SparseRows;
  /** Sum of the weights of each node; 0 for nodes without an edge, which stay where they started and send nothing. */
  readonly degrees: Float64Array;
  /** Nodes without an edge. */
  readonly isolatedUsers: number;
  readonly isolatedItems: number;
}

/** Both directions are 32-bit places in one array. */
const mostEdges = 2 ** 30;

/**
 * Checks interactions and makes them a graph; O(interactions).
 * @throws GraphError on indices outside the catalog, weights that are no finite numbers, sums that overflow, or too many edges.
 */
export function loadGraph(interactions: Interactions, signal: 'binary' | 'weighted'): Graph {
  checkRows(interactions);
  return graphOf(userItemRows(interactions, signal));
}

/** The graph of a user-item matrix. */
export function graphOf(byUser: SparseRows): Graph {
  const [users, items] = [byUser.rowCount, byUser.columnCount];
  if (byUser.indices.length > mostEdges) {
    throw new GraphError(
      `the graph has ${byUser.indices.length} edges, more than ${mostEdges}; drop old events or train on a sample of the users`,
    );
  }
  const byItem = transposeSparseRows(byUser);
  const degrees = new Float64Array(users + items);
  degrees.set(sparseRowSums(byUser));
  degrees.set(sparseRowSums(byItem), users);
  degrees.forEach((degree, node) => {
    if (!Number.isFinite(degree)) {
      throw new GraphError(`the weights of ${nameOf(node, users)} add up to ${degree}; use smaller event weights`);
    }
  });
  const isolated = (from: number, to: number): number =>
    degrees.subarray(from, to).reduce((count, degree) => count + (degree > 0 ? 0 : 1), 0);
  return {
    users,
    items,
    byUser,
    degrees,
    edges: joinDirections({ byUser, byItem }, degrees),
    isolatedUsers: isolated(0, users),
    isolatedItems: isolated(users, users + items),
  };
}

function checkRows({ users, items, weights, userIds, itemIds }: Interactions): void {
  for (let row = 0; row < users.length; row++) {
    if (!(users[row] >= 0 && users[row] < userIds.length) || !(items[row] >= 0 && items[row] < itemIds.length)) {
      throw new GraphError(
        `row ${row} joins user ${users[row]} and item ${items[row]}, but there are ${userIds.length} users and ${itemIds.length} items; build the interactions again`,
      );
    }
    if (!Number.isFinite(weights[row]) || weights[row] < 0) {
      throw new GraphError(
        `row ${row} has the weight ${weights[row]}; weights are finite and not negative, correct or drop the row`,
      );
    }
  }
}

function joinDirections(
  { byUser, byItem }: { readonly byUser: SparseRows; readonly byItem: SparseRows },
  degrees: Float64Array,
): SparseRows {
  const [users, nodes, size] = [byUser.rowCount, degrees.length, byUser.indices.length];
  const starts = new Int32Array(nodes + 1);
  starts.set(byUser.starts);
  byItem.starts.forEach((start, item) => (starts[users + item] = size + start));
  const indices = new Int32Array(2 * size);
  indices.set(byUser.indices.map((item) => users + item));
  indices.set(byItem.indices, size);
  const values = new Float32Array(2 * size);
  values.set(byUser.values);
  values.set(byItem.values, size);
  for (let node = 0; node < nodes; node++) {
    for (let at = starts[node]; at < starts[node + 1]; at++) {
      values[at] /= Math.sqrt(degrees[node]) * Math.sqrt(degrees[indices[at]]);
    }
  }
  return { rowCount: nodes, columnCount: nodes, starts, indices, values };
}

function nameOf(node: number, users: number): string {
  return node < users ? `user ${node}` : `item ${node - users}`;
}
