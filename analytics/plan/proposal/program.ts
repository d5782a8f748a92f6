/**
 * The same rows as the relaxation's, for a solver that holds whole editions only. What floors lack is a variable as well where
 * they may be broken.
 */
import type { Highs, ModelData } from '../../highs.ts';
import type { RelaxModel } from './relax-model.ts';

/** What is asked: to cover as many as can be, or floors to lack as little as can be. */
export interface Aim {
  /** what covering a person of a cell counts */
  readonly value: Float64Array;
  /** what each person-place that a floor lacks takes away; Infinity: it may not lack any */
  readonly lack: ArrayLike<number>;
}

/** Where the variables stand: offers, then people to places, on to cells, then what floors lack. */
export interface Columns {
  readonly offers: number;
  readonly toPlace: number;
  readonly toCell: number;
  readonly lack: number;
  readonly end: number;
}

export function columnsOf({ network, arcMiddle, outCell }: RelaxModel): Columns {
  const toPlace = network.offers.length;
  const toCell = toPlace + arcMiddle.length;
  const lack = toCell + outCell.length;
  return { offers: 0, toPlace, toCell, lack, end: lack + network.floors.length };
}

interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly terms: readonly (readonly [number, number])[];
}

export function programOf(model: RelaxModel, aim: Aim, { constants }: Highs): ModelData {
  const { network, outCell } = model;
  const columns = columnsOf(model);
  const rows = [...seatRows(model, columns), ...placeRows(model, columns), ...cellRows(model, columns), ...offerRows(model), ...floorRows(model, columns)]; // prettier-ignore
  const colCost = new Float64Array(columns.end);
  const colUpper = new Float64Array(columns.end).fill(Infinity);
  outCell.forEach((cell, out) => (colCost[columns.toCell + out] = aim.value[cell]!));
  colUpper.set(network.most);
  network.floors.forEach(({ asked }, floor) => {
    const worth = aim.lack[floor]!;
    colCost[columns.lack + floor] = worth === Infinity ? 0 : -worth;
    colUpper[columns.lack + floor] = worth === Infinity ? 0 : asked;
  });
  const { integer, continuous } = constants.variableType;
  return {
    ...{ numCols: columns.end, numRows: rows.length, sense: constants.objectiveSense.maximize },
    ...{ colCost, colLower: new Float64Array(columns.end), colUpper },
    integrality: Array.from(colCost, (_, column) => (column < columns.toPlace ? integer : continuous)),
    ...{ rowLower: rows.map(({ lower }) => lower), rowUpper: rows.map(({ upper }) => upper) },
    matrix: matrixOf(rows, columns.end),
  };
}

function matrixOf(rows: readonly Row[], numCols: number): ModelData['matrix'] {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ terms }, row) => (starts[row + 1] = starts[row]! + terms.length));
  return {
    ...{ format: 'csr', numRows: rows.length, numCols, starts },
    indices: Int32Array.from(rows.flatMap(({ terms }) => terms.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap(({ terms }) => terms.map(([, factor]) => factor))),
  };
}

/** Nobody sits where there is no seat. */
function seatRows({ network, base, arcStart, partStart, partNode }: RelaxModel, { toPlace }: Columns): Row[] {
  const rows = Array.from(base, (seats, node) => ({
    ...{ lower: -Infinity, upper: seats },
    terms: range(arcStart, node).map((arc): [number, number] => [toPlace + arc, 1]),
  }));
  network.offers.forEach((parts, offer) =>
    parts.forEach(({ seats }, part) => rows[partNode[partStart[offer]! + part]!]!.terms.push([offer, -seats])),
  );
  return rows;
}

function placeRows({ outStart, arcMiddle }: RelaxModel, { toPlace, toCell }: Columns): Row[] {
  const rows = Array.from({ length: outStart.length - 1 }, (_, middle) => ({
    ...{ lower: -Infinity, upper: 0 },
    terms: range(outStart, middle).map((out): [number, number] => [toCell + out, 1]),
  }));
  arcMiddle.forEach((middle, arc) => rows[middle]!.terms.push([toPlace + arc, -1]));
  return rows;
}

function cellRows({ demand, outCell }: RelaxModel, { toCell }: Columns): Row[] {
  const rows = Array.from(demand, (people) => ({ lower: -Infinity, upper: people, terms: [] as [number, number][] }));
  outCell.forEach((cell, out) => rows[cell]!.terms.push([toCell + out, 1]));
  return rows;
}

function offerRows({ network: { cost, budget, caps } }: RelaxModel): Row[] {
  const money = { lower: -Infinity, upper: budget, terms: Array.from(cost, (own, offer) => [offer, own] as const) };
  return [
    money,
    ...caps.map(({ most, offers }) => ({ lower: -Infinity, upper: most, terms: offers.map((offer) => [offer, 1] as const) })), // prettier-ignore
  ];
}

function floorRows({ network: { floors }, outCell, pair }: RelaxModel, { toCell, lack }: Columns): Row[] {
  return floors.map(({ asked, inside }, floor) => ({
    ...{ lower: asked, upper: Infinity },
    terms: [
      ...Array.from(outCell, (cell, out) => [toCell + out, inside[pair[cell]!]!] as const).filter(([, one]) => one > 0),
      [lack + floor, 1] as const,
    ],
  }));
}

const range = (starts: Int32Array, index: number) =>
  Array.from({ length: starts[index + 1]! - starts[index]! }, (_, place) => starts[index]! + place);
