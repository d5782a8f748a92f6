// the library's own types do not resolve through its `exports`; these are the functions in use
declare module 'cephes' {
  const cephes: {
    /** resolves when the functions can be called */
    readonly compiled: Promise<void>;
    ndtr(x: number): number;
    ndtri(p: number): number;
    incbet(a: number, b: number, x: number): number;
    incbi(a: number, b: number, p: number): number;
    igamc(a: number, x: number): number;
  };
  export default cephes;
}
