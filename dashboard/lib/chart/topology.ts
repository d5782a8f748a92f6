/** The browser's only door to the library that reads topologies. */
export { feature, neighbors } from 'topojson-client';
export type { GeometryCollection, Topology } from 'topojson-specification';
